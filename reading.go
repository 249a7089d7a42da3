package communique

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique/internal/fold"
)

// Reading is one document while it is read: the document with what has been
// found so far, and the words and sentences that the finders walk over. Each
// stage of ingest fills one field and reads those before it; package claim
// makes the claims from the whole.
type Reading struct {
	*Document
	Paragraphs []Span     // stretches without a line break, in order; they never cross a region
	Sentences  []Sentence // in order; a sentence never crosses a paragraph
	Tokens     []Token    // in order; every token lies in one sentence
	Grammar    Grammar    // tags and parses sentences that a finder asks about; nil where there is none

	lowerText string   // see LowerText
	lower     []string // see LowerWords
}

// Reuse makes a reading, whose document has been read, that of another one, of
// which nothing is found yet. The room of its words and sentences stays, so that
// many documents are read without making it anew.
func (r *Reading) Reuse(d *Document) {
	const most = 1 << 18 // words; the room that a longer document took is given up
	if cap(r.Tokens) > most {
		*r = Reading{}
	}
	clear(r.lower) // its words would hold the text before
	*r = Reading{Document: d, Paragraphs: r.Paragraphs[:0], Sentences: r.Sentences[:0], Tokens: r.Tokens[:0], lower: r.lower[:0]}
}

// Token is one word, number or mark.
type Token struct {
	Span
	Kind       TokenKind
	Tag        Tag        // its part of speech, once Reading.Tag was asked
	Dependency Dependency // how it depends on Head, once Reading.Parse was asked
	Head       int32      // index into Tokens of the word that it depends on, -1 for the root of its sentence; once Reading.Parse was asked
}

// TokenKind says what a token is made of.
type TokenKind uint8

// The kinds of token.
const (
	Word        TokenKind = iota // letters, with inner hyphens and apostrophes: "case-by-case", "doesn’t"
	Number                       // digits with separators: "28", "1,000", "2.5"
	Punctuation                  // one mark: "," "“" "—"
	Symbol                       // anything else: "%", "$", an emoji
)

// Sentence is a stretch of one paragraph.
type Sentence struct {
	Span
	First, Last int // its tokens are Tokens[First:Last]
	Paragraph   int // index into Paragraphs
	Region      int // index into Regions

	tagged, parsed bool
}

// Word returns the text of token i.
func (r *Reading) Word(i int) string { return r.Tokens[i].Of(r.Text) }

// Lower returns the text of token i in lower case.
func (r *Reading) Lower(i int) string { return r.LowerWords()[i] }

// LowerWords returns the text of each token in lower case. All are written so at
// the first call; Text and Tokens stay as they are from then on, and so must the
// list, which all callers share.
func (r *Reading) LowerWords() []string {
	if len(r.lower) != len(r.Tokens) {
		text := r.LowerText()
		r.lower = slices.Grow(r.lower[:0], len(r.Tokens))[:len(r.Tokens)]
		for k := range r.Tokens {
			r.lower[k] = lowerWord(r.Tokens[k].Of(text))
		}
	}
	return r.lower
}

// LowerText returns Text with the letters A to Z in lower case and all else as it
// stands, so that offsets into the one hold for the other.
func (r *Reading) LowerText() string {
	if len(r.lowerText) != len(r.Text) {
		r.lowerText = fold.ASCII(r.Text)
	}
	return r.lowerText
}

// lowerWord returns a word whose letters A to Z are in lower case with all others so.
func lowerWord(w string) string {
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return strings.ToLower(w)
		}
	}
	return w
}

// SentenceInArticle reports whether sentence s stands in an article region.
func (r *Reading) SentenceInArticle(s Sentence) bool { return r.Regions[s.Region].Role == Article }

// SentenceAt returns the index of the sentence that holds the byte at offset,
// or of the last one before it; -1 where there is none.
func (r *Reading) SentenceAt(offset int) int {
	return sort.Search(len(r.Sentences), func(i int) bool { return r.Sentences[i].Start > offset }) - 1
}

// TokenAt returns the index of the first token that ends after offset,
// len(Tokens) where there is none.
func (r *Reading) TokenAt(offset int) int {
	return sort.Search(len(r.Tokens), func(i int) bool { return r.Tokens[i].End > offset })
}

// MentionsIn returns the mentions that begin in the span, in order of the text.
// Mentions must be sorted by their start.
func (r *Reading) MentionsIn(s Span) []Mention {
	return beginningIn(r.Mentions, s, func(m *Mention) int { return m.Start })
}

// TimesIn returns the temporal expressions that begin in the span, in order of
// the text. Times must be sorted by their start.
func (r *Reading) TimesIn(s Span) []TimeValue {
	return beginningIn(r.Times, s, func(t *TimeValue) int { return t.Start })
}

// QuantitiesIn returns the quantities that begin in the span, in order of the
// text. Quantities must be sorted by their start.
func (r *Reading) QuantitiesIn(s Span) []Quantity {
	return beginningIn(r.Quantities, s, func(q *Quantity) int { return q.Start })
}

// beginningIn returns the items, sorted by their start, that begin in the span.
func beginningIn[T any](items []T, s Span, start func(*T) int) []T {
	lo := sort.Search(len(items), func(i int) bool { return start(&items[i]) >= s.Start })
	end := lo
	for end < len(items) && start(&items[end]) < s.End {
		end++
	}
	return items[lo:end]
}
