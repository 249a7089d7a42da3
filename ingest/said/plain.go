package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Most sentences of news that hold the cue of a statement hold no further cue, and
// the source stands there so that no tree gives it other bounds: “…,” she said. The
// minister said that …. The tags of these tell all that their tree would.

// plain reports whether the tags alone bound the source of every statement whose
// cue stands in the sentence of a tree without branches.
func (f *finder) plain(t *tree) bool {
	for n, cue := range f.cuesIn(t) {
		if !t.plainly(f.drafts[n-1], cue) {
			return false
		}
	}
	return true
}

// plainly is plain for one statement.
func (t *tree) plainly(d *draft, cue run) bool {
	old := t.runOf(d.SpeakerSpan.Span)
	if t.word(cue.from) == "according" {
		return old.empty() || t.ends(d, old.to)
	}
	verb := t.verbIn(cue)
	if verb < 0 {
		return true // a noun is left as it is
	}
	first, last := t.group(verb)
	if t.tag(last+1) == communique.RB && strings.HasSuffix(t.word(last+1), "ly") {
		return false // "said recently": of the cue, or of what is said
	}
	if old.empty() {
		return true
	}
	switch s := t.plainSource(old, cue); {
	case s.to+1 == min(first, cue.from), t.speaksOn(verb) >= s.from && s.to < first:
		return t.opened(s.from)
	case s.from == last+1:
		return t.ends(d, s.to)
	}
	return false
}

// plainSource is wholeSource without a tree.
func (t *tree) plainSource(old, cue run) run {
	if old.from > cue.to {
		return run{old.from, t.apposed(t.named(old.to))}
	}
	s := t.cropped(old.to, old)
	s.from = t.joined(t.titled(s.from, old.to))
	s.to = t.reaching(t.bracketed(s.to, cue.from-1), cue.from)
	return s
}

// opened reports whether a noun phrase that is a subject can only begin with token k.
func (t *tree) opened(k int) bool {
	if k == t.first || t.mark(k-1, ",;“”\"'’—–") {
		return true
	}
	switch t.word(k - 1) {
	case "and", "but":
		return k-1 == t.first || t.mark(k-2, ",;”\"'’—–") // not "federal and state officials"
	case "that", "as", "while":
		return true
	}
	for j := k - 1; j >= t.first && t.f.timed(t.f.r.Tokens[j].Span); j-- {
		if tag := t.tag(j - 1); j == t.first || tag == communique.IN || tag == communique.PUNC {
			return true // not "a 2020 report"
		}
	}
	return false
}

// ends reports whether nothing but marks stands between token k and the end of its
// sentence or the content of d.
func (t *tree) ends(d *draft, k int) bool {
	end := t.f.spanStart(d, t, k)
	if end == 0 {
		end = t.last
	}
	for k++; k < end; k++ {
		if !t.mark(k, ",.;:—–”\"'’") {
			return false
		}
	}
	return true
}
