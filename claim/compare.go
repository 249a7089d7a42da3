package claim

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// Comparison says how some answers to a question stand to each other.
type Comparison struct {
	Question communique.Question
	Asks     string // the question in plain English
	Relation Relation
	Because  string            // one or two sentences for a reader
	Members  []Member          // the answers concerned, in order of time (see inOrder); at least one
	Facts    []communique.Fact // the reference facts that the reason rests on
	Settles  string            // what would settle the question, where it stays open; else ""
}

// Member is one answer in a comparison.
type Member struct {
	communique.Record
	Says  string // the answer in a few words: "28", "amends"
	About string // when it holds, as EDTF: "2016-06"; "" where unknown
	// Supports says that the relation speaks not against this answer but for it: the
	// words that a misreport quotes, the value that is still right, who agrees with
	// the reference. In a relation that takes no side nobody supports.
	Supports bool
}

// Compare tells how the answers to a question stand to each other: one
// comparison for each relation that holds among them, in the order in which
// relations are judged. Answers that do not stand in the question are left
// out, and one answer alone is compared with the reference only. It is pure
// and does not depend on the order of the answers. A nil Reference knows no
// facts; a nil name shows the ids' own words.
func Compare(q communique.Question, answers []communique.Record, ref *Reference, name func(communique.EntityID) string) []Comparison {
	out, _ := compare(q, answers, ref, name)
	return out
}

// mostAnswers bounds the distinct answers that are compared with each other,
// so that a group stays cheap however large it is.
const mostAnswers = 300

// compare is Compare that also counts its pairwise steps.
func compare(q communique.Question, answers []communique.Record, ref *Reference, name func(communique.EntityID) string) ([]Comparison, int) {
	g := gather(q, answers, ref, name)
	if len(g.answers) == 0 {
		return nil, 0
	}
	var rest []*answer
	if len(g.answers) > mostAnswers {
		g.answers, rest = g.answers[:mostAnswers], g.answers[mostAnswers:]
	}
	found := make([]finding, len(judgements))
	for i, a := range g.answers {
		for j := i; j < len(g.answers); j++ {
			g.judge(a, g.answers[j], found)
		}
	}
	var out []Comparison
	for i, r := range judgements {
		f := &found[i]
		if len(f.members) == 0 {
			continue
		}
		groups := f.clusters(r.clustered)
		if isConflict(r.relation) {
			groups = f.faceToFace(r.inside != nil)
		}
		for _, f := range groups {
			because, facts, settles := r.because(g, f)
			if b, known, ok := g.lineBecause(r.relation, f); ok {
				because, facts = b, known
			}
			out = append(out, Comparison{Question: q, Asks: g.asks, Relation: r.relation, Because: because, Members: f.list(g, r.against), Facts: facts, Settles: settles})
		}
	}
	if len(rest) > 0 {
		f := finding{}
		for _, a := range rest {
			f.add(a, nil)
		}
		out = append(out, Comparison{Question: q, Asks: g.asks, Relation: Undetermined, Members: f.list(g, nil),
			Because: fmt.Sprintf("This question has more than %d different answers; these were not compared.", mostAnswers),
			Settles: "Filter by time, actor or outlet, so that fewer answers stand beside each other."})
	}
	return out, g.steps
}

// gathering is the answers to one question while they are judged.
type gathering struct {
	question communique.Question
	line     *policyLine // of the question; nil where it asks for no line
	develops bool        // the question asks how a line developed
	asks     string
	ref      *Reference
	facts    []communique.Fact // that answer the question, in order of time
	name     func(communique.EntityID) string
	answers  []*answer
	steps    int
	lists    map[communique.DocID]int // how many members a document lists; made when first asked for
	read     map[string]lineReading   // what texts answer to the line, by the text: the patterns are run once for each
}

// lineReading is what a text answers to a policy line, and whether it does.
type lineReading struct {
	given
	ok bool
}

// readLine returns what a text, made even, answers to the line of the question.
func (g *gathering) readLine(even string) (given, bool) {
	on, known := g.read[even]
	if !known {
		on.given, on.ok = g.line.onLine(even)
		if g.read == nil {
			g.read = map[string]lineReading{}
		}
		g.read[even] = on
	}
	return on.given, on.ok
}

// answer is all the records that give the same answer in every respect that a
// relation looks at, except for who says it and where.
type answer struct {
	key       string
	first     *communique.Claim
	says      string
	about     communique.Days // what all of them are about; their span where several days fall together
	edtf      string
	records   []communique.Record
	documents map[communique.DocID]bool
	holds     []communique.Fact // the reference facts that say the same
	given                       // on a policy line
	held      communique.Days   // when it was held: its own time, else when it was said or published
	loosely   bool              // held rests on a publication date that was inferred
	quoted    bool              // in the words of a speaker
	restates  bool              // in a quotation that only says again what held before
	anachrone []communique.Fact // facts that date apart from its document what it presents as new, or as there already
}

// gather sorts the records and puts equal answers together.
func gather(q communique.Question, records []communique.Record, ref *Reference, name func(communique.EntityID) string) *gathering {
	g := &gathering{question: q, line: lineNamed(q), develops: strings.HasPrefix(string(q), "development/"), asks: Ask(q, name), ref: ref, name: name, facts: ref.Answers(q, communique.Days{})}
	var in []communique.Record
	for _, r := range records {
		if r.Claim != nil && r.Document != nil && slices.Contains(r.Claim.Questions, q) {
			in = append(in, r)
		}
	}
	slices.SortFunc(in, func(a, b communique.Record) int {
		return cmp.Or(cmp.Compare(a.Document.ID, b.Document.ID), cmp.Compare(a.Claim.Evidence.Start, b.Claim.Evidence.Start),
			cmp.Compare(a.Claim.Evidence.End, b.Claim.Evidence.End), cmp.Compare(a.Claim.ID, b.Claim.ID))
	})
	in = slices.CompactFunc(in, func(a, b communique.Record) bool { return a.Claim.ID == b.Claim.ID && a.Document.ID == b.Document.ID })
	by := map[string]*answer{}
	again := restated(in)
	for _, r := range in {
		says := g.saysOf(r.Claim)
		on := answer{first: r.Claim, says: says, held: heldOn(r), loosely: heldLoosely(r), quoted: isQuoted(r.Claim), restates: again[utterance{r.Document.ID, r.Claim.Statement}] && r.Claim.Statement != ""}
		k := g.lineKey(&on, r)
		if k == "" {
			k = strings.Join([]string{string(r.Claim.Kind), says, r.Claim.Scope, r.Claim.Act, string(r.Claim.Modality), string(r.Claim.Polarity), g.period(r.Claim), voice(r.Claim)}, "\x00")
		}
		a := by[k]
		if a == nil {
			a = &on
			a.key, a.about, a.edtf, a.documents = k, r.Claim.About.Days, edtfOf(r.Claim.About), map[communique.DocID]bool{}
			a.holds = g.factsSaying(a)
			by[k] = a
			g.answers = append(g.answers, a)
		}
		a.about = cover(a.about, r.Claim.About.Days)
		a.held = cover(a.held, heldOn(r))
		a.records = append(a.records, r)
		a.documents[r.Document.ID] = true
	}
	slices.SortFunc(g.answers, func(a, b *answer) int { return cmp.Compare(a.key, b.key) })
	return g
}

// voice keeps the answers of different speakers apart where opinions are asked for.
func voice(c *communique.Claim) string {
	if c.Kind == communique.Position {
		return string(c.Speaker)
	}
	return ""
}

// period puts the times of an answer into classes, so that a state told on a
// thousand days is one answer: by the reference interval that holds the day,
// else by the year. Acts keep their dates.
func (g *gathering) period(c *communique.Claim) string {
	if !c.About.Known() {
		return ""
	}
	if !isState(c.Kind) {
		return c.About.Days.String()
	}
	basis := "stated:"
	if c.About.Basis == inferredPublication {
		basis = "inferred:"
	}
	for _, f := range g.facts {
		if c.About.Days.Within(f.Days) {
			return basis + f.Days.String()
		}
	}
	if c.About.From != "" && c.About.To != "" && c.About.From[:4] == c.About.To[:4] {
		return basis + string(c.About.From[:4])
	}
	return basis + c.About.Days.String()
}

func cover(a, b communique.Days) communique.Days {
	if !a.Known() || !b.Known() {
		return communique.Days{}
	}
	if b.From == "" || a.From != "" && b.From < a.From {
		a.From = b.From
	}
	if b.To == "" || a.To != "" && b.To > a.To {
		a.To = b.To
	}
	return a
}

// isState reports whether claims of a kind hold over a time rather than happen at one.
func isState(k communique.Kind) bool {
	switch k {
	case communique.MemberCount, communique.Membership, communique.RoleClaim, communique.QuantityClaim:
		return true
	}
	return false
}

// isAct reports whether claims of a kind tell an act with a day of its own.
func isAct(k communique.Kind) bool { return !isState(k) && k != communique.Position }

// Answer gives a claim's answer to a question in a few words: who holds the
// office that it asks for, whether a state is a member, else what the claim says.
// A nil name shows the ids' own words.
func Answer(q communique.Question, c *communique.Claim, name func(communique.EntityID) string) string {
	switch kind, _, _ := strings.Cut(string(q), "/"); kind {
	case "role", "member-list", "membership", "accession":
		return (&gathering{question: q, name: name}).saysOf(c)
	}
	return c.Says()
}

// saysOf gives an answer to the question in a few words.
func (g *gathering) saysOf(c *communique.Claim) string {
	kind, _, _ := strings.Cut(string(g.question), "/")
	if g.line != nil {
		if on, ok := g.readLine(lineWords(c)); ok && on.says != "" {
			if on.says == "%subject" && c.Subject == "" {
				return whoever(c)
			}
			if on.says == "%subject" {
				return nameOf(c.Subject, g.name)
			}
			return on.says
		}
	}
	yes := func(s string) string {
		if c.Polarity == communique.Denied {
			return "not " + s
		}
		return s
	}
	switch {
	case kind == "role":
		return yes(nameOf(c.Subject, g.name))
	case kind == "member-list" && c.Kind == communique.Membership:
		return nameOf(c.Subject, g.name)
	case kind == "membership" && c.Kind == communique.Membership:
		return yes("a member")
	case kind == "accession" || kind == "membership":
		return yes("joined")
	case kind == "when":
		switch {
		case !c.About.Known():
			return noDate
		case c.About.Basis == inferredPublication:
			return textOf(c.About.Days)
		}
		return written(c.About.Days)
	case kind == "invocation":
		var parts []string
		if c.Value != nil {
			parts = append(parts, timesWritten(c.Value.N))
		}
		if c.Object != "" {
			parts = append(parts, "for "+nameOf(c.Object, g.name))
		}
		if len(parts) == 0 {
			return yes("invoked")
		}
		return yes(strings.Join(parts, ", "))
	case kind == "attribution" || kind == "incident":
		return yes(asWritten(c, nameOf(c.Object, g.name)))
	case c.Kind == communique.Recognition:
		return yes("recognised as " + c.As)
	case c.Kind == communique.QuantityClaim && c.Value != nil:
		return yes(rounded(*c.Value).String())
	}
	return strings.Join(strings.Fields(c.Says()), " ")
}

// whoever gives the words for a subject that has no name: those before what is said of it.
func whoever(c *communique.Claim) string {
	words := strings.Join(strings.Fields(c.Proposition), " ")
	if at := saidOf.FindStringIndex(words); at != nil && at[0] > 0 {
		return strings.TrimSpace(words[:at[0]])
	}
	return words
}

var saidOf = regexp.MustCompile(`\b(has|have|holds?|possess\w*|exercis\w*|is|are)\b`)

// asWritten gives the words of a noun phrase with the capitals that they have
// in the evidence; other names as they are.
func asWritten(c *communique.Claim, name string) string {
	low := strings.ToLower(c.Evidence.Exact)
	if i := strings.Index(low, name); i >= 0 && len(low) == len(c.Evidence.Exact) {
		return c.Evidence.Exact[i : i+len(name)]
	}
	return name
}

// rounded gives a large value in the words that people use for it: 2 billion
// rather than 2000000000.
func rounded(v communique.Value) communique.Value {
	for _, scale := range []struct {
		n    float64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if v.N >= scale.n {
			v.N, v.Unit = v.N/scale.n, strings.TrimSpace(scale.word+" "+v.Unit)
			break
		}
	}
	return v
}

const noDate = "no date given"

func timesWritten(n float64) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%g times", n)
}

// factsSaying returns the reference facts that give the same answer.
func (g *gathering) factsSaying(a *answer) []communique.Fact {
	var out []communique.Fact
	for _, f := range g.facts {
		if g.sameAnswer(a.first, &f) {
			out = append(out, f)
		}
	}
	return out
}

func (g *gathering) sameAnswer(c *communique.Claim, f *communique.Fact) bool {
	if c.Kind != f.Kind || c.Polarity == communique.Denied {
		return false
	}
	switch c.Kind {
	case communique.MemberCount:
		return c.Scope == f.Scope && c.Value != nil && f.Value != nil && admits(*c.Value, f.Value.N)
	case communique.RoleClaim:
		return c.Subject == f.Subject
	case communique.QuantityClaim:
		return c.Scope == f.Scope && c.Value != nil && f.Value != nil && admits(*c.Value, f.Value.N)
	}
	return c.Subject == f.Subject && c.Object == f.Object && c.Act == f.Act
}

// admits reports whether a value leaves room for a number.
func admits(v communique.Value, n float64) bool {
	switch v.Cmp {
	case communique.Greater:
		return n > v.N
	case communique.AtLeast:
		return n >= v.N
	case communique.Less:
		return n < v.N
	case communique.AtMost:
		return n <= v.N
	case communique.Approximately:
		return n >= 0.9*v.N && n <= 1.1*v.N
	}
	return n == v.N
}

// finding collects what stands in one relation.
type finding struct {
	answers []*answer
	pairs   [][2]*answer // the first of them that were found; enough for a reason
	members []communique.Record
	seen    map[communique.ClaimID]map[communique.DocID]bool
	like    map[*answer]*answer // for each answer one that it is linked with; clusters are its trees
	has     map[*answer]bool    // true where all records of the answer are in
}

const keptPairs = 24

// add takes an answer in, with those of its records that keep says belong; a
// nil keep takes all.
func (f *finding) add(a *answer, keep func(communique.Record) bool) {
	if f.has == nil {
		f.has, f.seen = map[*answer]bool{}, map[communique.ClaimID]map[communique.DocID]bool{}
	}
	whole, listed := f.has[a]
	if whole {
		return
	}
	if !listed {
		f.answers = append(f.answers, a)
	}
	f.has[a] = keep == nil
	for _, r := range a.records {
		if keep != nil && !keep(r) || f.seen[r.Claim.ID][r.Document.ID] {
			continue
		}
		if f.seen[r.Claim.ID] == nil {
			f.seen[r.Claim.ID] = map[communique.DocID]bool{}
		}
		f.seen[r.Claim.ID][r.Document.ID] = true
		f.members = append(f.members, r)
	}
}

// root returns the answer that stands for the cluster of a.
func (f *finding) root(a *answer) *answer {
	for f.like[a] != nil && f.like[a] != a {
		a = f.like[a]
	}
	return a
}

// clusters splits a finding into the groups of answers that are linked with
// each other, in the order of their first answer; whole, where split is false.
func (f *finding) clusters(split bool) []*finding {
	if !split {
		return []*finding{f}
	}
	var out []*finding
	by := map[*answer]*finding{}
	for _, a := range f.answers {
		c := by[f.root(a)]
		if c == nil {
			c = &finding{}
			by[f.root(a)] = c
			out = append(out, c)
		}
		c.add(a, func(r communique.Record) bool { return f.seen[r.Claim.ID][r.Document.ID] })
	}
	for _, p := range f.pairs {
		c := by[f.root(p[0])]
		c.pairs = append(c.pairs, p)
	}
	return out
}

// list gives the members in order of time. Against tells which answers the
// relation speaks against; nil, and where that is none of them, means all.
func (f *finding) list(g *gathering, against func(g *gathering, f *finding, a *answer) bool) []Member {
	supporting := map[communique.ClaimID]bool{}
	if against != nil {
		all := true
		for _, a := range f.answers {
			if against(g, f, a) {
				all = false
				continue
			}
			for _, r := range a.records {
				supporting[r.Claim.ID] = true
			}
		}
		if all {
			clear(supporting)
		}
	}
	slices.SortFunc(f.members, inOrder)
	out := make([]Member, len(f.members))
	for i, r := range f.members {
		says := g.saysOf(r.Claim)
		if strings.TrimSpace(says) == "" {
			says = firstWords(r.Claim.Evidence.Exact, 8)
		}
		out[i] = Member{Record: r, Says: says, About: edtfOf(r.Claim.About), Supports: supporting[r.Claim.ID]}
	}
	return out
}
