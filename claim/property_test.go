package claim

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/communique-kg/communique"
)

// wellFormed proves the laws of what Find returns: every piece of evidence
// quotes its text in an article region, ids are their own and unique, order
// follows the text, and finding again gives the same.
func wellFormed(t *testing.T, r *communique.Reading) {
	t.Helper()
	claims := testFinder.Find(r)
	seen := map[communique.ClaimID]bool{}
	last := 0
	for i := range claims {
		c := &claims[i]
		if err := c.Evidence.Validate(r.Text); err != nil {
			t.Fatalf("%s: %v", c.Kind, err)
		}
		if !r.InArticle(c.Evidence.Span) {
			t.Fatalf("%s %q stands in boilerplate", c.Kind, c.Evidence.Exact)
		}
		if want := communique.NewClaimID(r.ID, r.TextID, c.Kind, c.Evidence.Span, c.Subject); c.ID != want || seen[c.ID] {
			t.Fatalf("%s %q: id %s, want %s, once", c.Kind, c.Evidence.Exact, c.ID, want)
		}
		seen[c.ID] = true
		if c.Evidence.Start < last {
			t.Fatalf("%s %q is out of order", c.Kind, c.Evidence.Exact)
		}
		last = c.Evidence.Start
		if c.Object != "" && c.Proposition != "" {
			t.Fatalf("%s %q has an object and a proposition", c.Kind, c.Evidence.Exact)
		}
		if len(c.Proposition) > 200 || !utf8.ValidString(c.Proposition) {
			t.Fatalf("proposition of %d bytes: %q", len(c.Proposition), c.Proposition)
		}
		if !strings.HasPrefix(c.Rule, string(c.Kind)+"/") {
			t.Fatalf("rule %q does not name the kind %s", c.Rule, c.Kind)
		}
		for _, q := range c.Questions {
			if Ask(q, nil) == string(q) {
				t.Fatalf("question %q has no words", q)
			}
		}
	}
	r.Claims = claims
	d := *r.Document
	d.Statements = nil // the test's statements need not be whole
	for i := range d.Claims {
		d.Claims[i].Statement = ""
	}
	if err := d.Validate(); err != nil {
		t.Fatalf("the document is not sound: %v", err)
	}
	r.Claims = nil
	again := testFinder.Find(r)
	for i := range again {
		again[i].Statement = ""
	}
	if !reflect.DeepEqual(again, d.Claims) && len(again)+len(d.Claims) > 0 {
		t.Fatal("finding again gives something else")
	}
}

func goldenTexts(t testing.TB) []string {
	var out []string
	for _, k := range Kinds {
		a, err := txtar.ParseFile("testdata/" + string(k.Kind) + ".txtar")
		if err != nil {
			t.Fatalf("kind %s has no golden file: %v", k.Kind, err)
		}
		for _, f := range a.Files {
			if !strings.HasSuffix(f.Name, ".want") {
				out = append(out, strings.TrimRight(string(f.Data), "\n"))
			}
		}
	}
	return out
}

func TestFindKeepsTheLaws(t *testing.T) {
	for _, text := range goldenTexts(t) {
		wellFormed(t, read(t, june2018, text))
		wellFormed(t, withGrammar(t, read(t, june2018, text)))
	}
	// An endless sentence must neither fail nor take long.
	wellFormed(t, read(t, june2018, strings.Repeat("that [NATO|org:nato] could trigger [Article 5|instrument:article-5], and 28 members agreed ", 2000)))
	wellFormed(t, withGrammar(t, read(t, june2018, strings.Repeat("[Norway|state:norway], [Iceland|state:iceland] and the accession of [Finland|state:finland] to the treaty that the council signed, which adopted and launched the ", 500))))
}

// FuzzFind cuts and shuffles the golden texts: whatever comes out keeps the laws.
func FuzzFind(f *testing.F) {
	texts := goldenTexts(f)
	for i := range texts {
		f.Add(uint16(i), uint16(i+1), uint8(3), "“said” it — and (if) 28 members")
	}
	f.Fuzz(func(t *testing.T, a, b uint16, cut uint8, between string) {
		between = strings.Map(func(r rune) rune {
			if r == '[' || r == ']' || r == '{' || r == '}' || r == utf8.RuneError || r == 0 {
				return ' '
			}
			return r
		}, between)
		x, y := texts[int(a)%len(texts)], texts[int(b)%len(texts)]
		words := strings.SplitAfter(x, ". ")
		x = strings.Join(words[:len(words)-int(cut)%len(words)], "")
		if strings.Count(x, "{") != strings.Count(x, "}") {
			x = ""
		}
		wellFormed(t, read(t, june2018, x+between+y))
		wellFormed(t, withGrammar(t, read(t, june2018, x+between+y)))
	})
}

func TestEveryKindIsListed(t *testing.T) {
	seen := map[communique.Kind]bool{}
	for _, k := range Kinds {
		if seen[k.Kind] || k.Find == nil || k.Questions == nil {
			t.Errorf("kind %s is listed twice or not whole", k.Kind)
		}
		seen[k.Kind] = true
	}
	for _, k := range communique.Kinds {
		if !seen[k] {
			t.Errorf("kind %s is not found by anything", k)
		}
	}
}
