package search

import (
	"slices"
	"strings"
	"unicode"

	bsearch "github.com/blevesearch/bleve/v2/search"

	"github.com/communique-kg/communique"
)

// What of a text a hit shows.
const (
	mostFragments  = 3
	fragmentWords  = 160 // bytes from the first word found to the last
	fragmentAround = 60  // bytes before and after those
	longestLead    = 280 // bytes where no word was found
)

// mark is a place where a word of the query stands.
type mark struct {
	communique.Span
	term string
}

// wordsFound returns the places in the text of a row, in order.
func wordsFound(m *bsearch.DocumentMatch) (marks []mark) {
	for _, field := range []string{textField, marginField} {
		for term, places := range m.Locations[field] {
			for _, p := range places {
				marks = append(marks, mark{communique.Span{Start: int(p.Start), End: int(p.End)}, term})
			}
		}
	}
	slices.SortFunc(marks, func(a, b mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		if a.End != b.End {
			return a.End - b.End
		}
		return strings.Compare(a.term, b.term)
	})
	return marks
}

// fragments returns the stretches of a text with the most of the words that
// were found, in order of the text, and the first such word; where none was
// found, the beginning of lead.
func fragments(text []chunk, lead communique.Span, marks []mark) (out []Fragment, first communique.Span) {
	marks = slices.DeleteFunc(marks, func(m mark) bool { return m.Len() <= 0 || chunkOf(text, m.Span) == nil })
	left := slices.Clone(marks)
	for len(out) < mostFragments && len(left) > 0 {
		from, to := densest(left)
		c := chunkOf(text, left[from].Span)
		end := left[from].End
		for _, m := range left[from:to] {
			end = max(end, m.End)
		}
		span := widen(c, communique.Span{Start: left[from].Start, End: min(end, c.Start+len(c.Text))})
		out = append(out, Fragment{Span: span, Parts: partsOf(c, span, marks)})
		left = slices.DeleteFunc(left, func(m mark) bool { return m.Overlaps(span) })
	}
	slices.SortFunc(out, func(a, b Fragment) int { return a.Start - b.Start })
	if len(out) > 0 {
		for _, m := range marks {
			if out[0].Contains(m.Span) {
				return out, m.Span
			}
		}
		return out, first
	}
	// A lead may begin before the words that are kept of it, never inside other text.
	for i := range text {
		c := &text[i]
		lo, hi := max(lead.Start, c.Start), min(lead.End, c.Start+len(c.Text))
		if lo >= hi {
			continue
		}
		span := communique.Span{Start: lo, End: hi}
		if span.Len() > longestLead {
			span.End = c.Start + wordEnd(c.Text, lo-c.Start+longestLead)
		}
		span.Start = c.Start + runeUp(c.Text, span.Start-c.Start)
		if span.End = c.Start + runeDown(c.Text, span.End-c.Start); span.Len() > 0 {
			return []Fragment{{Span: span, Parts: partsOf(c, span, nil)}}, first
		}
	}
	return nil, first
}

// chunkOf returns the chunk that holds a span, nil where none does.
func chunkOf(text []chunk, s communique.Span) *chunk {
	for i := range text {
		if c := &text[i]; c.Start <= s.Start && s.End <= c.Start+len(c.Text) {
			return c
		}
	}
	return nil
}

// densest returns the run of marks that has the most different terms, then the
// most marks, within the length of a fragment; the first of equals.
func densest(marks []mark) (from, to int) {
	inside := map[string]int{}
	best, end := -1, 0
	for start := range marks {
		for end < len(marks) && (end == start || marks[end].End-marks[start].Start <= fragmentWords) {
			inside[marks[end].term]++
			end++
		}
		if score := 1000*len(inside) + min(end-start, 999); score > best {
			best, from, to = score, start, end
		}
		if inside[marks[start].term]--; inside[marks[start].term] == 0 {
			delete(inside, marks[start].term)
		}
	}
	return from, to
}

// widen adds words around a span, within its line.
func widen(c *chunk, s communique.Span) communique.Span {
	from, to := s.Start-c.Start, s.End-c.Start
	lo := max(0, from-fragmentAround)
	if lo > 0 {
		// Begin after a space, so that no word is cut.
		if n := strings.IndexFunc(c.Text[runeUp(c.Text, lo):from], unicode.IsSpace); n >= 0 {
			lo = runeUp(c.Text, lo) + n
		} else {
			lo = from
		}
	}
	if n := strings.LastIndexByte(c.Text[lo:from], '\n'); n >= 0 {
		lo += n + 1
	}
	for lo < from && isSpaceAt(c.Text, lo) {
		lo = runeUp(c.Text, lo+1)
	}
	hi := min(len(c.Text), to+fragmentAround)
	if hi < len(c.Text) {
		hi = max(wordEnd(c.Text, hi), to)
	}
	if n := strings.IndexByte(c.Text[to:hi], '\n'); n >= 0 {
		hi = to + n
	}
	return communique.Span{Start: c.Start + runeDown(c.Text, lo), End: c.Start + runeUp(c.Text, hi)}
}

func isSpaceAt(s string, at int) bool {
	for _, r := range s[at:] {
		return unicode.IsSpace(r)
	}
	return false
}

// wordEnd returns the end of the last whole word before at, within reason.
func wordEnd(s string, at int) int {
	at = runeDown(s, at)
	const longestWord = 40
	lo := runeUp(s, max(0, at-longestWord))
	if n := strings.LastIndexFunc(s[lo:at], unicode.IsSpace); n >= 0 {
		return lo + n
	}
	return at
}

// partsOf cuts a span of a chunk at the marks inside it.
func partsOf(c *chunk, s communique.Span, marks []mark) (parts []Part) {
	add := func(from, to int, hit bool) {
		if from >= to {
			return
		}
		text := c.Text[from-c.Start : to-c.Start]
		if n := len(parts); n > 0 && parts[n-1].Hit == hit {
			parts[n-1].Text += text
			return
		}
		parts = append(parts, Part{Text: text, Hit: hit})
	}
	at := s.Start
	for _, m := range marks {
		if m.Start < at && m.End > at && m.End <= s.End { // overlaps the mark before it
			add(at, m.End, true)
			at = m.End
		}
		if m.Start < at || m.End > s.End {
			continue
		}
		add(at, m.Start, false)
		add(m.Start, m.End, true)
		at = m.End
	}
	add(at, s.End, false)
	return parts
}
