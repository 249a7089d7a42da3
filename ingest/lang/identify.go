package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"github.com/communique-kg/communique/internal/fold"
)

// languages are those that policy statements are likely to be written in. The
// library knows more, but the rarer ones steal short texts from these.
var languages = func() map[whatlanggo.Lang]bool {
	m := map[whatlanggo.Lang]bool{}
	for _, l := range []whatlanggo.Lang{
		whatlanggo.Eng, whatlanggo.Fra, whatlanggo.Deu, whatlanggo.Spa, whatlanggo.Ita, whatlanggo.Por, whatlanggo.Nld, whatlanggo.Pol,
		whatlanggo.Ces, whatlanggo.Ron, whatlanggo.Hun, whatlanggo.Bul, whatlanggo.Ell, whatlanggo.Dan, whatlanggo.Swe, whatlanggo.Nob,
		whatlanggo.Fin, whatlanggo.Est, whatlanggo.Lav, whatlanggo.Lit, whatlanggo.Slv, whatlanggo.Hrv, whatlanggo.Srp, whatlanggo.Mkd,
		whatlanggo.Rus, whatlanggo.Ukr, whatlanggo.Bel, whatlanggo.Tur, whatlanggo.Arb, whatlanggo.Pes, whatlanggo.Heb, whatlanggo.Hin,
		whatlanggo.Cmn, whatlanggo.Jpn, whatlanggo.Kor, whatlanggo.Vie, whatlanggo.Ind, whatlanggo.Tha, whatlanggo.Kat,
	} {
		m[l] = true
	}
	return m
}()

// The library compares ranks of letter triples and is surest of pieces about as
// long as those its profiles were made for: on 1,000 pieces of the policy corpus it
// knows 80 in 100 of 40 letters, 99.8 of 250, and fewer of longer ones.
const piece = 250

// Identify names the language of a text by its ISO 639-1 code: "en", "de", "zh".
// It reads the first four thousand letters and two thousand from the middle.
// Where both are plainly English by their small words, that is it; else they are
// cut in pieces, most of which must agree; but a text in
// two languages, as treaties are, is English if two pieces in five are, for
// English is what the later stages read. "" where the text is too short or its
// language not certain.
func Identify(text string) string {
	const first, middle = 4000, 2000
	half := len(text)
	if len(text) > 4*(first+middle) {
		half = len(text) / 2
		for half < len(text) && !utf8.RuneStart(text[half]) {
			half++
		}
	}
	if plainlyEnglish(text, first) && (half == len(text) || plainlyEnglish(text[half:], middle)) {
		return "en"
	}
	votes := map[whatlanggo.Lang]float64{}
	all := vote(votes, letters(text, first))
	if half < len(text) {
		all += vote(votes, letters(text[half:], middle))
	}
	if votes[whatlanggo.Eng] > all*0.4 {
		return "en"
	}
	for lang, n := range votes { // at most one has most of the votes
		if n > all*0.6 {
			return lang.Iso6391()
		}
	}
	return ""
}

// vote adds the language of each piece of s to votes and returns how many votes
// there were. A piece of uncertain language is a vote for none.
func vote(votes map[whatlanggo.Lang]float64, s string) (all float64) {
	const fewest = 12 // letters; fewer are a name, not a text
	const every = 3   // the pieces between are not looked at: each takes a millisecond
	for count := 0; len(s) > 0; count++ {
		end, n := 0, 0
		for end < len(s) && n < piece {
			_, size := utf8.DecodeRuneInString(s[end:])
			end += size
			n++
		}
		part := s[:end]
		s = s[end:]
		if n < fewest || n < piece && all > 0 || count%every > 0 {
			continue // too short, the rest of a longer text, or between
		}
		info := whatlanggo.DetectWithOptions(part, whatlanggo.Options{Whitelist: languages})
		all++
		if languages[info.Lang] && info.IsReliable() {
			votes[info.Lang]++
		} else if lang, ok := byParticles(part); ok && info.Script == unicode.Latin {
			votes[lang]++
		}
	}
	return all
}

// particles are the small words of the languages that short texts are most
// often in: they decide where the letters leave a doubt.
var particles = [...]struct {
	lang  whatlanggo.Lang
	words string
}{
	{whatlanggo.Eng, " the of and to in that for on with their its will has have we is are was by this from it as "},
	{whatlanggo.Fra, " le la les des du et une est que qui dans pour sur par au aux avec nous ce cette "},
	{whatlanggo.Deu, " der die das und den von zu mit auf für ist im nicht ein eine dass sich des wir "},
	{whatlanggo.Spa, " el la los las de que y en un una por para con se del su es al como "},
	{whatlanggo.Ita, " il la le di che e un una per con del della dei si è nel sono gli "},
	{whatlanggo.Por, " o os as de que e um uma por para com se do da dos é não em "},
	{whatlanggo.Nld, " de het een van en in op te dat die voor met zijn aan wij niet "},
}

// plainlyEnglish reports whether a long text shows in its first n letters English
// small words as often as running English does: there they are a third of the
// words, seldom less than a quarter, in other languages less than a tenth. Words
// are those of letters.
func plainlyEnglish(text string, n int) bool {
	const fewest = 50 // words
	const share = 0.22
	words, small := 0, 0
	var word [16]byte // the word before i, as far as there is room
	length := 0
	end := func() {
		if length == 0 {
			return
		}
		words++
		if length < len(word) && englishWords.Has(string(word[:length])) {
			small++
		}
		length = 0
	}
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z'):
			word[min(length, len(word)-1)] = byte(r | 0x20)
			length++
			n--
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
			length += len(word) // no small word of English
			n--
		case r == '\'' || r == '’':
		default:
			end()
		}
		if n == 0 {
			break
		}
	}
	end()
	return words >= fewest && float64(small) >= share*float64(words)
}

// englishWords are the small words of English, with some that no other language has.
var englishWords = fold.SetOf(particles[0].words, "not but or his they were which would said who")

// byParticles returns the language that most of the small words of a text
// belong to, if there are two at least and twice as many as of any other.
func byParticles(text string) (whatlanggo.Lang, bool) {
	var counts [len(particles)]int
	for _, word := range strings.Fields(strings.ToLower(text)) {
		for i := range particles {
			if strings.Contains(particles[i].words, " "+word+" ") {
				counts[i]++
			}
		}
	}
	best, second := 0, -1
	for i := 1; i < len(counts); i++ {
		switch {
		case counts[i] > counts[best]:
			best, second = i, best
		case second < 0 || counts[i] > counts[second]:
			second = i
		}
	}
	return particles[best].lang, counts[best] >= 2 && counts[best] >= 2*counts[second]
}

// letters returns the words at the beginning of text until n letters are
// reached, without digits, marks and addresses.
func letters(text string, n int) string {
	out := make([]byte, 0, min(len(text), n+n/4))
	gap := true
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z': // most of a text
			out = append(out, byte(r))
			gap = false
			n--
		case unicode.IsLetter(r) || unicode.IsMark(r):
			out = utf8.AppendRune(out, r)
			gap = false
			n--
		case r == '\'' || r == '’':
		case !gap:
			out = append(out, ' ')
			gap = true
		}
		if n == 0 {
			break
		}
	}
	return string(out)
}
