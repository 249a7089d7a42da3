package region

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// checkRegions proves the laws of regions: in order, not overlapping, on rune
// borders, and every letter and digit inside one.
func checkRegions(t *testing.T, text string, regions []communique.Region) {
	t.Helper()
	end := 0
	for i, r := range regions {
		if r.Start < end || r.Start >= r.End || r.End > len(text) || !utf8.RuneStart(text[r.Start]) || r.End < len(text) && !utf8.RuneStart(text[r.End]) {
			t.Fatalf("region %d %+v after %d in %.60q", i, r, end, text)
		}
		if r.Role != communique.Article && r.Role != communique.Boilerplate || r.Type == "" {
			t.Fatalf("region %d has role %q and type %q", i, r.Role, r.Type)
		}
		for j, c := range text[end:r.Start] {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				t.Fatalf("%q at %d lies in no region of %.60q", c, end+j, text)
			}
		}
		end = r.End
	}
	for j, c := range text[end:] {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			t.Fatalf("%q at %d lies in no region of %.60q", c, end+j, text)
		}
	}
}

// Each golden file is a page and how it is divided.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, want := string(a.Files[0].Data), &a.Files[1]
		regions := Classify(text, nil)
		checkRegions(t, text, regions)
		var b strings.Builder
		fmt.Fprintf(&b, "title: %s\n", Title(text, regions))
		for _, r := range regions {
			role := " "
			if r.Role == communique.Boilerplate {
				role = "-"
			}
			s := r.Of(text)
			if len(s) > 70 {
				s = s[:30] + "…" + s[len(s)-30:]
			}
			fmt.Fprintf(&b, "%s %s: %q\n", role, r.Type, s)
		}
		if *update {
			want.Data = []byte(b.String())
			if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if b.String() != string(want.Data) {
			t.Errorf("%s\n got\n%s\nwant\n%s", file, b.String(), want.Data)
		}
	}
}

// What a format knows decides over what a line looks like.
func TestBlocks(t *testing.T) {
	page := "<!doctype html><html><body><article><h1>Allies meet in the capital</h1><p>" + strings.Repeat("The allies met and spoke at length about their defence. ", 8) +
		"</p><ul><li>They share what they know</li><li>They look after their networks</li></ul><p>" + strings.Repeat("Nobody had thought that they would agree so soon. ", 5) + "</p></article></body></html>"
	read, err := format.Parse("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range Classify(read.Text, read.Blocks) {
		got = append(got, string(r.Role)+" "+r.Type)
	}
	if got, want := strings.Join(got, ", "), "article headline, article body, article list, article body"; got != want {
		t.Errorf("regions %s, want %s", got, want)
	}
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"", " ", "a", "A\n\nB\n", "Q: a?\nA: b.\n", "1. sam says:\n", "Head line here\nHead line here\n", "About Ann Lee\nAnn is", "MR. X:  a\n\nQ  b", "|a|b|c|\n", "<meta x>\n---\n", "©", "# x\n\n# x", "Photo by\n"} {
		f.Add(s, 1)
	}
	f.Fuzz(func(t *testing.T, s string, cut int) {
		s = strings.ToValidUTF8(s, "?")
		var blocks []format.Block
		if cut > 0 && cut < len(s) && utf8.RuneStart(s[cut]) {
			blocks = []format.Block{{Span: communique.Span{End: cut}, Type: "heading"}, {Span: communique.Span{Start: cut, End: len(s)}, Type: "paragraph", Boilerplate: cut%2 == 0}}
		}
		regions := Classify(s, blocks)
		checkRegions(t, s, regions)
		Title(s, regions)
	})
}
