package search

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestHostileQueries: whatever is typed, the answer is a result or an
// *InvalidError, and what is shown is text of the documents.
func TestHostileQueries(t *testing.T) {
	const alphabet = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww xx yy zz member allies attack"
	l := newLibrary(t, collection...)
	for _, text := range []string{
		"*", "?", "**", "~", "~2", `"`, `""`, `" "`, "()", ")(", "-", "--", "- -", "NOT", "OR", "AND AND", ":", "a:", ":a", "title:", "title::", "title:()",
		"/.*/", ".*", "[a-z]+", "a^100", "nato^1e308", "\x00", "nato\x00members", "\u202Enato", "e\u0301stonia", "🙂", "ﬁ*", "İ*", "ß~",
		"=attack", "=*", "==", "_id:x", "stored:x", "body:x", "held:yes", "year:99999", "published:0000..9999", "published:..", "about:9999-12-31..0000-01-01",
		strings.Repeat("na*", 300), strings.Repeat("-", 999), strings.Repeat("(", 999), strings.Repeat(`"`, 999), strings.Repeat("a-", 499),
		strings.Repeat("nato ", 64), strings.Repeat("ab* ", 64), strings.Repeat("nato~2 ", 60), strings.Repeat("n", 1000), strings.Repeat("n", 900) + "~2",
		`"` + strings.Repeat("the ", 200) + `"`, "NOT (NOT (NOT nato))", "nato OR (", "zz* -nato", "zzzz~ NOT nato", "the -the",
		strings.Repeat("how many ", 32), "when did " + alphabet + " zzzz?", alphabet + " NOT nato", "nato " + strings.Repeat("zz ", 60), "cyber cyber cyber cyber", "cyber ?",
		"who who who", "actor:org:" + strings.Repeat("n", 900), "actor:np:" + strings.Repeat("ü", 60), "topic:ñ", "language:" + strings.Repeat("x", 300), "topic:*",
	} {
		r, err := l.Search(context.Background(), Query{Text: text, Facets: true})
		var invalid *communique.InvalidError
		if err != nil && !errors.As(err, &invalid) {
			t.Errorf("%.40q: %v", text, err)
		}
		if r.Total > 50 {
			t.Errorf("%.40q: %d hits", text, r.Total)
		}
		for _, h := range r.Hits {
			for _, f := range h.Fragments {
				for _, p := range f.Parts {
					if p.Text == "" {
						t.Errorf("%.40q: an empty part", text)
					}
				}
			}
		}
	}
	for _, text := range []string{"zz* -nato", "zzzz~ NOT nato", "the -the", "nato -nato"} {
		if r := l.ask(t, Query{Text: text}); r.Total != 0 {
			t.Errorf("%q: %d hits, want none", text, r.Total)
		}
	}
}
