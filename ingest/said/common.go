package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// widen walks left from item i over the titles and owners that belong to a name.
func (f *finder) widen(items []item, i int) int {
	for i > 0 && items[i-1].quote == nil {
		t := items[i-1].token
		w := f.lower(t)
		if w == "." && i >= 2 && items[i-2].quote == nil && items[i-2].End == items[i-1].Start && items[i-2].Len() <= 4 && f.upper(items[i-2]) {
			i -= 2
			continue
		}
		if f.r.Tokens[t].Kind != communique.Word || stops.Has(w) || leads.Has(w) && !ranks.Has(w) || f.timed(items[i-1].Span) {
			break
		}
		m := f.at(t)
		switch {
		case m != nil && (m.Type == "organisation" || m.Type == "state" || m.Type == "group"):
		case m != nil && m.Type == "person" && m.Via != communique.ViaPronoun && m.Via != communique.ViaRole:
			return i
		case w == "the" || w == "a" || w == "an":
			return i - 1
		case ranks.Has(w), f.upper(items[i-1]), m != nil:
		default:
			return i
		}
		i--
	}
	return i
}

// leads begin sentences with a capital without belonging to a name.
var leads = set("on in at by for from of to with meanwhile however earlier later but and also then today yesterday after before when while as last this there according asked speaking moreover furthermore still yet here so now both photo even nobody everybody somebody someone anyone everyone none no not others neither either each all yes only")

// common reads a noun that speaks without a name, "senior administration
// officials", back to its determiner.
func (f *finder) common(items []item, k int) (noun, bool) {
	i := f.phrase(items, k)
	if w := f.lowerOf(items, i); w == "our" || w == "your" || w == "my" {
		return noun{}, false
	}
	words := f.text[items[i].Start:items[k].End]
	if i == k && !f.plural(items, k) && !f.upper(items[k]) {
		return noun{}, false // "official said" with no article is no phrase of its own
	}
	bare := strings.Join(strings.Fields(strings.ToLower(words)), " ")
	for _, d := range []string{"the ", "a ", "an ", "its ", "their ", "his ", "her ", "our "} {
		bare = strings.TrimPrefix(bare, d)
	}
	id := communique.NP(bare)
	if title, ok := f.titled(bare); ok {
		id = title
	}
	if w := f.lowerOf(items, k); w == "government" || w == "administration" && i < k {
		if state := f.governed(items, i, k); state != "" {
			id = state
		}
	}
	if f.lowerOf(items, k) == "one" || f.lowerOf(items, k) == "some" || f.lowerOf(items, k) == "many" {
		id = ""
	}
	return noun{Span: communique.Span{Start: items[i].Start, End: items[k].End}, id: id, from: i, to: k + 1, actor: true}, true
}

// governed returns the state whose government items [i,k] name: "the U.S.
// Government", "the Russian federal government".
func (f *finder) governed(items []item, i, k int) communique.EntityID {
	var state communique.EntityID
	for j := i; j < k; j++ {
		m := f.at(items[j].token)
		switch w := f.lowerOf(items, j); {
		case m != nil && m.Type == "state" && (state == "" || state == m.Entity):
			state = m.Entity
		case m != nil, w != "the" && w != "federal" && w != "national" && w != "central" && w != "." && w != "'s" && w != "’s":
			return ""
		}
	}
	return state
}

func (f *finder) plural(items []item, k int) bool { return strings.HasSuffix(f.lowerOf(items, k), "s") }

// phrase walks left from a noun to the beginning of its phrase.
func (f *finder) phrase(items []item, k int) int {
	i := k
	if k < 0 {
		return 0
	}
	for i > 0 && k-i < 7 && items[i-1].quote == nil {
		t := items[i-1].token
		w := f.lower(t)
		if f.r.Tokens[t].Kind == communique.Number && f.r.Tokens[t].Len() < 4 {
			i--
			continue
		}
		if f.r.Tokens[t].Kind != communique.Word || stops.Has(w) || lexicon.Has(w) || blockers.Has(w) || auxiliaries.Has(w) || f.timed(items[i-1].Span) {
			break
		}
		if w == "the" || w == "a" || w == "an" || w == "its" || w == "their" || w == "his" || w == "her" || w == "our" || w == "your" || w == "my" || w == "this" || w == "these" || w == "those" {
			return i - 1
		}
		if leads.Has(w) || clausePrepositions.Has(w) {
			break
		}
		// "the Organization invoked Article 5": a verb after a name.
		if strings.HasSuffix(w, "ed") && i >= 2 && f.speaker(items, i-2) != nil {
			break
		}
		i--
	}
	return i
}
