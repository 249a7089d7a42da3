package grammar

import (
	"slices"

	"github.com/communique-kg/communique"
)

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

// cost is how many arcs a move puts out of reach; on[i] tells whether token i is on the stack.
func (o *oracle) cost(s *search, st *state, m move, on []bool) int {
	cost := 0
	top := &s.stacks[st.top]
	i := top.token
	switch m {
	case shift:
		// The next word loses a head on the stack, but for the top, and dependants there.
		b := st.next
		if h := o.heads[b]; h >= 0 && h < b && on[h] && h != i {
			cost++
		}
		for _, k := range o.kids[b] {
			if k < b && on[k] {
				cost++
			}
		}
		return cost
	case left:
		h := o.heads[i]
		if h >= 0 && h != st.next && (h == s.stacks[top.below].token || h > st.next) {
			cost++
		}
		if h < 0 && int(st.next) < len(s.nodes) {
			cost++ // it was to be the root
		}
	case right:
		if h := o.heads[i]; h >= st.next || h < 0 {
			cost++
		}
	}
	for _, k := range o.kids[i] {
		if k >= st.next {
			cost++
		}
	}
	return cost
}

// costs returns what each move costs, -1 where it is not allowed, and the first
// that costs least.
func (o *oracle) costs(s *search, st *state, on []bool) (costs [moves]int, least move) {
	least = -1
	for _, m := range [...]move{left, right, shift} {
		costs[m] = -1
		if s.allowed(st, m) {
			costs[m] = o.cost(s, st, m, on)
			if least < 0 || costs[m] < costs[least] {
				least = m
			}
		}
	}
	return costs, least
}

// parser learns the parser's moves and the names of relations.
func (t Training) parser(lessons []lesson) parser {
	oracles := make([]*oracle, len(lessons))
	for i := range lessons {
		oracles[i] = newOracle(projective(lessons[i].Example.Tokens))
	}
	p := parser{moves: t.moves(lessons, oracles)}
	t.relations(lessons, &p)
	return p
}

// tagged returns the tokens with the tags that the parser is to learn from.
func tagged(l *lesson) []communique.Token {
	tokens := slices.Clone(l.Example.Tokens)
	for i := range tokens {
		tokens[i].Tag = l.tags[i]
	}
	return tokens
}

// learner is a linear model that judges moves.
type learner struct {
	*linear
	ids    []int32
	scores []int32
}

func (l *learner) judge(s *search, st *state) [moves]int32 {
	s.features(st)
	l.ids = l.find(l.ids, s.f[:])
	l.score(l.ids, l.scores)
	return [moves]int32(l.scores)
}

// How the parser is trained: rounds move by move, then several times from there rounds
// row by row; how many rows are followed in them, and how far behind the best, as
// slack counts. The mean of several times depends less on the order of the sentences.
const (
	moveRounds = 3
	beamRounds = 8
	beamTimes  = 6
	trainBeam  = 8
	trainSlack = 500
)

func (t Training) moves(lessons []lesson, oracles []*oracle) arcs {
	seen := newVocabulary()
	var s search
	// walk goes through one sentence, asks choose for each move that is open,
	// and makes what it answers.
	walk := func(l *lesson, o *oracle, choose func(st *state, costs [moves]int, least move) move) {
		s.start(l.words, tagged(l))
		on := make([]bool, len(l.words))
		for range 2 * len(l.words) {
			at := int32(len(s.states) - 1)
			st := &s.states[at]
			costs, m := o.costs(&s, st, on)
			open := 0
			for _, c := range costs {
				if c >= 0 {
					open++
				}
			}
			if open > 1 {
				m = choose(st, costs, m)
			}
			if m == shift {
				on[st.next] = true
			} else {
				on[s.stacks[st.top].token] = false
			}
			s.reach(at, m)
		}
	}
	for i := range lessons {
		walk(recased(&lessons[i], 5, i), oracles[i], func(st *state, costs [moves]int, least move) move {
			s.features(st)
			for _, h := range s.f {
				seen.see(h)
			}
			return least
		})
	}
	m := &learner{linear: newLinear(seen, int(moves), 2, 10), scores: make([]int32, moves)}
	m.homes = arcHome
	t.log("moves: %d features", len(m.counts))
	rng := newRand(6)
	order := rng.Perm(len(lessons))
	// First move by move, with its own errors explored.
	for round := range moveRounds {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			walk(recased(&lessons[i], round, i), oracles[i], func(st *state, costs [moves]int, least move) move {
				scores := m.judge(&s, st)
				best, good, bad := move(-1), move(-1), move(-1)
				for k := range moves {
					if costs[k] < 0 {
						continue
					}
					if best < 0 || scores[k] > scores[best] {
						best = k
					}
					if costs[k] == costs[least] {
						if good < 0 || scores[k] > scores[good] {
							good = k
						}
					} else if bad < 0 || scores[k] > scores[bad] {
						bad = k
					}
				}
				if bad >= 0 && scores[good]-scores[bad] <= m.margin {
					m.update(m.ids, int(good), int(bad))
				}
				m.step++
				all++
				if best == good {
					right++
				}
				if round > 0 && rng.IntN(10) > 0 {
					return best
				}
				return good
			})
		}
		t.log("moves: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	t.log("moves: %d features kept of %d", m.trim(moveRows), len(m.counts))
	m.restart()
	// Then row by row: where the beam prefers another row of moves to the right
	// one, the weights move where it does so most (max-violation, Huang and others 2012).
	var gold []move
	start := slices.Clone(m.weights)
	for round := range beamTimes * beamRounds {
		if round%beamRounds == 0 {
			m.back(start)
		}
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, behind := 0, int32(trainSlack/m.arcScale())
		for _, i := range order {
			l := recased(&lessons[i], round, i)
			gold = gold[:0]
			walk(l, oracles[i], func(st *state, costs [moves]int, least move) move { return least })
			for _, st := range s.states[1:] {
				gold = append(gold, st.move)
			}
			s.start(l.words, tagged(l))
			if m.violate(&s, gold, trainBeam, behind) {
				wrong++
			}
			m.step++
		}
		t.log("moves: beam round %d: %d wrong of %d", round+1, wrong, len(order))
	}
	return newArcs(m.packArcs())
}

// violate parses a sentence, and learns from it where the best row of moves is
// not the right one. It reports whether that was so.
func (l *learner) violate(s *search, want []move, width int, behind int32) bool {
	// The right row is kept beside the beam, for it may fall out of it.
	lo, hi, right := 0, 1, int32(0)
	worst, good, bad := int32(0), int32(-1), int32(-1)
	for _, m := range want {
		score := l.judge(s, &s.states[right])[m]
		st := s.reach(right, m)
		st.score += score
		wanted := st.score
		right = int32(len(s.states) - 1)
		next := len(s.states)
		s.step(lo, hi, width, behind, l)
		lo, hi = next, len(s.states)
		for i := lo; i < hi; i++ {
			b := &s.states[i]
			b.gold = b.move == m && s.states[b.from].gold
		}
		if best := &s.states[lo]; !best.gold && best.score-wanted >= worst {
			worst, good, bad = best.score-wanted, right, int32(lo)
		}
	}
	if good < 0 {
		return false
	}
	g, b := s.path(good), s.path(bad)
	same := 0
	for s.states[g[same]].move == s.states[b[same]].move {
		same++
	}
	for i := same; i < len(g); i++ {
		l.nudge(s, g[i], 1)
		l.nudge(s, b[i], -1)
	}
	return true
}

// path returns the states that led to one, itself last, the first state left out.
func (s *search) path(to int32) []int32 {
	var p []int32
	for ; s.states[to].from >= 0; to = s.states[to].from {
		p = append(p, to)
	}
	slices.Reverse(p)
	return p
}

// nudge adds by to the weights of the move that led to a state.
func (l *learner) nudge(s *search, to int32, by int32) {
	st := &s.states[to]
	s.features(&s.states[st.from])
	l.ids = l.find(l.ids, s.f[:])
	for _, id := range l.ids {
		l.weights[int(id)+int(st.move)] += by
		l.totals[int(id)+int(st.move)] += int64(by) * l.step
	}
}

// relations learns the names of the relations, on the treebanks' trees.
func (t Training) relations(lessons []lesson, p *parser) {
	var room [relationFeatures]uint64
	var s search
	walk := func(l *lesson, name func(i int32, gold communique.Dependency) communique.Dependency) {
		s.start(l.words, tagged(l))
		for i, t := range l.Example.Tokens {
			s.nodes[i].head = t.Head
		}
		s.hang()
		for i := range s.nodes {
			n := &s.nodes[i]
			gold := l.Example.Tokens[i].Dependency
			if n.head < 0 {
				n.relation = gold
				continue
			}
			n.relation = name(int32(i), gold)
			s.nodes[n.head].named = int32(i)
		}
	}
	var counts relationCounts
	for i := range lessons {
		walk(&lessons[i], func(i int32, gold communique.Dependency) communique.Dependency {
			c := s.node(i)
			counts.count(choiceRow(c.pos, s.node(c.head).pos, c.head < i), gold)
			return gold
		})
	}
	p.choices = counts.choices()
	seen := newVocabulary()
	for i := range lessons {
		walk(recased(&lessons[i], 5, i), func(i int32, gold communique.Dependency) communique.Dependency {
			if len(p.choicesOf(&s, i)) != 1 {
				for _, h := range s.relationFeatures(room[:0], i) {
					seen.see(h)
				}
			}
			return gold
		})
	}
	m := newLinear(seen, communique.Dependencies, 2, 20)
	t.log("relations: %d features", len(m.counts))
	scores, ids := make([]int32, m.classes), make([]int32, 0, relationFeatures)
	rng := newRand(3)
	order := rng.Perm(len(lessons))
	for round := range 8 {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			walk(recased(&lessons[i], round, i), func(i int32, gold communique.Dependency) communique.Dependency {
				of := p.choicesOf(&s, i)
				if len(of) == 1 {
					return communique.Dependency(of[0])
				}
				ids = m.find(ids, s.relationFeatures(room[:0], i))
				m.score(ids, scores)
				best := m.learn(ids, scores, int(gold), of)
				all++
				if best == int(gold) {
					right++
				}
				return communique.Dependency(best)
			})
		}
		if round == 2 {
			t.log("relations: %d features kept of %d", m.trim(relationRows), len(m.counts))
		}
		t.log("relations: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	p.relations = newTable(m.pack(relationRows, relationStride, 1), relationStride)
}
