package atom

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique/internal/fold"
)

func pieces(text string) []string {
	var out []string
	for _, a := range Split(nil, text, 0, len(text)) {
		s := text[a.Start:a.End]
		if a.Glued {
			s = "+" + s
		}
		out = append(out, s)
	}
	return out
}

func TestSplit(t *testing.T) {
	for in, want := range map[string]string{
		"two-day visit":     "two +- +day visit",
		"9/11":              "9 +/ +11",
		"the 1990s":         "the 1990 +s",
		"Tbilisi\u00a02014": "Tbilisi 2014",
		"émigré’s":          "émigré +’ +s",
		"€2.1bn":            "€ +2 +. +1 +bn",
		"":                  "",
	} {
		if got := strings.Join(pieces(in), " "); got != want {
			t.Errorf("Split(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplitRuns(t *testing.T) {
	text := "a" + strings.Repeat(".", 5000) + "b.. " + strings.Repeat("-", longestRun) + "-."
	atoms := Split(nil, text, 0, len(text))
	want := 1 + longestRun + 3 + longestRun + 1
	if len(atoms) != want {
		t.Fatalf("%d atoms, want %d", len(atoms), want)
	}
	if a := atoms[longestRun]; a.End != 5001 || a.End-a.Start != 5001-longestRun || !a.Glued {
		t.Errorf("the run ends with %+v", a)
	}
	if a := atoms[len(atoms)-2]; a.End-a.Start != 2 {
		t.Errorf("the second run ends with %+v", a)
	}
}

func TestCardinal(t *testing.T) {
	for in, want := range map[string]float64{
		"28": 28, "2¾ billion": 2.75e9, "1,200 men": 1200, "1,234,567": 1234567, "2.5": 2.5, "3.5 million": 3.5e6, "twenty-eight": 28,
		"two hundred and five": 205, "two hundred and twenty-eight thousand": 228000, "seventeen": 17,
		"one million two hundred thousand": 1.2e6, "fifteen hundred": 1500, "1,20": 1, "1.": 1, "Thirty two": 32, "four and": 4,
	} {
		got, ok := Cardinal(fold.ASCII(in), Split(nil, in, 0, len(in)), 0)
		if !ok || got.N != want {
			t.Errorf("Cardinal(%q) = %v, %v; want %v", in, got.N, ok, want)
		}
	}
	for _, in := range []string{"", "hundred", "the", "1234567890123456", "half", "first"} {
		if got, ok := Cardinal(fold.ASCII(in), Split(nil, in, 0, len(in)), 0); ok {
			t.Errorf("Cardinal(%q) = %v, want none", in, got.N)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for in, want := range map[string]float64{"31st": 31, "first": 1, "twenty-first": 21, "Thirtieth": 30, "2ND": 2} {
		got, ok := Ordinal(fold.ASCII(in), Split(nil, in, 0, len(in)), 0)
		if !ok || got.N != want {
			t.Errorf("Ordinal(%q) = %v, %v; want %v", in, got.N, ok, want)
		}
	}
	for _, in := range []string{"", "twenty", "31", "31 st", "4f", "one"} {
		if got, ok := Ordinal(fold.ASCII(in), Split(nil, in, 0, len(in)), 0); ok {
			t.Errorf("Ordinal(%q) = %v, want none", in, got.N)
		}
	}
}

func FuzzAtoms(f *testing.F) {
	for _, s := range []string{"twenty-eight 1,200.5 million", "9/11 €2bn", "\xff1st", "one hundred and", "é\u0301 １２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		low, atoms := fold.ASCII(s), Split(nil, s, 0, len(s))
		end := 0
		for i, a := range atoms {
			if a.Start < end || a.End <= a.Start || a.End > len(s) || !utf8.ValidString(s[a.Start:a.End]) {
				t.Fatalf("atom %d of %q: [%d,%d)", i, s, a.Start, a.End)
			}
			if strings.TrimSpace(s[end:a.Start]) != "" && !strings.ContainsAny(s[end:a.Start], "\u200b\ufeff") {
				t.Fatalf("%q lies between atoms", s[end:a.Start])
			}
			end = a.End
			for _, read := range []func(string, []Atom, int) (Number, bool){Cardinal, Ordinal} {
				if n, ok := read(low, atoms, i); ok && (n.End <= i || n.End > len(atoms)) {
					t.Fatalf("number at %d of %q ends at %d", i, s, n.End)
				}
			}
		}
	})
}
