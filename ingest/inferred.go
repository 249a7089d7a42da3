package ingest

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/edtf"
)

// dating narrows the days on which a text that bears no date can have been
// published, by what it tells as present, as coming or as just done. Every step
// names the facts that it rests on.
type dating struct {
	*communique.Reading
	reference *claim.Reference
	facts     []communique.Fact // of the reference
	gazetteer *who.Gazetteer
	days      communique.Days
	because   []string
}

// inferredDate is the interval that findings leave possible; zero where they bound nothing.
func inferredDate(r *communique.Reading, ref *claim.Reference, g *who.Gazetteer) communique.TimeValue {
	d := &dating{Reading: r, reference: ref, facts: ref.Facts(), gazetteer: g}
	d.bySession()
	d.byMemberCounts()
	d.byComingEvent()
	d.byActOfToday()
	d.byRecentAct()
	if !d.days.Known() {
		return communique.TimeValue{}
	}
	return communique.TimeValue{Type: communique.Date, EDTF: monthOrDays(d.days), Days: d.days, Role: "publication", Basis: "inferred: " + strings.Join(d.because, "; ")}
}

// monthOrDays writes days that make a whole month as that month.
func monthOrDays(d communique.Days) string {
	if d.From != "" && d.To != "" {
		if month := string(d.From[:7]); string(d.From) == month+"-01" && d.To == endOfMonth(d.From) {
			return month
		}
	}
	return d.String()
}

// narrow keeps the days that are in other too, and says why. It reports false,
// and changes nothing, where none would be left.
func (d *dating) narrow(other communique.Days, because string) bool {
	both, ok := intersect(d.days, other)
	if ok {
		d.days, d.because = both, append(d.because, because)
	}
	return ok
}

// byMemberCounts takes a member count that is told as present: it was so on
// these days, from the first to the last where a body had as many members twice.
// The newest count told gives both ends, since a text can repeat an old
// count but cannot know a coming one.
func (d *dating) byMemberCounts() {
	var days communique.Days
	var counted communique.Fact
	for _, c := range d.Claims {
		if c.Kind != communique.MemberCount || c.Value == nil || c.Value.Cmp != communique.Equal || c.Scope != "" || !toldAsPresent(&c) {
			continue
		}
		var held communique.Days
		var last communique.Fact
		for _, f := range d.reference.MemberCounts(c.Subject) {
			if f.Value.N != c.Value.N {
				continue
			}
			if held.From == "" || f.From < held.From {
				held.From = f.From
			}
			if f.From >= last.From {
				held.To, last = f.To, f
			}
		}
		if held.From != "" && held.From >= days.From {
			days, counted = held, last
		}
	}
	if days.Known() {
		d.narrow(days, fmt.Sprintf("%s (%s)", counted.Says, counted.Authority))
	}
}

// toldAsPresent reports whether a claim asserts a state without a time of its own.
func toldAsPresent(c *communique.Claim) bool {
	return c.Modality == communique.Asserted && c.Polarity == communique.Affirmed && c.About.Exact == "" && !c.About.Known()
}

// byComingEvent takes an event that is told as coming, with its month ("at the
// Warsaw summit this July"): the text is of the event's year and older than it.
func (d *dating) byComingEvent() {
	if e, ok := comingEvent(d.Reading, d.gazetteer.Entity); ok {
		before := communique.Days{From: e.Exists.From[:4] + "-01-01", To: e.Exists.From.Add(-1)}
		d.narrow(before, fmt.Sprintf("%s (%s) is told as coming", e.Name, e.Exists))
	}
}

// byActOfToday takes an act that is told as done "today" where the reference
// facts know the day on which just this was done to just that: "Today we welcome
// Finland as an Ally".
func (d *dating) byActOfToday() {
	var act communique.Fact
	for i := range d.Claims {
		c := &d.Claims[i]
		if !onceOnly[c.Kind] || c.Object == "" || c.Modality != communique.Asserted || c.Polarity != communique.Affirmed || !d.isOfToday(c) {
			continue
		}
		for _, f := range d.facts {
			if f.Kind != c.Kind || f.Subject != c.Subject || f.Object != c.Object || f.From == "" || f.From != f.To {
				continue
			}
			if act.Known() && act.From != f.From {
				return // two days: the text tells of one of them as past
			}
			act = f
		}
	}
	if act.Known() {
		d.narrow(act.Days, fmt.Sprintf("\"today\" tells of %s (%s, %s)", strings.TrimSuffix(act.Says, "."), act.From, act.Authority))
	}
}

// onceOnly are the kinds of acts that are done to the same thing on one day only:
// a state is sanctioned many times, but joins once.
var onceOnly = map[communique.Kind]bool{communique.Accession: true, communique.Adoption: true, communique.Establishment: true}

// isOfToday reports whether the sentence of a claim says that it tells of today.
func (d *dating) isOfToday(c *communique.Claim) bool {
	at := d.SentenceAt(c.Evidence.Start)
	return at >= 0 && slices.ContainsFunc(d.TimesIn(d.Sentences[at].Span), func(t communique.TimeValue) bool {
		return !t.Known() && strings.EqualFold(t.Exact, "today")
	})
}

// byRecentAct takes an act that is told as news ("in Brussels earlier this
// month", "has just declared") where the reference facts know one day only on
// which its actor did anything on the matters of this text, within the days that
// the counts, the office-holders and the incidents of the text leave. The words
// then say how far from that day the text can be.
func (d *dating) byRecentAct() {
	bounds, because := d.holders()
	for _, s := range d.Sentences {
		if !d.SentenceInArticle(s) {
			continue
		}
		window, words, ok := d.recency(s)
		if !ok {
			continue
		}
		act, ok := d.onlyAct(s, bounds)
		if !ok {
			continue
		}
		days, ok := window(act.From)
		if !ok {
			continue
		}
		if both, ok := intersect(bounds, days); ok {
			// A window inside one month tells no more than the month: "just" and
			// "this month" do not count days.
			if both.From != "" && both.To != "" && both.From[:7] == both.To[:7] && days.From != days.To {
				both = communique.Days{From: both.From[:8] + "01", To: endOfMonth(both.From)}
			}
			d.days = both
			d.because = append(append(d.because, because...), fmt.Sprintf("%q tells of %s (%s, %s)", words, strings.TrimSuffix(act.Says, "."), act.From, act.Authority))
			return
		}
	}
}

// holders returns the days that remain when those who are told to hold an office
// with one holder hold it, and when the incidents told have happened; with the
// reasons. Where these exclude each other, the text tells history, and they say nothing.
func (d *dating) holders() (communique.Days, []string) {
	days := d.days
	var because []string
	narrow := func(other communique.Days, reason string) bool {
		both, ok := intersect(days, other)
		if !ok {
			return false
		}
		if both != days {
			days, because = both, append(because, reason)
		}
		return true
	}
	for _, c := range d.Claims {
		switch {
		case c.Kind == communique.RoleClaim && toldAsPresent(&c):
			var held []communique.Tenure
			for _, t := range d.gazetteer.Tenures(c.Subject) {
				if t.Title == c.Object && string(t.Organisation) == c.Scope && t.Known() {
					held = append(held, t)
				}
			}
			if len(held) == 1 && !narrow(held[0].Days, fmt.Sprintf("%s in office (%s)", d.gazetteer.Name(c.Subject), held[0].Days)) {
				return d.days, nil
			}
		case c.Kind == communique.Incident && toldAsPresent(&c):
			if e, ok := d.gazetteer.Entity(c.Subject); ok && e.Exists.From != "" && !narrow(communique.Days{From: e.Exists.From}, fmt.Sprintf("after %s (%s)", e.Name, e.Exists.From)) {
				return d.days, nil
			}
		}
	}
	return days, because
}

// onlyAct returns the reference fact of the one day within bounds on which an
// actor of the sentence did what the sentence claims (it decided, adopted,
// recognised …) on a matter that the article names, at the
// place that the sentence names if it names one. False where there is no such
// day, or more than one.
func (d *dating) onlyAct(s communique.Sentence, bounds communique.Days) (communique.Fact, bool) {
	actors := map[communique.EntityID]bool{}
	for _, m := range d.MentionsIn(s.Span) {
		if m.Entity.IsActor() {
			actors[m.Entity] = true
		}
	}
	places := d.places(s)
	acts := map[communique.Kind]bool{}
	for _, c := range d.Claims {
		if c.Speaker == "" && c.Modality == communique.Asserted && c.Polarity == communique.Affirmed && s.Start <= c.Evidence.Start && c.Evidence.Start < s.End {
			acts[c.Kind] = true
		}
	}
	matters := map[communique.EntityID]bool{}
	for _, m := range d.Mentions {
		if k := m.Entity.Kind(); (k == communique.Concept || k == communique.Instrument) && regionAt(d.Reading, m.Start).Role == communique.Article {
			matters[m.Entity] = true
		}
	}
	if len(actors) == 0 || len(acts) == 0 || !bounds.Known() {
		return communique.Fact{}, false
	}
	var act communique.Fact
	for i := range d.facts {
		f := &d.facts[i]
		if f.From == "" || f.From != f.To || !acts[f.Kind] || !actors[f.Subject] || !bounds.Overlaps(f.Days) {
			continue
		}
		if !matters[f.Object] && !slices.ContainsFunc(f.Topics, func(t communique.EntityID) bool { return matters[t] }) {
			continue
		}
		if slices.ContainsFunc(places, func(place string) bool { return !d.metAt(f, place) }) {
			continue
		}
		if act.Known() && act.From != f.From {
			return communique.Fact{}, false
		}
		if !act.Known() {
			act = *f
		}
	}
	return act, act.Known()
}

// places returns the names after "in" and "at" of a sentence that are neither actors nor times.
func (d *dating) places(s communique.Sentence) []string {
	var names []string
	for i := s.First; i+1 < s.Last; i++ {
		if w := d.Word(i); !strings.EqualFold(w, "in") && !strings.EqualFold(w, "at") {
			continue
		}
		name := d.Tokens[i+1]
		if first, _ := utf8.DecodeRuneInString(name.Of(d.Text)); !unicode.IsUpper(first) || len(d.TimesIn(name.Span)) > 0 {
			continue
		}
		if m := d.MentionsIn(name.Span); len(m) == 0 || m[0].Type == "place" {
			names = append(names, name.Of(d.Text))
		}
	}
	return names
}

// metAt reports whether an event of the fact's subject and day bears the name of a place.
func (d *dating) metAt(f *communique.Fact, place string) bool {
	for _, e := range d.gazetteer.Entities() {
		if e.ID.Kind() == communique.Event && e.Parent == f.Subject && e.Exists.Known() && e.Exists.Overlaps(f.Days) &&
			(strings.Contains(e.Name, place) || slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.Contains(a, place) })) {
			return true
		}
	}
	return false
}

// recency returns what words of a sentence, outside quotations, say of the time
// between an act and its telling: a function from the day of the act to the days
// of the telling. False where the sentence tells nothing as news.
func (d *dating) recency(s communique.Sentence) (window func(communique.Day) (communique.Days, bool), words string, ok bool) {
	coming := false
	low := d.LowerWords()
	for i := s.First; i+1 < s.Last; i++ {
		switch low[i] {
		case "will":
			coming = true
		case "has", "have":
			if low[i+1] == "just" && !d.quoted(d.Tokens[i].Start) {
				return justDone, communique.Span{Start: d.Tokens[i].Start, End: d.Tokens[i+1].End}.Of(d.Text), true
			}
		}
	}
	for _, t := range d.TimesIn(s.Span) {
		if t.Known() || d.quoted(t.Start) {
			continue
		}
		words := strings.ToLower(t.Exact)
		if coming && (words == "today" || strings.HasPrefix(words, "this")) {
			continue // "will meet this week" tells nothing done
		}
		if window, ok := windows[words]; ok {
			return window, t.Exact, true
		}
	}
	return nil, "", false
}

// quoted reports whether an offset lies in words that somebody else speaks.
func (d *dating) quoted(offset int) bool {
	for i := range d.Statements {
		if st := &d.Statements[i]; st.Kind != communique.Indirect {
			for _, c := range st.Content {
				if c.Start <= offset && offset < c.End {
					return true
				}
			}
		}
	}
	return false
}

// windows maps words of recency to the days on which they can be said of an act.
var windows = map[string]func(communique.Day) (communique.Days, bool){
	"earlier this month": sameMonth,
	"this month":         sameMonth,
	"earlier this week":  sameWeek,
	"this week":          sameWeek,
	"last week":          nextWeek,
	"last month":         nextMonth,
	"yesterday":          func(act communique.Day) (communique.Days, bool) { return oneDay(act.Add(1)) },
	"today":              oneDay,
}

func oneDay(day communique.Day) (communique.Days, bool) {
	return communique.Days{From: day, To: day}, day != ""
}

// justDone: "has just" is said within a fortnight.
func justDone(act communique.Day) (communique.Days, bool) {
	return communique.Days{From: act, To: act.Add(13)}, true
}

func sameMonth(act communique.Day) (communique.Days, bool) {
	return communique.Days{From: act, To: endOfMonth(act)}, true
}

func nextMonth(act communique.Day) (communique.Days, bool) {
	first := endOfMonth(act).Add(1)
	return communique.Days{From: first, To: endOfMonth(first)}, true
}

func sameWeek(act communique.Day) (communique.Days, bool) {
	at, err := time.Parse(time.DateOnly, string(act))
	return communique.Days{From: act, To: act.Add((7 - int(at.Weekday())) % 7)}, err == nil
}

func nextWeek(act communique.Day) (communique.Days, bool) {
	this, ok := sameWeek(act)
	return communique.Days{From: this.To.Add(1), To: this.To.Add(7)}, ok
}

// endOfMonth returns the last day of the month that a day is in.
func endOfMonth(day communique.Day) communique.Day {
	_, to, err := edtf.Bounds(string(day[:7]))
	if err != nil {
		return day // unreachable: a Day begins with a month
	}
	return communique.Day(to)
}

// comingEvent returns the event that the text tells as still to come in a month
// of its own year: a relative month of the same sentence, in words such as
// "this July" or "next June", that is the event's month.
func comingEvent(r *communique.Reading, entity func(communique.EntityID) (communique.Entity, bool)) (communique.Entity, bool) {
	for _, t := range r.Times {
		month, ok := strings.CutPrefix(strings.ToLower(t.Exact), "this ")
		if !ok || t.Known() {
			continue
		}
		at := r.SentenceAt(t.Start)
		if at < 0 || !r.SentenceInArticle(r.Sentences[at]) {
			continue
		}
		for _, m := range r.MentionsIn(r.Sentences[at].Span) {
			if m.Entity.Kind() != communique.Event {
				continue
			}
			e, ok := entity(m.Entity)
			if !ok || e.Exists.From == "" {
				continue
			}
			day, err := time.Parse(time.DateOnly, string(e.Exists.From))
			if err == nil && strings.EqualFold(day.Month().String(), month) {
				return e, true
			}
		}
	}
	return communique.Entity{}, false
}

// intersect returns the days in both ranges; an unknown range leaves the other
// as it is. It reports false where they share no day.
func intersect(a, b communique.Days) (communique.Days, bool) {
	if !a.Known() {
		return b, true
	}
	if !a.Overlaps(b) {
		return a, false
	}
	out := communique.Days{From: max(a.From, b.From), To: a.To}
	if out.To == "" || b.To != "" && b.To < out.To {
		out.To = b.To
	}
	return out, true
}
