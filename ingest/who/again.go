package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// again finds names outside the gazetteer of two words and more where no rule
// could: in headlines, in lines of capitals, at the head of a sentence. Elsewhere
// in the document they were understood.
func (f *finder) again() {
	type name struct {
		text  string // in small letters
		atoms int
		m     int
	}
	names := map[string][]name{}
	for m := range f.found {
		i, j := int(f.first[m]), int(f.last[m])
		mention := &f.found[m]
		if j-i < 2 || mention.Via != communique.ViaName || mention.Entity == "" || mention.Rule == "gazetteer" {
			continue
		}
		switch mention.Type {
		case "person", "organisation", "document", "event":
		default:
			continue
		}
		key := f.lower(i)
		text := strings.ToLower(mention.Exact)
		known := len(names[key]) >= 20
		for _, n := range names[key] {
			known = known || n.text == text
		}
		if !known {
			names[key] = append(names[key], name{text, j - i, m})
		}
	}
	if len(names) == 0 {
		return
	}
	for _, at := range f.likely {
		i := int(at)
		if f.owner[i] > 0 || f.atoms[i].flags&(titleCase|allCaps|sentFirst) == 0 || !f.capitalised(i) {
			continue
		}
		for _, n := range names[f.lower(i)] {
			j := i + n.atoms
			if j > len(f.atoms) || f.owner[j-1] > 0 || !f.capitalised(j-1) && !f.atoms[j-1].flags.has(isNumber) || !strings.EqualFold(f.text[f.atoms[i].start:f.atoms[j-1].end], n.text) {
				continue
			}
			f.add(i, j, communique.Mention{Entity: f.found[n.m].Entity, Type: f.found[n.m].Type, Via: communique.ViaName, Rule: "named elsewhere in the document"})
			break
		}
	}
}
