package web

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
	"github.com/communique-kg/communique/search"
)

// stands gives a world a standing that has judged everything, and returns it.
func (w *world) stands(t *testing.T) *Standing {
	t.Helper()
	s, _ := w.standingOf(nil)
	if w.Names != nil {
		s.Name = w.Server.name
	}
	if err := s.Judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Standing = s
	w.public = w.Handler()
	return s
}

// everything lines up the claims on which conflicts hang in the plainest way: it
// compares the answers to every question of the documents. No claim is rejected.
func (w *world) everything(t *testing.T, docs []*communique.Document) []queued {
	t.Helper()
	records := map[communique.Question][]communique.Record{}
	for _, d := range docs {
		h, err := w.corpus.History(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range h.Records() {
			for _, q := range r.Claim.Questions {
				records[q] = append(records[q], r)
			}
		}
	}
	on, counted := map[communique.ClaimID]*queued{}, map[string]bool{}
	for _, q := range slices.Sorted(maps.Keys(records)) {
		for _, c := range claim.Compare(q, records[q], w.Reference, w.Server.name) {
			if !isLoud(c.Relation) {
				continue
			}
			for _, m := range c.Members {
				if m.Supports {
					continue
				}
				o := on[m.Claim.ID]
				if o == nil {
					o = &queued{Claim: m.Claim.ID, Document: m.Document.ID, Kind: m.Claim.Kind, Status: "open"}
					on[m.Claim.ID] = o
				}
				if said := fmt.Sprintln(m.Claim.ID, c.Relation, c.Because); !counted[said] {
					counted[said] = true
					o.Conflicts++
				}
				o.Relations = append(o.Relations, c.Relation)
				o.Questions = append(o.Questions, q)
			}
		}
	}
	var out []queued
	for _, o := range on {
		slices.SortFunc(o.Relations, func(a, b claim.Relation) int { return cmp.Compare(weight(a), weight(b)) })
		o.Relations, o.Questions = slices.Compact(o.Relations), slices.Compact(o.Questions)
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b queued) int {
		return cmp.Or(cmp.Compare(b.Conflicts, a.Conflicts), cmp.Compare(weight(a.Relations[0]), weight(b.Relations[0])), strings.Compare(string(a.Claim), string(b.Claim)))
	})
	return out
}

// asked returns the whole queue as the API tells it, in parts.
func (w *world) asked(t *testing.T, query string) (all []queued, partly string) {
	t.Helper()
	next := ""
	for {
		p := answerOf[reviewPage](t, w.get("/api/v1/review?limit=7"+query+next), http.StatusOK)
		all, partly = append(all, p.Claims...), p.Partly
		if p.Next == "" {
			return all, partly
		}
		next = "&id=" + p.Next
	}
}

func tellQueue(line []queued) string {
	var b strings.Builder
	for _, c := range line {
		fmt.Fprintln(&b, c.Claim, c.Document, c.Kind, c.Conflicts, c.Relations, c.Questions, c.Status)
	}
	return b.String()
}

// holdSamples reads the sample collection into a world.
func (w *world) holdSamples(t *testing.T) []*communique.Document {
	t.Helper()
	data := testkit.Data(t)
	reader, err := ingest.NewReader(data, "communique test")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(data, "samples/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("the sample collection: %d files, %v", len(names), err)
	}
	var docs []*communique.Document
	for _, name := range names {
		original, err := fs.ReadFile(data, name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := reader.Read(ingest.Input{Name: path.Base(name), Data: original})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.corpus.Append(t.Context(), "test", d, original); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Names, w.Reference = reader.Gazetteer, reader.Reference
	return docs
}

// TestTheQueueIsThatOfComparingEverything holds the queue that a standing tells
// to comparing the answers to every question.
func TestTheQueueIsThatOfComparingEverything(t *testing.T) {
	_, against := contradicted(t)
	for name, docs := range map[string][]*communique.Document{"documents": documentsOf(t), "contradicted": against, "nothing": nil, "samples": nil} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, docs...)
			if name == "samples" {
				docs = w.holdSamples(t)
			}
			w.stands(t)
			got, partly := w.asked(t, "&status=all")
			want := w.everything(t, docs)
			if tellQueue(got) != tellQueue(want) || partly != "" {
				t.Errorf("%q\ngot:\n%s\nwant:\n%s", partly, tellQueue(got), tellQueue(want))
			}
			if name == "samples" && len(want) < 5 {
				t.Errorf("only %d claims stand against something", len(want))
			}
			relation, kind := claim.Contradiction, communique.MemberCount
			for query, keeps := range map[string]func(queued) bool{
				"&relation=" + string(relation):         func(c queued) bool { return slices.Contains(c.Relations, relation) },
				"&kind=" + string(kind):                 func(c queued) bool { return c.Kind == kind },
				"&document=" + string(documentIn(want)): func(c queued) bool { return c.Document == documentIn(want) },
				"&status=rejected":                      func(queued) bool { return false },
			} {
				if strings.HasSuffix(query, "=") {
					continue
				}
				var kept []queued
				for _, c := range want {
					if keeps(c) {
						kept = append(kept, c)
					}
				}
				if got, _ := w.asked(t, query); tellQueue(got) != tellQueue(kept) {
					t.Errorf("%s:\ngot:\n%s\nwant:\n%s", query, tellQueue(got), tellQueue(kept))
				}
			}
			// Nobody has judged yet, or dates are chosen: what is compared now is the same, as far as it goes.
			w.Standing = nil
			w.public = w.Handler()
			if got, partly := w.asked(t, "&status=all"); partly == "" && tellQueue(got) != tellQueue(want) {
				t.Errorf("without a standing\ngot:\n%s\nwant:\n%s", tellQueue(got), tellQueue(want))
			}
		})
	}
}

func documentIn(line []queued) communique.DocID {
	if len(line) == 0 {
		return ""
	}
	return line[0].Document
}

// TestTheQueueFollowsTheLog judges, retracts and takes both back while the
// standing has not looked yet, and after it has.
func TestTheQueueFollowsTheLog(t *testing.T) {
	w, docs := contradicted(t)
	s := w.stands(t)
	ids := func(query string) (out []communique.ClaimID) {
		t.Helper()
		all, _ := w.asked(t, query)
		for _, c := range all {
			out = append(out, c.Claim)
		}
		slices.Sort(out)
		return out
	}
	of := func(docs ...*communique.Document) (out []communique.ClaimID) {
		for _, d := range docs {
			out = append(out, claimOf(d, 0).ID)
		}
		slices.Sort(out)
		return out
	}
	// steady checks a state before and after the standing has looked at it.
	steady := func(step string, want []communique.ClaimID) {
		t.Helper()
		before, line := s.Changes(), s.Conflicts()
		if got := ids(""); !slices.Equal(got, want) {
			t.Errorf("%s: %v wait, want %v", step, got, want)
		}
		if err := s.Judge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := ids(""); !slices.Equal(got, want) {
			t.Errorf("%s, judged: %v wait, want %v", step, got, want)
		}
		if now := s.Conflicts(); s.Changes() != before || &now.line[0] != &line.line[0] {
			t.Errorf("%s: a judgement lines everything up anew", step)
		}
	}
	all := of(docs...)
	steady("at first", all)
	_, to := w.judges("", url.Values{"do": {"reject"}, "id": {string(claimOf(docs[0], 0).ID)}, "reason": {"a table of old"}})
	steady("what the others stand against is rejected", nil)
	if u, _ := url.Parse(to); u.Query().Get("id") != "" {
		t.Errorf("nothing waits, and yet rejecting leads to %s", to)
	}
	if got := ids("&status=rejected"); !slices.Equal(got, of(docs[0])) {
		t.Errorf("rejected are %v", got)
	}
	last, _ := w.corpus.Last(t.Context())
	w.judges("", url.Values{"do": {"undo"}, "id": {"x"}, "seq": {strconv.FormatUint(last, 10)}})
	steady("taken back", all)
	w.judges("", url.Values{"do": {"reject"}, "id": {string(claimOf(docs[1], 0).ID)}, "reason": {"no"}})
	steady("one of two is rejected", of(docs[0], docs[2]))
	if _, err := w.say(t.Context(), "test", communique.Annotation{Kind: communique.Retract, Target: string(docs[2].ID), Reason: "a test"}); err != nil {
		t.Fatal(err)
	}
	if all, partly := w.asked(t, "&status=all"); len(all) != 2 || !strings.Contains(partly, "still being compared") {
		t.Errorf("while a retraction is not judged, %q is said and there wait\n%s", partly, tellQueue(all))
	}
	if err := s.Judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ids("&status=all"); !slices.Equal(got, of(docs[1])) {
		t.Errorf("in all there are %v, want the rejected one, which keeps what stood against it", got)
	}
	if got := ids(""); len(got) > 0 {
		t.Errorf("with one answer left there wait %v", got)
	}
	if _, partly := w.asked(t, ""); partly != "" {
		t.Errorf("everything is judged, and yet the page says %q", partly)
	}
}

func TestObjectionsCountWhileAnOtherSideIsLeft(t *testing.T) {
	between := objection{conflict{claim.Contradiction, 0}, []sided{{claim: "a", side: 1}, {claim: "b", side: 1}, {claim: "c", side: 2}}}
	reference := objection{conflict{claim.AgainstReference, 0}, []sided{{claim: "a", side: 1}, {claim: "c", side: 2}}}
	alone := objection{conflict{claim.Misreport, 0}, []sided{{claim: "a", side: 1}}}
	for _, test := range []struct {
		o        objection
		id       communique.ClaimID
		rejected string
		want     bool
	}{
		{between, "a", "", true}, {between, "c", "", true}, {between, "d", "", false},
		{between, "a", "c", false}, {between, "a", "b", true}, {between, "c", "a", true}, {between, "c", "a b", false},
		{between, "c", "c", true}, {between, "a", "a c", true},
		{reference, "a", "c", true}, {alone, "a", "b", true},
	} {
		said := judgements{}
		for _, id := range strings.Fields(test.rejected) {
			said[communique.ClaimID(id)] = search.Rejected
		}
		if got := test.o.counts(test.id, said); got != test.want {
			t.Errorf("%s of %v, rejected %q: %v, want %v", test.id, test.o.sides, test.rejected, got, test.want)
		}
	}
}
