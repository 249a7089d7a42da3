package region

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// label returns the speaker's label that opens a turn of a transcript, with its
// colon, "" where none does: "MR. SULLIVAN:", "THE PRESIDENT:", "Q".
func label(s string) string {
	if rest, ok := strings.CutPrefix(s, "Q"); ok && (strings.HasPrefix(rest, "  ") || strings.HasPrefix(rest, "\t") || strings.HasPrefix(rest, "\u00a0")) {
		return "Q"
	}
	i := strings.IndexByte(s, ':')
	const longest = 80
	if i < 2 || i > longest || i+1 == len(s) || strings.IndexByte(" \t\n\r", s[i+1]) < 0 && s[i+1] < utf8.RuneSelf {
		return ""
	}
	upper, lower := 0, 0
	for _, r := range s[:i] {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsDigit(r), r == '“', r == '"', r == '•', r == '#':
			return ""
		}
	}
	// "SENIOR ADMINISTRATION OFFICIAL:" and "PRIME MINISTER McDONALD:", not "FACT SHEET: A title".
	if upper < 3 || lower*6 > upper || strings.HasPrefix(s, "FACT SHEET") || strings.HasPrefix(s, "READOUT") || strings.HasPrefix(s, "FILED UNDER") || strings.HasPrefix(s, "NOTE") || strings.HasPrefix(s, "FAQ") {
		return ""
	}
	return s[:i+1]
}

// countTurns counts the units that open a speaker's turn: a question, or a label
// that names a person or is said again. What stands once before a colon in
// capitals is a heading: "STRATEGIC GOAL I: …".
func (d *draft) countTurns() int {
	said := map[string]int{}
	turns := 0
	for i := range d.units {
		l := label(d.units[i].text)
		switch {
		case l == "" || headed(l):
		case l == "Q":
			turns++
		case personal(l):
			turns++
		default:
			if said[l]++; said[l] == 2 {
				turns += 2
			} else if said[l] > 2 {
				turns++
			}
		}
	}
	return turns
}

// headed reports whether a label is a heading's and no speaker's.
func headed(label string) bool {
	letters := 0
	for w := range strings.FieldsSeq(strings.ToLower(strings.TrimRight(label, ":"))) {
		switch w {
		case "goal", "goals", "objective", "objectives", "pillar", "part", "chapter", "annex", "appendix", "section", "figure", "table", "box", "conclusion", "conclusions", "introduction", "summary", "step", "action",
			"actions", "priority", "priorities", "theme", "strategic", "background", "issue", "case", "article", "aim", "outcome", "outcomes", "recommendation", "recommendations", "finding", "findings", "task", "measure",
			"measures", "phase", "principle", "update", "warning", "sheet", "notice", "source", "sources", "contact", "subject", "vision", "mission":
			return true
		}
		if len(w) == 1 && w != "q" {
			letters++
		}
	}
	return letters > 2
}

// personal reports whether a label has a title that persons bear.
func personal(label string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(strings.TrimRight(label, ":"))) {
		switch strings.TrimRight(w, ".,") {
		case "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "president", "secretary", "minister", "chancellor", "ambassador", "general", "admiral", "senator", "governor", "official", "officer", "moderator", "chair",
			"chairman", "chairwoman", "chairperson", "spokesperson", "spokesman", "spokeswoman", "speaker", "operator", "reporter", "question", "interviewer", "host", "participant", "director", "commissioner", "premier", "king", "queen", "taoiseach",
			"representative", "congressman", "congresswoman", "professor", "prof", "colonel", "lieutenant", "captain", "staff", "vice", "pm":
			return true
		}
	}
	return false
}

// itemMark returns the length of the mark that opens an item of a list: "•", "-",
// "12.", "(a)", "iv)"; 0 where none does.
func itemMark(s string) int {
	s = strings.TrimRight(s, " ")
	for _, mark := range []string{"•", "·", "▪", "■", "●", "►", "*", "-", "–", "—", "o", "\uf0b7"} {
		if rest, ok := strings.CutPrefix(s, mark); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t' || mark == "•" || strings.HasPrefix(rest, "\u00a0")) {
			return len(mark)
		}
	}
	i := 0
	if s != "" && s[0] == '(' {
		i = 1
	}
	from := i
	for i < len(s) && i-from < 4 && (isDigit(s[i]) || s[i] >= 'a' && s[i] <= 'z' || s[i] == 'I' || s[i] == 'V' || s[i] == 'X') {
		i++
	}
	if i == from || i >= len(s) || s[i] != '.' && s[i] != ')' {
		return 0
	}
	body := s[from:i]
	digits := strings.Trim(body, "0123456789") == ""
	if !digits && len(body) > 1 && strings.Trim(body, "ivx") != "" && strings.Trim(body, "IVX") != "" {
		return 0
	}
	if i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\t' || strings.HasPrefix(s[i+1:], "\u00a0")) {
		return i + 1
	}
	return 0
}

// numbered reports whether s is an item that a number opens.
func numbered(s string) bool { return itemMark(s) > 0 && isDigit(s[0]) }

// question reports whether s is a question of a FAQ, and answer whether it answers one.
func question(s string) bool {
	s = strings.TrimSpace(s[itemMark(s):])
	return strings.HasPrefix(s, "Q:") || strings.HasPrefix(s, "Question:") || strings.HasPrefix(s, "Q.") && len(s) > 3
}

func answer(s string) bool {
	s = strings.TrimSpace(s[itemMark(s):])
	return strings.HasPrefix(s, "A:") || strings.HasPrefix(s, "Answer:")
}

// captioned reports whether a unit reads as the words under a picture: it ends in
// a bracket with the photographer and the agency, "(Ann Lens/AGENCY)".
func captioned(u *unit) bool {
	s := strings.TrimRight(u.text, " .\u00a0")
	if u.block == "caption" {
		return true
	}
	if !strings.HasSuffix(s, ")") || u.words > 80 {
		return false
	}
	i := strings.LastIndexByte(s, '(')
	if i < 0 {
		return false
	}
	in := s[i+1 : len(s)-1]
	low := strings.ToLower(in)
	if a, b, ok := strings.Cut(in, "/"); ok && len(a) > 2 && len(b) > 1 && startsUpper(a) && startsUpper(strings.TrimSpace(b)) && len(in) < 80 {
		return true
	}
	for _, word := range []string{"photo", "reuters", "getty", "afp", "epa", "ap)", "associated press", "file", "image:", "courtesy", "credit"} {
		if strings.HasPrefix(low, word) || strings.Contains(low, " "+word) {
			return true
		}
	}
	return low == "ap"
}

// commentOpens reports whether a unit is the line above a reader's comment: "3. sam says:".
func commentOpens(u *unit) bool {
	if u.words > 8 || quoted(u.text) {
		return false
	}
	return strings.HasSuffix(u.low, " says:") || strings.HasSuffix(u.low, " wrote:") || strings.HasSuffix(u.low, " commented:")
}

// commentCount reports whether a unit says that comments follow: "12 comments".
func commentCount(u *unit) bool {
	if u.words > 4 || u.stopped {
		return false
	}
	low := strings.TrimLeft(u.low, "0123456789@*#() ")
	return low == "comments" || low == "comment" || low == "responses" || low == "replies" || low == "reader comments"
}

// aboutName reports whether a unit is the line "About NAME".
func aboutName(u *unit) bool {
	name, ok := strings.CutPrefix(u.text, "About ")
	if !ok || u.words > 6 || u.words < 3 || u.stopped {
		return false
	}
	for _, w := range strings.Fields(name) {
		if !startsUpper(w) {
			return false
		}
	}
	return true
}

// titled reports whether most words of a line are capitalised, as in a title.
func titled(s string) bool {
	long, upper := 0, 0
	for w := range strings.FieldsSeq(s) {
		if len(w) < 4 {
			continue
		}
		if long++; startsUpper(w) {
			upper++
		}
	}
	return upper*5 >= long*4
}

func quoted(s string) bool {
	return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "«") || strings.HasPrefix(s, "„")
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// lower reports whether s begins with a small letter.
func lower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
