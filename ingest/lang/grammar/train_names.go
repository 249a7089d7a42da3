package grammar

// finder learns the weights of the name finder from the examples that have names.
func (t Training) finder(lessons []lesson) finder {
	var named []lesson
	for _, l := range lessons {
		if l.names != nil {
			e := *l.Example
			e.Tokens = tagged(&l)
			l.Example = &e
			named = append(named, l)
		}
	}
	var f [nameFeatures]uint64
	seen := newVocabulary()
	for i := range named {
		l := recased(&named[i], 0, i)
		before := noName
		for j := range l.words {
			if !plainlyNoName(&l.words[j], l.Tokens[j].Kind, before) {
				finder{}.features(&f, l.words, l.Tokens, l.names, j)
				for _, h := range f {
					seen.see(h)
				}
			}
			before = l.names[j]
		}
	}
	m := newLinear(seen, int(labels), 2, 20)
	scores, ids := make([]int32, m.classes), make([]int32, 0, nameFeatures)
	rng := newRand(4)
	order := rng.Perm(len(named))
	for round := range 12 {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			l := recased(&named[i], round, i)
			got := make([]label, len(l.words))
			before := noName
			for j := range l.words {
				got[j] = noName
				if !plainlyNoName(&l.words[j], l.Tokens[j].Kind, before) {
					finder{}.features(&f, l.words, l.Tokens, got, j)
					ids = m.find(ids, f[:])
					m.score(ids, scores)
					gold := l.names[j]
					best, rival := unlabelled, unlabelled
					for c := noName; c < labels; c++ {
						if c != gold && (rival == unlabelled || scores[c] > scores[rival]) {
							rival = c
						}
						if c.follows(before) && (best == unlabelled || scores[c] > scores[best]) {
							best = c
						}
					}
					if scores[gold]-scores[rival] <= m.margin {
						m.update(ids, int(gold), int(rival))
					}
					m.step++
					got[j] = best
					all++
					if best == gold {
						right++
					}
				}
				before = got[j]
			}
		}
		if round == 2 {
			t.log("names: %d features kept of %d", m.trim(nameRows), len(m.counts))
		}
		t.log("names: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	return finder{newTable(m.pack(nameRows, nameStride, 1), nameStride)}
}
