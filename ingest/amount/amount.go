// Package amount finds the quantities of a text: a number with the unit that it
// counts and the comparator that it is given with.
package amount

import "github.com/communique-kg/communique"

// Find fills r.Quantities, in order of the text, not overlapping.
func Find(r *communique.Reading) {}
