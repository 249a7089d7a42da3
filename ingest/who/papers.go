package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// papers finds documents that the gazetteer does not hold: "Digital Harbours
// Act", "Ruritanian Cyber Strategy 2019", "Executive Order 14028", "resolution
// 2254 (2015)", "Directive (EU) 2022/2555". Headline case makes no names.
func (f *finder) papers() {
	for i := range f.atoms {
		if f.atoms[i].class&isDocumentHead == 0 || f.owner[i] > 0 || f.atoms[i].flags&(titleCase|allCaps|allUpper) != 0 {
			continue
		}
		w := f.lower(i)
		if end, rule := f.numbered(i, w); end > 0 {
			start := i
			if o := f.numberedLead(i, w); o < i {
				start = o
			}
			f.addPaper(start, end, rule)
			continue
		}
		if !paperHeads.Has(w) || !f.capitalised(i) || f.bodyFollows(i+1) || f.joined(i+1) && f.capitalised(i+1) && !f.is(i+1, isFunction) {
			continue
		}
		start := i
		for k := i - 1; k >= 0 && i-k <= 8 && f.joined(k+1); k-- {
			if o := f.owner[k]; o > 0 {
				m := int(o - 1)
				if t := f.found[m].Type; t == "person" || f.last[m] != int32(k+1) || !f.capitalised(k) {
					break
				}
				k = int(f.first[m])
				start = k
				if f.found[m].Type == "state" || f.found[m].Type == "organisation" {
					break
				}
				continue
			}
			a := f.atoms[k]
			if f.capitalised(k) && (!f.is(k, isFunction) || qualifiers.Has(f.lower(k))) && !f.is(k, isHonorific) {
				start = k
				continue
			}
			if v := f.word(k); start == k+1 && k > 0 && f.capitalised(k-1) && f.owner[k-1] == 0 && (v == "and" || v == "of" || v == "on" || v == "for" || v == "-" && a.flags&spaced == 0 || v == "&") && !f.is(k-1, isFunction|isHonorific) {
				continue
			}
			break
		}
		end := f.paperComplement(i + 1)
		if (w == "convention" || w == "treaty" || w == "agreement" || w == "declaration" || w == "charter") && end > i+1 && start == i {
			if !f.cut(start, end) && !f.torn(end) {
				f.addPaper(start, end, "head noun "+w)
			}
			continue
		}
		if start == i || end == i+1 && w == "protocol" && f.owner[start] == 0 {
			continue // the Internet's protocols are no treaties
		}
		if f.atoms[start].flags.has(sentFirst) && (start == i-1 || f.common(start)) || end == i+1 && f.weakPaper(start, i) {
			continue
		}
		// "Act of 2015", "Strategy 2020"
		if k := end; f.joined(k) && f.atoms[k].flags.has(isNumber) && f.year(k) {
			end = k + 1
		} else if f.word(k) == "of" && f.joined(k+1) && f.year(k+1) {
			end = k + 2
		}
		if !f.cut(start, end) && !f.torn(end) {
			f.addPaper(start, end, "head noun "+w)
		}
	}
}

// paperComplement walks right from after the noun for a document over "on the Law
// of the Sea" and returns where it ends, i where nothing of the kind follows.
func (f *finder) paperComplement(i int) int {
	switch f.lower(i) {
	case "on", "of", "for", "against":
	default:
		return i
	}
	if !f.joined(i) {
		return i
	}
	end := i
	for k := i; k < len(f.atoms) && k-i < 14 && f.joined(k); k++ {
		switch w := f.lower(k); {
		case f.capitalised(k) && !f.is(k, isHonorific) && (f.owner[k] == 0 || f.found[f.owner[k]-1].Type == "concept" || k == end && f.found[f.owner[k]-1].Type == "state"):
			if f.owner[k] > 0 {
				k = int(f.last[f.owner[k]-1]) - 1
			}
			end = k + 1
		case f.is(k, isJoiner), w == "and" && f.joined(k+1) && f.capitalised(k+1) && !f.is(k+1, isFunction|isDocumentHead|isHead), w == "-" && f.atoms[k].flags&spaced == 0:
			if f.is(k, isJoiner) && w != "the" && !f.capitalised(k+1) && f.lower(k+1) != "the" {
				return end
			}
		default:
			if f.lower(end-1) == "st" {
				return i // "Declaration of St. Petersburg"
			}
			return end
		}
	}
	return end
}

// weakPaper reports whether the words before a head noun say only of what kind
// such a paper is.
func (f *finder) weakPaper(start, head int) bool {
	for k := start; k < head; k++ {
		if f.owner[k] > 0 {
			switch f.found[f.owner[k]-1].Type {
			case "place", "person", "event":
				return false
			}
			continue
		}
		if f.atoms[k].flags.has(isWord) && !kindsOfPaper.Has(f.lower(k)) && !f.is(k, isDocumentHead) && f.capitalised(k) {
			return false
		}
	}
	return true
}

// kindsOfPaper stand before the noun for a document without naming it.
var kindsOfPaper = words("joint national international federal regional global new draft final general common annual bilateral multilateral peace security strategic framework trade summit political ministerial presidential first second third alliance")

// paperHeads end the name of a document with a capital.
var paperHeads = words("act treaty convention agreement protocol declaration charter pact accord pledge strategy directive regulation constitution code manifesto memorandum doctrine manual compact covenant concept")

// numberedHeads are followed by the number that names the document.
var numberedHeads = words("resolution order directive regulation law recommendation decision")

// numbered returns the atom after the number that names a document whose noun is
// atom i: "resolution 2254 (2015)", "Executive Order 14028"; 0 where none does.
func (f *finder) numbered(i int, w string) (int, string) {
	if !numberedHeads.Has(strings.TrimSuffix(w, "s")) || !f.joined(i+1) {
		return 0, ""
	}
	k := i + 1
	if f.word(k) == "(" && f.word(k+2) == ")" && f.capitalised(k+1) { // "(EU)"
		k += 3
	}
	if !f.joined(k) || !f.atoms[k].flags.has(isNumber) {
		return 0, ""
	}
	digits := int(f.atoms[k].end - f.atoms[k].start)
	end := k + 1
	if f.joined(end+1) && (f.word(end) == "/" || f.word(end) == "-") && f.atoms[end].flags&spaced == 0 && f.atoms[end+1].flags.has(isNumber) && f.atoms[end+1].flags&spaced == 0 {
		end += 2
	} else if digits < 3 {
		return 0, ""
	}
	if !f.capitalised(i) && !strings.HasPrefix(w, "resolution") && w != "order" {
		return 0, ""
	}
	if strings.HasSuffix(w, "s") && f.lower(end) == "and" && f.joined(end+1) && f.atoms[end+1].flags.has(isNumber) {
		end += 2 // "resolutions 2254 and 2118"
	}
	if f.word(end) == "(" && f.joined(end) && f.year(end+1) && f.word(end+2) == ")" {
		end += 3
	}
	return end, "a number after “" + f.word(i) + "”"
}

// numberedLead walks left over whose resolution or order it is.
func (f *finder) numberedLead(i int, w string) int {
	start := i
	for k := i - 1; k >= 0 && i-k < 8 && f.joined(k+1); k-- {
		if o := f.owner[k]; o > 0 {
			m := int(o - 1)
			if f.found[m].Type == "organisation" && f.last[m] == int32(k+1) {
				return int(f.first[m])
			}
			return start
		}
		if !f.capitalised(k) || f.is(k, isFunction|isHonorific) {
			return start
		}
		start = k
	}
	return start
}

// torn reports whether the line breaks within a name that goes on: "Covenant on
// Civil\nand Political Rights".
func (f *finder) torn(end int) bool {
	return end < len(f.atoms) && f.atoms[end].flags.has(broken) && f.is(end, isJoiner) && !f.capitalised(end) && end+1 < len(f.atoms) && f.capitalised(end+1)
}

// year reports whether atom i is a year.
func (f *finder) year(i int) bool {
	w := f.word(i)
	return len(w) == 4 && f.atoms[i].flags.has(isNumber) && (w[:2] == "19" || w[:2] == "20")
}

func (f *finder) addPaper(i, end int, rule string) {
	id := newID(communique.NamedDocument, f.text[f.atoms[i].start:f.atoms[end-1].end])
	if id == "" {
		return
	}
	f.add(i, end, communique.Mention{Entity: id, Type: "document", Via: communique.ViaName, Rule: rule})
}
