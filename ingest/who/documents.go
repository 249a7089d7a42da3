package who

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// documentNouns are nouns by which a text goes on to speak of a document that it
// has named. Those marked false are said of so many papers that the document must
// be named near by.
var documentNouns = map[string]bool{
	"communique": true, "communiqué": true, "declaration": true, "pledge": true, "charter": true,
	"strategy": false, "statement": false, "report": false, "agreement": false,
}

// sharesNoun are the nouns as names of documents have them.
func sharesNoun(noun string) []string {
	switch noun {
	case "communique", "communiqué":
		return []string{"communique", "communiqué"}
	}
	return []string{noun}
}

// documents reads "the communiqué", "the declaration" as the one document of that
// kind that the text names, or names last in this paragraph or the one before;
// where it names none, as the one that an organisation named here issued in the
// week before a stated day of publication.
func (f *finder) documents(source communique.TimeValue) {
	nouns := map[string]*documentNoun{}
	paragraph := 0
	for i := 0; i+1 < len(f.atoms); i++ {
		if f.atoms[i].flags.has(broken) {
			paragraph++
		}
		if o := f.owner[i]; o > 0 {
			if m := int(o - 1); int(f.first[m]) == i && f.found[m].Entity.Kind() == communique.NamedDocument {
				for noun := range documentNouns {
					if d := f.documentNoun(nouns, noun); contains(d.ids, f.found[m].Entity) {
						d.see(f.found[m].Entity, paragraph)
					}
				}
			}
			continue
		}
		if !f.is(i, isArticle) || !f.is(i+1, isDocumentNoun) || !f.joined(i+1) || f.owner[i+1] > 0 {
			continue
		}
		noun := f.lower(i + 1)
		wide, ok := documentNouns[noun]
		if !ok || f.atoms[i+1].flags.has(allCaps) || f.boundFurther(i+2) {
			continue
		}
		d := f.documentNoun(nouns, noun)
		if d.itself {
			continue
		}
		id, rule := d.title, "the "+noun+" that the heading names"
		if id == "" && f.lower(i) == "the" {
			id, rule = d.near(paragraph), "the "+noun+" named last near by"
		}
		if id == "" && wide && len(d.ids) == 1 && f.lower(i) == "the" {
			id, rule = d.ids[0], "the one "+noun+" that the document names"
		}
		if id == "" && len(d.ids) == 0 {
			if !d.asked {
				d.issued, d.why = f.issuedBefore(noun, source)
				d.asked = true
			}
			id, rule = d.issued, d.why
		}
		if id != "" {
			f.add(i, i+2, communique.Mention{Entity: id, Type: "document", Via: communique.ViaNominal, Rule: rule})
		}
	}
}

// boundFurther reports whether what follows a noun says itself which one is
// meant: "the declaration of war", "the statement by the ministry", "the report's".
func (f *finder) boundFurther(i int) bool {
	if !f.joined(i) {
		return false
	}
	switch f.lower(i) {
	case "of", "by", "from", "on", "that", "to", "about", "against", "for", "between", "with", "-":
		return true
	}
	return f.atoms[i].flags.has(upperFirst|isWord) && !f.atoms[i].flags.has(sentFirst)
}

// documentNoun is what a document says of one noun.
type documentNoun struct {
	ids       []communique.EntityID // the documents of this kind that are named
	title     communique.EntityID   // the one that the opening lines name
	itself    bool                  // the opening lines have the noun and name none: the text is such a paper itself
	last      communique.EntityID
	paragraph int // of last
	several   bool

	// What issuedBefore found, once asked.
	asked  bool
	issued communique.EntityID
	why    string
}

// documentNoun gathers the named documents whose names have a noun.
func (f *finder) documentNoun(nouns map[string]*documentNoun, noun string) *documentNoun {
	d, ok := nouns[noun]
	if !ok {
		d = &documentNoun{paragraph: -9}
		nouns[noun] = d
		for m := range f.found {
			if id := f.found[m].Entity; f.last[m] > 0 && id.Kind() == communique.NamedDocument && f.g.namedWith(id, noun) {
				d.ids = appendNew(d.ids, id)
				if f.found[m].Start < opening {
					if d.title != "" && d.title != id {
						d.several = true
					}
					d.title = id
				}
			}
		}
		if d.several {
			d.title, d.several = "", false
			// The heading alone says what the text is about.
			if line := strings.IndexByte(f.text, '\n'); line > 0 {
				var head []communique.EntityID
				for m := range f.found {
					if f.last[m] > 0 && f.found[m].End <= line && contains(d.ids, f.found[m].Entity) {
						head = appendNew(head, f.found[m].Entity)
					}
				}
				if len(head) == 1 {
					d.title = head[0]
				}
			}
		} else if d.title == "" {
			for k := 0; k < len(f.atoms) && f.atoms[k].start < opening; k++ {
				d.itself = d.itself || f.lower(k) == noun && f.atoms[k].flags.has(upperFirst)
			}
		}
	}
	return d
}

func (d *documentNoun) see(id communique.EntityID, paragraph int) {
	d.several = d.paragraph == paragraph && (d.several || d.last != id)
	d.last, d.paragraph = id, paragraph
}

// near returns the only document named in the last paragraph that names one, if
// that is this paragraph or the one before.
func (d *documentNoun) near(paragraph int) communique.EntityID {
	if d.several || d.paragraph < paragraph-1 {
		return ""
	}
	return d.last
}

// namedWith reports whether a name of a document ends with the noun, years aside.
func (g *Gazetteer) namedWith(id communique.EntityID, noun string) bool {
	nouns := sharesNoun(noun)
	e, ok := g.entities[id]
	if !ok {
		return slices.ContainsFunc(nouns, func(n string) bool { return strings.HasSuffix(id.Name(), n) })
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		for _, w := range strings.Fields(strings.ToLower(name)) {
			if slices.Contains(nouns, w) {
				return true
			}
		}
	}
	return false
}

// issuedBefore returns the one document of a kind that an organisation named here
// issued in the week before publication. An inferred date of publication rests on
// the document’s own claims and decides nothing.
func (f *finder) issuedBefore(noun string, source communique.TimeValue) (communique.EntityID, string) {
	on := source.Days
	if on.From == "" || on.From != on.To || strings.HasPrefix(source.Basis, "inferred") {
		return "", ""
	}
	week := communique.Days{From: on.From.Add(-7), To: on.To}
	var id communique.EntityID
	for _, candidate := range f.g.order {
		e := f.g.entities[candidate]
		if candidate.Kind() != communique.NamedDocument || e.Exists.From == "" || !week.Contains(e.Exists.From) || !f.g.namedWith(candidate, noun) {
			continue
		}
		if e.Parent == "" || f.named[e.Parent] == 0 && f.named[f.g.root(e.Parent)] == 0 {
			continue
		}
		if id != "" {
			return "", ""
		}
		id = candidate
	}
	if id == "" {
		return "", ""
	}
	return id, "the one " + noun + " of " + f.g.Name(f.g.entities[id].Parent) + " in the week before " + on.String()
}
