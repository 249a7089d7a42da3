package said

import "github.com/communique-kg/communique"

// accordingTo reads "according to X": the via of a statement that has its own
// speaker, or a statement of X. Where nobody follows, it says nothing.
func (f *finder) accordingTo(u []item, d *draft) *draft {
	for k := 0; k+1 < len(u); k++ {
		if f.lowerOf(u, k) != "according" || f.lowerOf(u, k+1) != "to" {
			continue
		}
		n, ok := f.following(u, k+2)
		if !ok || !n.actor {
			if n, ok = f.evidence(u, k+2); !ok {
				return d
			}
		}
		if d != nil {
			if n.id != d.Speaker && n.id.IsActor() {
				d.Via = n.id
			}
			return d
		}
		from, end := 0, k
		if k == 0 {
			// "According to World Bank estimates, …": what is said follows the comma.
			from, end = n.to, len(u)
			for from < end && from-n.to < 12 && !f.is(u, from, ",") {
				from++
			}
			if !f.is(u, from, ",") {
				return d
			}
			if from > n.to && n.id.Kind() == communique.State {
				// "According to U.S. intelligence estimates": not the state itself.
				n.Span.End = u[from-1].End
				n.id = communique.NP(n.Of(f.text))
			}
			from++
		} else if k > len(u) {
			return d
		}
		for end > from && f.is(u, end-1, ".,;:!—–") {
			end--
		}
		if wordItems(u[from:end]) < 4 {
			return d
		}
		d = &draft{Statement: communique.Statement{Speaker: n.id, SpeakerSpan: n.Span.Quote(f.text), Rule: "according to",
			Cue: communique.Span{Start: u[k].Start, End: u[k+1].End}.Quote(f.text)}}
		f.fill(d, u, from, end)
		return d
	}
	return d
}
