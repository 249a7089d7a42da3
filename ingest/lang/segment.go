package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// Segment fills the paragraphs, sentences and tokens of r from its text and
// regions; what lies outside every region has none. Paragraphs are those of
// [Paragraphs], cut where a region begins or ends. The work is in proportion to
// the text's length.
func Segment(r *communique.Reading) {
	r.Paragraphs, r.Sentences, r.Tokens = r.Paragraphs[:0], r.Sentences[:0], r.Tokens[:0]
	if len(r.Regions) == 0 {
		return
	}
	r.Tokens = slices.Grow(r.Tokens, len(r.Text)/5+8)
	labels := newLabels(r)
	var ends []int
	region := 0
	for _, p := range Paragraphs(r.Text) {
		for region < len(r.Regions) && r.Regions[region].End <= p.Start {
			region++
		}
		for i := region; i < len(r.Regions) && r.Regions[i].Start < p.End; i++ {
			piece := trim(r.Text, communique.Span{Start: max(p.Start, r.Regions[i].Start), End: min(p.End, r.Regions[i].End)})
			if piece.Len() == 0 {
				continue
			}
			first := len(r.Tokens)
			r.Tokens = scan(r.Tokens, r.Text, piece.Start, piece.End)
			if len(r.Tokens) == first {
				continue
			}
			border := 0
			if r.Regions[i].Type == "table" {
				r.Tokens, border = labels.split(r.Tokens, r.Text, first)
			}
			r.Paragraphs = append(r.Paragraphs, piece)
			ends = breaks(ends[:0], r.Text, r.Tokens[first:])
			if r.Regions[i].Type == "table" {
				ends = cells(ends, r.Text, r.Tokens[first:])
			}
			from := first
			for _, e := range ends {
				// A row's label is no part of the sentence glued to it.
				if border > from && border < first+e {
					addSentence(r, from, border, i)
					from = border
				}
				addSentence(r, from, first+e, i)
				from = first + e
			}
		}
	}
}

// cells adds to the ends of sentences those of a row's cells: no sentence goes
// over the tab between two cells.
func cells(ends []int, text string, tokens []communique.Token) []int {
	for i := 1; i < len(tokens); i++ {
		if strings.IndexByte(text[tokens[i-1].End:tokens[i].Start], '\t') >= 0 {
			ends = append(ends, i)
		}
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

// longest is how many tokens a sentence may have. The longest sentences that
// treaties and resolutions have are below it; what goes on without a stop for
// longer is a list or debris, and a finder that walks to the ends of its
// sentence must not walk through all of that again and again.
const longest = 400

// addSentence appends the sentence of Tokens[first:last] in the last paragraph,
// cut where it is longer than any sentence: behind a semicolon or comma if one stands in
// the second half of what is allowed.
func addSentence(r *communique.Reading, first, last, region int) {
	for last-first > longest {
		cut := first + longest
		for _, mark := range []byte{';', ','} {
			if at := lastMark(r, first+longest/2, first+longest, mark); at >= 0 {
				cut = at + 1
				break
			}
		}
		appendSentence(r, first, cut, region)
		first = cut
	}
	appendSentence(r, first, last, region)
}

// lastMark returns the last of Tokens[first:last] that is this mark, -1 where none is.
func lastMark(r *communique.Reading, first, last int, mark byte) int {
	for i := last - 1; i >= first; i-- {
		if t := r.Tokens[i]; t.Len() == 1 && r.Text[t.Start] == mark {
			return i
		}
	}
	return -1
}

func appendSentence(r *communique.Reading, first, last, region int) {
	r.Sentences = append(r.Sentences, communique.Sentence{
		Span:      communique.Span{Start: r.Tokens[first].Start, End: r.Tokens[last-1].End},
		First:     first,
		Last:      last,
		Paragraph: len(r.Paragraphs) - 1,
		Region:    region,
	})
}

// trim takes the white space off both ends of a span.
func trim(text string, s communique.Span) communique.Span {
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !outer(c) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		c, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !outer(c) {
			break
		}
		s.End -= n
	}
	return s
}

// labels knows the words of a document, to divide what a table has glued
// together: "PoliticalNATO's" is a row's label and the first word of its text.
type labels struct {
	text  string
	words map[string]bool // capitalised words that stand alone somewhere; nil until needed
}

func newLabels(r *communique.Reading) *labels { return &labels{text: r.Text} }

// split divides the first word among tokens[first:] in which a capital follows a
// small letter, if both parts stand as words of their own elsewhere in the text,
// and returns the index of its second part; 0 where none is divided. Only the
// first few tokens can be a label.
func (l *labels) split(tokens []communique.Token, text string, first int) ([]communique.Token, int) {
	const most = 8
	for i := first; i < len(tokens) && i < first+most; i++ {
		t := tokens[i]
		if t.Kind != communique.Word {
			continue
		}
		cut := 0
		for j := t.Start + 1; j < t.End; j++ {
			if c := text[j]; c >= 'A' && c <= 'Z' && text[j-1] >= 'a' && text[j-1] <= 'z' {
				cut = j
				break
			}
		}
		if cut == 0 || cut-t.Start < 3 {
			continue
		}
		l.learn()
		word, rest := text[t.Start:cut], text[cut:t.End]
		for j := range len(rest) {
			if rest[j] == '\'' || rest[j] >= utf8.RuneSelf {
				rest = rest[:j]
				break
			}
		}
		if !l.words[word] || !l.words[rest] {
			continue
		}
		tokens = append(tokens, communique.Token{})
		copy(tokens[i+1:], tokens[i:])
		tokens[i].End, tokens[i+1].Start = cut, cut
		return tokens, i + 1
	}
	return tokens, 0
}

// learn collects the document's words, each also as it would begin a sentence.
func (l *labels) learn() {
	if l.words != nil {
		return
	}
	l.words = map[string]bool{"A": true, "The": true, "An": true}
	for _, t := range scan(nil, l.text, 0, len(l.text)) {
		if t.Kind != communique.Word {
			continue
		}
		word := t.Of(l.text)
		for i := range len(word) {
			if word[i] == '\'' || word[i] >= utf8.RuneSelf {
				word = word[:i]
				break
			}
		}
		l.words[word] = true
		if c, n := utf8.DecodeRuneInString(word); n > 0 && unicode.IsLower(c) {
			l.words[string(unicode.ToUpper(c))+word[n:]] = true
		}
	}
}
