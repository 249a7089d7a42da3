package who

import "github.com/communique-kg/communique"

// operations finds campaigns, operations and exercises by the noun before their
// name: "Operation Silent Harbour", "Exercise Tidal Wave".
func (f *finder) operations() {
	for i := range f.atoms {
		if f.atoms[i].class&isOperation == 0 || f.owner[i] > 0 || !f.capitalised(i) || f.atoms[i].flags&(titleCase|allCaps|allUpper) != 0 || !f.joined(i+1) {
			continue
		}
		end := f.properEnd(i+1, 3)
		if end == i+1 || f.is(i+1, isHead|isCommonHead|isDocumentHead|isHonorific|isMonth) || f.is(end-1, isHead|isDocumentHead) || f.goesOn(end) {
			continue
		}
		id := newID(communique.Event, f.text[f.atoms[i].start:f.atoms[end-1].end])
		if id != "" {
			f.add(i, end, communique.Mention{Entity: id, Type: "event", Via: communique.ViaName, Rule: "stands after “" + f.word(i) + "”"})
		}
	}
}
