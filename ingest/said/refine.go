package said

import (
	"iter"

	"github.com/communique-kg/communique"
)

// refine gives the statements whose cue stands in the sentence of the tree the
// whole phrase of their source, the whole group of their cue, and takes from
// their content what stands beyond its clause. It reports whether it took any.
func (f *finder) refine(t *tree) (taken bool) {
	for n, cue := range f.cuesIn(t) {
		taken = f.refineOne(t, f.drafts[n-1], n, cue) || taken
	}
	return taken
}

// cuesIn yields the cues of statements that stand in the sentence of the tree, by
// 1 + the index of the statement. It goes on behind what a cue has been made.
func (f *finder) cuesIn(t *tree) iter.Seq2[int32, run] {
	return func(yield func(int32, run) bool) {
		done := int32(0)
		for k := t.first; k < t.last; k++ {
			n := f.inCue[k]
			if n == 0 || n == done {
				continue
			}
			done = n
			if f.drafts[n-1].Kind == communique.Turn {
				continue
			}
			last := k
			for last+1 < t.last && f.inCue[last+1] == n {
				last++
			}
			if !yield(n, run{k, last}) {
				return
			}
		}
	}
}

func (f *finder) refineOne(t *tree, d *draft, n int32, cue run) (taken bool) {
	verb := t.verbIn(cue)
	old := t.runOf(d.SpeakerSpan.Span)
	if !old.empty() && t.word(cue.from) == "according" {
		s := old
		if !t.bare {
			s = t.phrase(t.headOf(old), cue.to+1, t.last-1)
		}
		s.from = min(s.from, old.from)
		for s.from > cue.to+1 {
			s.from--
		}
		s.to = max(s.to, old.to)
		if end := f.spanStart(d, t, s.from); end > 0 && s.to >= end {
			s.to = end - 1
		}
		for s.to > old.to && t.mark(s.to, ",.;:—–”") {
			s.to--
		}
		d.SpeakerSpan = t.span(s.from, s.to).Quote(f.text)
		return false
	}
	if verb < 0 {
		return false
	}
	first, end := t.group(verb)
	if first < cue.from {
		cue.from = first
	}
	if end > cue.to && (old.empty() || old.from > end || old.to < first) {
		cue.to = end
	}
	if k := first - 1; (t.tag(k) == communique.WP || t.tag(k) == communique.WDT) && relatives.Has(t.word(k)) && !f.inContent[k] && (old.empty() || old.to < k) && d.SpeakerSpan.Start < f.r.Tokens[k].Start {
		old = run{k, k}
		d.SpeakerSpan = t.span(k, k).Quote(f.text)
	} else if !old.empty() {
		s := t.wholeSource(verb, old, cue)
		if !s.empty() && s.from <= old.to && s.to >= old.from {
			s.from, s.to = min(s.from, old.from), max(s.to, old.to)
			if !f.hits(t, d, s) && (s.to < cue.from || s.from > cue.to) {
				source, _ := t.contracted(t.span(s.from, s.to), d.Cue.Span)
				d.SpeakerSpan = source.Quote(f.text)
				old = s
			}
		}
	}
	if pos := t.paper(cue.to); pos > cue.to && !f.inContent[pos] {
		cue.to = pos
	}
	if t.mark(cue.to+1, ":") {
		cue.to++
	}
	if old.empty() || old.to < cue.from || old.from > cue.to {
		if s := t.span(cue.from, cue.to); !f.overlapsContent(d, s) {
			d.Cue = s.Quote(f.text)
			for k := cue.from; k <= cue.to; k++ {
				f.inCue[k] = n
			}
		}
	}
	if d.Kind == communique.Direct {
		return false
	}
	for i, s := range d.spans {
		r := t.runOf(s)
		if r.empty() || r.from <= cue.to || r.from >= t.last || s.Start < t.f.r.Tokens[t.first].Start {
			continue
		}
		fr := clausal
		if t.infinitivalRun(r) {
			fr = infinitive
		}
		b := t.trimmed(t.bounded(verb, r, fr))
		if b.empty() || b.to >= r.to || b.from != r.from {
			continue
		}
		d.spans[i].End = t.f.r.Tokens[b.to].End
		for k := b.to + 1; k <= r.to; k++ {
			f.inContent[k] = false
		}
		taken = true
	}
	return taken
}

// verbIn returns the last token of a cue that may be a verb, -1 where none may.
func (t *tree) verbIn(cue run) int {
	for k := cue.to; k >= cue.from; k-- {
		if verbOf(t.word(k)) != nil {
			return k
		}
	}
	return -1
}

// wholeSource returns the phrase that the source old of a cue is part of.
func (t *tree) wholeSource(verb int, old, cue run) run {
	if t.bare {
		return t.plainSource(old, cue)
	}
	h, modified := t.source(verb)
	if h < 0 || h < old.from || h > old.to {
		h, modified = t.headOf(old), false
	}
	return t.sourceRun(h, modified, cue)
}

// infinitivalRun reports whether a content begins with "to".
func (t *tree) infinitivalRun(s run) bool { return t.word(s.from) == "to" }

// spanStart returns the first token of the content of d after token k of the
// sentence, 0 where none begins there.
func (f *finder) spanStart(d *draft, t *tree, k int) int {
	for _, s := range d.spans {
		if at := f.r.TokenAt(s.Start); at > k && at < t.last {
			return at
		}
	}
	return 0
}

func (f *finder) overlapsContent(d *draft, s communique.Span) bool {
	for _, c := range d.spans {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}

func (f *finder) hits(t *tree, d *draft, s run) bool {
	return f.overlapsContent(d, t.span(s.from, s.to))
}

// runOf returns the tokens of a span that stand in the sentence.
func (t *tree) runOf(s communique.Span) run {
	if s.Len() == 0 {
		return run{0, -1}
	}
	from := max(t.f.r.TokenAt(s.Start), t.first)
	to := from
	for to < t.last && t.f.r.Tokens[to].Start < s.End {
		to++
	}
	return run{from, to - 1}
}

// headOf returns the token of a run that the others depend on.
func (t *tree) headOf(s run) int {
	for k := s.to; k >= s.from; k-- {
		if h := t.head(k); (h < s.from || h > s.to) && !t.mark(k, ",.()") {
			return k
		}
	}
	return s.to
}
