package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// organisations finds bodies that the gazetteer does not hold, by their head
// noun: "Communications Security Establishment", "Ministry of Defence".
// Headline case and capitals make no names.
func (f *finder) organisations() {
	next := 0 // the atoms before it are read
	for _, at := range f.likely {
		i := int(at)
		a := f.atoms[i]
		if i < next || !a.flags.has(isWord|upperFirst) || a.flags&(titleCase|allCaps|allUpper) != 0 || f.owner[i] > 0 {
			continue
		}
		if a.class&(isHead|isHeadOf|isCommonHead) == 0 {
			continue
		}
		w := f.lower(i)
		head := a.class&isHead != 0
		start, end := i, i+1
		if a.class&(isHead|isCommonHead) != 0 {
			start = f.modifiers(i)
			head = head || start < i && !f.weak(start, i)
		}
		if headsOf.Has(w) || head && start < i {
			if end = f.complement(i + 1); end > i+1 && headsOf.Has(w) {
				end = f.listed(end)
			}
		}
		if f.word(start-1) == "_" && f.is(start-2, isOperation) {
			continue // "Operation _Sharp Force_"
		}
		if f.cut(start, end) || f.goesOn(end) || start > 0 && f.joined(start) && f.word(start-1) == "-" {
			continue // "Internet Service Provider", "Office of the Under Secretary"
		}
		if start == i && (end == i+1 || !headsOf.Has(w)) || end == i+1 && !head {
			continue
		}
		full := f.text[f.atoms[start].start:f.atoms[end-1].end]
		if start == i-1 && end == i+1 && kindsOfBody.Has(f.lower(start)) {
			if !things.Has(w) {
				f.add(start, end, communique.Mention{Entity: communique.NP(full), Type: "organisation", Via: communique.ViaNominal, Rule: kindOfBodyRule})
			}
			continue
		}
		id := newID(communique.Organisation, full)
		if id == "" {
			continue
		}
		f.add(start, end, communique.Mention{Entity: id, Type: "organisation", Via: communique.ViaName, Rule: headNounRule + w})
		next = end
	}
}

// weak reports whether the words before a common head noun name no body with it:
// only what every such body may be called ("Armed Forces" stays, "New Group" does
// not), or a word that has its capital from the start of a sentence alone.
func (f *finder) weak(start, head int) bool {
	if o := f.owner[head-1]; o > 0 && f.found[o-1].Type == "organisation" {
		return true // "the NATO Alliance": the body that is named already
	}
	for k := start; k < head; k++ {
		if f.atoms[k].flags.has(isWord) && !qualifiers.Has(f.lower(k)) && !(f.atoms[k].flags.has(sentFirst) && (f.is(k, isNotName) || f.common(k))) {
			return false
		}
	}
	return true
}

// The rules of bodies outside the gazetteer.
const (
	headNounRule   = "head noun "
	kindOfBodyRule = "a kind of body: many bear this name"
)

// kindsOfBody are words that with a head noun say what kind of body it is, but
// not which: "Armed Forces", "Working Group".
var kindsOfBody = words("armed air coast central working task executive advisory foreign civil land naval ground special security joint expert experts intelligence supreme high mobile internet inter public private local regional international coordination response combat military police growth research steering core allied")

// things are head nouns that after such a word often name no body: "Civil
// Society", "Internet Service".
var things = words("society service services community network observatory")

// cut reports whether a line break or a coordination parts a name from words that
// may belong to it: "Department of\nHomeland Security", "Cyber and Signals Agency"
// where the first word is known as something else.
func (f *finder) cut(start, end int) bool {
	if a := f.atoms[start]; start > 0 && a.flags.has(broken) && f.atoms[start-1].flags.has(isWord) && (f.atoms[start-1].flags.has(upperFirst) || joiners.Has(f.lower(start-1))) {
		return true
	}
	if w := f.lower(start - 1); start > 1 && f.joined(start) && (w == "and" || w == "&") && f.joined(start-1) && f.atoms[start-2].flags.has(isWord|upperFirst) && f.owner[start-2] > 0 && f.found[f.owner[start-2]-1].Type == "concept" {
		return true
	}
	if end >= len(f.atoms) {
		return false
	}
	if w := f.lower(end); joiners.Has(w) && end+1 < len(f.atoms) && f.atoms[end+1].flags.has(broken|upperFirst) && w != "in" && w != "on" && w != "to" {
		return true
	}
	return f.atoms[end].flags.has(broken|isWord|upperFirst) && joiners.Has(f.lower(end-2))
}

// listed walks on over a name that is a list, "Department for Culture, Media and
// Sport", and returns where it ends: words with capitals between commas, the
// last after "and", none of them known as something else or the head of a name.
func (f *finder) listed(end int) int {
	if !f.joined(end) || f.word(end) != "," {
		return end
	}
	for k, since := end, 0; k < len(f.atoms) && k-end < 12 && f.joined(k); k++ {
		a, w := f.atoms[k], f.lower(k)
		switch {
		case w == "," && since < 4:
			since = 0
		case w == "and" && (since > 0 || f.word(k-1) == ","):
			last := k + 1
			for last < len(f.atoms) && last-k < 4 && f.joined(last) && f.plainPart(last) {
				last++
			}
			if last == k+1 {
				return end
			}
			return last
		case a.flags.has(spaced) && f.plainPart(k):
			since++
		default:
			return end
		}
	}
	return end
}

// plainPart reports whether atom k can stand in the list that is a name.
func (f *finder) plainPart(k int) bool {
	w := f.lower(k)
	if !f.atoms[k].flags.has(isWord|upperFirst) || f.atoms[k].flags.has(allUpper) || heads.Has(w) || headsOf.Has(w) || given.Has(w) || honorifics.Has(w) || function.Has(w) || documentHeads.Has(w) {
		return false
	}
	return f.owner[k] == 0 || f.found[f.owner[k]-1].Type == "concept"
}

// goesOn reports whether another capitalised word follows at atom i, so that the
// name is longer than what was understood of it.
func (f *finder) goesOn(i int) bool {
	if !f.joined(i) || !f.atoms[i].flags.has(isWord|upperFirst|spaced) {
		return false
	}
	w := f.lower(i)
	return w == "secretary" || !honorifics.Has(w) && !personNouns.Has(w) && !function.Has(w) && f.owner[i] == 0
}

// qualifiers are adjectives that belong to the name of a body, though in small
// letters they belong to none.
var qualifiers = words("national international federal regional global joint general special new")

// modifiers walks left from a head noun over the capitalised words that belong to it.
func (f *finder) modifiers(head int) int {
	start := head
	for i := head - 1; i >= 0 && head-i < 10 && f.joined(i+1); i-- {
		a, w := f.atoms[i], f.lower(i)
		switch {
		case f.owner[i] > 0:
			m := f.owner[i] - 1
			if t := f.found[m].Type; t == "person" || f.last[m] > int32(i+1) && f.last[m] > int32(start) {
				return start
			}
			if w := f.lower(int(f.last[m])); w == "and" || w == "'" || w == "’" {
				return start
			}
			i = int(f.first[m])
			start = i
			if f.found[m].Type == "concept" && i > 0 && f.joined(i) && f.capitalised(i-1) && f.capitalised(i) {
				continue // "Counter Terrorism Service"
			}
			return start
		case a.flags.has(isWord|upperFirst) && !(function.Has(w) && !qualifiers.Has(w) || honorifics.Has(w) && w != "general" || heads.Has(w) && start < head && f.lower(i+1) == "and"):
			if w == "chief" || w == "head" {
				return start
			}
			start = i
			if a.flags.has(broken) {
				return start
			}
		case f.ordinal(i) || w == "-" && a.flags&spaced == 0 && f.atoms[i+1].flags&spaced == 0 && start == i+1 && (f.capitalised(i-1) || f.is(i-1, isPrefix)) && f.owner[i-1] == 0 && (f.joined(i) || f.atoms[i-1].flags.has(broken)):
			if f.is(i-1, isPrefix) { // "al-Qasr Brigades"
				i--
			}
			start = i
		case w == "and" && f.atoms[i+1].flags.has(upperFirst) && i > 0 && f.atoms[i-1].flags.has(isWord|upperFirst) && !heads.Has(f.lower(i-1)) && !honorifics.Has(f.lower(i-1)) && !function.Has(f.lower(i-1)) && f.owner[i-1] == 0:
		default:
			return start
		}
	}
	return start
}

// ordinal reports whether atom i is a number in the name of a unit: "321st".
func (f *finder) ordinal(i int) bool {
	w := f.word(i)
	if len(w) < 3 || w[0] < '0' || w[0] > '9' {
		return false
	}
	switch strings.TrimLeft(w, "0123456789") {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// complement walks right from after a head noun over "of Foreign Affairs and
// Trade", "for Strategy and Security", and returns where it ends.
func (f *finder) complement(i int) int {
	if w := f.lower(i); !f.joined(i) || w != "of" && w != "for" {
		return i
	}
	end := i
	for k := i; k < len(f.atoms) && k-i < 12 && f.joined(k); k++ {
		a, w := f.atoms[k], f.lower(k)
		switch {
		case a.flags.has(isWord|upperFirst) && a.end-a.start > 1 && (!honorifics.Has(w) || w == "general") && f.owner[k] == 0:
			end = k + 1
		case f.owner[k] > 0 && f.found[f.owner[k]-1].Type == "concept" && a.flags.has(upperFirst):
			end = int(f.last[f.owner[k]-1])
			k = end - 1
		case f.owner[k] > 0 && k == i+1: // "University of Estonia"
			return int(f.last[f.owner[k]-1])
		case w == "of" || w == "for" || w == "and" && end == k && f.joined(k+1) && f.atoms[k+1].flags.has(upperFirst) && !headsOf.Has(f.lower(k+1)) && f.owner[k+1] == 0:
			if k > i && end != k {
				return end
			}
		case w == "the" && (f.lower(k-1) == "of" || f.lower(k-1) == "for"):
		default:
			return end
		}
	}
	return end
}
