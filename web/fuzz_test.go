package web

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

func FuzzPlace(f *testing.F) {
	for _, s := range []string{"907-1004", "0-1", "", "-", "5", "5-", "-5", "1-1", "9-3", "999999999-1000000000", "1-2-3", "١-٢", " 1-2", "+1-2", "1e3-2e3", "\xff-\x00"} {
		f.Add(s, "Some words – élan.")
	}
	f.Fuzz(func(t *testing.T, s, text string) {
		p, err := parsePlace(s)
		if err != nil {
			if f := faultOf(err); f.Status != 400 || f.Param != "at" {
				t.Errorf("%q: %+v", s, f)
			}
			return
		}
		if p.Start < 0 || p.End <= p.Start {
			t.Fatalf("%q: place %v", s, p)
		}
		if again, err := parsePlace(p.String()); err != nil || again != p {
			t.Errorf("%q: %v reads again as %v, %v", s, p, again, err)
		}
		if !utf8.ValidString(text) {
			return
		}
		o := communique.NewOffsets(text)
		runes := []rune(text)
		for _, hash := range []string{"", "0000000000000000", s} {
			l := locate(text, o, p, hash)
			if l.Shown && l.Exact != string(runes[p.Start:p.End]) || l.Proved && hash != proof(l.Exact) || l.Says == "" {
				t.Errorf("%q, %q: %+v", s, hash, l)
			}
		}
		if p.End <= len(runes) {
			if l := locate(text, o, p, proof(string(runes[p.Start:p.End]))); !l.Proved {
				t.Errorf("%q: words with their own hash are not proved", s)
			}
		}
	})
}

func FuzzPieces(f *testing.F) {
	f.Add("The alliance has 28 member states.", []byte{4, 12, 8, 20, 0, 34})
	f.Add("", []byte{})
	f.Add("élan\nvital", []byte{0, 3, 1, 2, 0, 0, 5, 4})
	f.Add(strings.Repeat("no break ", 50), []byte{0, 255, 10, 20, 15, 25, 10, 20})
	f.Fuzz(func(t *testing.T, text string, borders []byte) {
		var marks []highlight
		for i := 0; i+1 < len(borders) && i < 64; i += 2 {
			marks = append(marks, highlight{communique.Span{Start: min(int(borders[i]), len(text)), End: min(int(borders[i+1]), len(text))}, i})
		}
		joined, begun := "", map[int]int{}
		for _, l := range lines(text, communique.Span{End: len(text)}) {
			at := l.Start
			for _, p := range pieces(l, marks) {
				if p.Start != at || p.Len() <= 0 {
					t.Fatalf("piece %v follows %d", p.Span, at)
				}
				at = p.End
				joined += p.Of(text)
				for _, m := range marks {
					covers := m.Len() > 0 && m.Contains(p.Span)
					if covers != slices.Contains(p.Marks, m.Of) {
						t.Fatalf("piece %v, mark %v: covered %v", p.Span, m, covers)
					}
				}
				for _, of := range p.Begins {
					begun[of]++
				}
			}
			if at != l.End {
				t.Fatalf("the pieces of line %v end at %d", l, at)
			}
		}
		if joined != text {
			t.Fatalf("the pieces join to %q, want %q", joined, text)
		}
		for _, m := range marks {
			if want := min(max(m.Len(), 0), 1); begun[m.Of] != want {
				t.Errorf("mark %v begins %d times, want %d", m, begun[m.Of], want)
			}
		}
	})
}

func FuzzParts(f *testing.F) {
	f.Add("a\n\nb c d", uint8(3))
	f.Add(strings.Repeat("é", 300), uint8(40))
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if !utf8.ValidString(text) {
			return
		}
		joined := ""
		for _, p := range parts(text, nil, costOfByte*(int(size)+8)) {
			s := p.Of(text)
			if !utf8.ValidString(s) {
				t.Fatalf("part %v cuts a character", p)
			}
			if len(s) > 2*(int(size)+8) {
				t.Fatalf("part %v is longer than twice %d", p, int(size)+8)
			}
			joined += s
		}
		if joined != text {
			t.Fatalf("the parts join to %q, want %q", joined, text)
		}
	})
}

// FuzzFindWords holds that what is found reads as what was asked for, and that
// words that stand in the text are found.
func FuzzFindWords(f *testing.F) {
	for _, s := range []string{"act as one", "as  one", "", " ", "a", "a a", "élan", "\u202eevil", "a\nb", "\xff"} {
		f.Add("We act\nas one, élan and \u202eevil, a a a a\tb.", s, uint8(3), uint8(9))
	}
	f.Add(strings.Repeat("a ", 200), "a a a b", uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, text, words string, from, to uint8) {
		if !utf8.ValidString(text) || !utf8.ValidString(words) {
			return
		}
		check := func(words string) wording {
			w := findWords(text, words)
			for _, s := range w.Spans {
				got := s.Of(text)
				if w.Exact && got != words || !slices.Equal(strings.Fields(got), strings.Fields(words)) {
					t.Fatalf("%q is found as %q", words, got)
				}
			}
			if len(w.Spans) > mostFound {
				t.Fatalf("%d places", len(w.Spans))
			}
			return w
		}
		check(words)
		if from < to && int(to) <= len(text) {
			if inside := text[from:to]; utf8.ValidString(inside) && len(check(inside).Spans) == 0 {
				t.Errorf("%q stands in %q and is not found", inside, text)
			}
		}
	})
}

// FuzzRuns holds that runs join to their text, and that nothing that steers the
// direction of writing is left in a plain one.
func FuzzRuns(f *testing.F) {
	f.Add("plain \u202e turned \u202c z\u0300\u0301\u0302\u0303\u0304 \u2066\u2067x")
	f.Add("\u0300\u0300\u0300\u0300\u0300")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		joined := ""
		for _, r := range runs(text) {
			if r.Text == "" || r.Control && r.Heap {
				t.Fatalf("%q has the run %+v", text, r)
			}
			for _, c := range r.Text {
				if isControl(c) != r.Control {
					t.Fatalf("%q has the run %+v", text, r)
				}
			}
			joined += r.Text
		}
		if joined != text {
			t.Fatalf("the runs join to %q, want %q", joined, text)
		}
	})
}
