package who

import (
	"sort"

	"github.com/communique-kg/communique"
)

// Names is a further voice for names that the gazetteer does not hold, such as a
// model trained on texts in which names are marked.
type Names interface {
	// Names calls found with the tokens [first,last) of each name in sentence i
	// and what it names: "person", "organisation" or "place"; others are not heard.
	Names(r *communique.Reading, i int, found func(first, last int, typ string))
}

// WithNames returns a gazetteer that knows the same and hears a further voice
// about the names that it does not hold; nil silences it.
func (g *Gazetteer) WithNames(n Names) *Gazetteer {
	with := *g
	with.voice = n
	return &with
}

// heard takes over what the further voice says of words with a capital that no
// other finder has understood. It is asked only about sentences that hold some.
func (f *finder) heard() {
	if f.g.voice == nil {
		return
	}
	hear := f.hear
	next := 0
	for i, s := range f.r.Sentences {
		for next < len(f.atoms) && int(f.atoms[next].end) <= s.Start {
			next++
		}
		open := false
		for k := next; k < len(f.atoms) && int(f.atoms[k].start) < s.End && !open; k++ {
			open = f.mayBeHeard(k)
		}
		if open && s.Region < len(f.r.Regions) && f.r.SentenceInArticle(s) {
			f.g.voice.Names(f.r, i, hear)
		}
	}
}

// mayBeHeard reports whether atom k is a word with a capital that belongs to no
// mention and that its place in the sentence does not explain.
func (f *finder) mayBeHeard(k int) bool {
	return f.owner[k] == 0 && f.capitalised(k) && f.atoms[k].flags&(titleCase|allCaps) == 0 && !f.is(k, isFunction|isMonth)
}

// hear adds the name of tokens [first,last) where nothing speaks against it.
func (f *finder) hear(first, last int, typ string) {
	if first < 0 || last > len(f.r.Tokens) || first >= last {
		return
	}
	start, end := f.r.Tokens[first].Start, f.r.Tokens[last-1].End
	i := sort.Search(len(f.atoms), func(k int) bool { return int(f.atoms[k].start) >= start })
	j := i
	for j < len(f.atoms) && int(f.atoms[j].end) <= end {
		j++
	}
	if j-i >= 2 && f.lower(j-1) == "s" && mark(firstRune(f.word(j-2))) == "'" {
		j -= 2 // a token holds its possessive
	}
	for typ == "person" && i < j && (f.is(i, isHonorific) || f.is(i-1, isHonorific) && f.word(i) == ".") {
		i++ // titles are no part of a name
		start = -1
	}
	if i == j || start >= 0 && int(f.atoms[i].start) != start || f.is(i, isFunction) || !f.capitalised(i) && !f.is(i, isPrefix|isParticle) || j == i+1 && (f.atoms[i].flags.has(sentFirst) && typ != "person" || f.is(i, isNotName|isMonth)) || f.joined(j) && f.atoms[j].flags&spaced == 0 && f.word(j) == "-" {
		return
	}
	words := 0
	for k := i; k < j; k++ {
		a := f.atoms[k]
		if f.owner[k] > 0 || a.flags&(titleCase|allCaps|isNumber) != 0 || k > i && a.flags.has(broken) || f.is(k, isMonth|isHonorific) {
			return
		}
		switch {
		case f.capitalised(k):
			if f.common(k) || f.acronym(k) {
				return // words that the document writes in small letters too, letters that stand for something
			}
			if a.flags.has(spaced) || k == i {
				words++
			}
		case a.flags.has(isWord) && !f.is(k, isParticle|isPrefix) && !(typ == "organisation" && f.is(k, isJoiner) && k+1 < j):
			return
		}
	}
	const rule = "name finder"
	switch typ {
	case "person":
		for k := i; k < j; k++ {
			if f.is(k, isNotName) && !f.is(k, isOrdinary|isParticle|isPrefix) {
				return
			}
		}
		if words >= 2 && words <= 4 && !f.is(i-1, isPlaceCue) {
			f.addPerson(i, j, rule)
		}
	case "organisation":
		if id := newID(communique.Organisation, f.text[f.atoms[i].start:f.atoms[j-1].end]); id != "" && words >= 2 {
			f.add(i, j, communique.Mention{Entity: id, Type: "organisation", Via: communique.ViaName, Rule: rule})
		}
	case "place":
		switch f.lower(i - 1) {
		case "in", "near", "at", "from", "to", "of", "around", "outside", "inside", "across", "into", "through", "between", "and":
			if f.standsAlone(j) && f.placeName(i, j) {
				f.addPlace(i, j, rule)
			}
		}
	}
}
