package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// pronouns reads he and she as the last person who is the subject of a sentence
// or speaks, in this paragraph or the one before. Inside a quotation only
// persons named in it count, for the speaker does not call himself he.
func (f *finder) pronouns() {
	living := f.living()
	next, region := 0, 0
	paragraph := 0
	spoke := false // the paragraph has a word outside quotations and boilerplate
	last := candidate{paragraph: -9}
	var quoted candidate
	inside, sentence := false, 0
	called := map[communique.EntityID]byte{} // 'h' or 's': how a person was called before
	for i := range f.atoms {
		a := &f.atoms[i]
		if a.flags.has(broken) {
			// Paragraphs that are only quotation, and boilerplate between two
			// paragraphs, do not part a pronoun from its person.
			if spoke {
				paragraph++
			}
			spoke = false
			inside, quoted = false, candidate{}
		}
		if a.flags.has(sentFirst) {
			sentence++
		}
		if a.flags&(isWord|isNumber) == 0 {
			switch f.word(i) {
			case "“", "«", "„":
				inside, quoted = true, candidate{}
			case "”", "»":
				inside = false
			case "\"":
				inside = !inside
				quoted = candidate{}
			}
		}
		if !spoke && !inside && a.flags.has(isWord) {
			for region < len(f.r.Regions) && f.r.Regions[region].End <= int(a.start) {
				region++
			}
			spoke = region == len(f.r.Regions) || f.r.Regions[region].Start > int(a.start) || f.r.Regions[region].Role != communique.Boilerplate
		}
		if a.class&isPronoun == 0 && f.owner[i] == 0 {
			continue
		}
		for next < len(living) && int(f.first[living[next]]) < i {
			next++
		}
		if next < len(living) && int(f.first[living[next]]) == i {
			m := living[next]
			mention := &f.found[m]
			if mention.Type == "person" && !f.inLabelOf(i, int(f.last[m])) && f.subject(m, sentence, last) {
				c := candidate{id: mention.Entity, paragraph: paragraph, sentence: sentence}
				if inside {
					quoted = c
				} else {
					last = c
				}
			}
			continue
		}
		if !f.is(i, isPronoun) {
			continue
		}
		var gender byte
		switch f.lower(i) {
		case "he", "him", "his", "himself":
			gender = 'h'
		case "she", "her", "hers", "herself":
			gender = 's'
		default:
			continue
		}
		if f.owner[i] > 0 || strings.HasSuffix(f.word(i), "self") && f.joined(i) && f.capitalised(i-1) {
			continue // "Doe himself": somebody else
		}
		c := last
		if inside {
			c = quoted
		}
		if c.id == "" || c.paragraph < paragraph-1 || called[c.id] != 0 && called[c.id] != gender || f.g.mismatch(c.id, gender) {
			continue
		}
		called[c.id] = gender
		f.add(i, i+1, communique.Mention{Entity: c.id, Type: "person", Via: communique.ViaPronoun, Rule: "last subject"})
		if !inside {
			last.paragraph = paragraph
		}
	}
}

type candidate struct {
	id                  communique.EntityID
	paragraph, sentence int
}

var prepositions = words("of with to by for against from at on in about between and or than like into under after before toward towards alongside")

// subject guesses whether a person is the subject of a sentence or speaks: no
// preposition leads to the name through its titles, and it is the first of its
// sentence or has a verb of speech beside it.
func (f *finder) subject(m, sentence int, last candidate) bool {
	i, j := int(f.first[m]), int(f.last[m])
	if f.speaks(j) || f.spoken(i) {
		return true
	}
	if last.sentence == sentence && last.id != "" && last.id != f.found[m].Entity {
		return false
	}
	if mark(firstRune(f.word(j))) == "'" && f.lower(j+1) == "s" {
		return false
	}
	for k := i - 1; k >= 0 && i-k < 10 && f.joined(k+1); k-- {
		w := f.lower(k)
		if prepositions.Has(w) {
			return false
		}
		a := f.atoms[k]
		if !a.flags.has(upperFirst) && w != "." && w != "the" && w != "'" && w != "’" && w != "s" {
			break
		}
	}
	return true
}

// inLabelOf reports whether a mention stands in a speaker label.
func (f *finder) inLabelOf(i, j int) bool {
	return f.atoms[i].flags.has(allUpper) && f.inLabel(j-1)
}

// mismatch reports whether a person’s first name is one that the pronoun does
// not fit. Names that say nothing fit both.
func (g *Gazetteer) mismatch(id communique.EntityID, gender byte) bool {
	first, _, _ := strings.Cut(id.Name(), "-")
	switch {
	case unisex.Has(first) || !given.Has(first) && !female.Has(first):
		return false
	case female.Has(first):
		return gender == 'h'
	}
	return gender == 's'
}
