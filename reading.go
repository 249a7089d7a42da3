package communique

// Reading is one document while it is read: the document with what has been
// found so far, and the words and sentences that the finders walk over. Each
// stage of ingest fills one field and reads those before it; package claim
// makes the claims from the whole.
type Reading struct {
	*Document
	Paragraphs []Span     // stretches without a line break, in order; they never cross a region
	Sentences  []Sentence // in order; a sentence never crosses a paragraph
	Tokens     []Token    // in order; every token lies in one sentence
}

// Token is one word, number or mark.
type Token struct {
	Span
	Kind TokenKind
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
}

// Word returns the text of token i.
func (r *Reading) Word(i int) string { return r.Tokens[i].Of(r.Text) }

// TokensOf returns the tokens of a sentence.
func (r *Reading) TokensOf(s Sentence) []Token { return r.Tokens[s.First:s.Last] }

// SentenceInArticle reports whether sentence s stands in an article region.
func (r *Reading) SentenceInArticle(s Sentence) bool { return r.Regions[s.Region].Role == Article }

// SentenceAt returns the index of the sentence that holds the byte at offset,
// or of the last one before it; -1 where there is none.
func (r *Reading) SentenceAt(offset int) int {
	lo, hi := 0, len(r.Sentences)
	for lo < hi {
		if mid := (lo + hi) / 2; r.Sentences[mid].Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// TokenAt returns the index of the first token that ends after offset,
// len(Tokens) where there is none.
func (r *Reading) TokenAt(offset int) int {
	lo, hi := 0, len(r.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; r.Tokens[mid].End <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// MentionsIn returns the mentions that lie in the span, in order of the text.
// Mentions must be sorted by their start.
func (r *Reading) MentionsIn(s Span) []Mention {
	lo, hi := 0, len(r.Mentions)
	for lo < hi {
		if mid := (lo + hi) / 2; r.Mentions[mid].Start < s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	end := lo
	for end < len(r.Mentions) && r.Mentions[end].Start < s.End {
		end++
	}
	return r.Mentions[lo:end]
}
