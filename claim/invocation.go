package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// invocation finds that a clause was invoked, how often and because of what:
// "has been triggered only once … after the 9/11 attacks". What could or might
// be invoked is a position. A FAQ's "Q: … ever been invoked …? A: No." is one
// denied claim over both.
var invocation = Kind{communique.Invocation, findInvocations, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" {
		return nil
	}
	return []communique.Question{key("invocation", c.Subject)}
}}

var invoking = regular("invoke trigger activate")

func findInvocations(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := invoking[l.low[i]]
		if f == noForm || f == gerund {
			continue
		}
		g := l.verbGroup(i, f)
		if !g.finite() || g.modal != "" || g.expected || l.inCondition(g) {
			continue
		}
		s := l.subject(g)
		right := l.rightEdge(i)
		var instrument communique.EntityID
		start := g.first
		rule := "active"
		switch {
		case g.passive:
			rule = "passive"
			instrument = l.instrumentIn(s.first, s.last)
			if !s.empty() && s.first > l.First-1 && s.last == g.first-1 {
				start = s.first
			}
		case g.isPast() && s.entity.IsActor():
			instrument = l.instrumentIn(i+1, min(i+6, right))
			start = s.first
		}
		if instrument == "" || s.empty() {
			continue
		}
		c := l.draft(communique.Invocation, rule, start, right, i)
		c.Subject = instrument
		governed(&c, g)
		if l.at(i+1) == "only" && l.at(i+2) == "once" || l.at(i+1) == "once" || l.at(i-1) == "once" || l.inText(i, right, "once") {
			c.Value = &communique.Value{N: 1, Unit: "times", Cmp: communique.Equal}
		} else if l.inText(i, right, "twice") {
			c.Value = &communique.Value{N: 2, Unit: "times", Cmp: communique.Equal}
		}
		for k := i + 1; k <= right; k++ {
			if l.low[k] == "for" && l.at(k+1) == "the" && l.at(k+2) == "first" {
				if l.inText(k, min(k+5, right), "only") {
					c.Value = &communique.Value{N: 1, Unit: "times", Cmp: communique.Equal}
				}
				continue
			}
			if w := l.low[k]; w == "after" || w == "following" || w == "for" || w == "over" || w == "response" && l.at(k+1) == "to" {
				if id := l.eventAfter(k, right); id != "" {
					c.Object = id
					if w == "after" || w == "following" {
						c.About = l.sinceEvent(id, k, right, g)
					}
					break
				}
				if w == "for" && c.Object == "" {
					c.Object = l.np(k+1, right)
					break
				}
			}
		}
		if !c.About.Known() {
			c.About = l.stated(start, right, g)
		}
		out = append(out, c)
	}
	if c, ok := l.answeredNo(); ok {
		out = append(out, c)
	}
	return out
}

func (l *line) inText(first, last int, w string) bool {
	for k := first; k <= last && k < l.Last; k++ {
		if l.low[k] == w {
			return true
		}
	}
	return false
}

// instrumentIn returns the first instrument that the tokens name.
func (l *line) instrumentIn(first, last int) communique.EntityID {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Instrument {
			return id
		}
	}
	return ""
}

// eventAfter returns the event named within a few words after token k.
func (l *line) eventAfter(k, right int) communique.EntityID {
	for j := k + 1; j <= right && j < k+8; j++ {
		if id := l.entityAt(j); id.Kind() == communique.Event {
			return id
		}
	}
	return ""
}

// sinceEvent is the open interval that begins with an event: by its date in
// the text, else by what the gazetteer knows.
func (l *line) sinceEvent(id communique.EntityID, first, last int, g group) communique.TimeValue {
	if t := l.stated(first, last, g); t.Known() && t.From != "" {
		return communique.TimeValue{Evidence: t.Evidence, Type: communique.Date, EDTF: string(t.From) + "/..", Days: communique.Days{From: t.From}, Basis: "stated as after", Role: "event"}
	}
	if e := l.entity(id); e.Exists.From != "" {
		return communique.TimeValue{Type: communique.Date, EDTF: string(e.Exists.From) + "/..", Days: communique.Days{From: e.Exists.From}, Basis: "after " + e.Name, Role: "event"}
	}
	return communique.TimeValue{}
}

// answeredNo joins "Q: Has Article 5 ever been invoked for …?" with the "No"
// that this sentence answers.
func (l *line) answeredNo() (communique.Claim, bool) {
	i := l.First
	if strings.TrimSuffix(l.at(i), ":") == "a" || l.at(i) == "answer" {
		i++
		if l.at(i) == ":" {
			i++
		}
	} else if l.Regions[l.Region].Type != "faq" {
		return communique.Claim{}, false
	}
	if l.at(i) != "no" || l.at(i+1) != "." && l.at(i+1) != "," && i+1 < l.Last || l.index == 0 {
		return communique.Claim{}, false
	}
	q := &line{scan: l.scan, Sentence: l.Sentences[l.index-1], index: l.index - 1}
	if !q.isQuestion() || !l.SentenceInArticle(q.Sentence) || l.Start-q.End > 40 {
		return communique.Claim{}, false
	}
	for k := q.First; k < q.Last; k++ {
		if f := invoking[q.low[k]]; f != participle {
			continue
		}
		first := k - 1
		for first > q.First && q.low[first] != "has" && q.low[first] != "was" && k-first < 12 {
			first--
		}
		instrument := q.instrumentIn(first, k)
		if instrument == "" || q.low[first] != "has" && q.low[first] != "was" {
			return communique.Claim{}, false
		}
		end := i
		if l.at(i+1) == "." {
			end = i + 1
		}
		c := q.draft(communique.Invocation, "question-answered-no", first, first, k)
		c.Evidence = communique.Span{Start: q.Tokens[first].Start, End: l.Tokens[end].End}.Quote(l.Text)
		c.Subject, c.Polarity = instrument, communique.Denied
		c.Statement, c.Speaker = "", ""
		if q.at(k+1) == "for" || q.at(k+1) == "over" {
			last := k + 2
			for last+1 < q.Last && q.Tokens[last+1].Kind == communique.Word {
				last++
			}
			c.Object = q.np(k+2, last)
			if id := q.entityAt(last); id != "" && determiners[q.at(last-1)] {
				c.Object = id
			}
			head, _, _ := strings.Cut(c.Object.Name(), " ")
			if head == "a" || head == "an" {
				c.Object = ""
			}
		}
		return c, true
	}
	return communique.Claim{}, false
}
