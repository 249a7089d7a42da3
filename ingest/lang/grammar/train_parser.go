package grammar

import "github.com/communique-kg/communique"

// projective returns the heads of an example with arcs that cross others lifted
// to the head's head, shortest first, until none does; the parser can make no
// others.
func projective(tokens []communique.Token) []int32 {
	heads := make([]int32, len(tokens))
	for i, t := range tokens {
		heads[i] = t.Head
	}
	for range len(tokens) * 4 {
		worst, length := -1, int32(0)
		for i, h := range heads {
			if h < 0 {
				continue
			}
			a, b := min(int32(i), h), max(int32(i), h)
			if crosses(heads, a, b, h) && (worst < 0 || b-a < length) {
				worst, length = i, b-a
			}
		}
		if worst < 0 {
			break
		}
		h := heads[heads[worst]]
		if h < 0 {
			break
		}
		heads[worst] = h
	}
	return heads
}

// crosses reports whether a token between a and b does not descend from head.
func crosses(heads []int32, a, b, head int32) bool {
	for k := a + 1; k < b; k++ {
		h := k
		for h >= 0 && h != head {
			h = heads[h]
		}
		if h < 0 {
			return true
		}
	}
	return false
}

// oracle tells how many arcs of the gold tree a move puts out of reach (the
// dynamic oracle of Goldberg and Nivre 2013 for arc-hybrid).
type oracle struct {
	heads []int32
	kids  [][]int32
}

func newOracle(heads []int32) *oracle {
	o := &oracle{heads: heads, kids: make([][]int32, len(heads))}
	for i, h := range heads {
		if h >= 0 {
			o.kids[h] = append(o.kids[h], int32(i))
		}
	}
	return o
}

func (o *oracle) cost(s *state, m move, onStack []bool) int {
	cost := 0
	switch m {
	case shift:
		// The next word loses a head on the stack, but for the top, and dependants there.
		b := s.next
		if h := o.heads[b]; h >= 0 && h < b && onStack[h] && h != s.below(0) {
			cost++
		}
		for _, k := range o.kids[b] {
			if k < b && onStack[k] {
				cost++
			}
		}
	case left:
		i := s.below(0)
		h := o.heads[i]
		if h != s.next && (h == s.below(1) && h >= 0 || h > s.next) {
			cost++
		}
		if h < 0 && int(s.next) < len(s.nodes) {
			cost++ // it was to be the root
		}
		for _, k := range o.kids[i] {
			if k >= s.next {
				cost++
			}
		}
	case right:
		i := s.below(0)
		if h := o.heads[i]; h >= s.next || h < 0 {
			cost++
		}
		for _, k := range o.kids[i] {
			if k >= s.next {
				cost++
			}
		}
	}
	return cost
}

// parser learns the parser's moves and the names of relations.
func (t Training) parser(lessons []lesson) parser {
	lex := lexiconOf(lessons)
	oracles := make([]*oracle, len(lessons))
	for i := range lessons {
		oracles[i] = newOracle(projective(lessons[i].Example.Tokens))
	}
	moves := t.moves(lessons, oracles, lex)
	return parser{moves: moves, relations: t.relations(lessons, lex)}
}

func (t Training) moves(lessons []lesson, oracles []*oracle, lex *lexicon) arcs {
	seen := newVocabulary()
	var f [arcFeatures]uint64
	var s state
	var costs [moves]int
	// walk goes through one sentence, asks choose for each move that is open,
	// and makes what it answers.
	walk := func(l *lesson, o *oracle, choose func(costs *[moves]int) move) {
		s.start(make([]node, len(l.words)), s.stack, l.words, func(i int) communique.Tag { return l.tags[i] })
		onStack := make([]bool, len(l.words))
		for !s.done() {
			m := s.only()
			if m < 0 {
				for m := range moves {
					costs[m] = -1
					if s.allowed(m) {
						costs[m] = o.cost(&s, m, onStack)
					}
				}
				m = choose(&costs)
			}
			if m == shift {
				onStack[s.next] = true
			} else {
				onStack[s.below(0)] = false
			}
			s.make(m)
		}
	}
	cheapest := func(costs *[moves]int) move {
		best := move(-1)
		for m := range moves {
			if costs[m] >= 0 && (best < 0 || costs[m] < costs[best]) {
				best = m
			}
		}
		return best
	}
	for i := range lessons {
		walk(recased(&lessons[i], lex, 5, i), oracles[i], func(costs *[moves]int) move {
			s.features(&f)
			for _, h := range f {
				seen.see(h)
			}
			return cheapest(costs)
		})
	}
	m := newLinear(seen, int(moves), 2, 10)
	t.log("moves: %d features", len(m.counts))
	scores, ids := make([]int32, moves), make([]int32, 0, arcFeatures)
	rng := newRand(2)
	order := rng.Perm(len(lessons))
	for round := range t.rounds(10) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			walk(recased(&lessons[i], lex, round, i), oracles[i], func(costs *[moves]int) move {
				s.features(&f)
				ids = m.find(ids, f[:])
				m.score(ids, scores)
				least := costs[cheapest(costs)]
				best, good, bad := move(-1), move(-1), move(-1)
				for k := range moves {
					if costs[k] < 0 {
						continue
					}
					if best < 0 || scores[k] > scores[best] {
						best = k
					}
					if costs[k] == least {
						if good < 0 || scores[k] > scores[good] {
							good = k
						}
					} else if bad < 0 || scores[k] > scores[bad] {
						bad = k
					}
				}
				if bad >= 0 && scores[good]-scores[bad] <= m.margin {
					m.update(ids, int(good), int(bad))
				}
				m.step++
				all++
				if best == good {
					right++
				}
				// Its own errors are explored, once it is right more often than not.
				if round > 0 && rng.IntN(10) > 0 {
					return best
				}
				return good
			})
		}
		t.log("moves: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	rows := t.rows(moveRows)
	return arcs{rows: m.pack(rows, moveStride, 0), mask: uint32(rows - 1)}
}

// relations learns the names of the relations, on the treebanks' trees.
func (t Training) relations(lessons []lesson, lex *lexicon) table {
	var f [relationFeatures]uint64
	var s state
	walk := func(l *lesson, name func(i int32, gold communique.Dependency) communique.Dependency) {
		s.start(make([]node, len(l.words)), s.stack, l.words, func(i int) communique.Tag { return l.tags[i] })
		hang(&s, l.Example.Tokens)
		for i := range s.nodes {
			n := &s.nodes[i]
			gold := l.Example.Tokens[i].Dependency
			if n.head < 0 {
				n.relation = gold
				continue
			}
			n.relation = name(int32(i), gold)
			s.nodes[n.head].lastChild = int32(i)
		}
	}
	seen := newVocabulary()
	for i := range lessons {
		walk(recased(&lessons[i], lex, 5, i), func(i int32, gold communique.Dependency) communique.Dependency {
			s.relationFeatures(&f, i)
			for _, h := range f {
				seen.see(h)
			}
			return gold
		})
	}
	m := newLinear(seen, communique.Dependencies, 2, 8)
	t.log("relations: %d features", len(m.counts))
	scores, ids := make([]int32, m.classes), make([]int32, 0, relationFeatures)
	rng := newRand(3)
	order := rng.Perm(len(lessons))
	for round := range t.rounds(8) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			walk(recased(&lessons[i], lex, round, i), func(i int32, gold communique.Dependency) communique.Dependency {
				s.relationFeatures(&f, i)
				ids = m.find(ids, f[:])
				m.score(ids, scores)
				best, rival := 1, 0
				for c := 1; c < m.classes; c++ {
					if scores[c] > scores[best] {
						best = c
					}
					if c != int(gold) && (rival == 0 || scores[c] > scores[rival]) {
						rival = c
					}
				}
				if scores[gold]-scores[rival] <= m.margin {
					m.update(ids, int(gold), rival)
				}
				m.step++
				all++
				if best == int(gold) {
					right++
				}
				return communique.Dependency(best)
			})
		}
		t.log("relations: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	return newTable(m.pack(t.rows(relationRows), relStride, 1), relStride)
}

// hang gives the nodes the heads of the tokens, and the dependants that follow from them.
func hang(s *state, tokens []communique.Token) {
	for i, t := range tokens {
		s.nodes[i].head = t.Head
		if t.Head > int32(i) {
			n := &s.nodes[t.Head]
			if n.lefts++; n.left < 0 {
				n.left = int32(i)
			} else if n.left2 < 0 {
				n.left2 = int32(i)
			}
		} else if t.Head >= 0 {
			n := &s.nodes[t.Head]
			n.right2, n.right = n.right, int32(i)
			n.rights++
		}
	}
}
