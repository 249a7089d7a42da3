package region

import (
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
	text    string
	low     string // lower case, single spaces, straight apostrophes; cut at 2,000 bytes
	key     string // letters only, lower case: equal for a text said again; "" for long units
	words   int
	letters int // among runes
	runes   int
	block   string // type of the format's block that it lies in, "" where none
	setOff  bool   // the format says that it is not the article's own
	gap     bool   // a blank line stands before it
	stopped bool   // it ends as a sentence does
	caps    bool   // it has letters, and no small ones
	digits  bool

	role communique.Role // "" while undecided
	typ  string
}

// units cuts a text into units.
func units(text string, blocks []format.Block) []unit {
	spans := lang.Paragraphs(text)
	us := make([]unit, len(spans))
	b, end := 0, 0
	for i, s := range spans {
		u := &us[i]
		u.Span, u.text = s, s.Of(text)
		u.gap = i == 0 || strings.Count(text[end:s.Start], "\n") > 1
		end = s.End
		for b < len(blocks) && blocks[b].End <= s.Start {
			b++
		}
		if b < len(blocks) && blocks[b].Start <= s.Start {
			u.block, u.setOff = blocks[b].Type, blocks[b].Boilerplate
		}
		u.look()
	}
	return us
}

// look fills what can be seen of the unit's text.
func (u *unit) look() {
	const most = 2000
	var low, key strings.Builder
	upper, lower, space := false, false, true
	for _, r := range u.text {
		u.runes++
		if unicode.IsSpace(r) {
			if !space && low.Len() < most {
				low.WriteByte(' ')
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
			if key.Len() < 300 {
				key.WriteRune(l)
			}
		case unicode.IsDigit(r):
			u.digits = true
		}
		if low.Len() < most {
			if l == '’' {
				l = '\''
			}
			low.WriteRune(l)
		}
	}
	u.low = strings.TrimSpace(low.String())
	if u.runes < 250 {
		u.key = key.String()
	}
	u.caps = upper && !lower
	tail := strings.TrimRight(u.text, "”’\"')]» \u00a0\n\r")
	u.stopped = strings.HasSuffix(tail, ".") || strings.HasSuffix(tail, "!") || strings.HasSuffix(tail, "?") || strings.HasSuffix(tail, "…")
}

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

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}
