package claim

import "strings"

// clauseLeft returns where the words of a clause begin whose subject is s: at
// the beginning of the whole noun phrase, with what a relative clause or an
// infinitive hangs on it.
func (l *line) clauseLeft(s phrase) int {
	left := s.first
	for left-1 >= l.First && left > s.first-farLeft && l.sameVoice(s.first, left-1) {
		w := l.low[left-1]
		if (w == "that" || w == "which") && (l.looksVerb(left) || l.mention[left] < 0 && !determinedBy(l.low[left]) && strings.HasSuffix(l.low[left], "s")) && left-2 >= l.First && l.nounLike(left-2) && !l.isFiniteWord(left-2) {
			left -= 2 // "an attack | that threatens the stability"
			continue
		}
		if w == "that" && determinedBy(l.at(left)) || openers.Has(w) || sayings.Has(w) || conditions.Has(w) || l.isFiniteWord(left-1) || l.isDash(left-1) || w == "and" || w == "or" || w == "but" || w == "," || w == ";" || w == ":" ||
			w == "(" || w == ")" || w == `"` || isOpenQuote(w) || isCloseQuote(w) || w == "." {
			break
		}
		left--
	}
	if left < s.first && (prepositions.Has(l.low[left]) || isAdverb(l.low[left]) || pronouns.Has(l.low[left]) && !determiners.Has(l.low[left])) {
		return s.first
	}
	if w := l.at(left - 1); (w == "or" || w == "and") && l.at(left-2) == "," {
		if first := l.listLeft(left - 2); first >= 0 {
			return first
		}
	}
	if formerly.Has(l.at(left-2)) && l.at(left-1) == "," {
		return left - 2
	}
	// "Until now only an invasion …"
	for k := left - 1; k >= l.First && k > left-4; k-- {
		if w := l.low[k]; w == "until" && (l.at(k+1) == "now" || l.at(k+1) == "then" || l.at(k+1) == "recently") {
			return k
		}
	}
	return left
}

func determinedBy(w string) bool { return determiners.Has(w) || pronouns.Has(w) }

// listLeft returns the beginning of a list of noun phrases that opens its
// sentence or quotation and goes up to token at; -1 where something else
// stands there.
func (l *line) listLeft(at int) int {
	j := at
	for j-1 >= l.First && at-j < farLeft && l.sameVoice(at, j-1) {
		w := l.low[j-1]
		if l.isFiniteWord(j-1) || openers.Has(w) || prepositions.Has(w) && w != "of" || sayings.Has(w) || pronouns.Has(w) {
			return -1
		}
		if w == ":" || w == ";" || w == `"` || isOpenQuote(w) || w == "." {
			break
		}
		j--
	}
	return j
}

// meaningOnly narrows the words of a clause to what Article 5 says, where they
// hold that: "an attack on one … an attack on all".
func (l *line) meaningOnly(left, right int) (int, int) {
	first, last := -1, -1
	for k := left; k+2 <= right; k++ {
		w, next := strings.Trim(l.low[k], `"“”`), l.low[k+1]
		if w != "attack" || next != "on" && next != "against" {
			continue
		}
		switch l.low[k+2] {
		case "one", "any":
			if first < 0 {
				first = k
			}
		case "all", "them", "the", "us":
			if first >= 0 && last < 0 {
				last = k + 2
			}
		}
	}
	if first < 0 || last < 0 {
		return left, right
	}
	for first > left && (l.low[first-1] == "an" || l.low[first-1] == "armed" || l.low[first-1] == "any") {
		first--
	}
	for last < right && l.nounLike(last+1) && !l.isFiniteWord(last+1) {
		last++
	}
	return first, last
}

// obvious returns where the clause begins that a that-clause at token left
// hangs on: "it's not always obvious | that … we will respond"; -1 where there
// is none.
func (l *line) obvious(left int) int {
	for k := left - 1; k >= l.First && k > left-7; k-- {
		if l.low[k] != "that" {
			continue
		}
		for j := k - 1; j >= l.First && j > k-6; j-- {
			switch l.low[j] {
			case "it's":
				return j
			case "it":
				if formsOfBe.Has(l.at(j+1)) || l.at(j+1) == "'s" {
					return j
				}
			}
			if sayings.Has(l.low[j]) || pronouns.Has(l.low[j]) {
				return -1
			}
		}
		return -1
	}
	return -1
}

// goesOn reports whether a short clause of answering goes on with the attack
// that the sentence before it, of the same paragraph, speaks of: "A severe
// attack may … | Then NATO can and must react".
func (l *line) goesOn(found *phraseSet, s phrase) bool {
	if !found.any(answering) || l.index == 0 || !s.entity.IsActor() && !pronouns.Has(l.low[s.last]) {
		return false
	}
	before := l.Sentences[l.index-1]
	if before.Paragraph != l.Paragraph || !l.sameVoiceAs(before.First) {
		return false
	}
	told := known.in(even(before.Of(l.Text)))
	return told.any(gravelyAttacked)
}

var (
	answering       = phrases("react", "respond", "retaliat", "invoke")
	gravelyAttacked = phrases("cyberattack", "armed attack")
)

// sameVoiceAs reports whether the sentence begins in the statement that holds
// token i, or both stand outside of any.
func (l *line) sameVoiceAs(i int) bool {
	return i < len(l.statement) && l.statement[i] == l.statement[l.First]
}
