package said

import "github.com/communique-kg/communique"

// following reads the noun phrase that begins at item i: "NATO Secretary General
// Jens Stoltenberg", "the minister".
func (f *finder) following(items []item, i int) (noun, bool) {
	if i >= len(items) || items[i].quote != nil {
		return noun{}, false
	}
	switch w := f.lowerOf(items, i); w {
	case "he", "she":
		n := noun{Span: items[i].Span, from: i, to: i + 1, actor: true}
		if m := f.at(items[i].token); m != nil {
			n.id = m.Entity
		}
		return n, true
	case "i", "we", "you", "they", "it":
		return noun{}, false
	}
	var head *communique.Mention
	end, nounAt := -1, -1
	for k := i; k < len(items) && k-i < 20; k++ {
		if items[k].quote != nil {
			break
		}
		t := items[k].token
		w := f.lower(t)
		if w == "." && k > i && items[k-1].End == items[k].Start && items[k-1].Len() <= 4 && k+1 < len(items) && f.upper(items[k-1]) && !f.endsSentence(items[k]) {
			continue
		}
		m := f.speaker(items, k)
		if m != nil && (head == nil || m.Type == "person" || head.Type != "person") {
			head, end = m, k+1
			if m.Type == "person" && m.Via != communique.ViaRole {
				for end < len(items) && f.at(items[end].token) == m && items[end].quote == nil {
					end++
				}
				break
			}
			continue
		}
		tok := f.r.Tokens[t]
		switch {
		case m != nil:
			continue
		case tok.Kind != communique.Word, f.timed(items[k].Span):
			k = len(items)
		case speakers.Has(w):
			nounAt = k
		case ranks.Has(w), w == "the" && k == i, (w == "a" || w == "an" || determiners.Has(w)) && k == i, f.upper(items[k]):
		case (w == "of" || w == "for" || w == "the") && k+1 < len(items) && items[k+1].quote == nil && (f.upper(items[k+1]) || f.lowerOf(items, k+1) == "the"):
		default:
			k = len(items)
		}
	}
	switch {
	case head != nil && (nounAt < 0 || nounAt < end || head.Type == "person"):
		n := noun{Span: communique.Span{Start: items[i].Start, End: items[end-1].End}, id: f.idOf(head), from: i, to: end, actor: true}
		if head.End > n.Start && head.End < n.End {
			n.End = head.End
		}
		return n, true
	case nounAt < 0 && f.upper(items[i]) && f.isWord(items[i]) && f.at(items[i].token) == nil && !leads.Has(f.lowerOf(items, i)) && !determiners.Has(f.lowerOf(items, i)) && !f.timed(items[i].Span):
		k := i
		for k+1 < len(items) && k-i < 3 && items[k+1].quote == nil && f.upper(items[k+1]) && f.isWord(items[k+1]) && f.at(items[k+1].token) == nil {
			k++
		}
		return f.unknown(items, k)
	case nounAt >= 0:
		n, ok := f.common(items, nounAt)
		if ok && n.from < i {
			n.from, n.Start = i, items[i].Start
		}
		return n, ok
	}
	return noun{}, false
}
