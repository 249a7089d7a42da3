package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

func TestFindWords(t *testing.T) {
	const text = "We act\nas one. We act as  one; WE ACT AS ONE – élan."
	for _, tt := range []struct {
		words string
		want  []string
		exact bool
	}{
		{"act", []string{"act", "act"}, true},
		{"act as one", []string{"act\nas one", "act as  one"}, false},
		{"act\nas one", []string{"act\nas one"}, true},
		{"ACT AS", []string{"ACT AS"}, true},
		{"act AS", nil, false},
		{"élan.", []string{"élan."}, true},
		{"élan…", nil, true},
		{"We act as one …", nil, false},
	} {
		got := findWords(text, tt.words)
		var found []string
		for _, s := range got.Spans {
			found = append(found, s.Of(text))
		}
		if !slices.Equal(found, tt.want) || got.Exact != tt.exact || got.More {
			t.Errorf("%q: found %q, exact %v, more %v; want %q, %v", tt.words, found, got.Exact, got.More, tt.want, tt.exact)
		}
	}
	if got := findWords(strings.Repeat("a ", 100), "a"); len(got.Spans) != mostFound || !got.More {
		t.Errorf("%d places, more %v", len(got.Spans), got.More)
	}
	if got := findWords(strings.Repeat("a ", 5<<20), strings.Repeat("a  ", 600)+"b"); len(got.Spans) != 0 || !got.More {
		t.Errorf("a text that is all beginnings: %d places, more %v", len(got.Spans), got.More)
	}
}

// TestWordsAreProvedAndCited asks the API for words by their place and by themselves.
func TestWordsAreProvedAndCited(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	early := documentsOf(t)[0]
	base := "/api/v1/documents/" + string(early.ID) + "/words?"
	words := "28 member states and we act as one"
	answer := answerOf[wordsAnswer](t, w.get(base+"words="+url.QueryEscape(words)), http.StatusOK)
	if len(answer.Places) != 1 || !answer.Exact || answer.Places[0].Exact != words || answer.Places[0].Hash != proof(words) {
		t.Fatalf("%+v", answer)
	}
	place := answer.Places[0]
	if got := string([]rune(early.Text)[func() int { p, _ := parsePlace(place.At); return p.Start }():][:len([]rune(words))]); got != words {
		t.Errorf("the place %s holds %q", place.At, got)
	}
	for _, want := range []string{words, "Jens Stoltenberg", "The Register", "SHA-256"} {
		if !strings.Contains(place.Citation, want) {
			t.Errorf("the citation lacks %q: %s", want, place.Citation)
		}
	}
	if strings.Contains(place.Citation, "Read as") || strings.Contains(place.Citation, "Claim ") {
		t.Errorf("the citation of words tells a claim: %s", place.Citation)
	}
	again := answerOf[wordsAnswer](t, w.get(base+"at="+place.At+"&q="+place.Hash), http.StatusOK)
	if len(again.Places) != 1 || again.Places[0] != place {
		t.Errorf("by its place: %+v", again)
	}
	if body := w.get(place.Link).Body.String(); !strings.Contains(body, "their hash agrees") || !strings.Contains(body, "SHA-256 of the original bytes): ") {
		t.Error("the link is not proved, or its page has no citation")
	}
	for _, f := range wordFormats() {
		rec := w.get(base + "at=" + place.At + "&format=" + f.Name)
		if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != f.MediaType || !strings.Contains(rec.Body.String(), "we act as one") {
			t.Errorf("%s: status %d, %s: %s", f.Name, rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
	}
	for query, status := range map[string]int{"": 400, "at=5": 400, "at=9-3": 400, "at=0-999999": 404, "at=0-5&q=0000000000000000": 404, "at=0-5&format=docx": 400,
		"words=" + strings.Repeat("x", mostWording+1): 400, "words=nowhere": 200, "words=nowhere&format=text": 404, "words=member+states&format=text": 404, "wurds=x": 400} {
		if rec := w.get(base + query); rec.Code != status {
			t.Errorf("%.60s: status %d, want %d: %s", query, rec.Code, status, rec.Body)
		}
	}
	if rec := w.get("/api/v1/documents/nothing/words?at=0-5"); rec.Code != http.StatusBadRequest {
		t.Errorf("no document: status %d", rec.Code)
	}
}

// TestShowChoosesMarks: kinds, relations and nothing can be chosen, and the words
// of a permalink stay marked.
func TestShowChoosesMarks(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	early := documentsOf(t)[0]
	base := "/document?id=" + string(early.ID)
	cards := func(query string) int {
		root := parsePage(t, w.get(base+query).Body.String())
		return len(nodes(root, func(n *html.Node) bool { return attr(n, "class") == "card" }))
	}
	for query, want := range map[string]int{"": 3, "&show=member-count": 2, "&show=position": 1, "&show=member-count&show=position": 3, "&show=none": 0, "&show=evolution": 2, "&show=denial": 0, "&show=none&show=position": 0} {
		if got := cards(query); got != want {
			t.Errorf("%q shows %d cards, want %d", query, got, want)
		}
	}
	if rec := w.get(base + "&show=nonsense"); rec.Code != http.StatusBadRequest {
		t.Errorf("a choice that is none: status %d", rec.Code)
	}
	if body := w.get(base + "&show=none&at=5-10").Body.String(); !strings.Contains(body, `id="here"`) {
		t.Error("without marks, the words of the link are not marked either")
	}
}

// TestPartsHoldTheWholeText reads a long document part by part.
func TestPartsHoldTheWholeText(t *testing.T) {
	var text strings.Builder
	var drafts []draft
	for i := range 400 {
		words := fmt.Sprintf("NATO has %d member states, said source %d", 10+i%40, i)
		fmt.Fprintf(&text, "%s%s.\n\n", words, strings.Repeat(" and so on", 30))
		drafts = append(drafts, memberCount(words, float64(10+i%40), communique.Days{}, ""))
	}
	d := readDense(t, text.String(), communique.Source{Published: on("2016-06-15")}, "Long", drafts)
	w := newWorld(t, d)
	var shown strings.Builder
	cards, address := 0, "/document?id="+string(d.ID)
	for address != "" {
		root := parsePage(t, w.get(address).Body.String())
		for _, n := range nodes(root, func(n *html.Node) bool { return strings.HasPrefix(attr(n, "class"), "text-line") }) {
			shown.WriteString(textOf(n) + "\n")
		}
		cards += len(nodes(root, func(n *html.Node) bool { return attr(n, "class") == "card" }))
		address = ""
		for _, n := range nodes(root, func(n *html.Node) bool { return attr(n, "rel") == "next" }) {
			address = attr(n, "href")
		}
	}
	if !slices.Equal(strings.Fields(shown.String()), strings.Fields(d.Text)) {
		t.Error("the parts do not hold the text")
	}
	elsewhere := "/document?id=" + string(d.ID) + "&at=0-4&part=2"
	rec := w.get(elsewhere)
	if !strings.Contains(rec.Body.String(), `#here">Go to the words`) {
		t.Error("from another part no link leads to the words")
	}
	checkPage(t, elsewhere, rec.Header(), rec.Body.String())
	if cards != len(d.Claims) {
		t.Errorf("the parts show %d cards, want %d", cards, len(d.Claims))
	}
}

// TestHistoryOfAClaim tells readings, judgements and what was taken back.
func TestHistoryOfAClaim(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	early := documentsOf(t)[0]
	id := claimOf(early, 0).ID
	say := func(a communique.Annotation) uint64 {
		t.Helper()
		e, err := w.corpus.Annotate(t.Context(), "A. Reviewer", a)
		if err != nil {
			t.Fatal(err)
		}
		return e.Seq
	}
	seq := say(communique.Annotation{Kind: communique.Reject, Target: string(id), Reason: "<b>no</b>"})
	say(communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(seq), Reason: "too early"})
	say(communique.Annotation{Kind: communique.Accept, Target: string(id)})
	say(communique.Annotation{Kind: communique.Reject, Target: string(claimOf(early, 1).ID), Reason: "another claim"})
	say(communique.Annotation{Kind: communique.Retract, Target: string(early.ID), Reason: "withdrawn"})
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := answerOf[claimPage](t, w.get("/api/v1/claims/"+string(id)), http.StatusOK)
	var got []string
	for _, e := range page.History {
		got = append(got, fmt.Sprintf("%s %s (%s) %v", e.Agent, e.Says, e.Reason, e.Undone))
	}
	want := []string{"test read the document with test 1 and found this claim () false", "A. Reviewer rejected this claim (<b>no</b>) true",
		fmt.Sprintf("A. Reviewer took back entry %d (too early) false", seq), "A. Reviewer accepted this claim () false", "A. Reviewer retracted the document (withdrawn) false"}
	if !slices.Equal(got, want) {
		t.Errorf("history:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if body := w.get("/claim?id=" + string(id)).Body.String(); !strings.Contains(body, "&lt;b&gt;no") || !strings.Contains(body, "taken back later") {
		t.Error("the page does not show the history")
	}
}

func TestEveryRelationHasItsGroup(t *testing.T) {
	c := &communique.Claim{ID: "c-1"}
	for _, r := range claim.Relations {
		s := relativesOf(c, []comparison{{Relation: r, Because: "because"}, {Relation: r, Because: "because", Members: []member{{Claim: "c-1"}, {Claim: "c-2"}}}})
		if len(s) != 1 || len(s[0].Stands) != 1 || len(s[0].Stands[0].Others) != 1 || s[0].Title == "" {
			t.Errorf("%s: %+v", r, s)
		}
	}
	for _, k := range communique.Kinds {
		if kindSays(k) == "" {
			t.Errorf("nothing is said of the kind %s", k)
		}
	}
}

// However many answers there are, a page lists a bounded number of them and counts the rest.
func TestFewOthersAreListed(t *testing.T) {
	c := &communique.Claim{ID: "c"}
	for _, n := range []int{1, 3, 4, 5, 53, 54, 1000} {
		all := comparison{Relation: claim.Agreement, Members: []member{{Claim: "c"}}}
		for i := range n {
			all.Members = append(all.Members, member{Claim: communique.ClaimID(fmt.Sprintf("c-%d", i))})
		}
		s := relativesOf(c, []comparison{all})[0].Stands[0]
		if listed := len(s.Others) + len(s.Folded); listed+s.More != n || listed > 60 || s.More > 0 && listed < 50 || len(s.Folded) == 1 {
			t.Errorf("of %d answers %d stand open, %d in the fold, and %d more are counted", n, len(s.Others), len(s.Folded), s.More)
		}
	}
}

func TestBeyond(t *testing.T) {
	const text = "First line.\n\nSecond line has words. More of it.\n\nThird line.\n"
	for _, tt := range []struct{ words, above, below string }{
		{"Second line", "First line.", "Third line."},
		{"First", "", "Second line has words. More of it."},
		{"Third line.", "Second line has words. More of it.", ""},
	} {
		i := strings.Index(text, tt.words)
		s := communique.Span{Start: i, End: i + len(tt.words)}
		before, after := around(text, s, fewLines)
		if above, below := beyond(text, s, before, after); above != tt.above || below != tt.below {
			t.Errorf("%q: above %q, below %q; want %q, %q", tt.words, above, below, tt.above, tt.below)
		}
	}
	long := strings.Repeat("é ", 300) + "WORDS" + strings.Repeat(" ü", 300)
	i := strings.Index(long, "WORDS")
	s := communique.Span{Start: i, End: i + 5}
	before, after := around(long, s, fewLines)
	if above, below := beyond(long, s, before, after); above != "" || below != "" {
		t.Errorf("within a long line: above %q, below %q", above, below)
	}
}

// TestActorHasBothSides lists what somebody said apart from what was said of them.
func TestActorHasBothSides(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	sentences := func(query string) []string {
		root := parsePage(t, w.get("/actor?"+query).Body.String())
		var out []string
		for _, n := range nodes(root, func(n *html.Node) bool { return strings.HasPrefix(attr(n, "id"), "row-") }) {
			out = append(out, attr(n, "id"))
		}
		return out
	}
	all := answerOf[actorPage](t, w.get("/api/v1/actors/org:nato"), http.StatusOK)
	if got := sentences("id=org:nato"); len(got) != len(all.Claims) {
		t.Errorf("both sides have %d claims, want %d", len(got), len(all.Claims))
	}
	for query, want := range map[string]int{"id=person:jens-stoltenberg&as=speaker": 1, "id=person:jens-stoltenberg&as=named": 0, "id=org:nato&as=speaker": 0, "id=org:nato&as=named": 5, "id=org:nato&as=named&kind=position": 1} {
		if got := sentences(query); len(got) != want {
			t.Errorf("%s: %d claims, want %d", query, len(got), want)
		}
	}
	said := answerOf[actorPage](t, w.get("/api/v1/actors/person:jens-stoltenberg?as=speaker"), http.StatusOK)
	if len(said.Claims) != 1 || !slices.Contains(said.Claims[0].As, "speaker") {
		t.Errorf("%+v", said.Claims)
	}
	for _, query := range []string{"as=everything", "kind=nonsense"} {
		if rec := w.get("/actor?id=org:nato&" + query); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, rec.Code)
		}
	}
}

// TestProposedReadings: the fields are judged by the rules of the corpus, every
// fault is told, and nothing is stored.
func TestProposedReadings(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	d := documentsOf(t)[1] // counts 32
	words := "counts 32 member states"
	i := strings.Index(d.Text, words)
	base := fmt.Sprintf("/propose?id=%s&at=%d-%d&q=%s", d.ID, i, i+len(words), proof(words))
	before, err := w.corpus.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"": "NATO has 32 member states", // as it was read
		"&kind=member-count&subject=org:nato&n=28&unit=member+states&when=2016": "evolution",
		"&kind=member-count&subject=org:nato&n=many":                            "Number: &#34;many&#34; is none",
		"&kind=member-count&subject=org:nato":                                   "Number: a claim of this kind needs one",
		"&kind=amendment&subject=org:nato":                                      "Act: say whether",
		"&kind=decision":                                                        "Subject: say of whom",
		"&kind=decision&subject=org:nato&object=org:quiet&content=both":         "one of them, not both",
		"&kind=decision&subject=the+%3Cb%3E&when=soon":                          "&#34;soon&#34; is no date",
		"&kind=position&content=%3Cscript%3E&speaker=A+Reporter":                "&lt;script&gt;",
		"&kind=quantity&subject=org:nato&n=NaN":                                 "is none",
		"&kind=quantity&subject=org:nato&n=1e400":                               "is none",
	} {
		rec := w.get(base + query)
		if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), want) {
			t.Errorf("%s: status %d, and the page does not say %q", query, rec.Code, want)
		}
		checkPage(t, query, rec.Header(), rec.Body.String())
	}
	for address, status := range map[string]int{base + "&kind=nonsense": 400, "/propose?id=" + string(d.ID): 400, "/propose?id=" + string(d.ID) + "&at=5": 400, "/propose?at=0-5": 400,
		"/propose?id=sha256-" + strings.Repeat("0", 64) + "&at=0-5": 404, "/propose?id=" + string(d.ID) + "&at=0-5&q=0000000000000000": 200} {
		if rec := w.get(address); rec.Code != status {
			t.Errorf("%s: status %d, want %d", address, rec.Code, status)
		}
	}
	if after, err := w.corpus.Last(t.Context()); err != nil || after != before {
		t.Errorf("the log has grown from %d to %d, %v", before, after, err)
	}
}
