package grammar

import (
	"math"
	"math/bits"

	"github.com/communique-kg/communique"
)

// parser finds the heads of a sentence's tokens from left to right by three moves
// (arc-hybrid). It follows the few likeliest rows of moves side by side (a beam),
// each judged by a linear model, and names the relations when the tree is
// whole. Every sentence of n tokens takes 2n moves.
type parser struct {
	moves     arcs
	choices   choices
	relations table
}

// move is a step of the parser.
type move int8

const (
	shift move = iota // the next word goes on the stack
	left              // the top of the stack depends on the next word
	right             // the top of the stack depends on the one below it
	moves             // how many there are
)

// How many rows of moves are followed, and by how much one may lie behind the
// best of them. Most words leave no doubt, and then one row is enough.
const (
	beam  = 4
	slack = 200
)

// node is one token as the parser sees it, and its place in the tree. Other
// tokens are named by their place in the sentence, -1 where there is none. What
// features are made of is spread over 64 bits.
type node struct {
	word        *word
	pos         uint8 // its tag, and of a mark what it does
	form        uint64
	part        uint64 // of pos
	both        uint64 // of form and pos
	cluster     uint64
	group       uint64
	class       uint64
	sums        uint64 // marks and verbs up to it
	noun, verb  int32  // the next one behind it
	head        int32
	left, left2 int32 // the first dependant before it, and the second
	right       int32 // the last dependant behind it
	named       int32 // the dependant that was named last
	relation    communique.Dependency
}

// posOf tells marks apart by what they do.
func posOf(tag communique.Tag, w *word) uint8 {
	if tag == communique.PUNC || tag == communique.SYM {
		return uint8(communique.Tags) + uint8(w.mark)
	}
	return uint8(tag)
}

// noPos is the part of speech of a place where no token is.
const noPos = 63

var nowhere = newNode(&outside, noPos)

func newNode(w *word, pos uint8) node {
	return node{word: w, pos: pos, form: w.form, part: keys[pos], both: w.form + bits.RotateLeft64(keys[pos], 31),
		cluster: w.cluster, group: w.group, class: w.class,
		head: -1, noun: -1, verb: -1, left: -1, left2: -1, right: -1, named: -1}
}

// onStack is a token on the stack with the dependants that it has so far.
type onStack struct {
	token         int32
	below         int32 // place of the one below it among all, 0 for the bottom
	left, left2   int32
	right, right2 int32
	lefts, rights int32
	settled       uint64 // what it says of moves with those below it; no move changes that
	hung          uint64 // what it says with the dependants behind it; either is 0 until it is asked for
}

// bottom stands below the stack.
var bottom = onStack{token: -1, left: -1, left2: -1, right: -1, right2: -1}

// state is a sentence half parsed.
type state struct {
	top         int32 // of the stack, 0 where it is empty
	next        int32 // the next token
	left, left2 int32 // dependants of the next token
	lefts       int32
	from        int32 // the state before
	score       int32
	move        move   // that led here
	alone       bool   // the stack holds but one token
	gold        bool   // in training: all moves are right
	waits       uint64 // what the next token says of moves with its dependants; 0 until it is asked for
}

// search is a sentence while it is parsed: its tokens, and all states and stacks
// that were reached.
type search struct {
	f      [arcFeatures]uint64           // room for the features of one state
	alone  [most + 2][len(places)]uint64 // what tokens alone say of moves, by token + 1 and place
	front  memo                          // what the top of the stack and the next token say of moves
	padded []node                        // the nodes with nowhere around them, so that nobody asks whether a neighbour is there
	nodes  []node
	stacks []onStack // the first is the bottom
	states []state
	best   [widest + 1]candidate // room for the best that follow
	scored [widest][moves]int32  // and for the scores of the moves that lead to them
}

// widest is how many rows of moves can be followed.
const widest = 15

// candidate is a move from a state that may be made.
type candidate struct {
	from  int32
	move  move
	score int32
}

// memo keeps sums of weights by the places of the tokens that they are of, the
// latest that were asked for: rows of moves that have parted often come to the
// same tokens again.
type memo [1 << memoBits]struct {
	key uint32 // the places, each by its number + 1, and taken
	sum uint64
}

const memoBits = 6

// taken marks the keys of a memo, so that no place has that of an empty one.
const taken = 1 << 31

func place(key uint32) uint32 { return key * 0x9E3779B1 >> (32 - memoBits) }

// node returns token i; one before or up to three behind the sentence is nowhere.
func (s *search) node(i int32) *node { return &s.padded[i+1] }

// allowed reports whether a move can be made: the last token on the stack alone
// becomes the root, by left.
func (s *search) allowed(st *state, m move) bool {
	end := int(st.next) == len(s.nodes)
	switch m {
	case shift:
		return !end
	case left:
		return st.top > 0 && (!end || st.alone)
	default:
		return st.top > 0 && !st.alone
	}
}

// forced returns the only move that can be made, and whether it is the only one.
func (s *search) forced(st *state) (move, bool) {
	end := int(st.next) == len(s.nodes)
	switch {
	case st.top == 0:
		return shift, true
	case end && st.alone:
		return left, true
	}
	return right, end
}

// reach appends the state that a move leads to, and returns it.
func (s *search) reach(at int32, m move) *state {
	s.states = append(s.states, s.states[at])
	st := &s.states[len(s.states)-1]
	st.from, st.move = at, m
	top := &s.stacks[st.top]
	switch m {
	case shift:
		s.stacks = append(s.stacks, onStack{token: st.next, below: st.top, left: st.left, left2: st.left2, right: -1, right2: -1, lefts: st.lefts})
		st.alone = st.top == 0
		st.top = int32(len(s.stacks) - 1)
		st.next++
		st.left, st.left2, st.lefts, st.waits = -1, -1, 0, 0
	case left:
		st.left2, st.left = st.left, top.token
		st.lefts++
		st.waits = 0
		st.top = top.below
		st.alone = st.top > 0 && s.stacks[st.top].below == 0
	case right:
		head := s.stacks[top.below]
		head.right2, head.right = head.right, top.token
		head.rights++
		head.hung = 0
		s.stacks = append(s.stacks, head)
		st.top = int32(len(s.stacks) - 1)
		st.alone = head.below == 0
	}
	return st
}

// How many features a state has for the choice of a move: those of a token alone,
// which are the same in every state where it has that place; those of the top of
// the stack and the next token; those that are told when a token comes on the
// stack, when it gets a dependant behind it and when the next one gets one; and the
// others.
const (
	ownFeatures     = 18
	frontFeatures   = 18
	settledFeatures = 16
	hungFeatures    = 4
	waitsFeatures   = 3
	otherFeatures   = 10
	arcFeatures     = ownFeatures + frontFeatures + settledFeatures + hungFeatures + waitsFeatures + otherFeatures
)

// places are the features of one token alone, by the place that it has in a state.
var places = [...]struct{ first, last int }{{0, 3}, {3, 6}, {6, 7}, {7, ownFeatures}}

// The places in the order of places.
const (
	onTop     = iota // of the stack
	belowTop         // one below
	furtherIn        // two below
	waiting          // the next token
)

// distance is how far b lies behind a, in eight classes; 0 where a is nowhere.
func distance(a, b int32) uint8 {
	if a < 0 {
		return 0
	}
	return distances[min(b-a, int32(len(distances)-1))]
}

var distances = [...]uint8{0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 6, 7}

// own appends the features of token i alone, for each place that it may have.
func (s *search) own(f []uint64, i int32) []uint64 {
	t, next, next2 := s.node(i), s.node(i+1), s.node(i+2)
	if i < 0 {
		next, next2 = &nowhere, &nowhere
	}
	return append(f,
		one(1, t.form), one(2, t.part), one(3, t.both),
		one(4, t.form), one(5, t.part), one(6, t.both),
		one(13, t.part),
		one(7, t.form), one(8, t.part), one(9, t.both), one(10, next.form), one(11, next.part), one(12, next.both), one(14, next2.part), one(15, next2.form),
		two(26, t.part, next.part), two(27, t.both, next.part), three(100, t.part, next.part, t.class),
	)
}

// features fills in all features of a state, in s.f.
func (s *search) features(st *state) {
	t0 := &s.stacks[st.top]
	t1 := &s.stacks[t0.below]
	f := s.ofFront(s.f[:0], t0.token, st.next)
	f = s.ofSettled(f, t0)
	f = s.ofHung(f, t0)
	f = s.ofWaits(f, st)
	f = s.others(f, st)
	var room [ownFeatures]uint64
	for place, i := range [...]int32{t0.token, t1.token, s.stacks[t1.below].token, st.next} {
		own := s.own(room[:0], i)
		f = append(f, own[places[place].first:places[place].last]...)
	}
}

// ofFront appends the features of the token on top of the stack with the next one
// and those behind it.
func (s *search) ofFront(f []uint64, i0, next int32) []uint64 {
	s0, b0 := s.node(i0), s.node(next)
	b1, b2 := s.node(next+1), s.node(next+2)
	pair, d := parts(s0.part, b0.part), keys[distance(i0, next)]
	return append(f,
		two(16, s0.both, b0.both), two(18, s0.part, b0.both), two(28, pair, b1.part), three(29, pair, b1.part, b2.part),
		two(40, s0.both, d), two(41, s0.part, d), two(42, b0.both, d), two(43, b0.part, d), three(64, s0.both, b0.part, b1.part),
		two(65, s0.cluster, b0.cluster), two(66, s0.group, b0.group), two(67, s0.group, b0.part), two(68, s0.part, b0.group),
		two(73, s0.group, b0.form), two(82, pair, s.node(b0.verb).part), two(86, pair, s.between(i0, next)), two(97, pair, b0.class), two(98, pair, s0.class),
	)
}

// ofSettled appends the features of a token on the stack with those below it and
// their dependants, and with the dependants before it.
func (s *search) ofSettled(f []uint64, t0 *onStack) []uint64 {
	t1 := &s.stacks[t0.below]
	s0, s1 := s.node(t0.token), s.node(t1.token)
	s0l, deep, lefts := s.node(t0.left), parts(s1.part, s0.part), keys[uint8(t0.lefts)]
	return append(f,
		two(22, s1.both, s0.part), two(25, s1.form, s0.form), two(45, deep, keys[distance(t1.token, t0.token)]),
		two(69, s1.group, s0.group), two(70, s1.cluster, s0.cluster), two(71, s1.group, s0.part), two(72, s1.part, s0.group),
		two(85, deep, s.between(t1.token, t0.token)), two(36, deep, s0l.part), two(39, deep, s.node(t1.left).part),
		three(88, s.node(s.stacks[t1.below].token).form, s0.part, s0l.form), two(52, s1.both, keys[uint8(t1.rights)]),
		two(57, s1.part, s.node(t1.right).form), two(48, s0.both, lefts), two(49, s0.part, lefts), two(54, s0.part, s0l.form),
	)
}

// ofHung appends the features of a token on the stack with the dependants behind it.
func (s *search) ofHung(f []uint64, t0 *onStack) []uint64 {
	s0, s1, s0r := s.node(t0.token), s.node(s.stacks[t0.below].token), s.node(t0.right)
	rights := keys[uint8(t0.rights)]
	return append(f, two(37, parts(s1.part, s0.part), s0r.part), two(46, s0.both, rights), two(47, s0.part, rights), two(55, s0.part, s0r.form))
}

// ofWaits appends the features of the next token with its dependants.
func (s *search) ofWaits(f []uint64, st *state) []uint64 {
	b0, lefts := s.node(st.next), keys[uint8(st.lefts)]
	return append(f, two(50, b0.both, lefts), two(51, b0.part, lefts), two(56, b0.part, s.node(st.left).form))
}

// others appends the features of a state that look at the stack and the next token,
// and at dependants of theirs.
func (s *search) others(f []uint64, st *state) []uint64 {
	t0 := &s.stacks[st.top]
	t1 := &s.stacks[t0.below]
	s0, s1, b0 := s.node(t0.token), s.node(t1.token), s.node(st.next)
	s0l, b0l := s.node(t0.left), s.node(st.left)
	pair := parts(s0.part, b0.part)
	all := parts(parts(s1.part, s0.part), b0.part)
	return append(f,
		two(33, pair, s0l.part), two(35, pair, b0l.part), three(58, pair, s0l.part, s.node(t0.left2).part), three(60, pair, b0l.part, s.node(st.left2).part),
		two(78, s1.form, b0.form), two(83, all, s.node(b0.verb).part), two(84, all, s.between(t0.token, st.next)),
		three(90, all, keys[uint8(t1.rights)], keys[uint8(t0.rights)]), three(92, all, s.node(t1.left).part, s0l.part), three(95, s0.both, s1.part, b0.part),
	)
}

// between is the key of how many marks and verbs there are between two tokens.
func (s *search) between(a, b int32) uint64 {
	if a < 0 || b <= a {
		return keys[63]
	}
	d := s.nodes[b-1].sums - s.nodes[a].sums
	return keys[min(d&0xFFFF, 3)|min(d>>16&0xFFFF, 3)<<2|min(d>>32&0xFFFF, 3)<<4]
}

// start lays out the tokens of a sentence and the state before its first move.
func (s *search) start(words []word, tokens []communique.Token) {
	n := len(words)
	if cap(s.padded) < n+4 {
		s.padded = make([]node, n+4)
	}
	s.padded = s.padded[:n+4]
	s.nodes = s.padded[1 : n+1]
	for _, i := range [...]int{0, n + 1, n + 2, n + 3} {
		s.padded[i] = nowhere
	}
	s.stacks = append(s.stacks[:0], bottom)
	s.states = append(s.states[:0], state{left: -1, left2: -1, from: -1, gold: true})
	nodes, sums := s.nodes, uint64(0)
	for i := range nodes {
		w := &words[i]
		pos := posOf(tokens[i].Tag, w)
		switch {
		case w.mark == comma || w.mark == dash || w.mark == colon:
			sums++
		case w.mark != noMark:
			sums += 1 << 16
		case communique.Tag(pos).Verb() || communique.Tag(pos) == communique.MD:
			sums += 1 << 32
		}
		nodes[i] = newNode(w, pos)
		nodes[i].sums = sums
	}
	noun, verb := int32(-1), int32(-1)
	for i := int32(len(nodes)) - 1; i >= 0; i-- {
		const near = 8
		n := &nodes[i]
		n.noun, n.verb = noun, verb
		if noun > i+near {
			n.noun = -1
		}
		if verb > i+near {
			n.verb = -1
		}
		switch tag := communique.Tag(n.pos); {
		case n.pos >= uint8(communique.Tags):
		case tag.Noun():
			noun = i
		case tag.Verb() || tag == communique.MD:
			verb = i
		}
	}
}

// judge scores the moves of a state.
type judge interface {
	judge(s *search, st *state) [moves]int32
}

// weigh sums up what each token alone says of moves, once for all states.
func (p *parser) weigh(s *search) {
	clear(s.front[:])
	for i := -1; i <= len(s.nodes); i++ {
		f := s.own(s.f[:0], int32(i))
		for place, of := range places {
			s.alone[i+1][place] = p.moves.sum(f[of.first:of.last])
		}
	}
}

// judge sums up what the features of a state say of moves. What does not change with
// every move was summed before, or is now for the states that come.
func (p *parser) judge(s *search, st *state) [moves]int32 {
	t0 := &s.stacks[st.top]
	if t0.settled == 0 {
		t0.settled = p.settled(s, t0)
	}
	if t0.hung == 0 {
		t0.hung = p.moves.sum(s.ofHung(s.f[:0], t0))
	}
	if st.waits == 0 {
		st.waits = p.moves.sum(s.ofWaits(s.f[:0], st)) + s.alone[st.next+1][waiting]
	}
	key := taken | uint32(t0.token+1)<<10 | uint32(st.next+1)
	front := &s.front[place(key)]
	if front.key != key {
		front.key, front.sum = key, p.moves.sum(s.ofFront(s.f[:0], t0.token, st.next))
	}
	others := p.moves.sum(s.others(s.f[:0], st))
	return scores(t0.settled+t0.hung+st.waits+front.sum+others, arcFeatures)
}

// settled sums up what a token on the stack says of moves with those below it.
func (p *parser) settled(s *search, t0 *onStack) uint64 {
	t1 := &s.stacks[t0.below]
	return p.moves.sum(s.ofSettled(s.f[:0], t0)) + s.alone[t0.token+1][onTop] + s.alone[t1.token+1][belowTop] + s.alone[s.stacks[t1.below].token+1][furtherIn]
}

// step makes one move further from the states from lo up to hi: the best that
// follow are appended, the very best first. They are at most width, and none lies
// further behind than told.
func (s *search) step(lo, hi, width int, behind int32, j judge) {
	best, scored := &s.best, &s.scored
	n := 0
	width = min(width, len(best)-1)
	for at := lo; at < hi; at++ {
		st := &s.states[at]
		scores := &scored[at-lo]
		if k := s.alike(lo, at); k < at {
			*scores = scored[k-lo] // rows that parted have come together again
		} else {
			*scores = j.judge(s, st)
		}
		if hi-lo == 1 {
			if m, by := s.ahead(st, scores); by > behind {
				s.reach(int32(at), m).score = st.score + scores[m]
				return // most steps end here
			}
		}
		for m := range moves {
			if !s.allowed(st, m) {
				continue
			}
			c := candidate{int32(at), m, st.score + scores[m]}
			i := n
			for i > 0 && best[i-1].score < c.score {
				best[i] = best[i-1]
				i--
			}
			if i < width {
				best[i] = c
				n = min(n+1, width)
			}
		}
	}
	for best[n-1].score < best[0].score-behind {
		n--
	}
	for _, c := range best[:n] {
		s.reach(c.from, c.move).score = c.score
	}
}

// ahead returns the best move that can be made from a state, and by how much it lies
// before all others.
func (s *search) ahead(st *state, scores *[moves]int32) (best move, by int32) {
	const never = math.MinInt32 / 2
	a, b, c := scores[shift], scores[left], scores[right]
	if !s.allowed(st, shift) {
		a = never
	}
	if !s.allowed(st, left) {
		b = never
	}
	if !s.allowed(st, right) {
		c = never
	}
	switch {
	case a >= b && a >= c:
		return shift, a - max(b, c)
	case b >= c:
		return left, b - max(a, c)
	default:
		return right, c - max(a, b)
	}
}

// alike returns the first state from lo on, up to at, that looks to its features
// as the one at at does.
func (s *search) alike(lo, at int) int {
	st := &s.states[at]
	t0 := &s.stacks[st.top]
	for k := lo; k < at; k++ {
		other := &s.states[k]
		if other.next != st.next || other.left != st.left || other.left2 != st.left2 || other.lefts != st.lefts {
			continue
		}
		o0 := &s.stacks[other.top]
		if !t0.alike(o0) {
			continue
		}
		t1, o1 := &s.stacks[t0.below], &s.stacks[o0.below]
		if t1.alike(o1) && s.stacks[t1.below].token == s.stacks[o1.below].token {
			return k
		}
	}
	return at
}

// alike reports whether a token and its dependants are those of another.
func (t *onStack) alike(o *onStack) bool {
	return t.token == o.token && t.left == o.left && t.left2 == o.left2 && t.lefts == o.lefts && t.right == o.right && t.right2 == o.right2 && t.rights == o.rights
}

// heads finds the heads of all tokens.
func (p *parser) heads(s *search) {
	lo := 0
	p.weigh(s)
	for range 2 * len(s.nodes) {
		next := len(s.states)
		if m, ok := s.forced(&s.states[lo]); ok && next-lo == 1 {
			s.reach(int32(lo), m)
		} else {
			s.step(lo, next, beam, slack, p)
		}
		lo = next
	}
	s.settle(int32(lo))
}

// settle reads the heads off the moves that led to a last state.
func (s *search) settle(at int32) {
	for st := &s.states[at]; st.from >= 0; {
		before := &s.states[st.from]
		switch st.move {
		case left:
			n := &s.nodes[s.stacks[before.top].token]
			if n.head = before.next; int(before.next) == len(s.nodes) {
				n.head = -1
			}
		case right:
			top := &s.stacks[before.top]
			s.nodes[top.token].head = s.stacks[top.below].token
		}
		st = before
	}
	s.hang()
}

// hang tells heads of their outer dependants.
func (s *search) hang() {
	for i := range s.nodes {
		h := s.nodes[i].head
		if h < 0 {
			continue
		}
		switch n := &s.nodes[h]; {
		case h < int32(i):
			n.right = int32(i)
		case n.left < 0:
			n.left = int32(i)
		case n.left2 < 0:
			n.left2 = int32(i)
		}
	}
}

// relationFeatures is how many features a token has for the name of its relation.
const relationFeatures = 18

// sideways says how far apart head and dependant are and on which side.
func sideways(head, child int32) uint8 {
	if head < child {
		return distance(head, child)
	}
	return 8 + distance(child, head)
}

// relationFeatures appends the features of the arc to node i, which has a head.
// The tree is whole, and the relations of all tokens before i are known.
func (s *search) relationFeatures(f []uint64, i int32) []uint64 {
	c := s.node(i)
	h := s.node(c.head)
	d := sideways(c.head, i)
	side := keys[d>>3]
	// The words and parts of speech, each with the side.
	cw, cp, hw, hp := parts(c.form, side), parts(c.part, side), parts(h.form, side), parts(h.part, side)
	pair, sibling := parts(h.part, cp), s.node(h.named)
	named := keys[sibling.relation]
	return append(f,
		one(1, cw), one(2, cp), one(3, hw), one(4, hp), two(9, pair, keys[d]),
		two(11, pair, s.node(c.left).part), two(13, cp, s.node(c.left).form), two(14, pair, s.node(c.right).form), two(15, pair, s.node(c.left2).part),
		three(18, pair, named, sibling.part), two(22, pair, s.node(i-1).part), two(25, c.part, s.node(i+1).form), three(27, keys[s.node(h.head).relation], keys[h.relation], cp),
		two(28, pair, s.nearestLeft(c.head).form), two(30, hw, named), two(31, c.word.suffix[1], hp), three(36, c.group, h.group, cp), two(37, pair, keys[c.word.clitic]),
	)
}

// nearestLeft returns the token right before node i if it depends on it: of a
// verb its auxiliary.
func (s *search) nearestLeft(i int32) *node {
	if i > 0 && s.nodes[i-1].head == i {
		return &s.nodes[i-1]
	}
	return &nowhere
}

// choicesOf returns the relations that node i may have to its head.
func (p *parser) choicesOf(s *search, i int32) []byte {
	c := s.node(i)
	return p.choices.of(c.pos, s.node(c.head).pos, c.head < i)
}

// relate names the relations of a whole tree, from left to right.
func (p *parser) relate(s *search) {
	var room [relationFeatures]uint64
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.head < 0 {
			n.relation = communique.Root
			continue
		}
		if of := p.choicesOf(s, int32(i)); len(of) == 1 {
			n.relation = communique.Dependency(of[0])
		} else {
			f := s.relationFeatures(room[:0], int32(i))
			n.relation = communique.Dependency(p.relations.best(f, communique.Dependencies, of))
		}
		s.nodes[n.head].named = int32(i)
	}
}
