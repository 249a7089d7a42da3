package export

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/internal/edtf"
)

// Citation is a claim with all that somebody who cites it must name. What is
// empty is unknown.
type Citation struct {
	Claim    *communique.Claim
	Document *communique.Document // its ids, title, language, reader and sources
	Said     communique.TimeValue // when the claim was uttered
	Recorded []communique.Days    // when the corpus held it
	Statuses []string             // "current", "retracted", "accepted", …
	Alone    bool                 // words are cited and nothing that was read from them: the claim has an id for bibliographies, its evidence and its speaker only
	Possibly bool                 // the publication interval contains the day that was asked for
	Against  []claim.Relation     // the relations in which it stands against other answers or the reference, as far as these are compared

	// Start and End are the place of the evidence in code points of the text that
	// the document's TextID names; Start is -1 where the place is not known.
	Start, End int

	Reading                  string // the claim in a sentence
	Subject, Object, Speaker string // the names of its entities
	PublishedOn, SaidOn      string // these times in words

	Address string  // of the claim in this program
	Words   string  // the address of the words, which proves them
	Stands  []Stand // how it stands to other answers; only where that was asked for
}

// Stand is a relation in which a claim stands to others.
type Stand struct {
	Asks     string // the question that they answer
	Relation claim.Relation
	Because  string
}

// Question is a question with how its answers stand to each other.
type Question struct {
	Key         communique.Question
	Asks        string // in plain English
	Address     string // of the comparison in this program
	Reader      string // name and version of the program
	Answers     int    // how many there are
	Compared    int    // how many of them, the newest, were compared
	Comparisons []Comparison
}

// Comparison is a relation between some of the answers to a question.
type Comparison struct {
	Relation claim.Relation
	Because  string
	Settles  string            // what would settle it, where it stays open
	Facts    []communique.Fact // reference facts that the reason rests on
	Members  []*Citation       // the answers; nil for formats that write claims by themselves
}

// title names the document.
func (c *Citation) title() string {
	switch {
	case c.Document.Title != "":
		return c.Document.Title
	case c.file() != "":
		return c.file()
	}
	return string(c.Document.ID)
}

func (c *Citation) outlet() string { return strings.Join(c.Document.Outlets(), ", ") }

func (c *Citation) author() string {
	return c.first(func(s communique.Source) string { return s.Author })
}
func (c *Citation) file() string { return c.first(func(s communique.Source) string { return s.File }) }
func (c *Citation) licence() string {
	return c.first(func(s communique.Source) string { return s.Licence })
}

// source is the address of the document as its source gives it.
func (c *Citation) source() string { return c.first(func(s communique.Source) string { return s.URL }) }

// url is the address of the document where it is one of the web, safe to put
// into any format; "" otherwise.
func (c *Citation) url() string {
	return c.first(func(s communique.Source) string { return webAddress(s.URL) })
}

func (c *Citation) first(of func(communique.Source) string) string {
	for _, s := range c.Document.Sources {
		if v := of(s); v != "" {
			return v
		}
	}
	return ""
}

func (c *Citation) published() communique.TimeValue { return c.Document.Published() }

// placed reports whether the place of the words is known.
func (c *Citation) placed() bool { return c.Start >= 0 && c.End > c.Start }

// notes tell in sentences what the fields of a citation format have no room for.
func (c *Citation) notes() []string {
	n := []string{c.quotation() + "."}
	if !c.Alone {
		n = append(n, "Read as: "+c.Reading)
	}
	switch {
	case c.Speaker != "" && c.Said.Known():
		n = append(n, "Said by "+c.Speaker+", "+c.SaidOn+".")
	case c.Speaker != "":
		n = append(n, "Said by "+c.Speaker+".")
	case c.Claim.Statement != "":
		n = append(n, "Said by somebody who is not named.")
	case !c.Alone:
		n = append(n, "Told by the outlet itself.")
	}
	n = append(append(n, c.cautions()...), c.hashes()+".")
	if t := c.published(); t.Known() && isoDate(t) == "" {
		n = append(n, fmt.Sprintf("Published: %s (EDTF %s).", c.PublishedOn, edtfOf(t)))
	}
	if f := c.file(); f != "" {
		n = append(n, "File: "+f+".")
	}
	if address := c.proof(); address != "" {
		n = append(n, "These words: "+address)
	}
	for i := range n {
		n[i] = line(n[i])
	}
	return n
}

// cautions tell in sentences what nobody may leave unsaid who cites the claim.
func (c *Citation) cautions() []string {
	var out []string
	for _, said := range []struct{ status, words string }{
		{"retracted", "The document is retracted."},
		{"superseded", "The newest reading of the document no longer holds this claim."},
		{"rejected", "A person rejected this reading of the words."},
	} {
		if slices.Contains(c.Statuses, said.status) {
			out = append(out, said.words)
		}
	}
	if len(c.Against) > 0 {
		relations := make([]string, len(c.Against))
		for i, r := range c.Against {
			relations[i] = words(string(r))
		}
		out = append(out, "It stands against other answers or the reference ("+strings.Join(relations, ", ")+").")
	}
	if workedOut(c.published()) {
		out = append(out, "The publication date is worked out; no source states it.")
	}
	if c.Speaker != "" && workedOut(c.Said) {
		out = append(out, "The day on which it was said is worked out; the text does not state it.")
	}
	return out
}

// workedOut reports whether a known time is a conclusion of ours.
func workedOut(t communique.TimeValue) bool {
	return t.Known() && strings.HasPrefix(t.Basis, "inferred")
}

// quotation is the exact words with their place.
func (c *Citation) quotation() string {
	s := "“" + line(c.Claim.Evidence.Exact) + "”"
	if c.placed() {
		s += fmt.Sprintf(", characters %d–%d", c.Start, c.End)
	}
	return s
}

// hashes name the bytes and the text, so that anybody can prove the words.
func (c *Citation) hashes() string {
	return fmt.Sprintf("Document (SHA-256 of the original bytes): %s. Text read of it (SHA-256): %s", plainHash(string(c.Document.ID)), plainHash(string(c.Document.TextID)))
}

// proof is the address that proves the words, else that of the claim; "" where
// neither is whole.
func (c *Citation) proof() string {
	for _, address := range []string{c.Words, c.Address} {
		if a := webAddress(address); a != "" {
			return a
		}
	}
	return ""
}

func plainHash(id string) string { return strings.TrimPrefix(id, "sha256-") }

// compared tells how many of the answers were compared.
func (q *Question) compared() string {
	if q.Compared < q.Answers {
		return fmt.Sprintf("The newest %d of %d answers were compared.", q.Compared, q.Answers)
	}
	if q.Answers == 1 {
		return "1 answer."
	}
	return fmt.Sprintf("%d answers, compared with each other.", q.Answers)
}

// verdicts tells the first relations with their reasons, each once, and how many
// more there are.
func (q *Question) verdicts() []string {
	const most = 10
	var out []string
	more := 0
	seen := map[string]bool{}
	for i := range q.Comparisons {
		s := line(q.Comparisons[i].verdict())
		switch {
		case seen[s]:
			continue
		case len(out) == most:
			more++
		default:
			out = append(out, s)
		}
		seen[s] = true
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("%d more relations are told on the page of the comparison.", more))
	}
	return out
}

func (c *Comparison) verdict() string {
	return words(string(c.Relation)) + ": " + c.Because
}

// words writes a name of ours for people.
func words(name string) string { return strings.ReplaceAll(name, "-", " ") }

// line makes one line of a text that goes into a format for people: white space
// is one space, and characters that steer the direction of writing or a terminal
// are left out. The hash proves the words as they were.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c, r == 0xfeff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	return strings.Join(strings.Fields(s), " ")
}

// webAddress returns an address of the web in the characters of RFC 3986 alone;
// "" for anything else, such as a path or a script.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return plainASCII(strings.TrimSpace(s))
}

// plainASCII percent-encodes every byte that may not stand in an address or that
// a format gives a meaning to.
func plainASCII(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// edtfOf gives a time in EDTF: as it was read, else its days; "" where unknown.
func edtfOf(t communique.TimeValue) string {
	if t.EDTF != "" {
		return t.EDTF
	}
	return t.Days.String()
}

// isoDate gives a time as ISO 8601 has it where it is one day, month or year and
// nobody doubts it; "" otherwise.
func isoDate(t communique.TimeValue) string {
	v, err := edtf.Parse(edtfOf(t))
	if err != nil || v.Interval || !isExact(v.From) || v.From.Qualifier != 0 {
		return ""
	}
	return v.String()
}

// isExact reports whether a date is a day, a month or a year, doubted or not.
func isExact(d edtf.Date) bool {
	return d.Year > 0 && d.Unspecified == 0 && d.Month >= 0 && d.Month <= 12 && d.Day >= 0
}
