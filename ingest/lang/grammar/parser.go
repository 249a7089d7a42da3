package grammar

import "github.com/communique-kg/communique"

// parser finds the heads of a sentence's tokens from left to right by three moves
// (arc-hybrid). It follows the few likeliest rows of moves side by side (a beam),
// each judged by a linear model, and names the relations when the tree is
// whole. Every sentence of n tokens takes 2n moves.
type parser struct {
	moves     arcs
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
	slack = 500
)

// node is one token as the parser sees it, and its place in the tree. Other
// tokens are named by their place in the sentence, -1 where there is none.
type node struct {
	word          *word
	form          uint64
	pos           uint64 // its tag, and of a mark what it does
	cluster       uint64
	group         uint64
	sums          uint64 // marks and verbs up to it
	noun, verb    int32  // the next one behind it
	head          int32
	left, left2   int32 // the first dependant before it, and the second
	right, right2 int32 // the last dependant behind it, and the one before
	lefts, rights uint64
	sibling       int32 // the next dependant of its head
	lastChild     int32 // the dependant that was named last; while heads are told, the last one
	relation      communique.Dependency
}

// posOf tells marks apart by what they do.
func posOf(tag communique.Tag, w *word) uint64 {
	if tag == communique.PUNC || tag == communique.SYM {
		return uint64(communique.Tags) + uint64(w.mark)
	}
	return uint64(tag)
}

// noPos is the part of speech of a place where no token is.
const noPos = 63

var nowhere = node{word: &outside, form: 1, pos: noPos, left: -1, left2: -1, right: -1, right2: -1, head: -1, noun: -1, verb: -1, sibling: -1}

// onStack is a token on the stack with the dependants that it has so far.
type onStack struct {
	token         int32
	below         int32 // place of the one below it among all, 0 for the bottom
	left, left2   int32
	right, right2 int32
	lefts, rights int32
}

// bottom stands below the stack.
var bottom = onStack{token: -1, left: -1, left2: -1, right: -1, right2: -1}

// state is a sentence half parsed.
type state struct {
	top         int32 // of the stack, 0 where it is empty
	next        int32 // the next token
	left, left2 int32 // dependants of the next token
	lefts       int32
	alone       bool  // the stack holds but one token
	gold        bool  // in training: all moves are right
	move        move  // that led here
	from        int32 // the state before
	score       int32
}

// search is a sentence while it is parsed: its tokens, and all states and stacks
// that were reached.
type search struct {
	f      [arcFeatures]uint64           // room for the features of one state
	alone  [most + 2][len(places)]uint64 // what tokens alone say of moves, by token + 1 and place
	front  memo                          // what the top of the stack and the next token say of moves
	back   memo                          // what the two tokens on top of the stack say
	three  memo                          // what only the three of them say
	padded []node                        // the nodes with nowhere around them, so that nobody asks whether a neighbour is there
	nodes  []node
	stacks []onStack // the first is the bottom
	states []state
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

// after returns the state that a move leads to.
func (s *search) after(at int32, m move) state {
	st := s.states[at]
	st.from, st.move = at, m
	switch m {
	case shift:
		s.stacks = append(s.stacks, onStack{token: st.next, below: st.top, left: st.left, left2: st.left2, right: -1, right2: -1, lefts: st.lefts})
		st.alone = st.top == 0
		st.top = int32(len(s.stacks) - 1)
		st.next++
		st.left, st.left2, st.lefts = -1, -1, 0
	case left:
		top := s.stacks[st.top]
		st.left2, st.left = st.left, top.token
		st.lefts++
		st.top = top.below
		st.alone = st.top > 0 && s.stacks[st.top].below == 0
	case right:
		top := s.stacks[st.top]
		head := s.stacks[top.below]
		head.right2, head.right = head.right, top.token
		head.rights++
		s.stacks = append(s.stacks, head)
		st.top = int32(len(s.stacks) - 1)
		st.alone = head.below == 0
	}
	return st
}

// How many features a state has for the choice of a move: those of a token alone,
// which are the same in every state where it has that place, and the others.
const (
	ownFeatures   = 18
	frontFeatures = 23
	backFeatures  = 12
	threeFeatures = 15
	otherFeatures = 32
	arcFeatures   = ownFeatures + frontFeatures + backFeatures + threeFeatures + otherFeatures
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
func distance(a, b int32) uint64 {
	if a < 0 {
		return 0
	}
	return uint64(distances[min(b-a, int32(len(distances)-1))])
}

var distances = [...]uint8{0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 6, 7}

// own fills in the features of token i alone, for each place that it may have.
func (s *search) own(f *[ownFeatures]uint64, i int32) {
	t, next, next2 := s.node(i), s.node(i+1), s.node(i+2)
	if i < 0 {
		next, next2 = &nowhere, &nowhere
	}
	wp, np := t.form+t.pos*k1, next.form+next.pos*k1
	*f = [ownFeatures]uint64{
		f1(1, t.form), f1(2, t.pos), f1(3, wp),
		f1(4, t.form), f1(5, t.pos), f1(6, wp),
		f1(13, t.pos),
		f1(7, t.form), f1(8, t.pos), f1(9, wp), f1(10, next.form), f1(11, next.pos), f1(12, np), f1(14, next2.pos), f1(15, next2.form),
		f1(26, t.pos<<6|next.pos), f2(27, wp, next.pos), f2(100, t.pos<<6|next.pos, t.word.known.class()),
	}
}

// features fills in all features of a state, in s.f.
func (s *search) features(st *state) {
	t0 := &s.stacks[st.top]
	t1 := &s.stacks[t0.below]
	i0, i1, i2 := t0.token, t1.token, s.stacks[t1.below].token
	n := 0
	add := func(f []uint64) { n += copy(s.f[n:], f) }
	var front [frontFeatures]uint64
	var back [backFeatures]uint64
	var three [threeFeatures]uint64
	var others [otherFeatures]uint64
	s.ofFront(&front, i0, st.next)
	s.ofBack(&back, i1, i0)
	s.ofThree(&three, i1, i0, st.next)
	s.others(&others, st)
	add(front[:])
	add(back[:])
	add(three[:])
	add(others[:])
	var own [ownFeatures]uint64
	for place, i := range [...]int32{i0, i1, i2, st.next} {
		s.own(&own, i)
		add(own[places[place].first:places[place].last])
	}
}

// ofFront fills in the features of the token on top of the stack with the next one
// and those behind it.
func (s *search) ofFront(f *[frontFeatures]uint64, i0, next int32) {
	s0 := s.node(i0)
	b0, b1, b2 := s.node(next), s.node(next+1), s.node(next+2)
	s0w, b0w, s0p, b0p, b1p, b2p := s0.form, b0.form, s0.pos, b0.pos, b1.pos, b2.pos
	s0wp, b0wp, s0pb0p := s0w+s0p*k1, b0w+b0p*k1, s0p<<6|b0p
	s0g, b0g := s0.group, b0.group
	d := distance(i0, next)
	*f = [frontFeatures]uint64{
		f2(16, s0wp, b0wp), f2(17, s0wp, b0p), f2(18, s0p, b0wp), f2(19, s0w, b0w), f1(20, s0pb0p),
		f1(28, s0pb0p<<6|b1p), f1(29, s0pb0p<<12|b1p<<6|b2p), f2(40, s0wp, d), f2(41, s0p, d), f2(42, b0wp, d),
		f2(43, b0p, d), f2(44, s0pb0p, d), f3(64, s0wp, b0p, b1p), f2(65, s0.cluster, b0.cluster), f2(66, s0g, b0g),
		f2(67, s0g, b0p), f2(68, s0p, b0g), f2(73, s0g, b0w), f3(79, s0g, b0w, s.node(b0.noun).group), f2(82, s0pb0p, s.node(b0.verb).pos),
		f3(86, s0pb0p, s.between(i0, next), 0), f2(97, s0pb0p, b0.word.known.class()), f2(98, s0pb0p, s0.word.known.class()),
	}
}

// ofBack fills in the features of the two tokens on top of the stack.
func (s *search) ofBack(f *[backFeatures]uint64, i1, i0 int32) {
	s0, s1 := s.node(i0), s.node(i1)
	s0w, s1w, s0p, s1p := s0.form, s1.form, s0.pos, s1.pos
	s0wp, s1wp, s1ps0p := s0w+s0p*k1, s1w+s1p*k1, s1p<<6|s0p
	s0g, s1g := s0.group, s1.group
	*f = [backFeatures]uint64{
		f2(21, s1wp, s0wp), f2(22, s1wp, s0p), f2(23, s1p, s0wp), f1(24, s1ps0p), f2(25, s1w, s0w), f2(45, s1ps0p, distance(i1, i0)),
		f2(69, s1g, s0g), f2(70, s1.cluster, s0.cluster), f2(71, s1g, s0p), f2(72, s1p, s0g), f3(85, s1ps0p, s.between(i1, i0), 0), f2(99, s1ps0p, s0.word.known.class()),
	}
}

// ofThree fills in the features that take the two tokens on top of the stack and
// the next one, or those behind it.
func (s *search) ofThree(f *[threeFeatures]uint64, i1, i0, next int32) {
	s0, s1, b0 := s.node(i0), s.node(i1), s.node(next)
	s0w, s1w, b0w, s0p, s1p, b0p, b1p := s0.form, s1.form, b0.form, s0.pos, s1.pos, b0.pos, s.node(next+1).pos
	s1ps0p := s1p<<6 | s0p
	s1g, noun := s1.group, s.node(b0.noun)
	*f = [threeFeatures]uint64{
		f1(30, s1ps0p<<6|b0p), f1(31, s1ps0p<<12|b0p<<6|b1p), f3(62, s1ps0p, b0w+b0p*k1, 0), f2(74, s1g, b0w), f3(75, s1w, s0p, b0w),
		f3(76, s0w, s1p, b0w), f2(78, s1w, b0w), f3(80, s1g, b0w, noun.group), f3(81, s1ps0p, b0w, noun.pos), f2(83, s1ps0p<<6|b0p, s.node(b0.verb).pos),
		f3(84, s1ps0p<<6|b0p, s.between(i0, next), 0), f3(87, s1ps0p<<6|b0p, s.between(i1, i0), b1p), f3(94, s1g, b0w, b1p), f3(95, s0w+s0p*k1, s1p, b0p),
		f3(96, s1w+s1p*k1, s0p, b0p),
	}
}

// others fills in the features of a state that look at dependants or further down.
func (s *search) others(f *[otherFeatures]uint64, st *state) {
	t0 := &s.stacks[st.top]
	t1 := &s.stacks[t0.below]
	i0, i1, i2 := t0.token, t1.token, s.stacks[t1.below].token
	s0, s1, s2 := s.node(i0), s.node(i1), s.node(i2)
	b0 := s.node(st.next)
	s0l, s0r, s0l2, s0r2 := s.node(t0.left), s.node(t0.right), s.node(t0.left2), s.node(t0.right2)
	s1l, s1r := s.node(t1.left), s.node(t1.right)
	b0l, b0l2 := s.node(st.left), s.node(st.left2)
	s0w, s1w, b0w := s0.form, s1.form, b0.form
	s0p, s1p, s2p, b0p := s0.pos, s1.pos, s2.pos, b0.pos
	s0lefts, s0rights, s1rights, b0lefts := uint64(t0.lefts), uint64(t0.rights), uint64(t1.rights), uint64(st.lefts)
	s0wp, s1wp, b0wp := s0w+s0p*k1, s1w+s1p*k1, b0w+b0p*k1
	s0pb0p := s0p<<6 | b0p
	s1ps0p := s1p<<6 | s0p
	s0g, s1g := s0.group, s1.group
	*f = [otherFeatures]uint64{
		f1(32, s1ps0p<<12|s2p<<6|b0p), f2(33, s0pb0p, s0l.pos), f2(34, s0pb0p, s0r.pos), f2(35, s0pb0p, b0l.pos), f2(36, s1ps0p, s0l.pos),
		f2(37, s1ps0p, s0r.pos), f2(38, s1ps0p, s1r.pos), f2(39, s1ps0p, s1l.pos), f2(46, s0wp, s0rights), f2(47, s0p, s0rights),
		f2(48, s0wp, s0lefts), f2(49, s0p, s0lefts), f2(50, b0wp, b0lefts), f2(51, b0p, b0lefts), f2(52, s1wp, s1rights),
		f2(53, s1p, s1rights), f2(54, s0p, s0l.form), f2(55, s0p, s0r.form), f2(56, b0p, b0l.form), f2(57, s1p, s1r.form),
		f3(58, s0pb0p, s0l.pos, s0l2.pos), f3(59, s0pb0p, s0r.pos, s0r2.pos), f3(60, s0pb0p, b0l.pos, b0l2.pos), f3(61, s1wp, s0p, s0l.form), f3(63, s1ps0p, s0l.form, b0p),
		f3(77, s2p, s1p<<6|s0p, b0w), f3(88, s2.form, s0p, s0l.form), f3(89, s1g, s0l.form, s0g), f3(90, s1ps0p<<6|b0p, s1rights, s0rights), f3(91, s1ps0p<<6|b0p, s1r.pos, s0r.pos),
		f3(92, s1ps0p<<6|b0p, s1l.pos, s0l.pos), f3(93, s0pb0p, s0r.form, 0),
	}
}

// between counts the marks and verbs between two tokens.
func (s *search) between(a, b int32) uint64 {
	if a < 0 || b <= a {
		return 63
	}
	d := s.nodes[b-1].sums - s.nodes[a].sums
	return min(d&0xFFFF, 3) | min(d>>16&0xFFFF, 3)<<2 | min(d>>32&0xFFFF, 3)<<4
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
		case communique.Tag(pos).Verb() || pos == uint64(communique.MD):
			sums += 1 << 32
		}
		nodes[i] = node{word: w, form: w.form, pos: pos, cluster: uint64(w.known.cluster.number), group: w.known.group(), sums: sums,
			head: -1, left: -1, left2: -1, right: -1, right2: -1, sibling: -1, lastChild: -1}
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
		case n.pos >= uint64(communique.Tags):
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
	clear(s.back[:])
	clear(s.three[:])
	var f [ownFeatures]uint64
	for i := -1; i <= len(s.nodes); i++ {
		s.own(&f, int32(i))
		for place, of := range places {
			s.alone[i+1][place] = p.moves.sum(f[of.first:of.last])
		}
	}
}

func (p *parser) judge(s *search, st *state) [moves]int32 {
	t0 := &s.stacks[st.top]
	t1 := &s.stacks[t0.below]
	i0, i1, next := t0.token, t1.token, st.next
	sum := s.alone[i0+1][onTop] + s.alone[i1+1][belowTop] + s.alone[s.stacks[t1.below].token+1][furtherIn] + s.alone[next+1][waiting]
	key := taken | uint32(i0+1)<<10 | uint32(next+1)
	front := &s.front[place(key)]
	if front.key != key {
		f := (*[frontFeatures]uint64)(s.f[:])
		s.ofFront(f, i0, next)
		front.key, front.sum = key, p.moves.sum(f[:])
	}
	key = taken | uint32(i1+1)<<20 | uint32(i0+1)<<10
	back := &s.back[place(key)]
	if back.key != key {
		f := (*[backFeatures]uint64)(s.f[:])
		s.ofBack(f, i1, i0)
		back.key, back.sum = key, p.moves.sum(f[:])
	}
	key |= uint32(next + 1)
	three := &s.three[place(key)]
	if three.key != key {
		f := (*[threeFeatures]uint64)(s.f[:])
		s.ofThree(f, i1, i0, next)
		three.key, three.sum = key, p.moves.sum(f[:])
	}
	f := (*[otherFeatures]uint64)(s.f[:])
	s.others(f, st)
	sum += front.sum + back.sum + three.sum + p.moves.sum(f[:])
	const zero = arcFeatures * bias
	return [moves]int32{int32(sum&0xFFFF) - zero, int32(sum>>16&0xFFFF) - zero, int32(sum>>32&0xFFFF) - zero}
}

// step makes one move further from the states from lo up to hi: the best that
// follow are appended, the very best first. They are at most width, and none lies
// further behind than told.
func (s *search) step(lo, hi, width int, behind int32, j judge) {
	type candidate struct {
		from  int32
		move  move
		score int32
	}
	var best [beam + 12]candidate
	var scores [beam + 12][moves]int32
	n := 0
	width = min(width, len(best)-1)
	for at := lo; at < hi; at++ {
		st := &s.states[at]
		scored := &scores[at-lo]
		if k := s.alike(lo, at); k < at {
			*scored = scores[k-lo] // rows that parted have come together again
		} else {
			*scored = j.judge(s, st)
		}
		for m := range moves {
			if !s.allowed(st, m) {
				continue
			}
			c := candidate{int32(at), m, st.score + scored[m]}
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
		st := s.after(c.from, c.move)
		st.score = c.score
		s.states = append(s.states, st)
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
			s.states = append(s.states, s.after(int32(lo), m))
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

// hang tells heads of their dependants.
func (s *search) hang() {
	for i := range s.nodes {
		h := s.nodes[i].head
		if h < 0 {
			continue
		}
		n := &s.nodes[h]
		if n.lastChild >= 0 {
			s.nodes[n.lastChild].sibling = int32(i)
		}
		n.lastChild = int32(i)
		switch {
		case h < int32(i):
			n.right2, n.right = n.right, int32(i)
			n.rights++
		case n.left < 0:
			n.left = int32(i)
			n.lefts++
		default:
			if n.left2 < 0 {
				n.left2 = int32(i)
			}
			n.lefts++
		}
	}
	for i := range s.nodes {
		s.nodes[i].lastChild = -1
	}
}

// relationFeatures is how many features a token has for the name of its relation.
const relationFeatures = 38

// sideways says how far apart head and dependant are and on which side.
func sideways(head, child int32) uint64 {
	if head < child {
		return distance(head, child)
	}
	return 8 + distance(child, head)
}

// relationFeatures fills in the features of the arc to node i. The tree is
// whole, and the relations of all tokens before i are known.
func (s *search) relationFeatures(f *[relationFeatures]uint64, i int32) {
	c := s.node(i)
	h := s.node(c.head)
	g := s.node(h.head)
	d := sideways(c.head, i)
	if c.head < 0 {
		d = 31
	}
	side := d >> 3
	cl, cl2, cr := s.node(c.left), s.node(c.left2), s.node(c.right)
	hl, hr := s.node(h.left), s.node(h.right)
	sibling, sibling2 := s.node(h.lastChild), s.node(c.sibling)
	cw, cp, hw, hp := c.word.form, c.pos, h.word.form, h.pos
	before, next := s.node(i-1), s.node(i+1)
	first := s.firstLeft(i)
	hpcp := hp<<8 | cp<<2 | side
	*f = [relationFeatures]uint64{
		f1(1, cw+side), f1(2, cp<<2|side), f1(3, hw+side), f1(4, hp<<2|side), f1(5, hpcp),
		f2(6, cw, hw+side), f2(7, cw, hp<<2|side), f2(8, cp<<2|side, hw), f2(9, hpcp, d),
		f2(10, hpcp, first.word.form), f2(11, hpcp, cl.pos), f2(12, hpcp, cr.pos), f2(13, cp<<2|side, first.word.form),
		f2(14, hpcp, cr.word.form), f2(15, hpcp, cl2.pos),
		f3(16, hw+side, cp, first.word.form), f3(17, hpcp, uint64(sibling.relation), 0), f3(18, hpcp, uint64(sibling.relation), sibling.pos),
		f2(19, hpcp, hl.pos), f2(20, hpcp, hr.pos), f2(21, hpcp, g.pos), f2(22, hpcp, before.pos), f2(23, hpcp, next.pos),
		f2(24, cw+side, before.word.form), f2(25, cp, next.word.form),
		f2(26, hpcp, uint64(h.relation)), f2(27, uint64(g.relation), uint64(h.relation)<<8|cp<<2|side),
		f2(28, hpcp, s.nearestLeft(c.head).word.form),
		f2(29, hpcp, c.lefts<<4|min(c.rights, 15)), f2(30, hw+side, uint64(sibling.relation)),
		f2(31, c.word.suffix[1], hp<<2|side), f2(32, c.word.suffix[2], h.word.suffix[2]+side),
		f2(33, hpcp, sibling2.pos), f3(34, hpcp, sibling2.pos, uint64(sibling.relation)), f3(35, hpcp, first.form, h.cluster), f3(36, c.group, h.group, cp<<2|side),
		f2(37, hpcp, uint64(c.word.clitic)), f2(38, hpcp, uint64(h.word.clitic)),
	}
}

// firstLeft returns the outermost dependant before node i: of a phrase its
// preposition, of a clause what opens it.
func (s *search) firstLeft(i int32) *node { return s.node(s.node(i).left) }

// nearestLeft returns the token right before node i if it depends on it: of a
// verb its auxiliary.
func (s *search) nearestLeft(i int32) *node {
	if i > 0 && s.nodes[i-1].head == i {
		return &s.nodes[i-1]
	}
	return &nowhere
}

// relate names the relations of a whole tree, from left to right.
func (p *parser) relate(s *search) {
	var f [relationFeatures]uint64
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.head < 0 {
			n.relation = communique.Root
			continue
		}
		s.relationFeatures(&f, int32(i))
		var sum lanes
		p.relations.sum(&sum, f[:])
		n.relation = communique.Dependency(sum.best(communique.Dependencies))
		s.nodes[n.head].lastChild = int32(i)
	}
}
