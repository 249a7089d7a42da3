package region

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
	"github.com/communique-kg/communique/ingest/lang"
)

// unit is one paragraph with what can be seen of it by itself.
type unit struct {
	communique.Span
	text     string
	low      string // lower case, single spaces, straight apostrophes; cut at 2,000 bytes
	key      string // letters only, lower case: equal for a text said again; "" for long units
	words    int
	letters  int // among runes
	runes    int
	block    string // type of the format's block that it lies in, "" where none
	setOff   bool   // the format says that it is not the article's own
	gap      bool   // a blank line stands before it
	stopped  bool   // it ends as a sentence does
	caps     bool   // it has letters, and no small ones
	digits   bool
	spaced   bool // its letters stand apart: "S U M M A R Y"
	page     int  // number of the page that it begins on, by the text's form feeds
	edge     bool // among the first or last lines of its page
	contents bool // belongs to a table of contents

	beginnings [16]uint64 // a filter of the letters that words begin with; see mayHold
	filtered   bool

	role communique.Role // "" while undecided
	typ  string
}

// units cuts a text into units.
func units(text string, blocks []format.Block) []unit {
	spans := lang.Paragraphs(text)
	us := make([]unit, len(spans))
	var scratch letters
	b, end, page := 0, 0, 0
	for i, s := range spans {
		u := &us[i]
		u.Span, u.text = s, s.Of(text)
		u.gap = i == 0 || strings.Count(text[end:s.Start], "\n") > 1
		page += strings.Count(text[end:s.Start], "\f")
		u.page = page
		page += strings.Count(u.text, "\f")
		end = s.End
		for b < len(blocks) && blocks[b].End <= s.Start {
			b++
		}
		if b < len(blocks) && blocks[b].Start <= s.Start {
			u.block, u.setOff = blocks[b].Type, blocks[b].Boilerplate
		}
		u.look(&scratch)
	}
	if page > 0 {
		setEdges(us)
	}
	return us
}

// setEdges marks the units that can be the head or the foot of their page.
func setEdges(us []unit) {
	const near = 2
	for i := range us {
		for j := max(0, i-near); j <= min(len(us)-1, i+near); j++ {
			us[i].edge = us[i].edge || us[j].page != us[i].page
		}
	}
}

// letters is room for a unit's text in lower case and for its key.
type letters struct{ low, key []byte }

// look fills what can be seen of the unit's text.
func (u *unit) look(scratch *letters) {
	const most, mostOfKey = 2000, 300
	low, key := scratch.low[:0], scratch.key[:0]
	upper, lower, space := false, false, true
	for i, next := 0, 0; i < len(u.text); i = next {
		for next < len(u.text) && u.text[next]-'a' <= 'z'-'a' { // most of a text
			next++
		}
		if run := u.text[i:next]; run != "" {
			if space {
				u.words++
			}
			u.runes, u.letters = u.runes+len(run), u.letters+len(run)
			space, lower = false, true
			key = append(key, run[:min(len(run), max(0, mostOfKey-len(key)))]...)
			low = append(low, run[:min(len(run), max(0, most-len(low)))]...)
			continue
		}
		r, size := rune(u.text[i]), 1
		if r == ' ' {
			u.runes++
			if !space && len(low) < most {
				low = append(low, ' ')
			}
			space, next = true, i+1
			continue
		}
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(u.text[i:])
		}
		next = i + size
		u.runes++
		if unicode.IsSpace(r) {
			if !space && len(low) < most {
				low = append(low, ' ')
			}
			space = true
			continue
		}
		if space {
			u.words++
		}
		space = false
		l := unicode.ToLower(r)
		switch {
		case unicode.IsLetter(r):
			u.letters++
			upper = upper || r != l
			lower = lower || unicode.IsLower(r)
			if len(key) < mostOfKey {
				key = utf8.AppendRune(key, l)
			}
		case unicode.IsDigit(r):
			u.digits = true
		}
		if len(low) < most {
			if l == '’' {
				l = '\''
			}
			low = utf8.AppendRune(low, l)
		}
	}
	scratch.low, scratch.key = low, key
	u.low = string(bytes.TrimSpace(low))
	u.spaced = u.words >= 6 && u.letters <= u.words*2
	if u.runes < 250 {
		u.key = u.unnumbered(string(key))
	}
	u.caps = upper && !lower
	tail := strings.TrimRight(withoutMarks(u.text), "”’\"')]» \u00a0\n\r")
	u.stopped = strings.HasSuffix(tail, ".") || strings.HasSuffix(tail, "!") || strings.HasSuffix(tail, "?") || strings.HasSuffix(tail, "…")
}

// withoutMarks takes the marks of notes off the end of a text: "attack.[1][2]", "years.12".
func withoutMarks(s string) string {
	for {
		t := strings.TrimRight(s, "0123456789")
		switch n := len(t); {
		case n < 3 || len(s)-n > 3:
			return s
		case len(t) < len(s) && t[n-1] == '.' && (t[n-2] >= 'a' && t[n-2] <= 'z' || t[n-2] >= 0x80):
			return t
		case !strings.HasSuffix(t, "]"):
			return s
		}
		open := strings.LastIndexByte(s, '[')
		if open < 0 || len(s)-open > 5 || strings.Trim(s[open:], "[]0123456789") != "" {
			return s
		}
		s = s[:open]
	}
}

// unnumbered takes a page's number in Roman figures off a line's key: "SUMMARY xii".
func (u *unit) unnumbered(key string) string {
	if u.words < 2 || len(key) < 8 {
		return key
	}
	if last := u.low[strings.LastIndexByte(u.low, ' ')+1:]; pageFigures(last) && (len(last) > 1 || !u.spaced) && strings.HasSuffix(key, last) {
		key = key[:len(key)-len(last)]
	}
	if first := firstWord(u.low); pageFigures(first) && (len(first) > 1 || !u.spaced) && strings.HasPrefix(key, first) {
		key = key[len(first):]
	}
	return key
}

// pageFigures reports whether a word is the number of a page in a book's front
// matter, in small Roman figures.
func pageFigures(w string) bool { return len(w) <= 6 && w != "" && strings.Trim(w, "ivxl") == "" }

// short reports whether the unit could be a label or a link rather than prose.
func (u *unit) short(words int) bool { return u.words <= words && !u.stopped }

// prose reports whether the unit is a paragraph of running text.
func (u *unit) prose() bool { return u.words >= 20 && u.stopped || u.words >= 40 }

// begins reports whether the unit begins with one of the phrases, as whole words.
func (u *unit) begins(phrases ...string) bool {
	for _, p := range phrases {
		if rest, ok := strings.CutPrefix(u.low, p); ok && (rest == "" || !letterAt(rest) || !letterBefore(p, len(p))) {
			return true
		}
	}
	return false
}

// is reports whether the unit is one of the phrases, marks at its end aside.
func (u *unit) is(phrases ...string) bool {
	low := strings.TrimRight(u.low, ":.!… *")
	for _, p := range phrases {
		if low == p {
			return true
		}
	}
	return false
}

// count returns how many of the phrases stand in the unit as whole words.
func (u *unit) count(phrases ...string) int {
	n := 0
	for _, p := range phrases {
		if !u.mayHold(p) {
			continue
		}
		for low, at := u.low, 0; ; {
			i := strings.Index(low[at:], p)
			if i < 0 {
				break
			}
			at += i
			if !letterBefore(low, at) && !letterAt(low[at+len(p):]) {
				n++
				break
			}
			at += len(p)
		}
	}
	return n
}

// phrases are counted together: one look at the beginnings of a unit's words
// mostly rules all of them out.
type phrases struct {
	list       []string
	beginnings [16]uint64
}

// phrasesOf makes the phrases of a list. Each begins with a letter.
func phrasesOf(list ...string) *phrases {
	p := &phrases{list: list}
	for _, s := range list {
		b := beginning(s)
		p.beginnings[b/64] |= 1 << (b % 64)
	}
	return p
}

// countOf returns how many of the phrases stand in the unit as whole words.
func (u *unit) countOf(p *phrases) int {
	u.filter()
	for i, b := range u.beginnings {
		if b&p.beginnings[i] != 0 {
			return u.count(p.list...)
		}
	}
	return 0
}

// mayHold reports whether a word of the unit begins as the phrase does; most
// phrases are ruled out by it at once.
func (u *unit) mayHold(phrase string) bool {
	u.filter()
	if !small(phrase[0]) {
		return true
	}
	b := beginning(phrase)
	return u.beginnings[b/64]&(1<<(b%64)) != 0
}

// filter fills beginnings.
func (u *unit) filter() {
	if u.filtered {
		return
	}
	u.filtered = true
	within := false // behind a letter
	for i := range len(u.low) {
		letter := small(u.low[i])
		if letter && !within {
			b := beginning(u.low[i:])
			u.beginnings[b/64] |= 1 << (b % 64)
		}
		within = letter
	}
}

// beginning hashes the first four letters of a word, or as many as it has before
// anything else, to one of 1,024 values.
func beginning(s string) uint32 {
	h := uint32(s[0])
	for i := 1; i < len(s) && i < 4 && small(s[i]); i++ {
		h |= uint32(s[i]) << (8 * i)
	}
	return h * 2654435761 >> 22
}

func small(c byte) bool { return c-'a' <= 'z'-'a' }

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}
