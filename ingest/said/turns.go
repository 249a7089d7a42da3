package said

import (
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
)

// label is the name of a speaker before a turn: "MR. SULLIVAN:", "Q".
type label struct {
	communique.Span // without the colon
	body            int
	speaker         communique.EntityID
	question        bool
}

// turns reads a transcript: a label opens a turn, which goes on to the next one.
// A text counts as a transcript from its second label on, since one alone may
// be a heading.
func (f *finder) turns() {
	labels := map[int]label{}
	named := 0
	for p := range f.r.Paragraphs {
		if !f.article(p) {
			continue
		}
		if l, ok := f.label(p); ok {
			labels[p] = l
			if !l.question {
				named++
			}
		}
	}
	if named == 0 || len(labels) < 2 && !f.surelyTranscript(labels) {
		return
	}
	f.stoppedLabels(labels)
	f.otherLabels(labels)
	var turn *draft
	quoted := false // the turn is a quotation, with its marks
	for p := range f.r.Paragraphs {
		if !f.article(p) {
			turn = nil
			continue
		}
		span := f.r.Paragraphs[p]
		if l, ok := labels[p]; ok {
			turn = &draft{Statement: communique.Statement{Kind: communique.Turn, Speaker: l.speaker, Rule: "speaker label"}}
			turn.SpeakerSpan = l.Span.Quote(f.text)
			turn.Cue = l.Span.Quote(f.text)
			if l.question {
				turn.Rule = "question label"
			}
			f.keep(turn)
			span.Start = l.body
			quoted = f.quotesAt(l.body)
		}
		if turn == nil {
			continue
		}
		if _, ok := labels[p]; !ok && quoted && !f.quotesAt(span.Start) {
			turn = nil // between the entries of a list of quotations
			continue
		}
		if f.closing(p, labels) {
			turn = nil // what follows is no longer spoken
			continue
		}
		f.turnOf[p] = len(f.drafts)
		if span = spoken(f.text, span); span.Len() == 0 {
			continue
		}
		if len(turn.spans) == 0 {
			turn.spans = append(turn.spans, span)
		} else {
			turn.spans[0].End = span.End
		}
	}
}

// stoppedLabels adds labels that end with a full stop by a slip, "MR. DOE.  Yes":
// capitals that are the label of another turn.
func (f *finder) stoppedLabels(labels map[int]label) {
	const longest = 60
	speakers := map[string]communique.EntityID{}
	for p := range f.r.Paragraphs {
		l, ok := labels[p]
		if name := l.Of(f.text); ok && !l.question && len(name) <= longest && name == strings.ToUpper(name) {
			speakers[name] = l.speaker
		}
	}
	for p := range f.r.Paragraphs {
		if _, ok := labels[p]; ok || !f.article(p) {
			continue
		}
		span := trim(f.text, f.r.Paragraphs[p])
		words := span.Of(f.text)
		for i := 0; i+1 < len(words) && i <= longest; i++ {
			if words[i] != '.' || words[i+1] != ' ' {
				continue
			}
			if speaker, ok := speakers[words[:i]]; ok {
				labels[p] = label{Span: communique.Span{Start: span.Start, End: span.Start + i}, body: span.Start + i + 1, speaker: speaker}
				break
			}
		}
	}
}

// otherLabels adds labels whose words name no speaker that is known, "CHILD:",
// "Le Monde: “…": a transcript with labels in capitals has them all so, and a list
// of quotations has each behind its source.
func (f *finder) otherLabels(labels map[int]label) {
	capitals, quoted := 0, 0
	for _, l := range labels {
		if name := l.Of(f.text); !l.question && name == strings.ToUpper(name) {
			capitals++
		} else if !l.question && f.quotesAt(l.body) {
			quoted++
		}
	}
	for p := range f.r.Paragraphs {
		if _, ok := labels[p]; ok || !f.article(p) {
			continue
		}
		span := trim(f.text, f.r.Paragraphs[p])
		colon := strings.IndexByte(span.Of(f.text), ':')
		if colon < 2 || colon > 60 {
			continue
		}
		name := communique.Span{Start: span.Start, End: span.Start + colon}
		words := strings.Fields(name.Of(f.text))
		body := name.End + 1
		upper := name.Of(f.text) == strings.ToUpper(name.Of(f.text))
		if len(words) > 6 || strings.ContainsAny(name.Of(f.text), "0123456789?!;“\"") || strings.TrimSpace(f.text[body:span.End]) == "" {
			continue
		}
		if capitals > 1 && upper && len(words) <= 4 || quoted > 1 && !upper && f.quotesAt(body) {
			bare, _, _ := strings.Cut(strings.ToLower(name.Of(f.text)), " (")
			l := label{Span: name, body: body, speaker: communique.NP(strings.TrimPrefix(bare, "the "))}
			if m := f.actorIn(communique.Span{Start: name.Start, End: name.Start + len(bare)}); m != nil && len(bare) <= name.Len() {
				l.speaker = m.Entity
			}
			labels[p] = l
		}
	}
}

// actorIn returns the person, or else the first organisation, whose mention is in a
// span and known by its id, nil where there is none.
func (f *finder) actorIn(s communique.Span) *communique.Mention {
	if m := f.personIn(s); m != nil && m.Entity != "" {
		return m
	}
	for t := f.r.TokenAt(s.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < s.End; t++ {
		if m := f.at(t); m != nil && m.Type == "organisation" && m.Entity.IsActor() && m.End <= s.End {
			return m
		}
	}
	return nil
}

// quotesAt reports whether a quotation opens at an offset, white space aside.
func (f *finder) quotesAt(offset int) bool {
	rest := strings.TrimLeft(f.text[offset:min(len(f.text), offset+16)], " \t\u00a0")
	return strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, "\"")
}

// closing reports whether a paragraph is the note that ends a transcript, the time
// of day or "END", rather than speech.
func (f *finder) closing(p int, labels map[int]label) bool {
	span := trim(f.text, f.r.Paragraphs[p])
	if _, ok := labels[p]; ok || span.Len() == 0 || span.Len() > 40 {
		return false
	}
	words, clock := 0, false
	for t := f.r.TokenAt(span.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < span.End; t++ {
		if f.timed(f.r.Tokens[t].Span) {
			clock = clock || f.r.Tokens[t].Kind == communique.Number
			continue
		}
		if f.r.Tokens[t].Kind == communique.Punctuation {
			continue
		}
		words++
		if w := f.word(t); w != "END" && w != "#" && w != "###" {
			return false
		}
	}
	return clock || words > 0
}

// surelyTranscript reports whether the only label of a text names a speaker in
// capitals, as the remarks of one person do.
func (f *finder) surelyTranscript(labels map[int]label) bool {
	for _, l := range labels {
		return strings.ToUpper(l.Of(f.text)) == l.Of(f.text) && l.speaker != ""
	}
	return false
}

// labelWords show that capitals before a colon name a speaker.
var labelWords = set("mr mrs ms miss dr president secretary general minister chancellor senator ambassador official moderator operator aide participant speaker audience member chair chairman chairwoman question reporter host " +
	"interviewer adviser advisor prime vice director congressman congresswoman representative commissioner governor king queen lord sir spokesperson spokesman spokeswoman")

// label reads the label at the head of a paragraph.
func (f *finder) label(p int) (label, bool) {
	span := f.r.Paragraphs[p]
	text := f.text[span.Start:span.End]
	trimmed := strings.TrimLeft(text, " \t\u00a0")
	lead := len(text) - len(trimmed)
	// "Q    What …", "Q: What …"
	if rest, ok := strings.CutPrefix(trimmed, "Q"); ok && f.regionType(p) != "faq" {
		body := strings.TrimLeft(rest, " \t\u00a0:.")
		gap := len(rest) - len(body)
		if gap >= 2 || gap == 1 && (rest[0] == ':' || rest[0] == '\t') {
			start := span.Start + lead
			return label{Span: communique.Span{Start: start, End: start + 1}, body: span.End - len(body), speaker: communique.NP("reporter"), question: true}, body != ""
		}
	}
	colon := strings.IndexByte(trimmed, ':')
	if colon <= 1 || colon > 70 {
		return label{}, false
	}
	name := trimmed[:colon]
	words, known := 0, false
	for i, r := range name {
		if unicode.IsLower(r) && !strings.HasPrefix(name[i:], "c") || strings.ContainsRune(".“\"?!;", r) && r != '.' {
			return f.mixedLabel(span, lead, name, trimmed[colon+1:])
		}
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' }) {
		words++
		known = known || labelWords.Has(w)
	}
	start := span.Start + lead
	l := label{Span: communique.Span{Start: start, End: start + len(name)}, body: start + colon + 1}
	l.Span = trim(f.text, l.Span)
	m := f.personIn(l.Span)
	if words == 0 || words > 7 || !known && m == nil || f.entitles(l.Span, m) {
		return label{}, false
	}
	switch {
	case m != nil:
		l.speaker = f.idOf(m)
	case strings.EqualFold(name, "question") || strings.EqualFold(name, "reporter"):
		l.speaker, l.question = communique.NP("reporter"), true
	default:
		bare := strings.TrimPrefix(strings.ToLower(l.Of(f.text)), "the ")
		l.speaker = communique.NP(bare)
		if title, ok := f.titled(bare); ok {
			l.speaker = title
		}
	}
	return l, true
}

// entitles reports whether capitals before a colon head a passage rather than name
// who speaks: "DEFENCE UNDER BIDEN'S PRESIDENCY", "THE TRUMAN DOCTRINE". The person,
// nil where there is none, is the last that they name.
func (f *finder) entitles(s communique.Span, person *communique.Mention) bool {
	for t := f.r.TokenAt(s.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < s.End; t++ {
		if w := f.lower(t); strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") || headings.Has(w) {
			return true
		}
	}
	if person == nil || person.End >= s.End {
		return false
	}
	rest := strings.TrimLeft(f.text[person.End:s.End], " \t\u00a0.")
	return rest != "" && unicode.IsLetter(rune(rest[0])) && !strings.HasPrefix(rest, "OF ") && !strings.HasPrefix(rest, "VIA ")
}

// headings are words that stand in no label of a speaker.
var headings = set("under against about with without during by since after before announces announce remarks statement readout speech")

// mixedLabel reads "Jens Stoltenberg:" and "Moderator:", which only a person or
// a moderator makes into a label.
func (f *finder) mixedLabel(span communique.Span, lead int, name, rest string) (label, bool) {
	start := span.Start + lead
	l := label{Span: trim(f.text, communique.Span{Start: start, End: start + len(name)}), body: start + len(name) + 1}
	most, before := 6, 3 // words, and words of a title
	if f.quotesAt(l.body) {
		most, before = 14, 11 // "Minister for Foreign Affairs and Trade Jane Doe: “…”"
	}
	if len(strings.Fields(name)) > most || rest == "" {
		return label{}, false
	}
	if strings.EqualFold(name, "moderator") {
		l.speaker = communique.NP("moderator")
		return l, true
	}
	if strings.EqualFold(name, "question") || strings.EqualFold(name, "reporter") || strings.EqualFold(name, "journalist") {
		l.speaker, l.question = communique.NP("reporter"), f.regionType(f.paragraphAt(start)) != "faq"
		return l, l.question
	}
	m := f.personIn(l.Span)
	if m == nil || m.Start > l.Start && len(strings.Fields(f.text[l.Start:m.Start])) > before || m.End != l.End || m.Entity == "" && m.Start == l.Start || strings.Contains(name, ",") {
		return label{}, false
	}
	l.speaker = m.Entity
	return l, true
}

// paragraphAt returns the index of the paragraph that holds an offset.
func (f *finder) paragraphAt(offset int) int {
	lo, hi := 0, len(f.r.Paragraphs)
	for lo < hi {
		if mid := (lo + hi) / 2; f.r.Paragraphs[mid].Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(lo-1, 0)
}

// personIn returns the last person mentioned in a span.
func (f *finder) personIn(s communique.Span) *communique.Mention {
	var last *communique.Mention
	for t := f.r.TokenAt(s.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < s.End; t++ {
		if m := f.at(t); m != nil && m.Type == "person" && m.End <= s.End+1 {
			last = m
		}
	}
	return last
}

func (f *finder) regionType(p int) string {
	if i := f.region[p]; i >= 0 && i < len(f.r.Regions) {
		return f.r.Regions[i].Type
	}
	return ""
}
