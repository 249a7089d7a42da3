package grammar

import "github.com/communique-kg/communique"

// parser finds the head of each token from left to right by three moves
// (arc-hybrid), each chosen by a linear model, and names the relations when the
// tree is whole. Every sentence of n tokens takes 2n moves.
type parser struct {
	moves     arcs
	relations table
}

// move is a step of the parser.
type move int

const (
	shift move = iota // the next word goes on the stack
	left              // the top of the stack depends on the next word
	right             // the top of the stack depends on the one below it
	moves             // how many there are
)

// node is one token in the tree while it grows. Other tokens are named by their
// place in the sentence, -1 where there is none.
type node struct {
	word          *word
	pos           uint64 // its tag, and of a mark what it does
	head          int32
	left, left2   int32 // the outermost dependant before it, and the next one
	right, right2 int32 // the outermost dependant behind it, and the next one
	lefts, rights uint64
	relation      communique.Dependency
	lastChild     int32 // the dependant that was labelled last
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

var nowhere = node{word: &outside, pos: noPos, left: -1, left2: -1, right: -1, right2: -1, head: -1}

// state is a sentence half parsed: the stack, and the next token.
type state struct {
	nodes []node
	stack []int32
	next  int32
}

func (s *state) node(i int32) *node {
	if i < 0 || int(i) >= len(s.nodes) {
		return &nowhere
	}
	return &s.nodes[i]
}

// below returns the place of the token that is i below the top of the stack, -1
// where there is none.
func (s *state) below(i int) int32 {
	if i >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-i]
}

// done reports whether every token has its head.
func (s *state) done() bool { return int(s.next) == len(s.nodes) && len(s.stack) == 0 }

// allowed reports whether a move can be made: the last token on the stack alone
// becomes the root, by left.
func (s *state) allowed(m move) bool {
	end := int(s.next) == len(s.nodes)
	switch m {
	case shift:
		return !end
	case left:
		return len(s.stack) > 0 && (!end || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

func (s *state) make(m move) {
	if m == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	i := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	if m == right {
		h := s.stack[len(s.stack)-1]
		s.nodes[i].head = h
		n := &s.nodes[h]
		n.right2, n.right = n.right, i
		n.rights++
		return
	}
	if int(s.next) == len(s.nodes) {
		s.nodes[i].head = -1
		return
	}
	s.nodes[i].head = s.next
	n := &s.nodes[s.next]
	n.left2, n.left = n.left, i
	n.lefts++
}

// arcFeatures is how many features a state has for the choice of a move.
const arcFeatures = 64

func distance(a, b int32) uint64 {
	switch d := b - a; {
	case a < 0:
		return 0
	case d < 5:
		return uint64(d)
	case d < 8:
		return 5
	case d < 12:
		return 6
	default:
		return 7
	}
}

// features fills in the features of the state.
func (s *state) features(f *[arcFeatures]uint64) {
	i0, i1, i2 := s.below(0), s.below(1), s.below(2)
	s0, s1, s2 := s.node(i0), s.node(i1), s.node(i2)
	b0, b1, b2 := s.node(s.next), s.node(s.next+1), s.node(s.next+2)
	s0l, s0r, s0l2, s0r2 := s.node(s0.left), s.node(s0.right), s.node(s0.left2), s.node(s0.right2)
	s1l, s1r := s.node(s1.left), s.node(s1.right)
	b0l, b0l2 := s.node(b0.left), s.node(b0.left2)
	s0w, s1w, b0w, b1w := s0.word.form, s1.word.form, b0.word.form, b1.word.form
	s0p, s1p, s2p, b0p, b1p, b2p := s0.pos, s1.pos, s2.pos, b0.pos, b1.pos, b2.pos
	d := distance(i0, s.next)
	d1 := distance(i1, i0)
	s0wp, s1wp, b0wp := s0w+s0p*k1, s1w+s1p*k1, b0w+b0p*k1
	s0pb0p := s0p<<6 | b0p
	s1ps0p := s1p<<6 | s0p
	*f = [arcFeatures]uint64{
		f1(1, s0w), f1(2, s0p), f1(3, s0wp),
		f1(4, s1w), f1(5, s1p), f1(6, s1wp),
		f1(7, b0w), f1(8, b0p), f1(9, b0wp),
		f1(10, b1w), f1(11, b1p), f1(12, b1w+b1p*k1),
		f1(13, s2p), f1(14, b2p), f1(15, b2.word.form),
		f2(16, s0wp, b0wp), f2(17, s0wp, b0p), f2(18, s0p, b0wp), f2(19, s0w, b0w), f1(20, s0pb0p),
		f2(21, s1wp, s0wp), f2(22, s1wp, s0p), f2(23, s1p, s0wp), f1(24, s1ps0p), f2(25, s1w, s0w),
		f1(26, b0p<<6|b1p), f2(27, b0wp, b1p),
		f1(28, s0pb0p<<6|b1p), f1(29, s0pb0p<<12|b1p<<6|b2p), f1(30, s1ps0p<<6|b0p), f1(31, s1ps0p<<12|b0p<<6|b1p), f1(32, s1ps0p<<12|s2p<<6|b0p),
		f2(33, s0pb0p, s0l.pos), f2(34, s0pb0p, s0r.pos), f2(35, s0pb0p, b0l.pos),
		f2(36, s1ps0p, s0l.pos), f2(37, s1ps0p, s0r.pos), f2(38, s1ps0p, s1r.pos), f2(39, s1ps0p, s1l.pos),
		f2(40, s0wp, d), f2(41, s0p, d), f2(42, b0wp, d), f2(43, b0p, d), f2(44, s0pb0p, d), f2(45, s1ps0p, d1),
		f2(46, s0wp, s0.rights), f2(47, s0p, s0.rights), f2(48, s0wp, s0.lefts), f2(49, s0p, s0.lefts), f2(50, b0wp, b0.lefts), f2(51, b0p, b0.lefts),
		f2(52, s1wp, s1.rights), f2(53, s1p, s1.rights),
		f2(54, s0p, s0l.word.form), f2(55, s0p, s0r.word.form), f2(56, b0p, b0l.word.form), f2(57, s1p, s1r.word.form),
		f3(58, s0pb0p, s0l.pos, s0l2.pos), f3(59, s0pb0p, s0r.pos, s0r2.pos), f3(60, s0pb0p, b0l.pos, b0l2.pos),
		f3(61, s1wp, s0p, s0l.word.form), f3(62, s1ps0p, b0wp, 0), f3(63, s1ps0p, s0l.word.form, b0p), f3(64, s0wp, b0p, b1p),
	}
}

// start lays out the nodes of a sentence.
func (s *state) start(nodes []node, stack []int32, words []word, tags func(int) communique.Tag) {
	*s = state{nodes: nodes, stack: stack[:0]}
	for i := range nodes {
		w := &words[i]
		nodes[i] = node{word: w, pos: posOf(tags(i), w), head: -1, left: -1, left2: -1, right: -1, right2: -1, lastChild: -1}
	}
}

// heads finds the heads of all nodes.
func (p *parser) heads(s *state) {
	var f [arcFeatures]uint64
	for !s.done() {
		m := shift
		switch only := s.only(); {
		case only >= 0:
			m = only
		default:
			s.features(&f)
			sum := uint64(0)
			for _, h := range f {
				sum = p.moves.add(sum, h)
			}
			m = bestMove(s, [moves]int{int(sum & 0xFFFF), int(sum >> 16 & 0xFFFF), int(sum >> 32 & 0xFFFF)})
		}
		s.make(m)
	}
}

// only returns the one move that is allowed, -1 where there are more.
func (s *state) only() move {
	found := move(-1)
	for m := range moves {
		if s.allowed(m) {
			if found >= 0 {
				return -1
			}
			found = m
		}
	}
	return found
}

// bestMove returns the allowed move of the greatest score, the first of equals.
func bestMove(s *state, scores [moves]int) move {
	best := move(-1)
	for m := range moves {
		if s.allowed(m) && (best < 0 || scores[m] > scores[best]) {
			best = m
		}
	}
	return best
}

// relationFeatures is how many features a token has for the name of its relation.
const relationFeatures = 32

// between says how far apart head and dependant are and on which side.
func between(head, child int32) uint64 {
	if head < child {
		return distance(head, child)
	}
	return 8 + distance(child, head)
}

// relationFeatures fills in the features of the arc to node i. The tree is
// whole, and the relations of all tokens before i are known.
func (s *state) relationFeatures(f *[relationFeatures]uint64, i int32) {
	c := s.node(i)
	h := s.node(c.head)
	g := s.node(h.head)
	d := between(c.head, i)
	if c.head < 0 {
		d = 31
	}
	side := d >> 3
	cl, cl2, cr, cr2 := s.node(c.left), s.node(c.left2), s.node(c.right), s.node(c.right2)
	hl, hr := s.node(h.left), s.node(h.right)
	sibling := s.node(h.lastChild)
	cw, cp, hw, hp := c.word.form, c.pos, h.word.form, h.pos
	before, next := s.node(i-1), s.node(i+1)
	_ = cr2
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
	}
}

// firstLeft returns the outermost dependant before node i: of a phrase its
// preposition, of a clause what opens it.
func (s *state) firstLeft(i int32) *node { return s.node(s.node(i).left) }

// nearestLeft returns the token right before node i if it depends on it: of a
// verb its auxiliary.
func (s *state) nearestLeft(i int32) *node {
	if i > 0 && s.nodes[i-1].head == i {
		return &s.nodes[i-1]
	}
	return &nowhere
}

// relate names the relations of a whole tree, from left to right.
func (p *parser) relate(s *state) {
	var f [relationFeatures]uint64
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.head < 0 {
			n.relation = communique.Root
			continue
		}
		s.relationFeatures(&f, int32(i))
		var sum lanes
		for _, h := range f {
			p.relations.add(&sum, h)
		}
		n.relation = communique.Dependency(sum.best(communique.Dependencies))
		s.nodes[n.head].lastChild = int32(i)
	}
}
