package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/search"
)

func TestFirstFound(t *testing.T) {
	const text = "of its 28 member states and members"
	part := func(s string) search.Part { return search.Part{Text: s} }
	hit := func(s string) search.Part { return search.Part{Text: s, Hit: true} }
	for _, test := range []struct {
		parts []search.Part
		want  string
	}{
		{[]search.Part{part("of its 28 "), hit("member"), part(" states and "), hit("members")}, "member"},
		{[]search.Part{part("of its 28 "), hit("member"), part(" "), hit("states"), part(" and members")}, "member states"},
		{[]search.Part{hit(text)}, text},
		{[]search.Part{part(text)}, text},
		{[]search.Part{part("of its 28 member states and "), hit("members")}, "members"},
	} {
		for _, at := range []int{0, 7} {
			s := firstFound(search.Fragment{Span: communique.Span{Start: at, End: at + len(text)}, Parts: test.parts})
			if got := s.Of(strings.Repeat("x", at) + text); got != test.want {
				t.Errorf("%v: %q, want %q", test.parts, got, test.want)
			}
		}
	}
}

// Each fragment of a hit leads to the words that are marked in it, and no hit is without words.
func TestHitsLeadToTheirWords(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, address := range []string{"/search?q=member", "/search?q=states+NATO", "/search", "/search?thing=claim", "/search?q=report"} {
		root, err := html.Parse(w.get(address).Body)
		if err != nil {
			t.Fatal(err)
		}
		hits := 0
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || !strings.HasPrefix(attr(n, "class"), "hit ") {
				continue
			}
			hits++
			fragments := 0
			for p := range n.Descendants() {
				if p.Type != html.ElementNode || attr(p, "class") != "fragment" {
					continue
				}
				fragments++
				a := p.FirstChild
				u, err := url.Parse(attr(a, "href"))
				if err != nil {
					t.Fatal(err)
				}
				page := w.get(u.RequestURI()).Body.String()
				if u.Query().Has("at") && !strings.Contains(page, `class="proof"`) {
					t.Errorf("%s: %s is not proved", address, u)
				}
				for m := range a.ChildNodes() {
					if m.Data == "mark" {
						if words := textOf(m); !strings.Contains(page, ` place">`+words) && !strings.Contains(page, ` place"><a href="`) {
							t.Errorf("%s: %s does not show %q", address, u, words)
						}
						break
					}
				}
			}
			if fragments == 0 {
				t.Errorf("%s: a hit without words: %q", address, textOf(n))
			}
		}
		if hits == 0 {
			t.Errorf("%s: no hits", address)
		}
	}
}

// TestRepeatsAreFolded: a claim that says what an earlier one of its document
// says stands below it, folded.
func TestRepeatsAreFolded(t *testing.T) {
	p := searchPage{Hits: []searchHit{
		{Thing: search.Claims, Document: "a", ID: "1", Sentence: "NATO has 28 members."},
		{Thing: search.Claims, Document: "a", ID: "2", Sentence: "NATO has 28 members.", Repeat: true},
		{Thing: search.Claims, Document: "b", ID: "3", Sentence: "NATO has 28 members.", Repeat: true},
	}}
	p.group()
	for i, want := range [][2]int{{1, 1}, {1, 0}} {
		if got := [2]int{len(p.Groups[i].Hits), len(p.Groups[i].Again)}; got != want {
			t.Errorf("document %d shows %d hits, %d folded; want %v", i, got[0], got[1], want)
		}
	}
}

// TestSearchOffersQuestions: what is asked as a question is answered by claims.
func TestSearchOffersQuestions(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	page := answerOf[searchPage](t, w.get("/api/v1/search?q=how+many+members+does+NATO+have"), http.StatusOK)
	if !slices.ContainsFunc(page.Hits, func(h searchHit) bool { return h.Kind == communique.MemberCount }) || !slices.Contains(page.Questions, "member-count/org:nato") {
		t.Errorf("the question is not answered: %+v", page)
	}
}
