package search

import (
	"strconv"
	"time"

	"github.com/communique-kg/communique"
)

// The days of a clock are kept as terms, so that a row may have several ranges
// and every filter by days is exact. The calendar is a tree whose nodes have
// four children each: a leaf is a day, a node of level n the run of 4^n days
// below it. A range is the few nodes that cover it and nothing else (cover). A
// row has its cover nodes as terms and all nodes above those as terms of
// another form (indexedDays); a range overlaps one of the row's exactly where a
// node of its cover is a cover node of the row, lies below one, or lies above
// one (askedDays). Four children make a day twelve terms; two would make it
// twenty-three, eight would make long ranges long lists.

const (
	dayBits   = 2  // of a child's number
	dayLevels = 11 // room for every day of the years 0 to 9999
	lastChild = 1<<dayBits - 1
	lastDay   = 1<<(dayBits*dayLevels) - 1
)

// node is one node of the tree: the days [index<<(dayBits*level), (index+1)<<(dayBits*level)).
type node struct {
	level uint
	index uint32
}

// cover returns the fewest nodes that make up the days of a known range, which
// must be valid; open ends reach to the ends of the calendar.
func cover(d communique.Days) (nodes []node) {
	if !d.Known() {
		return nil
	}
	from, to := uint32(0), uint32(lastDay)
	if d.From != "" {
		from = dayNumber(d.From)
	}
	if d.To != "" {
		to = dayNumber(d.To)
	}
	// [from, end) shrinks from both sides while it climbs.
	end := to + 1
	for level := uint(0); from < end; level++ {
		if level == dayLevels {
			return append(nodes, node{level, from})
		}
		for ; from < end && from&lastChild != 0; from++ {
			nodes = append(nodes, node{level, from})
		}
		for ; from < end && end&lastChild != 0; end-- {
			nodes = append(nodes, node{level, end - 1})
		}
		from, end = from>>dayBits, end>>dayBits
	}
	return nodes
}

// indexedDays returns the terms of a row whose clock has these ranges.
func indexedDays(ranges []communique.Days) []string {
	var terms set[string]
	for _, d := range ranges {
		for _, n := range cover(d) {
			terms.add(n.term('='))
			for p := n; p.level < dayLevels; {
				p = p.parent()
				terms.add(p.term('^'))
			}
		}
	}
	return terms.list
}

// askedDays returns the terms of which a row has at least one exactly where
// one of its ranges shares a day with d, which must be known.
func askedDays(d communique.Days) []string {
	var terms set[string]
	for _, n := range cover(d) {
		terms.add(n.term('^'))
		terms.add(n.term('='))
		for p := n; p.level < dayLevels; {
			p = p.parent()
			terms.add(p.term('='))
		}
	}
	return terms.list
}

func (n node) parent() node { return node{n.level + 1, n.index >> dayBits} }

func (n node) term(form byte) string {
	return string(form) + strconv.FormatUint(uint64(n.level), 36) + "." + strconv.FormatUint(uint64(n.index), 36)
}

// dayNumber counts the days since the first of January of the year 0. A day
// that is no day counts as the first; valid documents have none.
func dayNumber(d communique.Day) uint32 {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	const yearZero = -62167219200 // Unix seconds of 0000-01-01
	return uint32((t.Unix() - yearZero) / (24 * 60 * 60))
}

// years returns the years in which a range lies: each of them where it is
// closed and short, else those of its known ends, because an open range says
// nothing of the years far from its end.
func years(d communique.Days) (out []string) {
	const most = 10
	year := func(day communique.Day) int {
		n, _ := strconv.Atoi(string(day)[:4]) // a valid day begins with four digits
		return n
	}
	add := func(y int) {
		s := strconv.Itoa(y)
		for len(s) < 4 {
			s = "0" + s
		}
		out = append(out, s)
	}
	switch {
	case !d.Known():
	case d.To == "":
		add(year(d.From))
	case d.From == "":
		add(year(d.To))
	default:
		from, to := year(d.From), year(d.To)
		if to-from >= most {
			add(from)
			add(to)
			break
		}
		for y := from; y <= to; y++ {
			add(y)
		}
	}
	return out
}

// set keeps distinct values in the order in which they came.
type set[T comparable] struct {
	list []T
	has  map[T]bool
}

func (s *set[T]) add(values ...T) {
	if s.has == nil {
		s.has = map[T]bool{}
	}
	for _, v := range values {
		if !s.has[v] {
			s.has[v] = true
			s.list = append(s.list, v)
		}
	}
}
