package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// argument is a noun phrase that fills a place of a frame.
type argument struct {
	phrase
	head int // the token of its head
}

// What may stand within a noun phrase before its head, and after it.
var (
	before = relations(communique.Det, communique.Amod, communique.Compound, communique.Nummod, communique.NmodPoss, communique.NmodUnmarked, communique.Advmod, communique.Flat, communique.Case, communique.Nmod)
	after  = relations(communique.Det, communique.Amod, communique.Compound, communique.Nummod, communique.NmodPoss, communique.NmodUnmarked, communique.Advmod, communique.Flat, communique.Case, communique.Nmod, communique.Fixed, communique.Goeswith)
)

type relationSet [communique.Dependencies]bool

func relations(list ...communique.Dependency) *relationSet {
	var s relationSet
	for _, d := range list {
		s[d] = true
	}
	return &s
}

// under reports whether token j hangs on token h by these relations alone; and
// what is joined to such a token by "and" does too.
func (l *line) under(j, h int, by *relationSet) bool {
	joined := false
	for n := 0; n < 8 && j >= l.First && j < l.Last; n++ {
		if j == h {
			return !joined
		}
		switch d := l.Tokens[j].Dependency; {
		case d == communique.Conj || d == communique.Cc || d == communique.Punct:
			joined = true
		case by[d]:
			joined = false
		default:
			return false
		}
		j = int(l.Tokens[j].Head)
	}
	return false
}

// together reports whether two tokens may stand in one phrase: a quotation parts
// what is inside from what is outside, reported speech does not.
func (l *line) together(i, j int) bool {
	return l.sameVoice(i, j) || l.Statements[l.statement[i]].Kind == communique.Indirect
}

// argumentAt returns the noun phrase whose head is token h. Its sentence must be parsed.
func (l *line) argumentAt(h int) argument {
	first, last := h, h
	for j := h - 1; j >= l.First && h-j < farLeft && l.together(h, j); j-- {
		if !l.under(j, h, before) || prepositions.Has(l.low[j]) || l.Tokens[j].Dependency == communique.Punct && j == first-1 && !l.under(j-1, h, before) {
			break
		}
		first = j
	}
	for first < h && (l.Tokens[first].Kind == communique.Punctuation || l.Tokens[first].Tag == communique.CC) {
		first++
	}
	for j := h + 1; j < l.Last && j-h < farRight && l.together(h, j); j++ {
		if !l.under(j, h, after) || l.Tokens[j].Kind == communique.Punctuation || l.timeAt(j) {
			break
		}
		last = j
	}
	for last > h && (prepositions.Has(l.low[last]) || determiners.Has(l.low[last])) {
		last--
	}
	if amounts.Has(l.low[h]) && l.at(h+1) == "of" && h+2 < l.Last && l.together(h, h+2) {
		if a, ok := l.nounAt(h+2, min(l.Last-1, h+20)); ok { // "nearly all of | our allies"
			a.first = first
			return a
		}
	}
	if l.mention[h] >= 0 {
		a, b := l.mentionTokens(h)
		first, last = min(first, max(a, l.First)), max(last, min(b, l.Last-1))
	}
	return argument{phrase{first, last, l.entityOf(first, last, h)}, h}
}

// amounts are words that only say how many of what follows.
var amounts = set("all each most many some several both none half one any majority number dozens")

// entityOf returns the entity that a noun phrase names by its head: "NATO", "the
// leaders of the Alliance", "President Joe Biden", "our ally Finland".
func (l *line) entityOf(first, last, h int) communique.EntityID {
	if id := l.entityAt(h); id != "" {
		return id
	}
	if id := l.selfReference(l.low[h], h); id != "" {
		return id
	}
	if h+1 <= last && l.mention[h+1] >= 0 && l.Tokens[h].Kind == communique.Word { // a title or a common noun before a name
		if id := l.entityAt(h + 1); id.IsActor() && l.at(h) != "of" {
			return id
		}
	}
	return l.wholeMembership(first, min(h, last))
}

// nounAt returns the noun phrase that begins at token j; false where none does.
// It goes by the tree where the tree makes one of it, else by the words.
func (l *line) nounAt(j, right int) (argument, bool) {
	if j > right || j >= l.Last || l.Tokens[j].Kind == communique.Punctuation && !isOpenQuote(l.low[j]) && l.low[j] != `"` && l.low[j] != "£" && l.low[j] != "$" && l.low[j] != "€" {
		return argument{}, false
	}
	if isOpenQuote(l.low[j]) || l.low[j] == `"` {
		j++
	}
	if w := l.low[j]; w == "£" || w == "$" || w == "€" {
		k := j + 1
		for k+1 <= right && (l.Tokens[k+1].Kind == communique.Number || moneys.Has(l.low[k+1])) {
			k++
		}
		return argument{phrase{j, min(k, right), ""}, j}, true
	}
	if j > right || prepositions.Has(l.low[j]) || openers.Has(l.low[j]) && l.low[j] != "that" || l.isFiniteWord(j) {
		return argument{}, false
	}
	if tag := l.Tokens[j].Tag; tag != communique.Untagged {
		h := j
		for n := 0; n < 8; n++ {
			up := int(l.Tokens[h].Head)
			if up <= h || up > right || !before[l.Tokens[h].Dependency] {
				break
			}
			h = up
		}
		if possessive(l.low[h]) && h+1 <= right && l.nounLike(h+1) {
			return l.wordsAt(j, right) // the owner of what follows
		}
		if !l.entityAt(h).IsActor() && l.Tokens[h].Tag.Noun() {
			h = l.compoundEnd(h, right)
		}
		if t := l.Tokens[h].Tag; t.Noun() || t == communique.CD || t == communique.PRP || t == communique.DT && pronouns.Has(l.low[h]) || t == communique.FW {
			a := l.argumentAt(h)
			if a.first <= j && l.together(j, h) {
				a.first = j
				return a, true
			}
		}
	}
	return l.wordsAt(j, right)
}

// compoundEnd returns the last noun of the row of nouns and adjectives that
// begins at the noun h, where the tree has it in two: "sanctions | executive order".
func (l *line) compoundEnd(h, right int) int {
	end := h
	for k := h + 1; k <= right && k < h+5 && l.Tokens[k].Kind == communique.Word && l.together(h, k) && !l.timeAt(k); k++ {
		t := l.Tokens[k].Tag
		if t == communique.NN || t == communique.NNS || papers.Has(l.low[k]) || morePapers.Has(l.low[k]) || l.mention[k] >= 0 && l.mention[k] == l.mention[h] {
			end = k
			continue
		}
		if t != communique.JJ || isAdverb(l.low[k]) || l.low[k] == "next" || l.low[k] == "last" {
			break
		}
	}
	return end
}

// upward returns the noun phrase on which an argument hangs by a preposition:
// "the statement | on open societies"; false where there is none.
func (l *line) upward(a argument) (argument, bool) {
	j := a.first - 1
	if j-1 < l.First || !prepositions.Has(l.low[j]) || !l.nounLike(j-1) || pronouns.Has(l.low[j-1]) || !l.together(a.head, j-1) || l.Tokens[j-1].Tag.Verb() {
		return argument{}, false
	}
	var up argument
	if l.Tokens[j-1].Tag != communique.Untagged {
		up = l.argumentAt(j - 1)
		up.last = j - 1
	} else if p := l.nounPhraseEnding(j-1, max(l.First, j-farLeft)); !p.empty() {
		up = argument{p, j - 1}
	} else {
		return argument{}, false
	}
	return up, true
}

// wordsAt is nounAt by the words, and their tags where they have them.
func (l *line) wordsAt(j, right int) (argument, bool) {
	first, head := j, -1
	for k := j; k <= right && k < j+12 && l.together(j, k); k++ {
		w, t := l.low[k], l.Tokens[k].Tag
		if l.mention[k] >= 0 && !possessive(w) {
			head = k
			continue
		}
		if possessive(w) {
			continue
		}
		if determiners.Has(w) && k == j || k > j && strings.HasSuffix(l.low[k-1], "'s") {
			if pronouns.Has(w) && k == j {
				head = k
			}
			continue
		}
		if !l.nounLike(k) || t != communique.Untagged && !t.Noun() && t != communique.CD && t != communique.JJ && t != communique.JJR && t != communique.JJS && t != communique.VBN && t != communique.VBG && t != communique.PRP && t != communique.PRPS {
			break
		}
		if t == communique.Untagged && k > j && l.looksVerb(k) {
			break
		}
		if t == communique.Untagged || t.Noun() || t == communique.CD || t == communique.PRP {
			head = k
		}
	}
	if head < 0 {
		return argument{}, false
	}
	return argument{phrase{first, head, l.entityOf(first, head, head)}, head}, true
}

// listed returns the members of the list that an argument begins or belongs to,
// in order of the text: "Greece | and Turkey", "X, Y and Z". Names of the same
// kind in a row are one list even where the tree has them apart. Left and right
// bound where members may stand.
func (l *line) listed(a argument, left, right int) []argument {
	out := []argument{a}
	if a.head >= l.First && l.Tokens[a.head].Tag != communique.Untagged {
		out = l.conjuncts(out, a.head, right, 0)
	}
	// Names before it.
	for n := 0; n < 40; n++ {
		first := out[0]
		if !first.entity.IsActor() {
			break
		}
		j := first.first - 1
		for j >= left && (l.low[j] == "," || l.low[j] == "and" || l.low[j] == "&" || l.low[j] == "the" || l.low[j] == "both") {
			j--
		}
		if j < left || j == first.first-1 || l.mention[j] < 0 || l.entityAt(j).Kind() != first.entity.Kind() || strings.HasSuffix(l.low[j], "'s") || !l.together(first.head, j) {
			break
		}
		if !l.hasAnd(j+1, out[len(out)-1].first) {
			break
		}
		b, _ := l.mentionTokens(j)
		if b = max(b, l.First); b-1 >= left && l.low[b-1] == "the" {
			b--
		}
		out = append([]argument{{phrase{b, j, l.entityAt(j)}, j}}, out...)
	}
	// Names after it.
	for n := 0; n < 40; n++ {
		end := out[len(out)-1]
		if !end.entity.IsActor() {
			break
		}
		j := end.last + 1
		for j <= right && (l.low[j] == "," || l.low[j] == "and" || l.low[j] == "&" || l.low[j] == "or" || l.low[j] == "the" || l.low[j] == "then") {
			j++
		}
		if j > right || j == end.last+1 || l.mention[j] < 0 || l.entityAt(j).Kind() != end.entity.Kind() || !l.together(end.head, j) {
			break
		}
		_, b := l.mentionTokens(j)
		b = min(b, l.Last-1)
		if b > right || strings.HasSuffix(l.low[b], "'s") || !l.listGoesOn(j, right) {
			break
		}
		out = append(out, argument{phrase{j, b, l.entityAt(j)}, b})
	}
	return l.filled(out)
}

// filled adds the names that stand between the members of a list and commas alone.
func (l *line) filled(list []argument) []argument {
	if len(list) < 2 || !list[0].entity.IsActor() {
		return list
	}
	out := list[:1:1]
	for _, next := range list[1:] {
		for n := 0; n < 40; n++ {
			end := out[len(out)-1]
			j := end.last + 1
			for j < next.first && (l.low[j] == "," || l.low[j] == "and" || l.low[j] == "&" || l.low[j] == "the") {
				j++
			}
			if j >= next.first || j == end.last+1 || l.entityAt(j).Kind() != list[0].entity.Kind() {
				break
			}
			last := min(l.lastOf(j), l.Last-1)
			if last >= next.first || possessive(l.low[last]) {
				break
			}
			out = append(out, argument{phrase{j, last, l.entityAt(j)}, last})
		}
		out = append(out, next)
	}
	return out
}

// conjuncts adds what the tree joins to token h, at most thirty.
func (l *line) conjuncts(out []argument, h, right, depth int) []argument {
	if depth > 6 || len(out) > 30 {
		return out
	}
	for c := range l.Children(h) {
		t := l.Tokens[c].Tag
		if l.Tokens[c].Dependency != communique.Conj || c > right || c < h || !(t.Noun() || t == communique.CD || t == communique.PRP) || !l.together(h, c) || l.mention[c] >= 0 && l.mention[c] == l.mention[h] {
			continue
		}
		out = append(out, l.argumentAt(c))
		out = l.conjuncts(out, c, right, depth+1)
	}
	return out
}

// hasAnd reports whether "and" stands between two tokens of a list.
func (l *line) hasAnd(from, to int) bool {
	for k := from; k < to && k < l.Last; k++ {
		if l.low[k] == "and" || l.low[k] == "&" || l.low[k] == "both" {
			return true
		}
	}
	return false
}

// listGoesOn reports whether the name at token j belongs to the list before it:
// an "and" stands before it, or comes after names and commas.
func (l *line) listGoesOn(j, right int) bool {
	for k := j - 1; k >= l.First && k > j-3; k-- {
		if l.low[k] == "and" || l.low[k] == "&" || l.low[k] == "or" {
			return true
		}
		if l.low[k] == "," {
			break
		}
	}
	for k := j; k <= right && k < j+60; k++ {
		switch w := l.low[k]; {
		case w == "and" || w == "&" || w == "or":
			return l.mention[min(k+1, l.Last-1)] >= 0 || l.at(k+1) == "the"
		case w == "," || w == "the" || l.mention[k] >= 0:
		default:
			return false
		}
	}
	return false
}

// named returns the id of an argument: its entity, or "np:" and its head with
// what tells it from others ("of …" after it), without determiners, numbers and
// owners. "" for a pronoun that stays open.
func (l *line) named(a argument) communique.EntityID {
	if a.entity != "" {
		return a.entity
	}
	if a.empty() || pronouns.Has(l.low[a.head]) {
		return ""
	}
	first, last := a.first, a.head
	for k := first; k < a.head; k++ {
		if w := l.low[k]; determiners.Has(w) || vague.Has(w) || l.Tokens[k].Tag == communique.CD || possessive(w) {
			first = k + 1
		}
	}
	if l.at(last+1) == "of" && last+2 <= a.last && l.Tokens[last+2].Kind != communique.Number {
		for last = last + 2; last+1 <= a.last && (!prepositions.Has(l.low[last+1]) || l.low[last+1] == "of"); last++ {
		}
	}
	if last == a.head {
		last = l.titleEnd(a)
	}
	for k := first; k <= last; k++ {
		if w := l.low[k]; w == "we" || w == "i" || w == "not" {
			return ""
		}
		if w := l.low[k]; (isCloseQuote(w) || isOpenQuote(w) || w == `"`) && k < last {
			id := communique.NP(strings.NewReplacer(`"`, "", "“", "", "”", "", "‘", "", "’ ", " ").Replace(l.text(first, last)))
			if id.Validate() != nil {
				return ""
			}
			return id
		}
	}
	return l.np(first, last)
}

// titleEnd goes on from a head in a title to what the title is about: "Partnership | for
// Peace", "Statement | on Open Societies".
func (l *line) titleEnd(a argument) int {
	end := a.head
	if !isTitleCase(l.Word(a.head)) || l.mention[a.head] >= 0 {
		return end
	}
	if w := l.at(end + 1); (w == "for" || w == "on" || w == "against") && end+2 <= a.last && isTitleCase(l.Word(end+2)) && !l.timeAt(end+2) {
		for end += 2; end+1 <= a.last && (isTitleCase(l.Word(end+1)) || l.low[end+1] == "and" && end+2 <= a.last && isTitleCase(l.Word(end+2))); end++ {
		}
	}
	return end
}

// vague are words that only count or point.
var vague = set("several many other some various certain further additional few numerous two three four five six seven eight nine ten eleven twelve nineteen twenty thirty own respective so-called the new")
