package grammar

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
)

// choices tells which relations a token may have to its head, by the parts of
// speech of both and the side on which the head stands, in rows of eight bytes: the
// relations, as far as they go. A row without any leaves the choice open.
type choices struct{ rows []byte }

// choiceRows is how many rows there are: twice the square of the parts of speech.
const choiceRows = 64 * 64 * 2

func choiceRow(child, head uint8, behind bool) int {
	row := int(child)<<7 | int(head)<<1
	if behind {
		row |= 1
	}
	return row
}

// of returns the relations, none where all are possible. Child and head are below
// 64; behind tells whether the child stands behind its head.
func (c choices) of(child, head uint8, behind bool) []byte {
	at := choiceRow(child, head, behind) * choiceStride
	row := c.rows[at : at+choiceStride]
	n := 0
	for n < len(row) && row[n] != 0 {
		n++
	}
	return row[:n]
}

// relationCounts counts relations by choiceRow.
type relationCounts [choiceRows]*[communique.Dependencies]int

func (c *relationCounts) count(row int, d communique.Dependency) {
	if c[row] == nil {
		c[row] = new([communique.Dependencies]int)
	}
	c[row][d]++
}

// choices lists the relations of each row that was met often, the commonest first,
// but for the slips of annotators, unless they are too many.
func (c *relationCounts) choices() choices {
	const (
		often  = 30
		inAll  = 1000 // of so many
		listed = 995  // so many have one of the relations listed
	)
	rows := make([]byte, choiceRows*choiceStride)
	for row, counts := range c {
		if counts == nil {
			continue
		}
		sum := 0
		var order []int
		for d, n := range counts {
			sum += n
			if n > 0 {
				order = append(order, d)
			}
		}
		if sum < often {
			continue
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
		n, covered := 0, 0
		for n < len(order) && covered*inAll < sum*listed {
			covered += counts[order[n]]
			n++
		}
		if n <= choiceStride {
			for i, d := range order[:n] {
				rows[row*choiceStride+i] = byte(d)
			}
		}
	}
	return choices{rows}
}
