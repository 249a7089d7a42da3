package said

// participial reads "…, warning potential bad actors that …": the subject of
// the sentence speaks.
func (f *finder) participial(u []item) *draft {
	for c := 1; c < len(u); c++ {
		v, ok := f.verbAt(u, c)
		if !ok || !v.ing || !f.is(u, c-1, ",") {
			continue
		}
		from := -1
		for k := c + 1; k < len(u) && k-c < 10; k++ {
			if f.lowerOf(u, k) == "that" {
				from = k
				break
			}
			if u[k].quote != nil && k == c+1 {
				from = k
				break
			}
			if f.is(u, k, ",.;") {
				if k == c+1 && k+1 < len(u) && u[k+1].quote != nil {
					from = k + 1
				}
				break
			}
		}
		if from < 0 && v.bare && !v.object && c+1 < len(u) && f.isWord(u[c+1]) && !clausePrepositions.Has(f.lowerOf(u, c+1)) && (f.clause(u, c+1) || f.lowerOf(u, c) == "saying" && f.opensClause(u, c+1)) {
			from = c + 1
		}
		if from < 0 {
			continue
		}
		var n noun
		found := false
		for k := 0; k < c && k < 14; k++ {
			if m := f.speaker(u, k); m == nil {
				if w := f.lowerOf(u, k); w != "the" && w != "," && w != "." && !ranks.Has(w) && !f.upper(u[k]) {
					break // the sentence does not begin with who speaks
				}
			} else {
				if n, found = f.following(u, k); found && n.id.Kind() != "" {
					n.from = f.widen(u, k)
					n.Start = u[n.from].Start
					break
				}
				found = false
			}
		}
		if !found {
			continue
		}
		a := attribution{noun: n, cue: u[c].Span, verb: v, verbAt: c, begin: c, end: c + 1}
		d := f.draft(a, "participle")
		end := f.contentEnd(u, from)
		if from >= end {
			continue
		}
		f.fill(d, u, from, end)
		if from > c+1 {
			d.Addressee = f.text[u[c+1].Start:u[from-1].End]
		}
		return d
	}
	return nil
}
