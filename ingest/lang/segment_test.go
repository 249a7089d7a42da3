package lang

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// checkSegments proves the laws of a segmented reading: spans in order and on
// rune borders, every token in one sentence, every sentence in one paragraph and
// region, and no visible character of a region outside a token.
func checkSegments(t *testing.T, r *communique.Reading) {
	t.Helper()
	fail := func(what string, i int, s communique.Span) {
		t.Helper()
		t.Fatalf("%s %d [%d,%d) of %.80q", what, i, s.Start, s.End, r.Text)
	}
	sound := func(s communique.Span, after int) bool {
		return s.Start >= after && s.Start < s.End && s.End <= len(r.Text) && utf8.RuneStart(r.Text[s.Start]) && (s.End == len(r.Text) || utf8.RuneStart(r.Text[s.End]))
	}
	end := 0
	for i, p := range r.Paragraphs {
		if !sound(p, end) {
			fail("paragraph", i, p)
		}
		end = p.End
	}
	token := 0
	for i, s := range r.Sentences {
		if s.First != token || s.Last <= s.First || s.Last > len(r.Tokens) {
			fail("tokens of sentence", i, s.Span)
		}
		token = s.Last
		if s.Start != r.Tokens[s.First].Start || s.End != r.Tokens[s.Last-1].End || !r.Paragraphs[s.Paragraph].Contains(s.Span) || !r.Regions[s.Region].Contains(s.Span) {
			fail("sentence", i, s.Span)
		}
		if i > 0 && (s.Paragraph < r.Sentences[i-1].Paragraph || s.Region < r.Sentences[i-1].Region) {
			fail("order of sentence", i, s.Span)
		}
	}
	if token != len(r.Tokens) {
		t.Fatalf("%d tokens of %d lie in sentences of %.80q", token, len(r.Tokens), r.Text)
	}
	end = 0
	for i, tok := range r.Tokens {
		if !sound(tok.Span, end) {
			fail("token", i, tok.Span)
		}
		end = tok.End
	}
	token = 0
	for _, g := range r.Regions {
		for i, c := range r.Text[g.Start:g.End] {
			i += g.Start
			for token < len(r.Tokens) && r.Tokens[token].End <= i {
				token++
			}
			if (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsPunct(c)) && (token == len(r.Tokens) || r.Tokens[token].Start > i) {
				t.Fatalf("no token holds %q at %d of %.80q", c, i, r.Text)
			}
		}
	}
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		"", "a", "U.S.", "“Yes.” He. 1. 2", "a.b+1 C", "It gives answers.ilmc.univie+2 The next", "…\n\n...", "\u00a0.\u2028x", "AT&T’s U.N.-backed 5G", "x\xffy",
		"Row\u00adone\ncontinues here and there and everywhere in the\ntext", "PoliticalNATO's Political NATO", "http://", "w", "www.", "é.é. É", "Mr", "“?” said", "1.", "Э.Э.",
	} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, cut int) {
		s = strings.ToValidUTF8(s, "?")
		r := &communique.Reading{Document: &communique.Document{Text: s}}
		if cut = max(0, min(cut, len(s))); cut > 0 {
			for cut < len(s) && !utf8.RuneStart(s[cut]) {
				cut++
			}
			r.Regions = append(r.Regions, communique.Region{Span: communique.Span{End: cut}, Type: "table"})
		}
		if cut < len(s) {
			r.Regions = append(r.Regions, communique.Region{Span: communique.Span{Start: cut, End: len(s)}, Type: "body"})
		}
		Segment(r)
		checkSegments(t, r)
	})
}

// Without regions there is nothing to divide.
func TestSegmentNoRegions(t *testing.T) {
	r := &communique.Reading{Document: &communique.Document{Text: "A text."}}
	Segment(r)
	if len(r.Paragraphs)+len(r.Sentences)+len(r.Tokens) != 0 {
		t.Errorf("got %v %v %v, want nothing", r.Paragraphs, r.Sentences, r.Tokens)
	}
}

// What never stops is cut, behind a semicolon or comma where there is one.
func TestSegmentCutsWhatNeverStops(t *testing.T) {
	for _, test := range []struct {
		name, text string
		sentences  int
		ends       string // how every sentence but the last ends
	}{
		{"a long sentence", strings.Repeat("word, ", longest/2-1) + "word.", 1, ""},
		{"words", strings.Repeat("word ", 2*longest+1), 3, "word"},
		{"a list", strings.Repeat("a state, ", longest), 4, ","},
		{"a list of lists", strings.Repeat("a, b, c; ", longest), 7, ";"},
	} {
		r := read(test.text)
		checkSegments(t, r)
		if len(r.Sentences) != test.sentences {
			t.Errorf("%s: %d sentences, want %d", test.name, len(r.Sentences), test.sentences)
		}
		for _, s := range r.Sentences[:len(r.Sentences)-1] {
			if !strings.HasSuffix(s.Of(r.Text), test.ends) {
				t.Errorf("%s: a sentence ends in %q, want %q", test.name, s.Of(r.Text)[s.Len()-5:], test.ends)
			}
		}
	}
}

// The number of tokens and of sentences grows as the text does, also in one long
// line, and the space for them is asked for a bounded number of times.
func TestSegmentIsLinear(t *testing.T) {
	for _, unit := range []string{"a.b. ", "word ", "Mr. ", "... ", "”", "1,", "a-", "x.y+1 ", "A.", "? “"} {
		count := func(n int) (tokens, allocs float64) {
			text := strings.Repeat(unit, n)
			var r *communique.Reading
			allocs = testing.AllocsPerRun(1, func() { r = read(text) })
			return float64(len(r.Tokens)), allocs
		}
		small, _ := count(1000)
		large, allocs := count(10000)
		if large > 10*small+10 || allocs > 100 {
			t.Errorf("%q: %v tokens in 1000, %v in 10000 with %v allocations", unit, small, large, allocs)
		}
	}
}

func TestCorpora(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t), "corpora", "policy", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpora: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToValidUTF8(string(data), "?")
		r := read(text)
		checkSegments(t, r)
		if got := Identify(text); got != "en" {
			t.Errorf("%s: language %q, want en", filepath.Base(file), got)
		}
		// A sentence of policy has ten to forty words; far off means that lines or stops were misread.
		words, full := 0, 0
		for _, s := range r.Sentences {
			if n := s.Last - s.First; n > 5 { // fewer are headings, rows and the letters of a figure
				words, full = words+n, full+1
			}
		}
		if n := float64(words) / float64(full); n < 12 || n > 55 {
			t.Errorf("%s: %.1f tokens a sentence", filepath.Base(file), n)
		}
	}
}
