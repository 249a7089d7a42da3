package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
)

// Find fills r.Mentions with the names in the text, sorted by start and not
// overlapping. It reads Text and Sentences only, in time linear in the text.
func (g *Gazetteer) Find(r *communique.Reading) {
	s := g.Scan(r)
	defer s.Close()
	s.Find()
}

// Scan is a reading whose text is cut into atoms, so that this is done once
// however often it is read.
type Scan struct{ f *finder }

// Scan cuts the text of a reading. It reads Text, Paragraphs and Sentences. Once
// closed, the scan serves no more.
func (g *Gazetteer) Scan(r *communique.Reading) Scan {
	f, ok := g.rooms.Get().(*finder)
	if !ok {
		f = newFinder()
	}
	f.g, f.r, f.text, f.low = g, r, r.Text, r.LowerText()
	f.atoms = g.scan(f.atoms, f.text, f.low)
	joinLines(f.atoms, r.Paragraphs)
	shape(r.Text, f.atoms, r.Sentences)
	for i := range f.atoms {
		if a := &f.atoms[i]; a.flags.has(isWord|upperFirst) || a.class&(isParticle|isPrefix|isPlaceCue) != 0 || i > 0 && f.atoms[i-1].class&isPlaceOf != 0 {
			f.likely = append(f.likely, int32(i))
		}
	}
	return Scan{f}
}

// Close gives the room of a scan to the next one, unless a long text has made it
// too large to be kept.
func (s Scan) Close() {
	const most = 1 << 18 // atoms
	f, g := s.f, s.f.g
	if cap(f.atoms) > most {
		return
	}
	f.empty()
	clear(f.found[:cap(f.found)])
	f.g, f.r, f.text, f.low = nil, nil, "", ""
	f.atoms, f.likely = f.atoms[:0], f.likely[:0]
	g.rooms.Put(f)
}

// Find is Gazetteer.Find.
func (s Scan) Find() { s.finder().find() }

// Resolve is Gazetteer.Resolve.
func (s Scan) Resolve() { s.finder().resolve() }

func (f *finder) find() {
	f.lookUp()
	f.definitions()
	f.operations()
	f.organisations()
	f.shortened()
	f.decide()
	f.papers()
	f.articles()
	f.placeNouns()
	f.persons()
	f.surnames()
	f.placesByContext()
	f.again()
	f.r.Mentions = f.sorted()
}

// finder is one document while its names are found.
type finder struct {
	g     *Gazetteer
	r     *communique.Reading
	text  string
	low   string // the text in lower case
	atoms []atom
	// The atoms at which most finders look: words with a capital, what can begin
	// a name in small letters, and what leads to the name of a place.
	likely []int32
	owner  []int32 // for each atom, 1 + the index of its mention, 0 where free
	found  []communique.Mention
	first  []int32 // for each mention, its first atom
	last   []int32 // for each mention, the atom after its last
	open   []open  // mentions that wait for evidence
	named  map[communique.EntityID]int
	// people holds the persons named in full, by the first atom of their surname.
	people     map[string][]bearer
	firstNames map[string][]communique.EntityID // the same persons by first name
	met        bool                             // Resolve has filled people
	local      map[string]local                 // acronyms that the text defines

	// What is asked once of the whole document and then remembered.
	smallKnown   bool
	small        []uint64        // a bit for each lexeme: whether the document writes it in small letters
	smallUnknown map[string]bool // the same of words that are no lexemes
	known        map[person]bool // the persons that meet has remembered
	alive        []int           // room for living
	looks        int             // how often an atom was looked at: what reading costs
	parents      map[communique.EntityID]bool
	clueWords    map[string]string // the clue words of the document, as written
	homeOf       *communique.EntityID
	rooted       map[communique.EntityID]int // how often what belongs to each is named
	weighed      map[stretch]verdict
	titles       map[office]*calledBy   // who is called by which office
	placesSeen   map[string][]placeSeen // by the first word
}

// bearer is a person named in full in the document, by surname.
type bearer struct {
	surname string // lower case
	id      communique.EntityID
}

type local struct {
	id   communique.EntityID
	typ  string
	full string
}

type open struct {
	mention    int32
	ambiguity  int // -1 where several entries of the gazetteer share the form
	candidates []communique.EntityID
}

// person is somebody by a name that the document gives to him.
type person struct {
	id   communique.EntityID
	name string
}

func newFinder() *finder {
	return &finder{named: map[communique.EntityID]int{}, people: map[string][]bearer{}, firstNames: map[string][]communique.EntityID{}, local: map[string]local{},
		weighed: map[stretch]verdict{}, parents: map[communique.EntityID]bool{}, placesSeen: map[string][]placeSeen{}, smallUnknown: map[string]bool{}, known: map[person]bool{}}
}

// finder returns the finder of the scan, which has found nothing.
func (s Scan) finder() *finder {
	f := s.f
	f.empty()
	f.owner = slices.Grow(f.owner, len(f.atoms))[:len(f.atoms)]
	clear(f.owner)
	names := max(len(f.r.Mentions), len(f.atoms)/24) // about as many as news has
	f.found, f.first, f.last = slices.Grow(f.found, names), slices.Grow(f.first, names), slices.Grow(f.last, names)
	return f
}

// empty forgets what was found, and keeps the atoms.
func (f *finder) empty() {
	clear(f.named)
	clear(f.people)
	clear(f.firstNames)
	clear(f.local)
	clear(f.weighed)
	clear(f.parents)
	clear(f.placesSeen)
	clear(f.smallUnknown)
	clear(f.known)
	*f = finder{
		g: f.g, r: f.r, text: f.text, low: f.low, atoms: f.atoms, likely: f.likely,
		owner: f.owner[:0], found: f.found[:0], first: f.first[:0], last: f.last[:0], small: f.small, alive: f.alive,
		named: f.named, people: f.people, firstNames: f.firstNames, local: f.local, weighed: f.weighed, parents: f.parents, placesSeen: f.placesSeen,
		smallUnknown: f.smallUnknown, known: f.known,
	}
}

// joinLines takes back the line breaks within paragraphs: where lines are wrapped
// hard, names go on in the next one.
func joinLines(atoms []atom, paragraphs []communique.Span) {
	i := 0
	for _, p := range paragraphs {
		for i < len(atoms) && int(atoms[i].start) <= p.Start {
			i++
		}
		for ; i < len(atoms) && int(atoms[i].start) < p.End; i++ {
			atoms[i].flags &^= broken
		}
	}
}

// word returns atom i as written, "" outside the text.
func (f *finder) word(i int) string {
	f.looks++
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return f.text[f.atoms[i].start:f.atoms[i].end]
}

// lower returns atom i in lower case, "" outside the text.
func (f *finder) lower(i int) string {
	if i >= 0 && i < len(f.atoms) && f.atoms[i].flags.has(plain) {
		f.looks++
		return f.low[f.atoms[i].start:f.atoms[i].end]
	}
	return strings.ToLower(f.word(i))
}

// joined reports whether atom i follows the one before it on the same line.
func (f *finder) joined(i int) bool {
	f.looks++
	return i > 0 && i < len(f.atoms) && f.atoms[i].flags&broken == 0
}

// add records a mention of atoms [i,j). Whatever mention held one of them is dropped.
func (f *finder) add(i, j int, m communique.Mention) int {
	m.Evidence = communique.Span{Start: int(f.atoms[i].start), End: int(f.atoms[j-1].end)}.Quote(f.text)
	for k := i; k < j; k++ {
		if o := f.owner[k]; o > 0 {
			f.drop(int(o - 1))
		}
	}
	f.found = append(f.found, m)
	f.first = append(f.first, int32(i))
	f.last = append(f.last, int32(j))
	for k := i; k < j; k++ {
		f.owner[k] = int32(len(f.found))
	}
	if m.Entity != "" {
		f.named[m.Entity]++
	}
	return len(f.found) - 1
}

func (f *finder) drop(m int) {
	if f.last[m] == 0 {
		return
	}
	for k := f.first[m]; k < f.last[m]; k++ {
		f.owner[k] = 0
	}
	f.last[m] = 0 // dead
	if id := f.found[m].Entity; id != "" {
		f.named[id]--
	}
}

func (f *finder) setEntity(m int, id communique.EntityID, typ, rule string) {
	if old := f.found[m].Entity; old != "" {
		f.named[old]--
	}
	f.found[m].Entity, f.found[m].Rule = id, rule
	if typ != "" {
		f.found[m].Type = typ
	}
	if id != "" {
		f.named[id]++
	}
}

// sorted returns the living mentions in order of the text.
func (f *finder) sorted() []communique.Mention {
	living := f.living()
	out := make([]communique.Mention, len(living))
	for i, m := range living {
		out[i] = f.found[m]
	}
	return out
}

// lookUp finds the forms of the gazetteer; from each place the longest one wins.
func (f *finder) lookUp() {
	t := &f.g.names
	for i := 0; i < len(f.atoms); {
		if f.atoms[i].class&beginsName == 0 {
			i++
			continue
		}
		node, end, ends := uint32(0), 0, []form(nil)
		for j := i; j < len(f.atoms); j++ {
			if j > i && f.atoms[j].flags.has(broken) {
				break
			}
			if node = t.step(node, f.atoms[j].id); node == 0 {
				break
			}
			if len(t.ends[node]) > 0 && f.boundary(j) && f.anyFits(t.ends[node], i, j+1) {
				end, ends = j+1, t.ends[node]
			}
		}
		if end == 0 {
			i++
			continue
		}
		f.take(i, end, ends)
		i = end
	}
}

// boundary reports whether a form may end with atom j: not inside "5.3" or "Article 5-bis".
func (f *finder) boundary(j int) bool {
	if !f.atoms[j].flags.has(isNumber) || j+2 >= len(f.atoms) {
		return true
	}
	return f.atoms[j+1].flags.has(spaced) || f.word(j+1) != "." || f.atoms[j+2].flags.has(spaced) || !f.atoms[j+2].flags.has(isNumber)
}

func (f *finder) anyFits(forms []form, i, j int) bool {
	for k := range forms {
		if f.fits(&forms[k], i, j) {
			return true
		}
	}
	return false
}

// fits applies the case rule of a form to atoms [i,j).
func (f *finder) fits(m *form, i, j int) bool {
	switch m.rule {
	case anyCase:
		return true
	case exactly:
		if f.atoms[i].flags.has(allCaps) && shouted.Has(f.lower(i)) && j == i+1 {
			return false
		}
		if f.sameLetters(m.text, i, j) {
			return true
		}
		// "Nato" for "NATO", as some houses write it.
		a := f.atoms[i]
		return j == i+1 && a.end-a.start >= 4 && a.flags.has(upperFirst|isLower) && !shouted.Has(f.lower(i)) &&
			f.word(i)[1:] == strings.ToLower(m.text[1:]) && !a.flags.has(sentFirst)
	}
	for k := i; k < j; k++ {
		if m.upper&(1<<(k-i)) != 0 && !f.atoms[k].flags.has(upperFirst) {
			return false
		}
	}
	return true
}

// sameLetters compares atoms [i,j) with a form, letter by letter, white space aside.
func (f *finder) sameLetters(text string, i, j int) bool {
	for k := i; k < j; k++ {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		w := f.word(k)
		if strings.HasPrefix(text, w) {
			text = text[len(w):]
			continue
		}
		m := mark(firstRune(w))
		if !f.atoms[k].flags.has(isWord) && text != "" && mark(firstRune(text)) == m {
			text = text[len(string(firstRune(text))):]
			continue
		}
		return false
	}
	return strings.TrimSpace(text) == ""
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return -1
}

// take records what the forms that end here mean.
func (f *finder) take(i, j int, forms []form) {
	var forFit [4]*form // room for most
	var forIDs [4]communique.EntityID
	fit, ids := forFit[:0], forIDs[:0]
	ambiguity, via := -1, communique.Via("")
	for k := range forms {
		m := &forms[k]
		if !f.fits(m, i, j) {
			continue
		}
		if m.shared >= 0 {
			ambiguity = m.shared
			if m.entity != "" || via == "" {
				via = m.via
			}
		}
		if m.entity != "" {
			ids = appendNew(ids, m.entity)
		}
		fit = append(fit, m)
	}
	if ambiguity >= 0 {
		a := f.g.ambiguous[ambiguity]
		if f.personalName(i, j) {
			return
		}
		m := f.add(i, j, communique.Mention{Type: f.typeOfAny(a.candidates), Via: via})
		f.open = append(f.open, open{mention: int32(m), ambiguity: ambiguity, candidates: a.candidates})
		return
	}
	if len(ids) == 0 {
		return // a phrase that hides a name
	}
	if f.personalName(i, j) || len(ids) == 1 && ids[0] == "concept:space" && f.room(i, j) {
		return
	}
	best := fit[0]
	for _, m := range fit {
		if best.entity == "" || m.entity != "" && m.via == communique.ViaName && best.via != communique.ViaName {
			best = m
		}
	}
	if len(ids) > 1 {
		m := f.add(i, j, communique.Mention{Type: best.typ, Via: best.via})
		f.open = append(f.open, open{mention: int32(m), ambiguity: -1, candidates: slices.Clone(ids)})
		return
	}
	f.add(i, j, communique.Mention{Entity: best.entity, Type: best.typ, Via: best.via, Rule: "gazetteer"})
}

// rooms are words before "space" that make it room or an area of talk.
var rooms = words("digital information decision cyber civic fiscal policy humanitarian living public air much more enough little some any no breathing storage office white operating open safe shared economic political")

// room reports whether the word "space" in atoms [i,j) means room for something
// rather than what is above the earth.
func (f *finder) room(i, j int) bool {
	if j != i+1 {
		return false
	}
	if f.lower(i) == "spaces" || f.joined(i) && rooms.Has(f.lower(i-1)) {
		return true
	}
	switch w := f.lower(j); {
	case !f.joined(j):
		return false
	default:
		return w == "to" || w == "for" || w == "between" || w == "where"
	}
}

// personalName reports whether a single-word name of a state stands in a
// person's name: "Michael Jordan", "Chad Wolf".
func (f *finder) personalName(i, j int) bool {
	if j != i+1 || !f.atoms[i].flags.has(upperFirst|isLower) {
		return false
	}
	if f.joined(i) && given.Has(f.lower(i-1)) && f.atoms[i-1].flags.has(upperFirst) && f.atoms[i].flags.has(spaced) && !given.Has(f.lower(i)) {
		return ordinary.Has(f.lower(i))
	}
	switch f.lower(i) {
	case "chad", "jordan", "georgia", "austin":
		return !f.atoms[i].flags.has(titleCase) && f.joined(j) && f.atoms[j].flags.has(upperFirst|isLower|spaced) && !f.is(j, isNotName) && f.atoms[j].id == 0
	}
	return false
}

// typeOfAny gives the type that all candidates share, "" where they differ.
func (f *finder) typeOfAny(ids []communique.EntityID) string {
	typ := ""
	for i, id := range ids {
		t := typeOf(id)
		if e, ok := f.g.entities[id]; ok {
			t = e.Type
		}
		if i > 0 && t != typ {
			return "place"
		}
		typ = t
	}
	return typ
}
