package who

import (
	"unicode"

	"github.com/communique-kg/communique"
)

// Resolve adds to r.Mentions what can only be read in context: group nouns,
// offices and pronouns. The publication date in r.Sources[0] decides who held an
// office. Mentions stay sorted by start and do not overlap. Running it a second
// time adds nothing.
func (g *Gazetteer) Resolve(r *communique.Reading) {
	s := g.Scan(r)
	defer s.Close()
	s.Resolve()
}

func (f *finder) resolve() {
	r := f.r
	var stated communique.TimeValue
	if r.Document != nil && len(r.Sources) > 0 {
		stated = r.Sources[0].Published
	}
	published := stated.Days
	f.adopt(r.Mentions)
	f.groupNouns()
	f.headNouns()
	f.offices(published)
	f.surnamesByOffice(published)
	f.editions(published)
	f.documents(stated)
	f.pronouns()
	r.Mentions = f.sorted()
}

// adopt takes over the mentions that Find left, which lie on atom borders.
func (f *finder) adopt(mentions []communique.Mention) {
	k := 0
	for _, m := range mentions {
		for k < len(f.atoms) && int(f.atoms[k].end) <= m.Start {
			k++
		}
		i := k
		for k < len(f.atoms) && int(f.atoms[k].start) < m.End {
			k++
		}
		if k == i {
			continue
		}
		n := f.add(i, k, m)
		f.found[n] = m
	}
}

// before returns the mention that ends directly before atom i, perhaps with a
// possessive between ("the alliance’s"), -1 where there is none.
func (f *finder) before(i int) int {
	if !f.joined(i) {
		return -1
	}
	k := i - 1
	if f.lower(k) == "s" && k > 1 && mark(firstRune(f.word(k-1))) == "'" {
		k -= 2
	}
	if k >= 0 && f.owner[k] > 0 {
		return int(f.owner[k] - 1)
	}
	return -1
}

// groupNouns reads "the Alliance" as the one organisation of which the noun is
// said, where the document names what the table asks for.
func (f *finder) groupNouns() {
	f.eachPhrase(&f.g.roles.nominals, beginsNominal, func(i, j int, which []int) {
		var ids []communique.EntityID
		var typ string
		for _, n := range which {
			nominal := f.g.nominals[n]
			if nominal.needs != "" && f.named[nominal.needs] == 0 {
				continue
			}
			if !f.nominalCase(nominal.phrase, i, j) {
				continue
			}
			ids = appendNew(ids, nominal.entity)
			typ = nominal.typ
		}
		if len(ids) != 1 {
			return
		}
		// "the Alliance of Democracies", "the Atlantic Alliance for …" are other names.
		if f.joined(j) && (f.lower(j) == "of" || f.lower(j) == "for") && f.joined(j+1) && f.atoms[j+1].flags.has(upperFirst) && f.owner[j+1] == 0 {
			return
		}
		f.add(i, j, communique.Mention{Entity: ids[0], Type: typ, Via: communique.ViaNominal, Rule: "group noun in a document that names " + f.g.Name(ids[0])})
	})
}

// commonNouns are group nouns that in small letters speak of any such body.
var commonNouns = words("council commission union assembly parliament congress court state president house senate committee department agency ministry bureau service command organization organisation group charter treaty convention protocol manual")

// nominalCase applies the case rule of a group noun: in small letters it must
// not be a noun for bodies in general.
func (f *finder) nominalCase(phrase string, i, j int) bool {
	if first := firstRune(phrase); unicode.IsUpper(first) && (!f.atoms[i].flags.has(upperFirst) || f.atoms[i].flags&(sentFirst|titleCase|allCaps) != 0) {
		return false // "Allies" is a name only where its capital says so
	}
	if !f.atoms[j-1].flags.has(upperFirst) && commonNouns.Has(f.lower(j-1)) {
		return ruleFor(phrase) == anyCase
	}
	return true
}

// eachPhrase calls found with the longest phrase from each free place; begins is
// the class of the atoms with which one begins.
func (f *finder) eachPhrase(t *phrases, begins class, found func(i, j int, which []int)) {
	for i := 0; i < len(f.atoms); i++ {
		if f.atoms[i].class&begins == 0 || f.owner[i] > 0 {
			continue
		}
		node, end, at := uint32(0), 0, uint32(0)
		for j := i; j < len(f.atoms); j++ {
			if j > i && f.atoms[j].flags.has(broken) || f.owner[j] > 0 && (j == i || f.found[f.owner[j]-1].Type != "place") {
				break // a place may be part of an office: "Supreme Allied Commander Europe"
			}
			if node = t.step(node, f.atoms[j].id); node == 0 {
				break
			}
			if len(t.ends[node]) > 0 {
				end, at = j+1, node
			}
		}
		if end > 0 {
			found(i, end, t.ends[at])
			i = end - 1
		}
	}
}

// surnamesByOffice settles surnames by the publication date. One that Find left
// open means the holder of the title before it on that day, or else the one
// bearer who holds an office that the document names; one that means somebody
// outside the gazetteer is opened again where a namesake was in office.
func (f *finder) surnamesByOffice(published communique.Days) {
	officers := map[communique.EntityID]bool{}
	for i, m := range f.found {
		if f.last[i] > 0 && m.Via == communique.ViaRole && m.Entity != "" {
			officers[m.Entity] = true
		}
	}
	f.outdated(published)
	for i := range f.found {
		m := &f.found[i]
		if f.last[i] == 0 || m.Type != "person" || m.Via != communique.ViaAlias {
			continue
		}
		at := int(f.first[i])
		name, _ := f.extent(at)
		known := f.g.surnames[name]
		if m.Rule == severalBearers && m.Entity == "" && published.Known() {
			if ids := f.bearersLeft(at); len(ids) == 1 {
				f.setEntity(i, ids[0], "", "surname of a person named here")
				continue
			}
		}
		if m.Entity != "" {
			if m.Rule == "surname of a person named in full" && !f.titled(at) && f.outranked(m.Entity, known, published) {
				f.setEntity(i, "", "", "surname of a person named in full, and of one in office on "+published.String())
			}
			continue
		}
		if m.Rule == undecidedTitle && published.Known() && !f.elder(at) {
			if held := f.holders(at, known, published); len(held) == 1 {
				f.setEntity(i, held[0], "", "surname with the title of an office held on "+published.String())
				continue
			}
		}
		if (m.Rule == undecidedTitle || m.Rule == bareUnnamed) && published.Known() && !f.elder(at) {
			if id, of := f.inOffice(at, known, m.Rule == bareUnnamed, published); id != "" {
				f.setEntity(i, id, "", "the one known bearer of this surname in an office of "+f.g.Name(of)+" on "+published.String())
				continue
			}
		}
		if f.inLabelOf(at, int(f.last[i])) {
			f.labelled(i, known, published)
			continue
		}
		var ids []communique.EntityID
		for _, id := range known {
			if officers[id] {
				ids = appendNew(ids, id)
			}
		}
		if len(ids) == 1 && len(known) == 1 {
			f.setEntity(i, ids[0], "", "surname of a holder of an office named here")
		}
	}
}

// inOffice returns the one bearer of the surname at atom i who on the days held an
// office of a state or organisation that the document names, and that. A surname
// without a title must have one bearer altogether.
func (f *finder) inOffice(i int, known []communique.EntityID, bare bool, on communique.Days) (id, of communique.EntityID) {
	if bare && len(known) != 1 {
		return "", ""
	}
	for _, bearer := range known {
		if f.contradicted(i, bearer) {
			continue
		}
		for _, t := range f.g.held[bearer] {
			if t.From == "" || !f.g.known(t.Days).Overlaps(on) || t.Title == "np:first lady" {
				continue
			}
			root := f.g.root(t.Organisation)
			if f.named[root] == 0 && f.named[t.Organisation] == 0 {
				continue
			}
			if id != "" && id != bearer {
				return "", ""
			}
			id, of = bearer, root
		}
	}
	return id, of
}

// labelled reads the surname in a speaker’s label, "MS. HORNE:", whom the document
// names nowhere else: the one bearer in an office of those for whom the persons in
// the heading speak, on the day of publication where it is known; or else, where
// the day or they tell that no bearer was there, somebody of an own id.
func (f *finder) labelled(i int, known []communique.EntityID, published communique.Days) {
	home := f.home()
	var ids []communique.EntityID
	possible := false
	for _, id := range known {
		if f.contradicted(int(f.first[i]), id) {
			continue
		}
		for _, t := range f.g.held[id] {
			if published.Known() && t.From != "" && !f.g.known(t.Days).Overlaps(published) {
				continue
			}
			possible = true
			if home != "" && f.g.root(t.Organisation) == home {
				ids = appendNew(ids, id)
			}
		}
	}
	if len(ids) == 1 {
		f.setEntity(i, ids[0], "", "surname of one in an office of "+f.g.Name(home)+", as those in the heading hold")
		return
	}
	if len(ids) == 0 && !possible && (home != "" || published.Known()) {
		f.setEntity(i, newID(communique.Person, f.found[i].Exact), "", "a speaker’s label; nobody of this name is known to be there")
	}
}

// outranked reports whether one of the known bearers of a surname held an office
// on the days, and the person whom the document names in full none.
func (f *finder) outranked(id communique.EntityID, known []communique.EntityID, on communique.Days) bool {
	if !on.Known() {
		return false
	}
	other := false
	for _, t := range f.g.tenures {
		if !contains(known, t.Person) && t.Person != id || !t.Overlaps(on) || t.Title == "np:first lady" {
			continue
		}
		if t.Person == id {
			return false
		}
		other = true
	}
	return other
}

// elder reports whether the words before a title speak of a time gone by:
// "former President Bush".
func (f *finder) elder(i int) bool {
	for k := i - 1; k >= 0 && i-k < 5 && f.joined(k+1); k-- {
		switch f.lower(k) {
		case "former", "late", "elder", "then", "ex", "previous", "first":
			return true
		}
	}
	return false
}

// living returns the indexes of the mentions in order of the text. The list lasts
// until the next call.
func (f *finder) living() []int {
	f.alive = f.alive[:0]
	for i := 0; i < len(f.owner); {
		m := int(f.owner[i]) - 1
		if m < 0 {
			i++
			continue
		}
		f.alive = append(f.alive, m)
		i = int(f.last[m])
	}
	return f.alive
}
