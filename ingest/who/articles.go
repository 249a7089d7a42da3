package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// articles takes "Article 5" back where the text says that it is an article of
// something else, or where nothing in the document names what it belongs to.
func (f *finder) articles() {
	for m := range f.found {
		if f.last[m] == 0 || f.found[m].Type != "instrument" || !strings.HasPrefix(strings.ToLower(f.found[m].Exact), "article") {
			continue
		}
		if f.last[m]-f.first[m] != 2 {
			continue // "Article 5 of the North Atlantic Treaty" says it all
		}
		e := f.g.entities[f.found[m].Entity]
		parent, ok := f.articleOf(int(f.first[m]), int(f.last[m]))
		switch {
		case ok && (parent == e.Parent || parent == "org:nato"):
			f.found[m].Rule = "gazetteer, its treaty named beside it"
		case ok:
			f.setEntity(m, "", "", "an article of another text")
		case !f.namesParent(e):
			f.setEntity(m, "", "", "no treaty named that it could belong to")
		}
	}
}

// articleOf finds what an article at atoms [i,j) is said to belong to: "of the
// UN Charter" after it, "the Charter’s" before it. ok is false where nothing is said.
func (f *finder) articleOf(i, j int) (communique.EntityID, bool) {
	k := j
	if f.word(k) == "(" && f.word(k+2) == ")" { // Article 5(2)
		k += 3
	}
	if f.joined(k) && (f.lower(k) == "of" || f.lower(k) == "in") {
		of := f.lower(k) == "of"
		k++
		if w := f.lower(k); w == "the" || w == "its" || w == "this" {
			k++
		}
		switch f.lower(k) {
		case "constitution", "law", "code", "statute", "regulation", "convention", "protocol", "agreement", "act", "bill":
			if of {
				return "", true
			}
		}
		for n := k; n < k+3 && n < len(f.atoms) && f.atoms[n].flags.has(upperFirst); n++ {
			if o := f.owner[n]; o > 0 {
				t := f.found[o-1].Type
				if t == "document" || t == "instrument" || t == "organisation" {
					return f.found[o-1].Entity, true
				}
			}
			if w := f.lower(n); of && n > k && documentHeads.Has(w) || w == "constitution" {
				return "", true
			}
		}
	}
	// "the UN Charter’s Article 51", "NATO’s Article 5", "NATO Article 5"
	b := i - 1
	if f.joined(i) && f.lower(b) == "s" && mark(firstRune(f.word(b-1))) == "'" {
		b -= 2
	}
	if b >= 0 && f.joined(i) {
		if o := f.owner[b]; o > 0 {
			switch f.found[o-1].Type {
			case "document", "instrument", "organisation":
				return f.found[o-1].Entity, true
			}
		}
	}
	return "", false
}

// namesParent reports whether the document names the treaty of an instrument or
// the organisation that rests on it.
func (f *finder) namesParent(e communique.Entity) bool {
	named, ok := f.parents[e.ID]
	if !ok {
		named = f.lookForParent(e)
		f.parents[e.ID] = named
	}
	return named
}

func (f *finder) lookForParent(e communique.Entity) bool {
	if e.Parent == "" || f.named[e.Parent] > 0 {
		return true
	}
	issuer := f.g.entities[e.Parent].Parent
	if issuer != "" && f.named[issuer] > 0 || f.named["org:nato"] > 0 && issuer == "" {
		return true
	}
	for _, n := range f.g.nominals {
		if (n.entity == issuer || n.entity == e.Parent) && strings.Contains(f.text, strings.TrimPrefix(n.phrase, "the ")) {
			return true
		}
	}
	return false
}
