package claim

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// Lineage is how one policy line developed: the acts that texts tell or the
// reference knows, in order of time, each with the texts that told it then and
// those that looked back on it later.
type Lineage struct {
	Question communique.Question
	Acts     []Act
	Undated  []communique.Record // tell of an act and not when it was
}

// Act is one step of a lineage: who did what, on which days.
type Act struct {
	Verb            string              // what was done: "decided", "reaffirmed", "extended"
	Kind            communique.Kind     // of the claims that tell it
	Actor           communique.EntityID // who did it; of an amendment the document
	Object          communique.EntityID // to what; "" where only words say it
	communique.Days                     // when
	Told            []communique.Record // by texts of its own time, or of a time that is not known
	Hindsight       []Later             // by texts of a later time, the earliest first
	Facts           []communique.Fact   // of the reference, that know it
	Doubt           string              // what the reference says against it, in a sentence; "" where nothing

	lines []communique.Question // the policy lines that it is a step of
}

// Later is a statement about an earlier act.
type Later struct {
	communique.Record
	Days int // from the act to the statement, at least
}

// freshDays is how many days after an act a text still reports it; what comes
// later looks back.
const freshDays = 30

// actVerbs names what is done by an act of each kind that makes policy. Kinds that
// it lacks tell no step of a line.
var actVerbs = map[communique.Kind]string{
	communique.Decision: "decided", communique.Recognition: "recognised", communique.Adoption: "adopted", communique.Amendment: "amended",
	communique.Establishment: "established", communique.Invocation: "invoked", communique.Accession: "joined", communique.Sanction: "sanctioned",
}

// verbOf names what a claim tells, "" where it tells no step of a line.
func verbOf(c *communique.Claim) string {
	switch {
	case c.Kind == communique.Amendment && c.Act == "reaffirms":
		return "reaffirmed"
	case c.Kind == communique.Amendment && c.Act == "extends":
		return "extended"
	case announced(c):
		return "declared"
	}
	return actVerbs[c.Kind]
}

// Trace puts the acts that answer a question, or are told beside each other,
// into their order. It is pure and does not depend on the order of the records.
// Claims that deny, or that only plan or allow, tell no act. A position that has
// a time of its own looks back on the one act of that time, where it came later.
// A nil Reference knows no acts. Where there are none, there is no lineage: Acts
// is empty.
func Trace(q communique.Question, records []communique.Record, ref *Reference) Lineage {
	t := tracer{out: Lineage{Question: q}}
	for _, f := range ref.Answers(q, communique.Days{}) {
		if verb := verbOf(factClaim(&f)); verb != "" && f.Days.Known() {
			t.facts = append(t.facts, f)
		}
	}
	var acts, views []communique.Record
	for _, r := range records {
		if r.Claim == nil || r.Document == nil || r.Claim.Polarity == communique.Denied || q != "" && !slices.Contains(r.Claim.Questions, q) {
			continue
		}
		switch {
		case r.Claim.Kind == communique.Position:
			views = append(views, r)
		case verbOf(r.Claim) != "" && r.Claim.Modality == communique.Asserted:
			acts = append(acts, r)
		}
	}
	// What is told exactly makes the acts; what is told of a year joins the one
	// act of that year.
	slices.SortFunc(acts, func(a, b communique.Record) int {
		return cmp.Or(cmp.Compare(width(t.when(a)), width(t.when(b))), inOrder(a, b))
	})
	for i := range t.facts {
		t.know(&t.facts[i])
	}
	for _, r := range acts {
		t.tell(r)
	}
	slices.SortFunc(views, inOrder)
	for _, r := range views {
		t.lookBack(r)
	}
	return t.finish()
}

// tracer collects the acts of one lineage.
type tracer struct {
	out   Lineage
	facts []communique.Fact
	acts  []*Act
}

// factClaim is a claim that says what a fact says.
func factClaim(f *communique.Fact) *communique.Claim {
	return &communique.Claim{Kind: f.Kind, Subject: f.Subject, Object: f.Object, Act: f.Act, Evidence: communique.Evidence{Exact: f.Says}}
}

// when returns the days of an act that a record tells. A document acts on its
// own day, which the reference may know; days that were inferred are none.
func (t *tracer) when(r communique.Record) communique.Days {
	if r.Claim.Subject.Kind() == communique.NamedDocument {
		for _, f := range t.facts {
			if f.Subject == r.Claim.Subject {
				return f.Days
			}
		}
	}
	if r.Claim.About.Basis == inferredPublication {
		return communique.Days{}
	}
	return pointed(r.Claim.About.Days)
}

// pointed gives an act that is told with one end only the day that is known: it
// did not go on since then.
func pointed(d communique.Days) communique.Days {
	switch {
	case d.From == "":
		d.From = d.To
	case d.To == "":
		d.To = d.From
	}
	return d
}

// width is the number of days in a range, unknown ones last.
func width(d communique.Days) int {
	n, ok := daysBetween(d.From, d.To)
	if !ok {
		return 1 << 30
	}
	return n
}

// daysBetween counts the days from one day to another; false where one is no day.
func daysBetween(from, to communique.Day) (int, bool) {
	a, err1 := time.Parse(time.DateOnly, string(from))
	b, err2 := time.Parse(time.DateOnly, string(to))
	if err1 != nil || err2 != nil {
		return 0, false
	}
	return int(b.Sub(a) / (24 * time.Hour)), true
}

// know adds an act of the reference; facts of one act on the same days are one.
func (t *tracer) know(f *communique.Fact) {
	verb, lines := verbOf(factClaim(f)), onLines(questionsOf(f))
	for _, a := range t.acts {
		if a.Verb == verb && a.Kind == f.Kind && a.Actor == f.Subject && a.Object == f.Object && a.Days == pointed(f.Days) && t.shares(a, lines) {
			a.Facts = append(a.Facts, *f)
			return
		}
	}
	t.acts = append(t.acts, &Act{Verb: verb, Kind: f.Kind, Actor: f.Subject, Object: f.Object, Days: pointed(f.Days), Facts: []communique.Fact{*f}, lines: lines})
}

// tell adds what a record tells to the one act that it can mean, or makes a new
// one. Where it can mean several, it is a step of its own, with the days that it
// gives: nothing is guessed.
func (t *tracer) tell(r communique.Record) {
	c := r.Claim
	days := t.when(r)
	if !days.Known() {
		t.out.Undated = append(t.out.Undated, r)
		return
	}
	lines := onLines(c.Questions)
	var same []*Act
	for _, a := range t.acts {
		// Of a clause of a line, the words of the object differ; the actor and what was done do not.
		if a.Verb == verbOf(c) && a.Actor == c.Subject && a.Days.Overlaps(days) && (a.Object == c.Object || a.Object == "" || c.Object == "") && t.shares(a, lines) {
			same = append(same, a)
		}
	}
	if len(same) > 1 {
		exact := slices.DeleteFunc(slices.Clone(same), func(a *Act) bool { return a.Days != days })
		same = exact
	}
	if len(same) != 1 {
		t.acts = append(t.acts, &Act{Verb: verbOf(c), Kind: c.Kind, Actor: c.Subject, Object: c.Object, Days: days, lines: lines})
		same = t.acts[len(t.acts)-1:]
	}
	same[0].add(r)
}

// onLines keeps of some questions those of policy lines.
func onLines(questions []communique.Question) []communique.Question {
	var out []communique.Question
	for _, q := range questions {
		if strings.HasPrefix(string(q), "line/") {
			out = append(out, q)
		}
	}
	return out
}

// shares reports whether an act and a claim are steps of one line: in a
// development, decisions on several matters stand beside each other.
func (t *tracer) shares(a *Act, lines []communique.Question) bool {
	if !strings.HasPrefix(string(t.out.Question), "development/") {
		return true
	}
	return slices.ContainsFunc(lines, func(q communique.Question) bool { return slices.Contains(a.lines, q) })
}

// add takes a telling in, by when it was told.
func (a *Act) add(r communique.Record) {
	if n, ok := toldAfter(a.Days, r); ok && n > freshDays {
		a.Hindsight = append(a.Hindsight, Later{r, n})
		return
	}
	a.Told = append(a.Told, r)
}

// toldAfter returns how many days, at least, lie between an act and when it was
// told: when it was said, else when it was published; false where neither is known.
func toldAfter(act communique.Days, r communique.Record) (int, bool) {
	for _, told := range []communique.Days{r.Said(), r.Document.Published().Days} {
		if told.Known() {
			return daysBetween(act.To, told.From)
		}
	}
	return 0, false
}

// lookBack joins a view with a time of its own to the one act of that time that
// it came after.
func (t *tracer) lookBack(r communique.Record) {
	days := t.when(r)
	if !days.Known() || r.Claim.About.Basis == "publication date" {
		return
	}
	var of []*Act
	for _, a := range t.acts {
		if n, ok := toldAfter(a.Days, r); ok && n > freshDays && a.Days.Overlaps(days) {
			of = append(of, a)
		}
	}
	if len(of) == 1 {
		of[0].add(r)
	}
}

// finish puts everything in order.
func (t *tracer) finish() Lineage {
	for _, a := range t.acts {
		slices.SortFunc(a.Told, inOrder)
		slices.SortFunc(a.Hindsight, func(x, y Later) int { return cmp.Or(cmp.Compare(x.Days, y.Days), inOrder(x.Record, y.Record)) })
		a.Doubt = t.doubt(a)
		t.out.Acts = append(t.out.Acts, *a)
	}
	slices.SortStableFunc(t.out.Acts, func(a, b Act) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Verb, b.Verb), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Object, b.Object))
	})
	slices.SortFunc(t.out.Undated, inOrder)
	return t.out
}

// doubt says that the reference knows what is told as a change only as words
// that say again what held before, or the one decision on a line at another time.
func (t *tracer) doubt(a *Act) string {
	if a.Verb == "decided" && len(a.Facts) == 0 && lineNamed(t.out.Question) != nil {
		var known []communique.Fact
		for _, f := range t.facts {
			if f.Kind == communique.Decision && f.Subject == a.Actor {
				known = append(known, f)
			}
		}
		if len(known) == 1 && !known[0].Days.Overlaps(a.Days) {
			return "The reference knows one such decision on this matter, at another time: " + strings.TrimRight(known[0].Says, ".") + " (" + written(known[0].Days) + ")."
		}
	}
	if a.Kind != communique.Amendment || a.Verb == "reaffirmed" || len(a.Facts) > 0 {
		return ""
	}
	for _, f := range t.facts {
		if f.Kind == communique.Amendment && f.Act == "reaffirms" && f.Object == a.Object && (f.Subject == a.Actor || f.Days.Overlaps(a.Days)) {
			return "The reference knows no such change on this day, only a reaffirmation: " + strings.TrimRight(f.Says, ".") + "."
		}
	}
	return ""
}

// Lines lists the questions of the developments and policy lines that are
// followed, without those that each subject has for itself.
func Lines() []communique.Question {
	var out []communique.Question
	for _, name := range slices.Sorted(maps.Keys(developments)) {
		out = append(out, key("development", communique.EntityID(name)))
	}
	for i := range lines {
		if !lines[i].bySubject {
			out = append(out, key("line", communique.EntityID(lines[i].name)))
		}
	}
	return out
}
