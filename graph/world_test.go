package graph

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// world makes valid documents at random: few names, so that claims meet.
type world struct {
	*rand.Rand
	corpus *corpus.Corpus
	docs   []*communique.Document
	text   map[communique.DocID]string
	marks  []uint64 // retractions and undos

	scanned uint64 // the entry up to which held is true
	held    []communique.Record
}

// records returns all records of the corpus, read once for each of its states.
func (w *world) records(t testing.TB) []communique.Record {
	t.Helper()
	ctx := context.Background()
	last, err := w.corpus.Last(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if last == w.scanned {
		return w.held
	}
	w.scanned, w.held = last, nil
	for r, err := range w.corpus.Records(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		w.held = append(w.held, r)
	}
	return w.held
}

var (
	someActors = []communique.EntityID{"org:nato", "org:eu", "org:ccdcoe", "state:estonia", "state:russia", "person:jens-stoltenberg",
		"person:mark-rutte", "np:member states", "np:a back\\slash", "instrument:article-5", "document:tallinn-manual-2.0", "event:estonia-2007", "concept:deterrence"}
	// allActors are who a filter may name: the last is only ever the organisation of a role.
	allActors     = append(slices.Clone(someActors), "org:osce")
	someTopics    = []communique.EntityID{"concept:cyberspace", "concept:deterrence", "concept:attribution", "org:nato"}
	someQuestions = []communique.Question{"member-count/org:nato", "decision/article-5", "odd\tone", "odd\x1fone\\", "back\nline", "who/state:russia"}
	someOutlets   = []string{"The Register", "NATO", "Tab\there", "Déjà vu"}
)

func newWorld(t testing.TB, seed int64, dir string) *world {
	t.Helper()
	c, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &world{Rand: rand.New(rand.NewSource(seed)), corpus: c, text: map[communique.DocID]string{}}
}

func pick[T any](w *world, from []T) T { return from[w.Intn(len(from))] }

// some returns up to n of the items, or nothing; sometimes one twice.
func some[T any](w *world, n int, from []T) []T {
	var out []T
	for range w.Intn(n + 1) {
		out = append(out, pick(w, from))
	}
	return out
}

func (w *world) maybe(id communique.EntityID) communique.EntityID {
	if w.Intn(3) == 0 {
		return ""
	}
	return id
}

// days returns a range in a short span, so that ranges meet; sometimes an open one or none.
func (w *world) days() communique.Days {
	first := communique.Day("2000-01-01").Add(w.Intn(40) - 10)
	switch w.Intn(6) {
	case 0:
		return communique.Days{}
	case 1:
		return communique.Days{From: first}
	case 2:
		return communique.Days{To: first}
	case 3:
		return communique.Days{From: first, To: first}
	}
	return communique.Days{From: first, To: first.Add(w.Intn(20))}
}

func (w *world) source() communique.Source {
	s := communique.Source{URL: fmt.Sprintf("https://example.org/%d", w.Intn(1000))}
	if w.Intn(4) > 0 {
		s.Outlet = pick(w, someOutlets)
	}
	s.Published.Days = w.days()
	return s
}

// document makes a document of n claims at most.
func (w *world) document(n int) *communique.Document {
	var words []string
	for range 60 {
		words = append(words, pick(w, []string{"zwölf", "allies", "agreed", "on", "the", "pledge", "—", "cyber"}))
	}
	words = append(words, fmt.Sprint(w.Int63()))
	text := strings.Join(words, " ")
	d := &communique.Document{ID: communique.DocIDOf([]byte(text)), Format: "text", Sources: []communique.Source{w.source()}}
	w.text[d.ID] = text
	w.read(d, n)
	return d
}

// read makes up what a reader found.
func (w *world) read(d *communique.Document, n int) {
	d.Text = w.text[d.ID]
	d.TextID = communique.TextIDOf(d.Text)
	d.Reader = fmt.Sprintf("test %d", w.Intn(1000))
	d.Regions = []communique.Region{{Span: communique.Span{End: len(d.Text)}, Role: communique.Article, Type: "body"}}
	d.Statements, d.Claims = nil, nil
	spans := wordSpans(d.Text)
	for i := range 2 {
		content := spans[i*10]
		s := communique.Statement{ID: communique.NewStatementID(d.ID, d.TextID, communique.Direct, content), Kind: communique.Direct, Content: []communique.Evidence{content.Quote(d.Text)}, Rule: "test"}
		s.Said.Days = w.days()
		d.Statements = append(d.Statements, s)
	}
	for range w.Intn(n + 1) {
		c := communique.Claim{
			Kind: pick(w, communique.Kinds), Subject: w.maybe(pick(w, someActors)), Object: w.maybe(pick(w, someActors)), Speaker: w.maybe(pick(w, someActors)),
			Modality: communique.Asserted, Polarity: communique.Affirmed, Evidence: pick(w, spans).Quote(d.Text), Rule: "test",
			Topics: some(w, 2, someTopics), Questions: some(w, 2, someQuestions),
		}
		if w.Intn(4) == 0 {
			c.Kind, c.Scope = communique.RoleClaim, pick(w, []string{"others", "org:nato", "org:osce"})
		}
		if w.Intn(2) == 0 {
			c.Statement = pick(w, d.Statements).ID
		}
		c.About.Days = w.days()
		c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject)
		if !slices.ContainsFunc(d.Claims, func(o communique.Claim) bool { return o.ID == c.ID }) {
			d.Claims = append(d.Claims, c)
		}
	}
}

func wordSpans(text string) []communique.Span {
	var out []communique.Span
	at := 0
	for word := range strings.SplitSeq(text, " ") {
		out = append(out, communique.Span{Start: at, End: at + len(word)})
		at += len(word) + 1
	}
	return out
}

// happen lets one thing happen to the corpus.
func (w *world) happen(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	must := func(a corpus.Appended, err error) corpus.Appended {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	annotate := func(a communique.Annotation) uint64 {
		t.Helper()
		return must(w.corpus.Annotate(ctx, "alice", a)).Seq
	}
	if len(w.docs) == 0 || w.Intn(3) == 0 {
		d := w.document(6)
		w.docs = append(w.docs, d)
		must(w.corpus.Append(ctx, "test", d, []byte(w.text[d.ID])))
		return
	}
	d := pick(w, w.docs)
	switch w.Intn(6) {
	case 0, 1: // read again: some claims stay
		kept := slices.Clone(d.Claims)
		w.read(d, 4)
		for _, c := range kept {
			if w.Intn(2) == 0 && c.Statement == "" && !slices.ContainsFunc(d.Claims, func(o communique.Claim) bool { return o.ID == c.ID }) {
				d.Claims = append(d.Claims, c)
			}
		}
		must(w.corpus.Append(ctx, "test", d, []byte(w.text[d.ID])))
	case 2:
		must(w.corpus.AddSource(ctx, "test", d.ID, w.source()))
	case 3:
		w.marks = append(w.marks, annotate(communique.Annotation{Kind: communique.Retract, Target: string(d.ID), Reason: "test"}))
	case 4:
		if len(w.marks) == 0 {
			return
		}
		i := w.Intn(len(w.marks))
		w.marks[i] = annotate(communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(w.marks[i])})
	case 5:
		annotate(communique.Annotation{Kind: communique.Merge, Target: string(pick(w, someActors)), Into: "org:nato"})
		if len(d.Claims) > 0 {
			annotate(communique.Annotation{Kind: communique.Accept, Target: string(pick(w, d.Claims).ID)})
		}
	}
}

// filter makes a filter at random.
func (w *world) filter() communique.Filter {
	var f communique.Filter
	if w.Intn(4) == 0 {
		f.Kinds = some(w, 4, communique.Kinds)
	}
	if w.Intn(3) == 0 {
		f.Actors = some(w, 2, allActors)
	}
	if w.Intn(5) == 0 {
		f.Topics = some(w, 2, someTopics)
	}
	if w.Intn(5) == 0 {
		f.Outlets = some(w, 2, someOutlets)
	}
	if w.Intn(6) == 0 {
		for _, d := range some(w, 3, w.docs) {
			f.Documents = append(f.Documents, d.ID)
		}
	}
	if w.Intn(5) == 0 {
		f.Questions = some(w, 2, someQuestions)
	}
	if w.Intn(3) == 0 {
		f.About = w.days()
	}
	if w.Intn(3) == 0 {
		f.PublishedBy = w.days().From
	}
	if w.Intn(2) == 0 {
		f.RecordedBy = communique.Day("2000-01-01").Add(w.Intn(40))
	}
	return f
}

// inDays runs test in a bubble in which sleeping for days takes no time, so that
// the corpus records things on different days.
func inDays(t *testing.T, test func(*testing.T)) {
	t.Helper()
	// The corpus makes its compressor at the first use; it must not belong to the bubble.
	w := newWorld(t, 1, t.TempDir())
	w.happen(t)
	if _, err := w.corpus.Document(t.Context(), w.docs[0].ID); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, test)
}

func (w *world) sleep() { time.Sleep(time.Duration(w.Intn(40)) * time.Hour) }

func openGraph(t testing.TB, dir string) *Graph {
	t.Helper()
	g, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

func syncGraph(t testing.TB, g *Graph, c *corpus.Corpus) {
	t.Helper()
	if _, err := g.Sync(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

// sound fails the test where Check finds something.
func sound(t testing.TB, g *Graph, c *corpus.Corpus) {
	t.Helper()
	for problem, err := range g.Check(context.Background(), c) {
		if err != nil {
			t.Fatal(err)
		}
		t.Error(problem)
	}
}
