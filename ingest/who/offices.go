package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// roles holds the phrases that Resolve looks for.
type roles struct {
	offices  phrases // indexes into Gazetteer.offices
	nominals phrases // indexes into Gazetteer.nominals
}

// phrases is a trie from atoms to lists of numbers, whatever the case.
type phrases struct {
	edges
	ends [][]int
}

func newRoles(g *Gazetteer) *roles {
	r := &roles{offices: newPhrases(), nominals: newPhrases()}
	for i, o := range g.offices {
		for _, name := range append([]string{o.Title.Name()}, o.Names...) {
			r.offices.add(g, name, i)
		}
	}
	for i, n := range g.nominals {
		r.nominals.add(g, n.phrase, i)
	}
	r.offices.fix(len(r.offices.ends))
	r.nominals.fix(len(r.nominals.ends))
	return r
}

func newPhrases() phrases { return phrases{ends: make([][]int, 1)} }

func (p *phrases) add(g *Gazetteer, text string, value int) {
	node := uint32(0)
	for _, a := range g.scan(nil, text, fold.ASCII(text)) {
		id := g.number(text[a.start:a.end])
		to, ok := p.edges.add(node, id, uint32(len(p.ends)))
		if !ok {
			p.ends = append(p.ends, nil)
		}
		node = to
	}
	if node != 0 {
		p.ends[node] = appendNew(p.ends[node], value)
	}
}

// holds reports whether atoms [i,j) are one of the phrases.
func (p *phrases) holds(f *finder, i, j int) bool {
	node := uint32(0)
	for k := i; k < j; k++ {
		if node = p.step(node, f.atoms[k].id); node == 0 {
			return false
		}
	}
	return len(p.ends[node]) > 0
}

// offices reads an office that stands without a name, "the Secretary General",
// as the person who held it. A name directly beside it is left to speak for itself.
func (f *finder) offices(published communique.Days) {
	f.eachPhrase(&f.g.roles.offices, beginsOffice, func(i, j int, which []int) {
		if f.beside(i, j) {
			return
		}
		start, organisation, definite := f.determiner(i, j)
		if !definite {
			return
		}
		var of []*communique.Office
		for _, n := range which {
			o := &f.g.offices[n]
			if organisation != "" && o.Organisation != organisation && f.g.entities[organisation].Parent != o.Organisation {
				continue
			}
			of = append(of, o)
		}
		label := f.atoms[i].flags.has(allUpper) && f.inLabel(i)
		var id communique.EntityID
		var rule string
		if label {
			id, rule = f.entitled(of, published)
		}
		if id == "" {
			id, rule = f.holder(of, organisation, published, label)
		}
		f.add(start, j, communique.Mention{Entity: id, Type: "person", Via: communique.ViaRole, Rule: rule})
	})
}

// entitled returns the one holder of one of the offices on the day of a speech whom
// its title names: "Remarks by President Biden" says who "THE PRESIDENT" is.
func (f *finder) entitled(of []*communique.Office, published communique.Days) (id communique.EntityID, rule string) {
	title := strings.FieldsFunc(strings.ToLower(f.r.Title), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	for _, o := range of {
		person, known := f.g.Holder(o.Title, o.Organisation, published)
		last := strings.ToLower(surname(f.g.entities[person].Name))
		if !known || last == "" || !slices.Contains(title, last) {
			continue
		}
		if id != "" && id != person {
			return "", ""
		}
		id, rule = person, "office-holder on "+published.String()+", whom the title of the text names"
	}
	return id, rule
}

// beside reports whether a person's name stands directly before or after the
// words of an office: "Secretary General Jens Stoltenberg", "Jens Stoltenberg,
// the Secretary General".
func (f *finder) beside(i, j int) bool {
	person := func(k int) bool {
		return k >= 0 && k < len(f.atoms) && f.owner[k] > 0 && f.found[f.owner[k]-1].Type == "person"
	}
	if f.joined(j) && person(j) {
		return true
	}
	if f.word(j) == "," && f.joined(j+1) && person(j+1) {
		return true
	}
	// An unknown name after the title: "Prime Minister Nobody".
	if f.joined(j) && f.atoms[j].flags.has(upperFirst|isWord) && f.atoms[j].flags&(titleCase|allCaps) == 0 && !f.is(j, isNotName) && f.owner[j] == 0 {
		return true
	}
	k := i - 1
	for n := 0; n < 4 && k >= 0; n++ { // ", the NATO", ", then"
		if f.word(k) == "," {
			return person(k - 1)
		}
		if !f.joined(k + 1) {
			return false
		}
		k--
	}
	return false
}

// determiner looks at what makes an office definite: "the", the organisation
// before it ("NATO", "Canada’s", "the alliance’s"), or "of NATO" after it. It
// returns where the phrase begins and the organisation, "" where none is named.
func (f *finder) determiner(i, j int) (int, communique.EntityID, bool) {
	start := i
	var organisation communique.EntityID
	if m := f.before(i); m >= 0 {
		switch f.found[m].Type {
		case "organisation", "state", "group":
			organisation = f.found[m].Entity
			if organisation == "" {
				return i, "", false
			}
		}
	}
	k := i - 1
	word := ""
	if f.joined(i) {
		word = f.lower(k)
	}
	switch word {
	case "former", "deputy", "assistant", "vice", "acting", "interim", "next", "future", "ex", "-", "under", "previous", "a", "an", "any", "every", "first", "last", "new", "incoming", "outgoing":
		return i, "", false
	}
	if word == "the" {
		start = k
		if w := f.lower(k - 1); f.joined(k) && (w == "of" || w == "for") && f.joined(k-1) && f.lower(k-2) == "office" {
			return i, "", false
		}
	}
	if f.joined(j) && f.lower(j) == "of" {
		n := j + 1
		if f.lower(n) == "the" {
			n++
		}
		if n < len(f.atoms) && f.owner[n] > 0 {
			switch m := f.found[f.owner[n]-1]; m.Type {
			case "organisation", "state":
				if m.Entity == "" {
					return i, "", false
				}
				return start, m.Entity, true
			}
		}
		if word == "the" && n < len(f.atoms) && f.atoms[n].flags.has(upperFirst) {
			return i, "", false // "the President of Something" else
		}
	}
	label := f.atoms[i].flags.has(allUpper) && f.inLabel(i)
	return start, organisation, organisation != "" || word == "the" || label
}

// holder decides who is meant by one of the offices. In the label of a speaker
// nobody is meant of whom the speech only speaks.
func (f *finder) holder(of []*communique.Office, organisation communique.EntityID, published communique.Days, label bool) (communique.EntityID, string) {
	if len(of) == 0 {
		return "", "no such office is known"
	}
	if organisation == "" && len(of) > 1 {
		// Several organisations have an office of this name: who is called so in
		// the first lines, or else whose organisation the document names.
		if id := f.calledSo(of, label); id != "" {
			return id, "the one person to whom the document gives this title"
		}
		if home := f.home(); home != "" {
			for _, o := range of {
				if o.Organisation == home || f.g.root(o.Organisation) == home && len(of) == 1 {
					id, rule := f.holder([]*communique.Office{o}, home, published, label)
					return id, rule + ", an office of " + f.g.Name(home) + " as those in the heading hold"
				}
			}
		}
		var named []*communique.Office
		for _, o := range of {
			if f.named[o.Organisation] > 0 {
				named = append(named, o)
			}
		}
		if len(named) == 0 {
			return "", "several organisations have this office and none of them is named"
		}
		if label {
			return "", "of the several organisations with this office the speech only speaks of " + f.g.Name(named[0].Organisation)
		}
		of = named
	} else if organisation == "" && f.named[of[0].Organisation] == 0 && f.calledSo(of, label) == "" {
		return "", "the organisation of this office is not named"
	}
	if len(of) > 1 {
		o, ok := f.mostly(of)
		if !ok {
			return "", "several organisations named here have this office"
		}
		id, rule := f.holder([]*communique.Office{o}, o.Organisation, published, label)
		return id, rule + ", an office of " + f.g.Name(o.Organisation) + ", of which the document speaks far more than of others that have it"
	}
	o := of[0]
	dated, known := f.g.Holder(o.Title, o.Organisation, published)
	var inText, then []communique.EntityID // holders whom the document names, and those of its own time
	for _, t := range f.g.tenures {
		if t.Title == o.Title && t.Organisation == o.Organisation && f.named[t.Person] > 0 {
			inText = appendNew(inText, t.Person)
			if published.Known() && t.Days.Overlaps(published) {
				then = appendNew(then, t.Person)
			}
		}
	}
	switch {
	case known && (len(inText) == 0 || contains(inText, dated) || f.calledSo([]*communique.Office{o}, label) == ""):
		return dated, "office-holder on " + published.String()
	case known:
		return "", "the document names another holder than that of " + published.String()
	case len(inText) == 1:
		return inText[0], "the one holder of this office whom the document names"
	case len(then) == 1:
		return then[0], "the one holder of this office in " + published.String() + " whom the document names"
	case len(inText) > 1:
		return "", "several holders of this office are named"
	case !published.Known():
		return "", "the publication date is not known"
	case f.g.heldUntil != "" && published.To > f.g.heldUntil:
		return "", "holders are known only until " + string(f.g.heldUntil)
	}
	return "", "no single holder in " + published.String()
}

// home returns the one state or organisation whose offices the persons in the
// opening lines hold: who speaks for it means its own president by "the
// President". Empty where they serve several or none.
func (f *finder) home() communique.EntityID {
	if f.homeOf == nil {
		home := f.lookForHome()
		f.homeOf = &home
	}
	return *f.homeOf
}

func (f *finder) lookForHome() communique.EntityID {
	var home communique.EntityID
	for i, m := range f.found {
		if f.last[i] == 0 || m.Type != "person" || m.Entity == "" || m.Start > opening || m.Via == communique.ViaPronoun {
			continue
		}
		for _, t := range f.g.held[m.Entity] {
			of := f.g.root(t.Organisation)
			if home != "" && home != of {
				return ""
			}
			home = of
		}
	}
	return home
}

// mostly returns the one of several offices whose organisation, with the bodies
// that belong to it, the document names at least five times and five times as
// often as that of any other.
func (f *finder) mostly(of []*communique.Office) (*communique.Office, bool) {
	if f.rooted == nil {
		f.rooted = map[communique.EntityID]int{}
		for id, n := range f.named {
			f.rooted[f.g.root(id)] += n
		}
	}
	best, next := 0, 0
	office := &communique.Office{}
	for _, o := range of {
		switch n := f.rooted[o.Organisation]; {
		case o.Organisation == office.Organisation:
		case n > best:
			best, next, office = n, best, o
		case n > next:
			next = n
		}
	}
	return office, best >= 5 && best >= 5*next
}

// root follows what an organisation belongs to up to the state or organisation
// above all: the White House is the United States’.
func (g *Gazetteer) root(id communique.EntityID) communique.EntityID {
	for range 8 {
		e, ok := g.entities[id]
		if !ok || e.Parent == "" {
			break
		}
		id = e.Parent
	}
	return id
}

func contains(ids []communique.EntityID, id communique.EntityID) bool {
	for _, have := range ids {
		if have == id {
			return true
		}
	}
	return false
}

// calledSo returns the one person whom the document calls by one of the offices
// ("President Biden"): first in its opening lines, then, save for a label, anywhere.
func (f *finder) calledSo(of []*communique.Office, label bool) communique.EntityID {
	if f.titles == nil {
		f.lookForTitles()
	}
	var first, all []communique.EntityID
	for _, o := range of {
		if t := f.titles[office{o.Title, o.Organisation}]; t != nil {
			for _, id := range t.opening {
				first = appendNew(first, id)
			}
			for _, id := range t.all {
				all = appendNew(all, id)
			}
		}
	}
	switch {
	case len(first) == 1:
		return first[0]
	case len(first) > 1, label, len(all) != 1:
		return ""
	}
	return all[0]
}

// opening is how many bytes count as the opening lines of a document.
const opening = 300

// calledBy are the persons whom a document calls by an office.
type calledBy struct {
	opening []communique.EntityID // in its opening lines
	all     []communique.EntityID
}

// lookForTitles notes what stands before the names of persons.
func (f *finder) lookForTitles() {
	f.titles = map[office]*calledBy{}
	for i, m := range f.found {
		if f.last[i] == 0 || m.Type != "person" || m.Entity == "" || m.Via == communique.ViaRole {
			continue
		}
		from := max(0, m.Start-60)
		lead := strings.ToLower(strings.TrimRight(strings.ToValidUTF8(f.text[from:m.Start], ""), " \u00a0\t"))
		for _, name := range f.g.officeEnds[lastWord(lead)] {
			if !endsWithName(lead, name) {
				continue
			}
			for _, o := range f.g.officesCalled[name] {
				t := f.titles[o]
				if t == nil {
					t = &calledBy{}
					f.titles[o] = t
				}
				if m.Start <= opening {
					t.opening = appendNew(t.opening, m.Entity)
				}
				t.all = appendNew(t.all, m.Entity)
			}
		}
	}
}
