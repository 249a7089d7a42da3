package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// Paragraphs divides a text into paragraphs, in order, without the white space
// around them; together they hold every visible character. A line is a
// paragraph, but where the lines are those of a text wrapped at a fixed width,
// the lines of one paragraph are joined, also over a word that a hyphen divides
// and over single blank lines that a PDF has left inside a sentence. The heads
// and feet of pages, which recur, are paragraphs of their own.
//
// Whether a text is wrapped is told from its line breaks: in wrapped prose most
// lines begin in small letters and are as long as the next word allows.
func Paragraphs(text string) []communique.Span {
	lines := splitLines(text)
	global := wrapping(lines)
	if global.wrapped {
		setRecurring(lines, text)
		global.setBroken(lines)
	}
	out := make([]communique.Span, 0, len(lines))
	for from := 0; from < len(lines); {
		// A block is a stretch of lines without a gap.
		to := from + 1
		for to < len(lines) && lines[to].gap <= 1 {
			to++
		}
		w := global
		if local := wrapping(lines[from:to]); local.pairs >= 4 {
			w = local
			w.broken, w.shattered = global.broken, global.shattered
		}
		for i := from; i < to; i++ {
			l := &lines[i]
			if i > from && (w.joins(&lines[i-1], l) || strays(text, &lines[i-1], l)) || i == from && i > 0 && (w.spans(&lines[i-1], l) || w.continues(text, &lines[i-1], l, out[len(out)-1].Start < lines[i-1].Start)) {
				out[len(out)-1].End = l.End
				continue
			}
			out = append(out, l.Span)
		}
		from = to
	}
	return out
}

// line is one line that is not blank.
type line struct {
	communique.Span          // without the white space at its ends
	width           int      // characters
	first           int      // characters in its first word
	gap             int      // line breaks between it and the line before
	indent          bool     // white space before it
	small           bool     // begins with a small letter
	item            bool     // begins as an item of a list, or as a heading or table does
	caps            bool     // letters, but no small ones: a heading or the head of a page
	recurring       bool     // stands between blank lines and is said again, as the heads of pages are
	ends            lineStop // how it ends
}

type lineStop uint8

const (
	open    lineStop = iota // in the middle of something
	stopped                 // with a stop
	pending                 // with a colon or semicolon
	comma                   // with a comma
	hyphen                  // with a hyphen after a letter
)

func splitLines(text string) []line {
	var lines []line
	gap := 1
	for start := 0; start < len(text); {
		end, next := lineBreak(text, start)
		if l, ok := newLine(text, start, end); ok {
			l.gap = gap
			lines = append(lines, l)
			gap = 0
		}
		gap++
		start = next
	}
	return lines
}

// setRecurring finds the heads and feet of pages: lines between blank lines whose
// letters occur in at least three such lines. They part no sentence from its
// end, but are no part of it either.
func setRecurring(lines []line, text string) {
	const fewest, letters = 3, 8
	seen := make(map[uint64]int)
	keys := make([]uint64, len(lines))
	for i := range lines {
		l := &lines[i]
		if l.width > widest || l.gap < 2 || i+1 < len(lines) && lines[i+1].gap < 2 {
			continue
		}
		// The FNV hash of its letters: the numbers of pages differ.
		key, n := uint64(14695981039346656037), 0
		for _, c := range []byte(l.Of(text)) {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf {
				key, n = (key^uint64(c|0x20))*1099511628211, n+1
			}
		}
		if n >= letters {
			keys[i] = key
			seen[key]++
		}
	}
	for i, key := range keys {
		lines[i].recurring = key != 0 && seen[key] >= fewest
	}
}

// lineBreak returns where the line that begins at start ends, and where the next begins.
func lineBreak(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c > '\r' && c < 0xc2: // most of a text
		case c == '\n', c == '\v', c == '\f':
			return i, i + 1
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case c == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
			return i, i + 2
		case c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, i + 3
		}
	}
	return len(text), len(text)
}

func newLine(text string, start, end int) (line, bool) {
	s := strings.TrimLeftFunc(text[start:end], outer)
	if s == "" {
		return line{}, false
	}
	l := line{indent: len(s) < end-start}
	l.Start = end - len(s)
	s = strings.TrimRightFunc(s, outer)
	l.End = l.Start + len(s)
	l.width = utf8.RuneCountInString(s)
	word := s
	if i := strings.IndexAny(s, " \t\u00a0"); i > 0 {
		word = s[:i]
	}
	l.first = utf8.RuneCountInString(word)
	r, _ := utf8.DecodeRuneInString(s)
	l.small = unicode.IsLower(r)
	l.caps = strings.IndexFunc(s, unicode.IsUpper) >= 0 && strings.IndexFunc(s, unicode.IsLower) < 0
	l.item = listed(word)
	l.ends = lineEnd(s)
	return l, true
}

// outer reports whether r may be left off at the ends of a line.
func outer(r rune) bool {
	return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || r == '\u2060' || unicode.IsControl(r)
}

// listed reports whether the first word of a line marks an item: "•", "-", "1.", "(a)", "iv)".
func listed(word string) bool {
	switch word {
	case "•", "·", "-", "–", "—", "*", "+", "o", "▪", "■", "●", "►", "»", ">", "#", "##", "###", "####", "|", "Q", "Q:", "A:":
		return true
	}
	if strings.HasPrefix(word, "•") || strings.HasPrefix(word, "#") || strings.HasPrefix(word, "|") {
		return true
	}
	mark := strings.TrimPrefix(word, "(")
	body := strings.TrimRight(mark, ".):")
	if len(body) == len(mark) || len(body) == 0 || len(body) > 4 {
		return false
	}
	return plainDigits(strings.ReplaceAll(body, ".", "")) || len(body) == 1 || strings.Trim(body, "ivxIVX") == ""
}

func lineEnd(s string) lineStop {
	s = strings.TrimRight(s, "”’\"')]»")
	switch {
	case s == "":
		return stopped
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…"):
		return stopped
	case strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";"):
		return pending
	case strings.HasSuffix(s, ","):
		return comma
	case strings.HasSuffix(s, "-") && len(s) > 1 && s[len(s)-2] >= 'a' && s[len(s)-2] <= 'z', strings.HasSuffix(s, "\u00AD"):
		return hyphen
	}
	return open
}

// The widths, in characters, between which lines may be those of wrapped prose.
const (
	narrowest = 34
	widest    = 130
)

// wrap is what the line breaks of a stretch of text say of its wrapping.
type wrap struct {
	pairs     int  // line breaks that could be a wrap
	wrapped   bool // and most look like one
	width     int  // about the widest of its lines
	broken    bool // blank lines stand inside sentences now and then,
	shattered bool // or more often than between them
}

// setBroken tells from all lines of a text how often a blank line between two of
// them that could be prose stands inside a sentence.
func (w *wrap) setBroken(lines []line) {
	const fewest = 3
	inside, all := 0, 0
	for i := 1; i < len(lines); i++ {
		a, b := &lines[i-1], &lines[i]
		if b.gap < 2 || b.gap > 3 || a.width > widest || a.width < narrowest || b.item || a.caps || a.recurring || b.recurring {
			continue
		}
		all++
		if b.small && (a.ends == open || a.ends == comma || a.ends == hyphen) {
			inside++
		}
	}
	w.broken = inside >= fewest && inside*10 >= all
	w.shattered = w.broken && inside*3 >= all*2
}

func wrapping(lines []line) wrap {
	w := wrap{}
	var widths [widest + 1]int
	small, total := 0, 0
	for i := range lines {
		l := &lines[i]
		if l.width <= widest {
			widths[l.width]++
			total++
		}
		if i == 0 || lines[i-1].width > widest || lines[i-1].width < narrowest || l.gap > 2 || l.item || lines[i-1].ends == stopped {
			continue
		}
		w.pairs++
		if l.small {
			small++
		}
	}
	// The width that nine lines in ten keep: a few longer ones are tables or noise.
	for seen, i := 0, widest; i >= 0; i-- {
		if seen += widths[i]; seen*10 > total {
			w.width = i
			break
		}
	}
	w.wrapped = w.pairs >= 2 && small*5 >= w.pairs*2 && total*2 >= len(lines) && w.width >= narrowest
	return w
}

// joins reports whether line b goes on with the paragraph of line a, which
// stands directly before it.
func (w wrap) joins(a, b *line) bool {
	if !w.wrapped || b.item || a.width > widest || a.item && a.width < narrowest || a.caps && !b.caps {
		return false
	}
	full := (a.width+1+b.first)*20 >= w.width*17 // the next word would hardly have fitted
	switch {
	case b.small && a.ends == hyphen:
		return true
	case b.small && a.ends != stopped:
		return a.width*4 >= w.width || !a.small && b.width*2 >= w.width // a text that begins "It is"
	case a.ends == comma:
		return a.width*3 >= w.width
	case a.ends == stopped:
		// A sentence may end with the line; a paragraph mostly ends short of it,
		// and a line set in begins one.
		return full && a.width*5 >= w.width*4 && (a.indent || !b.indent)
	}
	return full
}

// strays reports whether a line break stands by a slip inside a sentence of a text
// that is not wrapped: line a, longer than any wrapped one, breaks off before a
// small letter, or in a word that needs another.
func strays(text string, a, b *line) bool {
	return a.width > widest && b.small && !b.item && !b.caps && a.ends == open && !a.caps ||
		b.small && !b.item && a.ends == open && !a.item && a.width >= narrowest && dangling(text[a.Start:a.End])
}

// spans reports whether line b goes on with the sentence of line a over a blank
// line or two.
func (w wrap) spans(a, b *line) bool {
	if !w.wrapped || a.recurring || b.recurring || b.gap > 3 || b.item || a.caps || a.width > widest || a.width*2 < w.width {
		return false
	}
	return b.small && (a.ends == open || a.ends == hyphen || a.ends == comma) || a.ends == comma && a.width*3 >= w.width*2
}

// continues reports whether line b, which begins with a capital, goes on with the
// sentence of line a over a blank line: where blank lines stand inside sentences,
// if a is full and breaks off in a word that needs another; where most do, also if
// a is not the only line of its paragraph, as headings are.
func (w wrap) continues(text string, a, b *line, several bool) bool {
	const shortest = 12
	if !w.broken || a.ends != open || b.gap > 3 || a.recurring || b.recurring || b.item || a.caps || b.caps || b.width < shortest || a.width > widest ||
		(a.width+1+b.first)*20 < w.width*19 || text[a.End-1] == ')' {
		return false
	}
	return several && w.shattered || dangling(text[a.Start:a.End])
}

// dangling reports whether a line ends in a word that needs another behind it.
func dangling(s string) bool {
	switch strings.ToLower(s[strings.LastIndexAny(s, " \t\u00a0")+1:]) {
	case "the", "a", "an", "of", "and", "or", "to", "in", "on", "by", "for", "with", "from", "at", "as", "that", "which", "including", "between", "its", "their", "our", "this", "these", "than", "under", "into", "through", "such":
		return true
	}
	return false
}
