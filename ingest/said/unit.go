package said

import "github.com/communique-kg/communique"

// unit reads one sentence and returns its statement, nil where it reports nothing.
func (f *finder) unit(u []item) *draft {
	hints := f.hints(u)
	var d *draft
	for _, pattern := range patterns {
		if d == nil && hints&pattern.hint != 0 {
			d = pattern.read(f, u)
		}
	}
	if hints&accordingHint != 0 {
		d = f.accordingTo(u, d)
	}
	if d == nil {
		return nil
	}
	return f.keep(d)
}

// patterns are what a sentence may report by, the surest first.
var patterns = []struct {
	hint hints // of the words that it reads
	read func(*finder, []item) *draft
}{
	{speechHint, (*finder).trailing},
	{speechHint, (*finder).leading},
	{topicHint, (*finder).topic},
	{askingHint, (*finder).infinitive},
	{speechHint, (*finder).participial},
	{nounHint, (*finder).nounCue},
}

// hints returns the patterns that the words of a sentence outside quotations hint at.
func (f *finder) hints(u []item) (h hints) {
	for i := range u {
		if t := u[i].token; t >= 0 && f.forms[t] != nil {
			h |= f.forms[t].hints
		}
	}
	return h
}

// atLeast reports whether there are n words.
func atLeast(items []item, n int) bool { return wordItems(items[:min(len(items), 4*n)]) >= n }

func wordItems(items []item) int {
	n := 0
	for i := range items {
		if items[i].quote != nil {
			n += items[i].quote.words
		} else if items[i].Len() > 1 {
			n++
		}
	}
	return n
}

// headline reports whether a unit ends without a full stop, as headlines do.
func (f *finder) headline(u []item) bool { return !f.is(u, len(u)-1, ".!?") }

// fill sets kind and content from items [from,end).
func (f *finder) fill(d *draft, u []item, from, end int) {
	quoted, other := 0, 0
	for k := from; k < end; k++ {
		if u[k].quote != nil {
			if u[k].quote.words > 3 || u[k].quote.ended && u[k].quote.words > 1 {
				quoted++
			}
		} else if !f.punctuation(u[k]) {
			other++
		}
	}
	switch {
	case other == 0:
		d.Kind = communique.Direct
		for k := from; k < end; k++ {
			if u[k].quote != nil {
				d.spans = append(d.spans, u[k].Span)
			}
		}
		return
	case quoted > 0:
		d.Kind = communique.Mixed
	default:
		d.Kind = communique.Indirect
	}
	d.spans = append(d.spans, communique.Span{Start: u[from].Start, End: u[end-1].End})
}

// contentEnd leaves the full stop and a trailing "according to" out of the content.
func (f *finder) contentEnd(u []item, from int) int {
	end := len(u)
	for k := from; k+1 < len(u); k++ {
		if f.lowerOf(u, k) == "according" && f.lowerOf(u, k+1) == "to" {
			end = k
			break
		}
	}
	for end > from && f.is(u, end-1, ".,;:!") {
		end--
	}
	return end
}

func (f *finder) isWord(it item) bool {
	if it.token < 0 {
		return false
	}
	k := f.r.Tokens[it.token].Kind
	return k == communique.Word || k == communique.Number
}
