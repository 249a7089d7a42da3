package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	bsearch "github.com/blevesearch/bleve/v2/search"

	"github.com/communique-kg/communique"
)

// holding counts how many of the words stand in what a hit shows of its document.
func holding(l *library, h Hit, words ...string) (n int) {
	for _, d := range l.docs {
		if d.ID != h.Document {
			continue
		}
		text := strings.ToLower(d.Text)
		if h.Thing != Documents {
			text = strings.ToLower(surroundings(d.Text, d.Regions, h.Span).Of(d.Text))
		}
		for _, w := range words {
			if strings.Contains(text, w) {
				n++
			}
		}
	}
	return n
}

// TestWiderSearch: where nothing holds all words, most are enough, then half,
// then any; rows with more of them come first, and a note says so.
func TestWiderSearch(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, test := range []struct {
		text  string
		words []string
		least int
		note  string
	}{
		{"sweden members washington estonia", []string{"sweden", "member", "washington", "estonia"}, 3, "most of them (at least 3 of 4)"},
		{"sweden estonia wales zzyzx", []string{"sweden", "estonia", "wales"}, 1, "one or more of them"},
		{"ceremony washington qqqq zzyzx", []string{"ceremony", "washington"}, 2, "at least 2 of the 4"},
		{"estonia sweden", []string{"sweden", "estonia"}, 1, "one or more of them"},
	} {
		r := l.ask(t, Query{Text: test.text, Things: []Thing{Documents}})
		if r.Total == 0 || !strings.Contains(strings.Join(r.Notes, "\n"), test.note) || !strings.Contains(r.Notes[0], "nothing under these filters holds all of: ") {
			t.Errorf("%q: %d hits, notes %q, want %q", test.text, r.Total, r.Notes, test.note)
		}
		last := len(test.words)
		for _, h := range r.Hits {
			n := holding(l, h, test.words...)
			if n < test.least || n > last {
				t.Errorf("%q: %s has %d of the words after one with %d, want at least %d", test.text, l.label(h), n, last, test.least)
			}
			last = n
		}
	}
	if r := l.ask(t, Query{Text: "estonia sweden"}); len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "nothing holds all of: estonia, sweden; ") {
		t.Errorf("without filters: notes %q", r.Notes)
	}
	if r := l.ask(t, Query{Text: "zzyzx qqqq"}); r.Total != 0 {
		t.Errorf("words that no row has: %d hits", r.Total)
	}
}

// TestWiderPages: every page of a wider search asks the same.
func TestWiderPages(t *testing.T) {
	l := newLibrary(t, collection...)
	q := Query{Text: "sweden estonia wales zzyzx nato", Limit: MaxLimit}
	all := l.ask(t, q)
	var want, got []string
	for _, h := range all.Hits {
		want = append(want, h.ID)
	}
	q.Limit = 2
	for {
		r := l.ask(t, q)
		if r.Total != all.Total || !slices.Equal(r.Notes, all.Notes) {
			t.Fatalf("page %q: %d hits, notes %q; want %d, %q", q.After, r.Total, r.Notes, all.Total, all.Notes)
		}
		for _, h := range r.Hits {
			got = append(got, h.ID)
		}
		if q.After = r.Next; q.After == "" {
			break
		}
	}
	if len(want) < 5 || !slices.Equal(got, want) {
		t.Errorf("pages have %q, want %q", got, want)
	}
}

// TestOperatorsStayExact: what was typed with an operator holds for every hit.
func TestOperatorsStayExact(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, text := range []string{
		"estonia AND sweden", `"sweden" "estonia"`, `sweden members zzyzx "no such words"`, "sweden zzyzx kind:sanction", "estonia sweden -the -nato -a",
		"title:sweden title:estonia", "(estonia AND sweden) nato", "swed* zzyz* nato", "nato AND how AND zzyzx",
	} {
		if r := l.ask(t, Query{Text: text}); r.Total != 0 {
			t.Errorf("%q: %d hits, first %s", text, r.Total, l.label(r.Hits[0]))
		}
	}
	for _, text := range []string{`zzyzx sweden "member"`, "zzyzx sweden title:alliance", "zzyzx nato -wales"} {
		r := l.ask(t, Query{Text: text, Things: []Thing{Documents}})
		if r.Total == 0 {
			t.Errorf("%q: nothing", text)
		}
		for _, h := range r.Hits {
			if strings.HasPrefix(h.Title, "Wales") {
				t.Errorf("%q: found %s", text, h.Title)
			}
		}
	}
	if r := l.ask(t, Query{Text: `"28 members"`}); r.Total != 0 {
		t.Errorf("a synonym in quotation marks: %d hits", r.Total)
	}
}

// TestFunctionWords: a question asks for the words that name something.
func TestFunctionWords(t *testing.T) {
	l := newLibrary(t, collection...)
	want := l.ask(t, Query{Text: "Sweden member"})
	got := l.ask(t, Query{Text: "When did Sweden become a member?", Things: []Thing{Documents}})
	if got.Total != 1 || got.Hits[0].Title != want.Hits[0].Title {
		t.Errorf("got %d hits, want the document of %q", got.Total, want.Hits[0].Title)
	}
	r := l.ask(t, Query{Text: "how many 28 members"})
	if r.Total == 0 || len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "not looked for: how, many;") {
		t.Errorf("%d hits, notes %q", r.Total, r.Notes)
	}
	if r := l.ask(t, Query{Text: "when"}); r.Total == 0 || len(r.Notes) != 0 {
		t.Errorf("a function word alone is looked for: %d hits, notes %q", r.Total, r.Notes)
	}
}

// TestSynonymsFindClaims: of their kind, after those with the word itself.
func TestSynonymsFindClaims(t *testing.T) {
	l := newLibrary(t, collection...)
	r := l.ask(t, Query{Text: "28 members", Things: []Thing{Claims}})
	var got []string
	for _, h := range r.Hits {
		got = append(got, l.label(h))
	}
	if want := []string{"claim 28 member countries", "claim 28 allies"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	} else if parts := r.Hits[1].Fragments[0].Parts; !slices.Contains(parts, Part{Text: "allies", Hit: true}) {
		t.Errorf("the synonym is not shown as found: %+v", parts)
	}
	seen := map[string]bool{}
	for _, row := range synonyms {
		if row.kind != "" && !slices.Contains(communique.Kinds, row.kind) {
			t.Errorf("synonyms of kind %q", row.kind)
		}
		var stems set[string]
		for _, w := range row.words {
			stems.add(stem(w))
		}
		for _, st := range stems.list {
			if seen[st] {
				t.Errorf("%s stands in two rows", st)
			}
			seen[st] = true
		}
	}
}

// TestNoWordFindsNothing: only a text that is empty lists everything.
func TestNoWordFindsNothing(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, text := range []string{"!!!", "🙂", "–", `""`, "()", "- -", "🙂 🙃", "-!!!"} {
		if r := l.ask(t, Query{Text: text}); r.Total != 0 || !strings.Contains(strings.Join(r.Notes, "\n"), "no word to look for") {
			t.Errorf("%q: %d hits, notes %q", text, r.Total, r.Notes)
		}
	}
	for _, text := range []string{"", " \t"} {
		if r := l.ask(t, Query{Text: text}); r.Total == 0 || len(r.Notes) != 0 {
			t.Errorf("%q: %d hits, notes %q", text, r.Total, r.Notes)
		}
	}
	if r := l.ask(t, Query{Text: "wales 🙂"}); r.Total == 0 {
		t.Error("a word beside a sign finds nothing")
	}
}

// TestValuesThatNothingHas are told, with what is known.
func TestValuesThatNothingHas(t *testing.T) {
	l := newLibrary(t, collection...)
	for text, want := range map[string]string{
		"kind:foo":                 "known are member-count, membership",
		"year:20x6":                "known are years such as 2014",
		"thing:x":                  "known are document, statement, claim",
		"status:x":                 "known are current, superseded",
		"published:14/06/2021":     "2014-09-05",
		"actor:org:natoo":          "nothing names org:natoo; did you mean org:nato?",
		"actor:state:nato":         "did you mean org:nato?",
		"actor:org:zzyzx":          "nothing names org:zzyzx",
		"topic:cyberspaces sweden": "nothing is about concept:cyberspaces; did you mean concept:cyberspace?",
		"language:xx":              "nothing is in the language xx",
	} {
		r := l.ask(t, Query{Text: text})
		if r.Total != 0 || !strings.Contains(strings.Join(r.Notes, "\n"), want) {
			t.Errorf("%s: %d hits, notes %q, want %q", text, r.Total, r.Notes, want)
		}
	}
	r := l.ask(t, Query{Filter: communique.Filter{Actors: []communique.EntityID{"org:natoo"}, Topics: []communique.EntityID{"concept:x"}}})
	if len(r.Notes) != 2 || !strings.Contains(r.Notes[0], "did you mean org:nato?") {
		t.Errorf("filters: notes %q", r.Notes)
	}
}

// TestBeforeTheStore: a day on which nothing was held is told.
func TestBeforeTheStore(t *testing.T) {
	l := newLibrary(t, collection...)
	const note = "the store held nothing on 1999-12-31"
	if r := l.ask(t, Query{Text: "nato", Filter: communique.Filter{RecordedBy: "1999-12-31"}}); r.Total != 0 || !slices.Contains(r.Notes, note) {
		t.Errorf("%d hits, notes %q, want %q", r.Total, r.Notes, note)
	}
	if r := l.ask(t, Query{Text: "zzyzx", Filter: communique.Filter{RecordedBy: "9999-12-31"}}); len(r.Notes) != 0 {
		t.Errorf("a day on which something was held: notes %q", r.Notes)
	}
}

// TestRepeatsComeLater: the second claim that says the same is told and lowered.
func TestRepeatsComeLater(t *testing.T) {
	l := newLibrary(t, article{outlet: "Test", published: on("2017-06-05"), text: "Montenegro joins NATO\nMontenegro joins NATO today.\nMontenegro joins NATO, said all.\nMontenegro left.\n",
		claims: []assertion{
			{kind: communique.Position, subject: "state:montenegro", words: "Montenegro left", object: "org:nato"},
			{kind: communique.Accession, subject: "state:montenegro", words: "Montenegro joins NATO", object: "org:nato"},
			{kind: communique.Accession, subject: "state:montenegro", words: "Montenegro joins NATO today", object: "org:nato"},
			{kind: communique.Accession, subject: "state:montenegro", words: "Montenegro joins NATO,", object: "org:nato"},
		}})
	r := l.ask(t, Query{Text: "montenegro", Things: []Thing{Claims}})
	var repeats []bool
	for _, h := range r.Hits {
		repeats = append(repeats, h.Repeat)
	}
	if !slices.Equal(repeats, []bool{false, false, true, true}) || r.Total != 4 {
		t.Errorf("%d hits, repeats %v", r.Total, repeats)
	}
	if p := l.problems(t); len(p) > 0 {
		t.Error(p)
	}
}

// TestQuestions: those like the text are offered, under its filters.
func TestQuestions(t *testing.T) {
	l := newLibrary(t, samples(t)...)
	const members, invoked = "member-count/org:nato", "invocation/instrument:article-5"
	for text, want := range map[string]communique.Question{
		"how many allies": members, "how many members does NATO have?": members, "has article 5 been invoked": invoked,
		"did NATO amend Article 5 in 2021": "amendment/document:brussels-communique/instrument:article-5",
		"when did Finland join":            "accession/state:finland/org:nato",
		"zzyzx qqqq":                       "",
		"who attacked Estonia":             "attribution/event:estonia-2007",
	} {
		r := l.ask(t, Query{Text: text})
		first := communique.Question("")
		if len(r.Questions) > 0 {
			first = r.Questions[0]
		}
		if first != want || len(r.Questions) > mostQuestions {
			t.Errorf("%q: questions %q, want first %q", text, r.Questions, want)
		}
	}
	if r := l.ask(t, Query{Text: "how many members", Filter: communique.Filter{PublishedBy: "2003-01-01"}}); len(r.Questions) != 0 {
		t.Errorf("before any claim was published: %q", r.Questions)
	}
}

// TestOtherEditionIsMadeAnew: rows keep names, so another edition of them has other rows.
func TestOtherEditionIsMadeAnew(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, test := range []struct {
		edition string
		anew    bool
	}{{"1 ab", true}, {"1 ab", false}, {"1 cd", true}, {"", true}, {"", false}} {
		if err := l.Index.Close(); err != nil {
			t.Fatal(err)
		}
		var err error
		if l.Index, err = Open(l.dir, Options{Name: nameOf, Edition: test.edition}); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Index.Close() })
		if anew := strings.Contains(l.Notice(), "names or questions have changed"); anew != test.anew {
			t.Errorf("edition %q: notice %q", test.edition, l.Notice())
		}
		if n := l.sync(t); (n > 0) != test.anew {
			t.Errorf("edition %q: took in %d entries", test.edition, n)
		}
	}
}

// TestWiderCursorIsProved: a cursor cannot ask for fewer words than none.
func TestWiderCursorIsProved(t *testing.T) {
	l := newLibrary(t, collection...)
	q := Query{Text: "sweden estonia", Limit: 1}
	s := search{index: l.Index, q: q}
	s.wanted = new(compiler).take(&expression{op: andOf, kids: []expression{{text: "sweden"}, {text: "estonia"}}})
	for least, ok := range map[int]bool{-1: false, 0: false, 1: true, 2: true, 3: false} {
		s.require(2)
		s.least = least
		q.After = s.cursor(&bsearch.DocumentMatch{ID: "d", Score: 1})
		_, err := l.Search(context.Background(), q)
		var invalid *communique.InvalidError
		if (err == nil) != ok || err != nil && !errors.As(err, &invalid) {
			t.Errorf("%d words: %v", least, err)
		}
	}
}
