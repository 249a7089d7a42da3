package said

import "github.com/communique-kg/communique"

// adding keeps what the speaker of a quotation says beside it: “…,” X said,
// adding that …
func (f *finder) adding(u []item, a attribution, d *draft) {
	for k := a.end; k+4 < len(u) && u[k].quote == nil; k++ {
		v, ok := f.verbAt(u, k+1)
		if !f.is(u, k, ",") || !ok || !v.ing || f.lowerOf(u, k+2) != "that" {
			continue
		}
		end := f.contentEnd(u, k+2)
		if wordItems(u[k+2:end]) < 4 {
			return
		}
		next := f.draft(a, "participle after a quotation")
		next.Cue = u[k+1].Span.Quote(f.text)
		next.Speaker = d.Speaker
		f.fill(next, u, k+2, end)
		f.keep(next)
		return
	}
}

// otherSpeaker returns the place of the comma within items [from,end) after which
// another clause with its own speaker and verb of speech begins: ", but she denied
// that". It returns 0 where there is none.
func (f *finder) otherSpeaker(u []item, from, end int) int {
	for k := from + 3; k+5 < end; k++ {
		if !f.is(u, k, ",") {
			continue
		}
		switch f.lowerOf(u, k+1) {
		case "but", "and", "while", "although", "though":
		default:
			continue
		}
		switch f.lowerOf(u, k+2) {
		case "he", "she":
		default:
			if m := f.speaker(u, k+2); m == nil || m.Via == communique.ViaPronoun {
				continue
			}
		}
		for c := k + 3; c < k+7 && c+1 < end; c++ {
			v, ok := f.verbAt(u, c)
			if ok && !v.ing && !nounish.Has(f.lowerOf(u, c)) && f.lowerOf(u, c+1) == "that" {
				return k
			}
			if !ok && !f.upper(u[c]) && !auxiliaries.Has(f.lowerOf(u, c)) && !between.Has(f.lowerOf(u, c)) {
				break
			}
		}
	}
	return 0
}
