package said

import "github.com/communique-kg/communique"

// findings are nouns that tell what somebody found, though nobody speaks.
var findings = set("poll polls survey surveys data statistics figures estimate estimates analysis account accounts records transcript transcripts review audit assessment assessments reports reporting documents papers article story posting website findings census projections calculations")

// evidence reads the noun phrase for written or counted findings that begins at
// item i: "according to the latest survey".
func (f *finder) evidence(u []item, i int) (noun, bool) {
	for k := i; k < len(u) && k-i < 7; k++ {
		w := f.lowerOf(u, k)
		if w == "" || !f.isWord(u[k]) || k > i && (determiners.Has(w) || clausePrepositions.Has(w)) || finite.Has(w) || lexicon.Has(w) && !nounish.Has(w) {
			return noun{}, false
		}
		if findings.Has(w) && (k+1 >= len(u) || !f.isWord(u[k+1]) || clausePrepositions.Has(f.lowerOf(u, k+1)) || stops.Has(f.lowerOf(u, k+1))) {
			n, ok := f.common(u, k)
			n.from, n.Start = i, u[i].Start
			return n, ok && n.id.Kind() == communique.NounPhrase
		}
	}
	return noun{}, false
}
