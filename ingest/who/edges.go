package who

import (
	"maps"
	"slices"
)

// edges lead from node to node of a trie by the numbers of atoms. Node 0 is the
// root. They grow while tables are read; fixed, they are asked for each word of
// each text: the edges from the root by the atom, for most words begin no name,
// the few from any other node one after the other.
type edges struct {
	growing map[uint64]uint32 // by node and atom
	first   []uint32          // from the root, by atom; 0 for none
	from    []uint32          // those from node n are atoms and nodes [from[n],from[n+1])
	atoms   []uint32
	nodes   []uint32
}

// add returns the node to which an edge leads, and whether it is there already;
// a new one leads to the node given.
func (e *edges) add(node, atom, next uint32) (uint32, bool) {
	if e.growing == nil {
		e.growing = map[uint64]uint32{}
	}
	edge := uint64(node)<<32 | uint64(atom)
	if to, ok := e.growing[edge]; ok {
		return to, true
	}
	e.growing[edge] = next
	return next, false
}

// fix makes the edges of nodes nodes ready to be asked. None is added after it.
func (e *edges) fix(nodes int) {
	e.from = make([]uint32, nodes+1)
	for _, edge := range slices.Sorted(maps.Keys(e.growing)) {
		node, atom, to := uint32(edge>>32), uint32(edge), e.growing[edge]
		if node == 0 {
			e.first = append(e.first, make([]uint32, max(0, int(atom)+1-len(e.first)))...)
			e.first[atom] = to
			continue
		}
		e.atoms, e.nodes = append(e.atoms, atom), append(e.nodes, to)
		e.from[node+1]++
	}
	for n := range nodes {
		e.from[n+1] += e.from[n]
	}
	e.growing = nil
}

// step returns the node to which an edge leads, 0 where there is none.
func (e *edges) step(node, atom uint32) uint32 {
	if node == 0 {
		if int(atom) < len(e.first) {
			return e.first[atom]
		}
		return 0
	}
	for i := e.from[node]; i < e.from[node+1]; i++ {
		if e.atoms[i] >= atom {
			if e.atoms[i] == atom {
				return e.nodes[i]
			}
			break
		}
	}
	return 0
}
