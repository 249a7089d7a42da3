package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// issued reads a document that is one written statement or speech: a heading
// among its first lines says "Statement by X" or "Remarks by X", and no speaker
// labels divide the text. Everything after that heading is X’s own words.
func (f *finder) issued() {
	if len(f.drafts) > 0 {
		return // a transcript
	}
	lines := 0
	for p := range f.r.Paragraphs {
		span := f.r.Paragraphs[p]
		lines++
		if lines > 6 || span.Len() > 400 {
			return
		}
		m, kind, lead, ok := f.issuer(span)
		if !ok {
			continue
		}
		body := communique.Span{}
		for q := p + 1; q < len(f.r.Paragraphs); q++ {
			if !f.article(q) {
				continue
			}
			s := f.r.Paragraphs[q]
			if body.Len() == 0 {
				if s.Len() < 60 && !strings.ContainsAny(f.text[s.Start:s.End], ".!?”\"") || f.regionType(q) == "head" || f.regionType(q) == "byline" {
					continue // place, time, day
				}
				body = s
			}
			body.End = s.End
		}
		if body.Len() == 0 {
			return
		}
		// The whole phrase, "President Biden", where nothing parts it.
		name := m.Span
		if from := trim(f.text, communique.Span{Start: lead.End, End: m.End}); from.Len() > 0 && from.Len() < m.Len()+60 && !strings.ContainsAny(from.Of(f.text), ",;:") {
			name = from
		}
		d := &draft{Statement: communique.Statement{Kind: kind, Speaker: f.idOf(m), SpeakerSpan: name.Quote(f.text), Cue: lead.Quote(f.text), Rule: "issuer named in the heading"}}
		d.spans = []communique.Span{body}
		f.keep(d)
		return
	}
}

// genres begin the heading of a written statement or speech.
var genres = []struct {
	words string
	kind  communique.StatementKind
}{
	{"joint statement", communique.Direct},
	{"statement", communique.Direct},
	{"declaration", communique.Direct},
	{"message", communique.Direct},
	{"readout", ""},
	{"remarks", communique.Turn},
	{"address", communique.Turn},
	{"speech", communique.Turn},
	{"keynote", communique.Turn},
	{"testimony", communique.Turn},
	{"lecture", communique.Turn},
	{"intervention", communique.Turn},
	{"toast", communique.Turn},
}

// manners stand before the genre: "Closing Remarks", "Prepared Opening Statement".
var manners = set("closing opening concluding introductory welcoming welcome keynote prepared written oral full virtual video press doorstep public commencement inaugural farewell official")

// headRoles stand before the speaker’s name in the head of an archived speech.
var headRoles = set("president speaker chancellor premier delivered")

// issuer reads "Statement by President Biden": the first actor after by, from or of.
func (f *finder) issuer(span communique.Span) (*communique.Mention, communique.StatementKind, communique.Span, bool) {
	line := strings.ToLower(f.text[span.Start:span.End])
	if role, _, ok := strings.Cut(line, ":"); ok && headRoles.Has(strings.TrimSpace(role)) && len(line) == span.Len() {
		// "President: Barack Obama" in the head of an archived speech.
		lead := communique.Span{Start: span.Start, End: span.Start + len(role)}
		if m := f.personIn(span); m != nil && m.End == trim(f.text, span).End && m.Entity != "" {
			return m, communique.Turn, trim(f.text, lead), true
		}
	}
	whole := len(line)
	for range 3 {
		if first, rest, ok := strings.Cut(line, " "); ok && manners.Has(first) && !strings.HasPrefix(rest, "by ") {
			line = rest
		}
	}
	skipped := whole - len(line)
	for _, g := range genres {
		if g.kind == "" || !strings.HasPrefix(line, g.words+" ") {
			continue
		}
		rest := line[len(g.words)+1:]
		for _, by := range []string{"by ", "from ", "of ", "as prepared for delivery by ", "as delivered by "} {
			if !strings.HasPrefix(rest, by) {
				continue
			}
			at := span.Start + skipped + len(g.words) + 1 + len(by)
			if at > span.End || whole != span.Len() {
				return nil, "", communique.Span{}, false
			}
			lead := trim(f.text, communique.Span{Start: span.Start, End: at})
			for t := f.r.TokenAt(at); t < len(f.r.Tokens) && f.r.Tokens[t].Start < span.End; t++ {
				m := f.at(t)
				if m == nil {
					continue
				}
				if m.Type == "person" {
					return m, g.kind, lead, m.Entity != ""
				}
				if next := f.followingPerson(t, span.End); next != nil {
					return next, g.kind, lead, next.Entity != ""
				}
				if m.Entity.IsActor() && m.Via != communique.ViaDemonym {
					return m, g.kind, lead, true
				}
			}
		}
	}
	return nil, "", communique.Span{}, false
}

// followingPerson finds the person whose organisation stands first: "NATO
// Secretary General Jens Stoltenberg".
func (f *finder) followingPerson(t, end int) *communique.Mention {
	for k := t; k < len(f.r.Tokens) && k < t+8 && f.r.Tokens[k].Start < end; k++ {
		w := f.lower(k)
		if w == "and" || w == "on" || w == "," || w == "of" {
			return nil
		}
		if m := f.at(k); m != nil && m.Type == "person" {
			return m
		}
	}
	return nil
}
