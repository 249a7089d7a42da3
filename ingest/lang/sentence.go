package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// breaks appends to ends the index after the last token of each sentence among
// tokens, which are those of one paragraph; the last is len(tokens).
func breaks(ends []int, text string, tokens []communique.Token) []int {
	first := 0 // of the sentence that is open
	for i := 0; i < len(tokens); i++ {
		if !stops(text, tokens[i]) {
			continue
		}
		last := closed(text, tokens, i)
		if last == len(tokens)-1 {
			break
		}
		if tail := footnote(text, tokens, i, last); tail > last {
			ends = append(ends, last+1, tail+1)
			i, first = tail, tail+1
			continue
		}
		if endsSentence(text, tokens, first, i, last) {
			ends = append(ends, last+1)
			first = last + 1
		}
		i = last
	}
	if n := len(ends); len(tokens) > 0 && (n == 0 || ends[n-1] != len(tokens)) {
		ends = append(ends, len(tokens))
	}
	return ends
}

// stops reports whether a token may end a sentence: a stop, or an acronym that
// ends in one.
func stops(text string, t communique.Token) bool {
	switch t.Kind {
	case communique.Punctuation:
		switch text[t.Start] {
		case '.', '?', '!':
			return true
		}
		switch t.Of(text) {
		case "…", "‽", "。", "？", "！", "؟", "।":
			return true
		}
	case communique.Word:
		return text[t.End-1] == '.'
	}
	return false
}

// closed returns the last token that belongs to the end of the sentence which
// stops at i: further stops, quotation marks and brackets that touch it.
func closed(text string, tokens []communique.Token, i int) int {
	for i+1 < len(tokens) && tokens[i+1].Start == tokens[i].End && tokens[i+1].Kind == communique.Punctuation {
		switch tokens[i+1].Of(text) {
		case ".", "...", "?", "!", "…", ")", "]", "}", "”", "’", "\"", "'", "»", "“", "‘", "」", "』":
			i++
		default:
			return i
		}
	}
	return i
}

// footnote returns the last token of a note's mark that is glued to the end of a
// sentence, "capabilities.25 The", "1966.[13] In" or "answers.ilmc.univie+2 The", else last.
// The sentence ends before it.
func footnote(text string, tokens []communique.Token, stop, last int) int {
	if stop == 0 || last+1 >= len(tokens) || tokens[last+1].Start != tokens[last].End || text[tokens[stop].Start] != '.' || tokens[stop].Len() != 1 {
		return last
	}
	if tail := bracketed(text, tokens, last); tail > last {
		if tail+1 < len(tokens) && (tokens[tail+1].Start == tokens[tail].End || lowerAt(text, tokens[tail+1].Start)) {
			return last
		}
		return tail
	}
	before := tokens[stop-1]
	if before.Kind != communique.Word || before.Len() < 3 || !lowerAt(text, before.End-1) {
		return last
	}
	tail := last + 1
	switch t := tokens[tail]; {
	case t.Kind == communique.Number && t.Len() <= 3 && plainDigits(t.Of(text)):
	case t.Kind == communique.Word && last == stop && lowerAt(text, t.Start):
		for tail+2 < len(tokens) && tokens[tail+2].End-tokens[tail].Start < 80 && tokens[tail+1].Start == tokens[tail].End && text[tokens[tail+1].Start] == '.' &&
			tokens[tail+2].Start == tokens[tail+1].End && tokens[tail+2].Kind == communique.Word && lowerAt(text, tokens[tail+2].Start) {
			tail += 2
		}
		counted := tail+2 < len(tokens) && tokens[tail+1].Start == tokens[tail].End && text[tokens[tail+1].Start] == '+' &&
			tokens[tail+2].Start == tokens[tail+1].End && tokens[tail+2].Kind == communique.Number
		if counted {
			tail += 2
		} else if domain(tokens[tail].Of(text)) {
			return last // the address of a site: "nato.int"
		}
	default:
		return last
	}
	if tail+1 < len(tokens) {
		next := tokens[tail+1]
		if next.Start == tokens[tail].End || lowerAt(text, next.Start) || next.Kind == communique.Punctuation && !opener(next.Of(text)) {
			return last
		}
	}
	return tail
}

// bracketed returns the last token of the marks of notes in square brackets that
// touch token last, "1966.[13][note 2] In", else last.
func bracketed(text string, tokens []communique.Token, last int) int {
	const longest = 4 // tokens in a mark: "[", "note", "3", "]"
	is := func(i int, mark byte) bool { return tokens[i].Len() == 1 && text[tokens[i].Start] == mark }
	for last+1 < len(tokens) && tokens[last+1].Start == tokens[last].End && is(last+1, '[') {
		end := -1
		for i := last + 2; i < len(tokens) && i < last+1+longest; i++ {
			if is(i, ']') {
				end = i
				break
			}
		}
		if end < last+3 || tokens[end-1].Kind != communique.Number && tokens[end-1].Len() > 1 {
			return last
		}
		last = end
	}
	return last
}

// domain reports whether word is a common last part of a site's name.
func domain(word string) bool {
	switch word {
	case "com", "org", "net", "int", "gov", "mil", "edu", "info", "eu", "uk", "de", "fr", "it", "es", "nl", "be", "ee", "lt", "lv", "pl", "se", "no",
		"fi", "dk", "ca", "au", "us", "ru", "ua", "cn", "jp", "in", "io", "htm", "html", "pdf", "php":
		return true
	}
	return false
}

// endsSentence reports whether the sentence that began at token first ends after
// token last, where stop is the token that stops it. More tokens follow.
func endsSentence(text string, tokens []communique.Token, first, stop, last int) bool {
	next := tokens[last+1]
	glued := next.Start == tokens[last].End
	if glued {
		return gluedSentence(text, tokens, stop, last)
	}
	switch {
	case lowerAt(text, next.Start) && next.Kind == communique.Word:
		return false
	case next.Kind == communique.Punctuation && !opener(next.Of(text)):
		return false
	}
	t := tokens[stop]
	if t.Kind == communique.Word { // an acronym
		return next.Kind == communique.Word && opens(next.Of(text)) || next.Kind == communique.Punctuation && last > stop
	}
	switch text[t.Start] {
	case '?', '!':
		return last == stop || !cue(text, tokens, last+1)
	case '.':
		if t.Len() > 1 { // "..."
			return next.Kind == communique.Word && upperAt(text, next.Start)
		}
	}
	if stop == 0 || tokens[stop-1].End != t.Start {
		return true
	}
	before := tokens[stop-1]
	switch before.Kind {
	case communique.Number:
		// "1." at the beginning counts a list.
		return stop-1 != first || before.Len() > 3
	case communique.Word:
		word := before.Of(text)
		if stop-1 == first && len(word) <= 4 && (roman(word) || strings.Trim(word, "ivx") == "") {
			return false // "IV." counts a list
		}
		if utf8.RuneCountInString(word) == 1 && word != "I" {
			if stop-1 == first {
				return false // "a." counts a list, "J." begins a name
			}
			return upperAt(text, before.Start) && opens(next.Of(text)) && next.Kind == communique.Word
		}
		switch abbreviation(word) {
		case title:
			return false
		case counter:
			return next.Kind != communique.Number && !roman(next.Of(text))
		case trailing:
			return next.Kind == communique.Word && opens(next.Of(text)) || next.Kind == communique.Punctuation && last > stop
		}
	}
	return true
}

// gluedSentence reports whether a sentence ends though no space follows it:
// "the attack.The", where a small letter stands before and a capitalised word behind.
func gluedSentence(text string, tokens []communique.Token, stop, last int) bool {
	if stop == 0 || tokens[stop].Kind != communique.Punctuation {
		return false
	}
	before, next := tokens[stop-1], tokens[last+1]
	if next.Kind != communique.Word || next.Len() < 2 || !upperAt(text, next.Start) || !lowerAt(text, next.Start+1) {
		return next.Kind == communique.Punctuation && next.Of(text) == "“"
	}
	return before.Kind == communique.Word && before.Len() >= 3 && lowerAt(text, before.End-1) && (abbreviation(before.Of(text)) == plain || opens(next.Of(text)))
}

// cue reports whether a verb of speaking follows soon after token i: “How?” Mr Smith asked.
func cue(text string, tokens []communique.Token, i int) bool {
	for n := 0; n < 5 && i < len(tokens); i, n = i+1, n+1 {
		if tokens[i].Kind != communique.Word {
			if n > 0 && text[tokens[i].Start] == '.' && abbreviation(tokens[i-1].Of(text)) == title {
				continue
			}
			return false
		}
		switch tokens[i].Of(text) {
		case "said", "says", "asked", "asks", "added", "told", "wrote", "replied", "answered", "wondered", "warned", "argued", "tweeted", "continued":
			return n > 0
		}
	}
	return false
}

// opener reports whether a mark may begin a sentence.
func opener(mark string) bool {
	switch mark {
	case "“", "‘", "\"", "'", "(", "[", "«", "„", "¿", "¡", "—", "–", "-", "--", "•", "·", "‚", "’", "「":
		return true
	}
	return false
}

func roman(word string) bool { return word != "" && strings.Trim(word, "IVXLC") == "" }

func plainDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func lowerAt(text string, i int) bool {
	if c := text[i]; c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z'
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLower(r)
}

func upperAt(text string, i int) bool {
	if c := text[i]; c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}
