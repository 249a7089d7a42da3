package who

import (
	"maps"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// decide settles the names that mean more than one thing, where the text shows
// which. What shows it is, in this order: a fixed phrase around the name, words
// in its paragraph, words and names in the document. Evidence for two sides
// settles nothing; the rule then says so.
func (f *finder) decide() {
	for _, o := range f.open {
		m := int(o.mention)
		if f.last[m] == 0 || f.found[m].Entity != "" {
			continue
		}
		id, rule := f.choose(m, o)
		if id == "" && (rule == inPersonalName || f.found[m].Type == "concept" || f.ordinaryWord(m)) {
			f.drop(m) // a common word after all
			continue
		}
		f.setEntity(m, id, "", rule)
		if id == "" {
			continue
		}
		if e, ok := f.g.entities[id]; ok {
			f.found[m].Type = e.Type
		} else {
			f.found[m].Type = typeOf(id)
			if id.Kind() == communique.NounPhrase {
				f.found[m].Type = "place"
			}
		}
	}
}

// inPersonalName is the reason why the name of a capital names no place.
const inPersonalName = "a person’s name"

// ordinaryWord reports whether an undecided name is more likely an ordinary word: one
// word at the head of a sentence, in headline case or in small letters.
func (f *finder) ordinaryWord(m int) bool {
	i := int(f.first[m])
	return f.last[m] == f.first[m]+1 && f.found[m].Type == "organisation" && (f.atoms[i].flags&(sentFirst|titleCase) != 0 || !f.atoms[i].flags.has(upperFirst))
}

// choose weighs the evidence for one ambiguous name.
func (f *finder) choose(m int, o open) (communique.EntityID, string) {
	name := strings.ToLower(f.found[m].Exact)
	i, j := int(f.first[m]), int(f.last[m])
	if f.joined(i) && renewing.Has(f.lower(i-1)) && slices.ContainsFunc(o.candidates, dated) {
		return "", newEdition
	}
	if capitals.Has(name) || slices.ContainsFunc(o.candidates, func(id communique.EntityID) bool { return id.Kind() == communique.NounPhrase }) {
		return f.capital(i, j, o)
	}
	if id, rule := f.plain(m, name, o); id != "" {
		return id, rule
	}
	lo, hi := f.paragraph(i)
	key := stretch{name, lo, hi}
	v, ok := f.weighed[key]
	if !ok {
		v.id, v.rule = f.weigh(m, name, lo, hi, o)
		f.weighed[key] = v
	}
	return v.id, v.rule
}

// renewing are words before the name of a document that speak of another edition
// than those that the text may name elsewhere.
var renewing = words("next new future updated revised forthcoming upcoming renewed another")

// newEdition is the rule of a document that Resolve may decide by the
// publication date.
const newEdition = "the words before it speak of another edition"

// dated reports whether an id names what is adopted on a day.
func dated(id communique.EntityID) bool {
	return id.Kind() == communique.NamedDocument || id.Kind() == communique.Instrument
}

// editions reads "the new Strategic Concept" as the one adopted within two
// months of publication, before or after it.
func (f *finder) editions(published communique.Days) {
	if published.From == "" || published.To == "" {
		return
	}
	near := communique.Days{From: published.From.Add(-60), To: published.To.Add(60)}
	for m := range f.found {
		if f.last[m] == 0 || f.found[m].Rule != newEdition {
			continue
		}
		var ids []communique.EntityID
		for _, a := range f.g.ambiguous {
			if !strings.EqualFold(a.name, f.found[m].Exact) {
				continue
			}
			for _, c := range a.candidates {
				if from := f.g.entities[c].Exists.From; from != "" && near.Contains(from) {
					ids = appendNew(ids, c)
				}
			}
		}
		if len(ids) == 1 {
			f.setEntity(m, ids[0], "", "the edition adopted within two months of "+published.String())
		}
	}
}

// stretch is a name in one stretch of text, where it means one thing.
type stretch struct {
	name   string
	lo, hi int
}

type verdict struct {
	id   communique.EntityID
	rule string
}

// weigh looks for evidence within atoms [lo,hi), then in the whole document.
func (f *finder) weigh(m int, name string, lo, hi int, o open) (communique.EntityID, string) {
	// Names and clue words, first near by, then anywhere.
	states := 0
	for _, c := range o.candidates {
		if c.Kind() == communique.State {
			states++
		}
	}
	for wide, scope := range []struct {
		lo, hi int
		name   string
	}{{lo, hi, "in this paragraph"}, {0, len(f.atoms), "in this document"}} {
		if wide == 1 && states > 0 && len(o.candidates) > 1 {
			break // that one Korea is named somewhere says nothing of the other
		}
		var winner communique.EntityID
		var why string
		winners := 0
		for _, c := range o.candidates {
			if clue := f.clue(c, o.candidates, name, scope.lo, scope.hi, m, wide == 1); clue != "" {
				winner, why = c, clue
				winners++
			}
		}
		if other := f.against(name, scope.lo, scope.hi); other != "" {
			if winners == 0 {
				return "", "“" + other + "” " + scope.name + " speaks for another place of this name"
			}
			return "", "evidence for more than one " + scope.name
		}
		if winners == 1 {
			return winner, "“" + why + "” " + scope.name
		}
		if winners > 1 {
			return "", "evidence for more than one " + scope.name
		}
	}
	if o.ambiguity >= 0 {
		return "", "ambiguous: " + f.g.ambiguous[o.ambiguity].reason
	}
	return "", "ambiguous: several entities bear this name"
}

// plain settles names whose other meaning is shown by the words around them: the
// finders before have already taken out persons ("Michael Jordan"), longer names
// ("New Mexico") and small letters.
func (f *finder) plain(m int, name string, o open) (communique.EntityID, string) {
	i, j := int(f.first[m]), int(f.last[m])
	if len(o.candidates) == 2 {
		// A company and what happened to it share a name.
		org, event := o.candidates[0], o.candidates[1]
		if org.Kind() == communique.Event {
			org, event = event, org
		}
		if org.Kind() == communique.Organisation && event.Kind() == communique.Event {
			if f.joined(j) && incidentWords.Has(f.lower(j)) {
				return event, "“" + f.word(j) + "” follows"
			}
			return org, "the body itself: no incident follows"
		}
	}
	if j-i > 1 {
		// Of several candidates one alone bears exactly these words.
		var bearer communique.EntityID
		n := 0
		for _, c := range o.candidates {
			if f.g.bears(c, f.found[m].Exact) {
				bearer = c
				n++
			}
		}
		if n == 1 && len(o.candidates) > 1 {
			return bearer, "the one that bears exactly this name"
		}
		if n == 1 && bearer.Kind() == communique.Instrument {
			return bearer, "gazetteer"
		}
	}
	if len(o.candidates) != 1 {
		return "", ""
	}
	c := o.candidates[0]
	switch {
	case c.Kind() == communique.State && elsewhere[name] == nil:
		return c, "gazetteer, nothing near it speaks for another meaning"
	case j-i == 1 && c.Kind() == communique.Organisation && f.atoms[i].flags.has(isLower) && f.atoms[i].flags&(sentFirst|titleCase|allCaps) == 0 && !f.amidCapitals(i, j):
		return c, "a capital letter inside a sentence"
	}
	return "", ""
}

// amidCapitals reports whether a capitalised word stands beside atoms [i,j).
func (f *finder) amidCapitals(i, j int) bool {
	return f.joined(i) && f.atoms[i-1].flags.has(isWord|upperFirst) && f.atoms[i-1].flags&sentFirst == 0 || f.joined(j) && f.atoms[j].flags.has(isWord|upperFirst)
}

// bears reports whether the gazetteer lists exactly this form for the entity.
func (g *Gazetteer) bears(id communique.EntityID, name string) bool {
	e, ok := g.entities[id]
	return ok && (e.Name == name || slices.Contains(e.Aliases, name))
}

var incidentWords = words("attack attacks hack hacks incident breach compromise campaign intrusion cyberattack cyberattacks ransomware operation hacking")

// paragraph returns the atoms on the line of atom i; a line of more than 400 is
// read in stretches of that length.
func (f *finder) paragraph(i int) (int, int) {
	const most = 400
	lo, hi := i, i+1
	for lo > 0 && lo%most != 0 && !f.atoms[lo].flags.has(broken) {
		lo--
	}
	for hi < len(f.atoms) && hi%most != 0 && !f.atoms[hi].flags.has(broken) {
		hi++
	}
	return lo, hi
}

// clue returns the words within atoms [lo,hi) that speak for a candidate: another
// name of it, the state or body it belongs to, a person’s employer, its year,
// or a clue word.
func (f *finder) clue(c communique.EntityID, all []communique.EntityID, name string, lo, hi, self int, wide bool) string {
	e := f.g.entities[c]
	related := []communique.EntityID{c}
	shared := false // a parent of several candidates speaks for none of them
	for _, other := range all {
		shared = shared || other != c && (f.g.entities[other].Parent == e.Parent || other == e.Parent)
	}
	if e.Parent != "" && !shared {
		related = append(related, e.Parent)
	}
	if c.Kind() == communique.Person {
		for _, t := range f.g.held[c] {
			related = append(related, t.Organisation)
		}
	}
	for _, id := range related {
		if f.named[id] == 0 {
			continue
		}
		if wide {
			return f.g.Name(id)
		}
		for k := lo; k < hi; k++ {
			if o := f.owner[k]; o > 0 && int(o-1) != self && f.found[o-1].Entity == id {
				return f.found[o-1].Exact
			}
		}
	}
	if wide {
		return f.firstOf(clues[c], lo, hi, name)
	}
	if strings.HasSuffix(string(c), "-domain") || c == "concept:space" {
		for k := lo; k < hi; k++ {
			if o := f.owner[k]; f.lower(k) == "domain" || f.lower(k) == "domains" || o > 0 && int(o-1) != self && f.found[o-1].Entity == "concept:cyberspace" {
				return f.word(k)
			}
		}
	}
	if year := string(e.Exists.From); len(year) >= 4 && (c.Kind() == communique.Event || c.Kind() == communique.NamedDocument) {
		for k := lo; k < hi; k++ {
			if f.atoms[k].flags.has(isNumber) && f.word(k) == year[:4] {
				return f.word(k)
			}
		}
	}
	return f.firstOf(clues[c], lo, hi, name)
}

// against returns a word that speaks for a place which is no candidate.
func (f *finder) against(name string, lo, hi int) string {
	return f.firstOf(elsewhere[name], lo, hi, name)
}

func (f *finder) firstOf(set *fold.Set, lo, hi int, but string) string {
	if set == nil {
		return ""
	}
	if hi-lo == len(f.atoms) {
		if f.clueWords == nil {
			f.clueWords = map[string]string{}
			for k := range f.atoms {
				if f.is(k, isClue) {
					if w := f.lower(k); f.clueWords[w] == "" {
						f.clueWords[w] = f.word(k)
					}
				}
			}
		}
		best := ""
		for w := range set.All() {
			if found := f.clueWords[w]; found != "" && w != but && (best == "" || found < best) {
				best = found
			}
		}
		return best
	}
	for k := lo; k < hi; k++ {
		if !f.is(k, isClue) {
			continue
		}
		if w := f.lower(k); set.Has(w) && w != but {
			return f.word(k)
		}
	}
	return ""
}

// clues are words that speak for a candidate, all lower case.
var clues = map[communique.EntityID]*fold.Set{
	"state:georgia":                          words("tbilisi russia russian moscow abkhazia abkhaz ossetia ossetian caucasus saakashvili georgians batumi kremlin nato ukraine moldova azerbaijan armenia bucharest"),
	"state:north-korea":                      words("pyongyang kim dprk lazarus juche"),
	"state:south-korea":                      words("seoul moon yoon"),
	"state:democratic-republic-of-the-congo": words("kinshasa kabila tshisekedi drc"),
	"state:republic-of-the-congo":            words("brazzaville sassou"),
	"state:china":                            words("beijing prc"),
	"state:taiwan":                           words("taipei"),
	"state:ireland":                          words("dublin taoiseach"),
	"org:afp":                                words("news agency photographer correspondent reporter reporters getty"),
	"org:australian-federal-police":          words("police canberra commissioner arrested"),
	"org:associated-press":                   words("news agency photographer photo reporter reporters wire"),
	"state:macedonia":                        words("skopje"),
}

// elsewhere are words that speak for a place of that name which no candidate stands for.
var elsewhere = map[string]*fold.Set{
	"georgian": words("atlanta savannah augusta alabama florida carolina tennessee governor house architecture"),
	"georgia":  words("atlanta savannah augusta alabama florida carolina tennessee governor raffensperger kemp"),
}

// allClues is every word of clues and elsewhere.
var allClues = (&fold.Set{}).With(slices.Collect(maps.Values(clues))...).With(slices.Collect(maps.Values(elsewhere))...)

// capitals are cities whose name also stands for the government that sits there.
var capitals = words("kiev tirana prague vilnius tallinn washington moscow beijing london paris berlin brussels kyiv kiev tallinn ottawa tehran pyongyang ankara warsaw canberra tokyo rome madrid riga vilnius helsinki stockholm oslo prague budapest")

var (
	placeWords  = words("in at near outside from to around across through into within leaving visiting visited left")
	actingVerbs = words("said says warned warns wants wanted accused accuses blamed blames denied denies rejected rejects insisted insists argued argues believes believed hopes fears announced " +
		"condemned condemns responded imposed imposes expelled has had is was would will could should may must agreed agrees refused refuses sees seeks sought pledged vowed urged called calls did does")
	before = words("with against between pressed urged told accused blamed")
)

// partOfTown reports whether the words around atoms [i,j) say what only a town
// has or is: "the outskirts of London", "London’s airport", "London-based".
func (f *finder) partOfTown(i, j int) bool {
	if f.joined(i) && f.word(i-1) == "of" && f.joined(i-1) && (f.is(i-2, isPlaceOf|isPlaceHead) || townWords.Has(f.lower(i-2))) {
		return true
	}
	if !f.joined(j) {
		return false
	}
	k := j
	if f.word(j) == "-" {
		return f.lower(j+1) == "based" || f.lower(j+1) == "born" || f.lower(j+1) == "area"
	}
	if mark(firstRune(f.word(j))) == "'" && f.lower(j+1) == "s" {
		k = j + 2
	}
	return f.joined(k) && !f.capitalised(k) && (f.is(k, isPlaceHead) && f.lower(k) != "city" || townWords.Has(f.lower(k)))
}

// townWords are what towns have.
var townWords = words("outskirts streets street suburb suburbs centre center downtown part parts heart miles kilometers kilometres km mayor residents airport district districts neighbourhood neighbourhoods neighborhood neighborhoods area metro subway hotel university")

// capital reads the name of a capital: the place after "in", a person after a
// first name, the government where it acts or stands beside another capital.
func (f *finder) capital(i, j int, o open) (communique.EntityID, string) {
	var government, place, person, event communique.EntityID
	bodies := 0
	for _, c := range o.candidates {
		switch c.Kind() {
		case communique.State:
			government = c
		case communique.Organisation:
			bodies++
		case communique.Person:
			person = c
		case communique.Event:
			event = c
		default:
			place = c
		}
	}
	if bodies > 1 {
		government = "" // "Brussels": the institutions there or the state
	}
	previous := ""
	if f.joined(i) {
		previous = f.lower(i - 1)
	}
	next, after := f.word(j), f.lower(j+1)
	switch {
	case given.Has(previous) || previous == "president" && f.lower(i) == "washington" || previous == "general" && f.lower(i) == "washington":
		return person, inPersonalName
	case event != "" && (previous == "since" || previous == "at" || previous == "after") && !(f.joined(j) && next == ","):
		return event, "a meeting: stands after “" + f.word(i-1) + "”"
	case f.atoms[i].flags.has(broken) && f.joined(j) && (next == "(" || f.atoms[j].flags.has(spaced) && (next == "—" || mark(firstRune(next)) == "-")):
		return place, "a place: opens a dateline"
	case f.joined(j) && next == "," && f.joined(j+1) && f.atoms[j+1].flags.has(upperFirst):
		return place, "a place: a country or state follows"
	case f.partOfTown(i, j):
		return place, "a place: what stands beside it is part of a town"
	case placeWords.Has(previous):
		return place, "a place: stands after “" + f.word(i-1) + "”"
	case f.joined(j) && f.atoms[j].flags.has(upperFirst) && f.atoms[j].flags.has(spaced) && !f.atoms[j].flags.has(sentFirst):
		return "", "part of a longer name"
	case f.joined(j) && actingVerbs.Has(next):
		return government, "a government: “" + next + "” follows"
	case f.joined(j) && next == "and" && capitals.Has(after), previous == "and" && i >= 2 && capitals.Has(f.lower(i-2)):
		return government, "a government: beside another capital"
	case before.Has(previous):
		return government, "a government: stands after “" + f.word(i-1) + "”"
	case f.joined(j) && mark(firstRune(next)) == "'" && after == "s":
		return government, "a government: possessive"
	}
	return "", "ambiguous: the place or the government"
}
