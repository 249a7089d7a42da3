package said

import "github.com/communique-kg/communique"

// Gazetteer is what this package asks of the gazetteer: the offices, so that a
// speaker known only by office is called by its one title.
type Gazetteer interface {
	Offices() []communique.Office
}

// Find fills r.Statements, in order of their first content. g may be nil.
func Find(r *communique.Reading, g Gazetteer) {
	r.Statements = nil
}
