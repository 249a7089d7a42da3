package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// shortened reads the end of a body’s name as the one body of this document whose
// name ends so: "Growth Centre" where it names the "Tidal Growth Centre" only.
func (f *finder) shortened() {
	type full struct {
		name    string // in small letters
		id      communique.EntityID
		several bool
	}
	var short []int
	names := map[string]*full{}
	note := func(name string, id communique.EntityID) {
		name = strings.ToLower(name)
		key := lastTwo(name)
		if key == "" || key == name {
			return
		}
		if have := names[key]; have == nil {
			names[key] = &full{name: name, id: id}
		} else if have.id != id {
			have.several = true
		}
	}
	for m := range f.found {
		if f.last[m] == 0 || f.found[m].Type != "organisation" {
			continue
		}
		switch {
		case strings.HasPrefix(f.found[m].Rule, headNounRule), f.found[m].Rule == kindOfBodyRule:
			short = append(short, m)
			fallthrough
		case f.found[m].Entity != "":
			note(f.found[m].Exact, f.found[m].Entity)
			if e, ok := f.g.entities[f.found[m].Entity]; ok {
				note(e.Name, e.ID)
				for _, alias := range e.Aliases {
					note(alias, e.ID)
				}
			}
		}
	}
	for _, m := range short {
		name := strings.ToLower(f.found[m].Exact)
		whole := names[lastTwo(name)]
		if whole == nil || whole.several || whole.id == f.found[m].Entity || !strings.HasSuffix(whole.name, " "+name) || f.another(m) {
			continue
		}
		f.setEntity(m, whole.id, "", "the end of a longer name in this document")
		f.found[m].Via = communique.ViaAlias
	}
}

// another reports whether the word before mention m makes it one that was not told
// of: "a joint | Task Force", "new", "each".
func (f *finder) another(m int) bool {
	return others.Has(strings.ToLower(f.word(int(f.first[m]) - 1)))
}

// others are words before one of many.
var others = words("a an new joint another each every any such similar separate special dedicated")

// lastTwo returns the last two words of a name, "" where it has fewer.
func lastTwo(name string) string {
	last := strings.LastIndexByte(name, ' ')
	if last <= 0 {
		return ""
	}
	return name[strings.LastIndexByte(name[:last], ' ')+1:]
}
