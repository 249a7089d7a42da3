package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// clause is the stretch of a sentence around one finite verb, without the
// clauses that hang on it by a comma or stand beside it.
type clause struct {
	left, right int    // its own words
	subject     phrase // empty where another clause holds it
	relative    bool   // it begins with "which" or "who": the subject stands before it
	begins      string // the word that opens it, where it hangs on another one: "that", "if", "while"; else ""
}

// finiteAt reports whether token i is a finite verb, a modal or a form that
// begins a finite group. The sentence should be tagged.
func (l *line) finiteAt(i int) bool {
	if i < l.First || i >= l.Last {
		return false
	}
	if l.isFiniteWord(i) {
		return true
	}
	t := l.Tokens[i].Tag
	if l.at(i-1) == "to" {
		return false
	}
	return t == communique.VBZ || t == communique.VBP || t == communique.VBD && !strings.HasSuffix(l.low[i], "ing")
}

// clauseAround returns the clause of a verb group.
func (l *line) clauseAround(g group) clause {
	c := clause{left: g.first, subject: none}
	c.right = l.clauseEnd(g)
	if contracted.Has(l.low[g.first]) {
		c.subject = phrase{g.first, g.first, l.whoIsMeant(g.first)}
		c.begins = l.opening(g.first)
		return c
	}
	j := g.first - 1
	for j > l.First && (between.Has(l.low[j]) || l.low[j] == "longer" || l.low[j] == "no" && l.at(j+1) == "longer") {
		j--
	}
	j = l.beforeAside(j)
	stop := max(l.First, g.first-farLeft)
	if j < stop || !l.sameVoice(g.verb, j) {
		return c
	}
	w := l.low[j]
	if w == "which" || w == "who" || w == "that" && j > l.First && l.nounLike(j-1) && l.Tokens[j].Tag != communique.IN && l.Tokens[j].Tag != communique.DT {
		c.relative, c.left = true, j
		c.subject = l.subject(g)
		c.begins = w
		return c
	}
	if w == "and" || w == "but" || w == "or" || w == "," {
		c.begins = w
		return c // the subject of the verb before goes on
	}
	c.subject = l.subject(g)
	if c.subject.empty() || c.subject.last > j {
		c.subject = l.nounPhraseEnding(j, stop)
	}
	if personal.Has(w) {
		c.left = j
	} else {
		c.left = l.clauseBegin(j, stop, g.verb)
	}
	if !c.subject.empty() && c.subject.first < c.left && l.sameVoice(g.verb, c.subject.first) {
		c.subject.first = c.left
	}
	c.begins = l.opening(c.left)
	return c
}

// contracted are pronouns with their verb: they are subject and verb in one.
var contracted = set("we're we've we'll they're they've they'll it's it'll that's there's he's he'll she's i'm i've i'll you're you've you'll let's who's what's we'd they'd i'd")

var personal = set("we they he she i you it")

// between are words that stand between a subject and its verb and are no adverbs in -ly.
var between = set("further hereby likewise both each themselves itself ourselves himself herself")

// beforeAside returns j, or the token before the aside between commas, dashes
// or brackets that ends at j.
func (l *line) beforeAside(j int) int {
	for n := 0; n < 2 && j >= l.First; n++ {
		var open func(int) bool
		switch {
		case l.low[j] == ",":
			open = func(k int) bool { return l.low[k] == "," }
		case l.low[j] == ")":
			open = func(k int) bool { return l.low[k] == "(" }
		case l.isDash(j):
			open = l.isDash
		default:
			return j
		}
		k := j - 1
		for k > l.First && k > j-30 && !open(k) {
			k--
		}
		if k <= l.First || !open(k) {
			return j
		}
		j = k - 1
	}
	return j
}

// clauseBegin walks left from the end of a subject at token j to the first word
// of its clause.
func (l *line) clauseBegin(j, stop, verb int) int {
	left := j
	for k := j; k >= stop; k-- {
		w := l.low[k]
		if !l.sameVoice(verb, k) || l.Tokens[k].Kind == communique.Punctuation && w != "," && w != "'" && w != "’" && w != ")" && w != "(" && w != "-" && w != "." || l.isDash(k) {
			break
		}
		if openers.Has(w) && w != "that" || conditions.Has(w) || w == "that" && l.Tokens[k].Tag != communique.DT && l.Tokens[k].Tag != communique.WDT && !(k < j && l.Tokens[k].Tag == communique.Untagged && l.looksVerb(k+1)) {
			break
		}
		if (w == "that" || w == "which" || w == "who") && !l.finiteBetween(k+1, j+1) {
			break // "the networks that | our nations need"
		}
		if w == "," {
			if !l.listsNouns(k, j) {
				break
			}
			continue
		}
		if w == "and" || w == "or" || w == "but" {
			if pronouns.Has(l.at(k+1)) && l.at(k+1) != "that" && l.at(k+1) != "this" || l.finiteBetween(max(stop, k-14), k) {
				break
			}
			continue
		}
		if l.finiteAt(k) && k < j && !l.inRelative(k, stop) || k < j && takesClause.Has(w) {
			break
		}
		left = k
		if determiners.Has(w) && w != "that" && k > l.First && k > stop && l.Tokens[k-1].Tag.Noun() && l.mention[k-1] < 0 && !strings.HasSuffix(l.low[k-1], "'s") && !strings.HasSuffix(l.low[k-1], "s'") &&
			!l.timeAt(k-1) && !shares.Has(l.low[k-1]) && !shares.Has(w) && !(prepositions.Has(l.low[l.First]) && !l.finiteBetween(l.First, k)) {
			return k // "the approaches | the government could take"
		}
	}
	if left == l.First || left < j && l.Tokens[left].Kind != communique.Word {
		left = l.pastLabel(left, j)
	}
	for left < j && (isAdverb(l.low[left]) && !determiners.Has(l.low[left]) || l.low[left] == "," || l.low[left] == "and" || l.low[left] == "but" || l.low[left] == "or" || l.low[left] == ".") {
		left++
	}
	return left
}

// takesClause are words whose clause may follow without "that".
var takesClause = set("ensure ensuring ensures guarantee guaranteeing believe believing hope hoping say saying sure suggest suggesting mean means meaning understand know think insist")

// pastLabel skips what numbers or marks a paragraph before its words: "48.", "•".
func (l *line) pastLabel(left, j int) int {
	for left < j && l.isLabel(left) {
		left++
	}
	return left
}

// inRelative reports whether the finite verb at token k stands in a relative
// clause inside a subject: "the actions | that threaten us".
func (l *line) inRelative(k, stop int) bool {
	for n := k - 1; n >= stop && n > k-8; n-- {
		w := l.low[n]
		if (w == "that" || w == "which" || w == "who") && n > stop && l.nounLike(n-1) {
			return true
		}
		if w == "," || prepositions.Has(w) || l.finiteAt(n) {
			return false
		}
	}
	return false
}

// introducing are words that open a sentence and belong to no list.
var introducing = set("however moreover furthermore meanwhile indeed instead nevertheless nonetheless today yesterday tomorrow overall first second third finally")

// listsNouns reports whether the comma at token k belongs to a list of nouns
// that ends at token j, rather than closing what opens the sentence.
func (l *line) listsNouns(k, j int) bool {
	joined := false
	for n := k + 1; n < j; n++ {
		if l.low[n] == "and" || l.low[n] == "or" {
			joined = true
		}
		if l.finiteAt(n) {
			return false
		}
	}
	if !joined {
		return false
	}
	for n := k - 1; n >= l.First && n > k-14; n-- {
		w := l.low[n]
		if prepositions.Has(w) && w != "of" || openers.Has(w) || introducing.Has(w) || l.finiteAt(n) || l.Tokens[n].Tag == communique.VBG || w == "to" || w == ":" || w == ";" || isAdverb(w) {
			return false
		}
		if w == "," {
			return true
		}
	}
	return true
}

// finiteBetween reports whether a finite verb stands between two tokens.
func (l *line) finiteBetween(first, last int) bool {
	for k := first; k < last; k++ {
		if l.finiteAt(k) && !l.inRelative(k, first) {
			return true
		}
	}
	return false
}

// opening returns the word by which the clause that begins at token left hangs
// on another one, "" where it stands by itself.
func (l *line) opening(left int) string {
	for k := left - 1; k >= l.First && k >= left-2; k-- {
		w := l.low[k]
		if openers.Has(w) || conditions.Has(w) {
			return w
		}
		if !isAdverb(w) && w != "," {
			break
		}
	}
	return ""
}

// clauseEnd returns the last token of the clause of a verb group.
func (l *line) clauseEnd(g group) int {
	last, depth := g.last, 0
	i := g.verb
	for j := g.last + 1; j < l.Last && j <= i+farRight; j++ {
		w := l.low[j]
		if !l.sameVoice(i, j) {
			break
		}
		switch w {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
		if depth < 0 {
			break
		}
		if depth == 0 {
			if w == ";" || l.isDash(j) || w == "!" || w == "?" || w == "…" || w == "•" || w == "." && j+1 < l.Last && (l.low[j+1] == "[" || isTitleCase(l.Word(j+1))) {
				break
			}
			if w == ":" {
				if l.at(j-1) == "to" {
					last = j
					continue
				}
				break
			}
			if w == "," && l.endsOwn(j, g) {
				break
			}
			if (w == "and" || w == "but" || w == "or" || w == "so" || w == "yet") && l.besides(g, j+1) {
				break
			}
			if w == "while" || w == "whereas" || w == "although" || w == "though" || w == "because" || w == "so" && l.at(j+1) == "that" {
				break
			}
		}
		last = j
	}
	for last > g.last {
		w := l.low[last]
		if w != "." && w != "," && w != ":" && !(w == `"` || isCloseQuote(w)) && w != "[" && w != "(" {
			break
		}
		if (w == `"` || isCloseQuote(w)) && l.opensQuote(i, last) {
			break
		}
		last--
	}
	return last
}

// besides reports whether after a conjunction another finite verb follows, with
// a subject or without.
func (l *line) besides(g group, j int) bool {
	for isAdverb(l.at(j)) || between.Has(l.at(j)) {
		j++
	}
	if l.finiteAt(j) {
		f := cueForms.Of(l.low[j])
		// a further verb under the same modal or "to" is tagged as finite now and then
		return l.Tokens[j].Tag != communique.VBP || f.cue == callCue || l.isFiniteWord(j) || !l.leadsOn(g, j)
	}
	if j < l.Last && l.Tokens[j].Tag == communique.VB && l.at(j-1) != "to" && g.plain(l) {
		// after a verb of the present a second one, which the tagger takes for an infinitive
		if c := cueForms.Of(l.low[j]); c.form == base && (c.cue == stanceCue || c.cue == callCue || c.cue == planCue || c.cue == thinkCue) {
			return true
		}
	}
	if l.startsClause(j) {
		return true
	}
	// a subject of nouns with its verb
	for k := j; k < j+12 && k < l.Last; k++ {
		w := l.low[k]
		if w == "," || w == ";" || w == "to" && l.Tokens[min(k+1, l.Last-1)].Tag == communique.VB || w == "that" || w == "which" || w == "who" || k > j && personal.Has(w) || l.Tokens[k].Tag == communique.VBG {
			return false
		}
		if k > j && l.finiteAt(k) {
			return true
		}
	}
	return false
}

// endsOwn reports whether the comma at token j ends the clause of a group
// rather than going on with a list or an object.
func (l *line) endsOwn(j int, g group) bool {
	if l.endsClause(j) {
		return true
	}
	next := l.at(j + 1)
	if next == "and" || next == "or" || next == "but" {
		return l.besides(g, j+2)
	}
	if l.finiteAt(j+1) && j > g.last+2 {
		return false // after an aside
	}
	return j > g.last+4 && (prepositions.Has(next) && next != "with" || next == "particularly" || next == "especially" || next == "such" || next == "not" || next == "as") && !l.resumes(j+1)
}

// resumes reports whether an aside that begins at token j closes with a comma
// and the list or clause goes on.
func (l *line) resumes(j int) bool {
	for k := j; k < j+10 && k < l.Last; k++ {
		if l.low[k] == "," {
			return l.at(k+1) == "and" || l.at(k+1) == "or" || l.Tokens[min(k+1, l.Last-1)].Tag == communique.VB
		}
	}
	return false
}

// leadsOn reports whether the group leads to infinitives, so that a base form
// at token j may be one more of them.
func (l *line) leadsOn(g group, j int) bool {
	if g.modal != "" {
		return true
	}
	for k := g.verb + 1; k < j-1; k++ {
		if l.low[k] == "to" && l.Tokens[k+1].Tag == communique.VB {
			return true
		}
	}
	return false
}

// plain reports whether the group is a finite verb by itself, so that a verb
// beside it cannot hang on its modal or its "to".
func (g group) plain(l *line) bool {
	return g.modal == "" && !g.infinitive && !g.expected && !g.perfect && g.verb == g.last
}

// hangs are the words by which a clause hangs on another one so that it only
// supposes, asks or gives an aim.
var hangs = set("if unless whether when where how what why until before after once so whose whom than")

// usable reports whether the clause of the verb at token i says something by itself.
func (l *line) usable(c clause, i int) bool {
	if hangs.Has(c.begins) || c.left > i || c.right < i || c.subject.empty() && !c.relative && c.begins == "" {
		return false
	}
	// "the threats | we face": a relative clause without its pronoun
	if k := c.left - 1; k >= l.First && !c.subject.empty() && (pronouns.Has(l.low[c.left]) && l.low[c.left] != "that" || determiners.Has(l.low[c.left]) && l.mention[k] < 0 && !l.timeAt(k) && !(prepositions.Has(l.low[l.First]) && !l.finiteBetween(l.First, k)) || contracted.Has(l.low[c.left])) && l.Tokens[k].Tag.Noun() && l.low[k] != "today" {
		return false
	}
	if (c.begins == "which" || c.begins == "who" || c.begins == "whom") && !c.relative {
		for k := c.left - 1; k > l.First && k > c.left-4; k-- {
			if l.low[k] == c.begins {
				return l.low[k-1] == ","
			}
		}
	}
	// "the best answer | that a country can give": what tells of a noun, not what is said
	if c.begins == "that" && !c.relative {
		k := c.left - 1
		for k > l.First && l.low[k] != "that" {
			k--
		}
		if k > l.First && l.Tokens[k-1].Tag.Noun() && l.Tokens[k-1].Kind == communique.Word && l.mention[k-1] < 0 {
			for n := k - 1; n >= l.First && n > k-18; n-- {
				if f := cueForms.Of(l.low[n]); contentNouns.Has(l.low[n]) || f.cue == thinkCue || f.cue == callCue || sayings.Has(l.low[n]) || showing.Has(l.low[n]) {
					return true
				}
			}
			return false
		}
	}
	return true
}

// showing are verbs whose "that" tells what holds.
var showing = set("shown show shows showed demonstrate demonstrates demonstrated prove proves proved proven mean means meant ensure ensures remind reminds reminded indicate indicates indicated")

// tellsOfNoun reports whether a relative clause only says which one is meant:
// "the groups that threaten us". After a comma it says something of its own.
func (l *line) tellsOfNoun(c clause) bool { return c.relative && l.at(c.left-1) != "," }
