package grammar

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// word is what the models look at of one token. It holds hashes in place of
// strings, so that a sentence is read once and nothing is allocated for it.
type word struct {
	form    uint64 // the stem in lower case, its digits as 0: "nato" of "NATO’s"
	last    uint64 // the last part of a word with hyphens, "sponsored" of "state-sponsored"; else form
	suffix  [4]uint64
	prefix  [3]uint64
	shape   uint64 // runs of characters of one kind: "Xx" of "Reuters", "X-x" of "US-led"
	clitic  uint8  // which of the clitics stands behind the stem, 0 where none does
	initial uint8  // whether it is the first word of its sentence, and the case of the sentence
	mark    mark   // of a punctuation mark or symbol
	capital bool   // begins with a capital, and the sentence has a case
	known   entry  // what the lexicon has on it

	outline               uint64 // of shape and initial, spread over 64 bits
	class, cluster, group uint64 // of known, likewise
}

// mark says what a mark does in a sentence. The Penn Treebank tells marks apart
// by their tags; ours have one tag, and the parser needs to know more.
type mark uint8

const (
	noMark mark = iota
	stop
	comma
	colon
	dash
	quote
	opening
	closing
	otherMark
	marks // how many there are
)

// letterCase says how a sentence is written. Headlines have no case to go by.
type letterCase uint8

const (
	mixedCase letterCase = iota // capitals say something
	titleCase                   // "Ministers Agree On Cyber Pledge"
	noCase                      // "MINISTERS AGREE", "ministers agree"
)

// caseOf tells how the tokens of a sentence are written. Sentences of fewer than
// four words are taken as mixed.
func caseOf(text string, tokens []communique.Token) letterCase {
	const few = 4
	words, capitals, shouting := 0, 0, 0
	for _, t := range tokens {
		if t.Kind != communique.Word || t.Len() < 2 {
			continue
		}
		words++
		if first := text[t.Start]; first >= 'A' && first <= 'Z' {
			capitals++
			if upper(t.Of(text)) {
				shouting++
			}
		}
	}
	switch {
	case words < few:
		return mixedCase
	case shouting*10 >= words*8:
		return noCase
	case capitals*10 >= words*7:
		return titleCase
	}
	return mixedCase
}

// upper reports whether no ASCII letter of the word is small.
func upper(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return true
}

// The multipliers of the hashes: odd, with their bits well spread.
const (
	k0 = 0x9E3779B97F4A7C15
	k1 = 0xD6E8FEB86659FD93
	k2 = 0xA0761D6478BD642F
	k3 = 0xE7037ED1A0B428DB
)

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= k1
	return h ^ h>>29
}

// keys spread small numbers, such as tags, over 64 bits.
var keys = func() (k [1 << 10]uint64) {
	for i := range k {
		k[i] = mix((uint64(i) + 1) * k2)
	}
	return k
}()

// one, two and three make a feature of a template's number and the values it
// combines, which must be spread over 64 bits already, as hashes and keys are: then
// sums of them are, too. Each value is turned, so that their order counts.
func one(template, a uint64) uint64 { return template*k0 + a }

func two(template, a, b uint64) uint64 { return template*k0 + a + bits.RotateLeft64(b, 23) }

func three(template, a, b, c uint64) uint64 {
	return template*k0 + a + bits.RotateLeft64(b, 23) + bits.RotateLeft64(c, 46)
}

// parts joins two parts of speech, in their order.
func parts(a, b uint64) uint64 { return bits.RotateLeft64(a, 11) + b }

// f1, f2 and f3 make a feature of a template's number and any values it combines.
func f1(template, a uint64) uint64 { return mix(template*k0 ^ a*k2) }

func f2(template, a, b uint64) uint64 { return mix((template*k0^a)*k2 ^ (b*k3 + b>>31)) }

func f3(template, a, b, c uint64) uint64 { return f2(template, mix(a+c*k1), b) }

// The clitics that are glued to a word's end, by number from 1.
var clitics = [...]string{"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}

// longest is how many bytes of a word are looked at from either end. Nothing in
// a longer one says what it is, and an endless one must not cost twice.
const longest = 64

// set reads one token. The sentence's case c decides what capitals are worth.
func (w *word) set(text string, t communique.Token, c letterCase, first bool) {
	*w = word{}
	s := t.Of(text)
	if len(s) > longest {
		cut := longest
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	// Lower case, with straight apostrophes and hyphens and digits made one.
	var low [longest + utf8.UTFMax]byte
	n := 0
	var shape, run uint64 = 0, 0
	apostrophe := false
	for i := 0; i < len(s) && n < longest; {
		b := s[i]
		if b < utf8.RuneSelf {
			i++
			var kind uint64
			switch {
			case b >= 'a' && b <= 'z':
				kind = 1
			case b >= 'A' && b <= 'Z':
				kind = 2
				if n == 0 {
					w.capital = true
				}
				b |= 0x20
			case b >= '0' && b <= '9':
				kind, b = 3, '0'
			default:
				kind = uint64(b)
				apostrophe = apostrophe || b == '\''
			}
			low[n] = b
			n++
			if kind != run {
				shape, run = shape*67+kind, kind
			} else if kind == 2 {
				shape |= 1 << 62 // "US" is not "Us"
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		kind := uint64(1)
		switch r {
		case '’', '‘', 'ʼ':
			r, kind, apostrophe = '\'', '\'', true
		case '\u2010', '\u2011':
			r, kind = '-', '-'
		case '\u00AD', '\u2060', '\u200C', '\u200D':
			continue
		default:
			if unicode.IsUpper(r) {
				r, kind = unicode.ToLower(r), 2
				if n == 0 {
					w.capital = true
				}
			} else if !unicode.IsLetter(r) {
				kind = 4
			}
		}
		n += utf8.EncodeRune(low[n:], r)
		if kind != run {
			shape, run = shape*67+kind, kind
		} else if kind == 2 {
			shape |= 1 << 62
		}
	}
	stem := low[:n]
	if t.Kind == communique.Word && apostrophe {
		for i, clitic := range clitics {
			if len(stem) > len(clitic) && string(stem[len(stem)-len(clitic):]) == clitic {
				w.clitic = uint8(i + 1)
				stem = stem[:len(stem)-len(clitic)]
				break
			}
		}
	}
	w.form = hash(stem)
	w.last = w.form
	for i := len(stem) - 2; i > 0; i-- {
		if stem[i] == '-' {
			w.last = hash(stem[i+1:])
			break
		}
	}
	h := uint64(k3)
	for i := range min(len(stem), len(w.suffix)) {
		h = h*k1 + uint64(stem[len(stem)-1-i]) + 1
		w.suffix[i] = mix(h)
	}
	h = k2
	for i := range min(len(stem), len(w.prefix)) {
		h = h*k1 + uint64(stem[i]) + 1
		w.prefix[i] = mix(h)
	}
	w.shape = shape
	if c == noCase {
		w.capital = false
		w.shape = uint64(t.Kind) + 1<<40
	}
	w.initial = uint8(c) << 1
	if first {
		w.initial |= 1
	}
	w.outline = mix(w.shape ^ uint64(w.initial)*k3)
	if t.Kind == communique.Punctuation || t.Kind == communique.Symbol {
		w.mark = markOf(t.Of(text))
	}
}

func hash(s []byte) uint64 {
	h := uint64(k0)
	for _, b := range s {
		h = (h ^ uint64(b)) * 0x100000001b3
	}
	return mix(h)
}

func markOf(s string) mark {
	switch s {
	case ".", "?", "!", "...", "…":
		return stop
	case ",":
		return comma
	case ":", ";":
		return colon
	case "-", "--", "–", "—", "―":
		return dash
	case "\"", "“", "”", "'", "‘", "’", "«", "»", "„", "`":
		return quote
	case "(", "[", "{":
		return opening
	case ")", "]", "}":
		return closing
	}
	return otherMark
}
