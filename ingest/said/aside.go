package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// asides are the first words of what a transcriber notes in brackets.
var asides = set("laughter laughs laughing applause cheers inaudible crosstalk cross-talk cross points pointing pauses pause gestures gesturing nods audio music off-mic off-mike interruption booing")

// spoken takes the notes of a transcriber off both ends of a turn: "(Laughter.)"
// is heard, but nobody says it.
func spoken(text string, s communique.Span) communique.Span {
	for s = trim(text, s); s.Len() > 0; s = trim(text, s) {
		words := s.Of(text)
		if end := strings.IndexByte(words, ')'); strings.HasPrefix(words, "(") && end > 0 && aside(words[1:end]) {
			s.Start += end + 1
			continue
		}
		if start := strings.LastIndexByte(words, '('); start >= 0 && strings.HasSuffix(words, ")") && aside(words[start+1:len(words)-1]) {
			s.End = s.Start + start
			continue
		}
		break
	}
	return s
}

// aside reports whether what stands in brackets is the note of a transcriber.
func aside(inner string) bool {
	first, _, _ := strings.Cut(strings.ToLower(inner), " ")
	return len(inner) < 60 && asides.Has(strings.Trim(first, ".,;!")) && !strings.ContainsAny(inner, "()")
}
