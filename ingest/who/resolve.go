package who

import "github.com/communique-kg/communique"

// Resolve adds to r.Mentions what can only be read in context: offices, group
// nouns, surnames and pronouns. The publication date in r.Sources[0] decides who
// held an office. Mentions stay sorted by start and do not overlap.
func (g *Gazetteer) Resolve(r *communique.Reading) {
}
