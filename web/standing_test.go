package web

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// standingOf makes a standing over the stores of a world, which notes what it tells.
func (w *world) standingOf(told map[communique.ClaimID][]string) (*Standing, *[]communique.DocID) {
	restated := &[]communique.DocID{}
	return &Standing{Corpus: w.corpus, Graph: w.graph, Reference: w.Reference, Name: names{}.Name,
		Restate: func(_ context.Context, docs []communique.DocID) error {
			*restated = append(*restated, docs...)
			return nil
		},
		Told: func(context.Context) (map[communique.ClaimID][]string, error) { return told, nil },
	}, restated
}

// inRelations returns how every claim stands, by comparing the answers to every
// question of the documents.
func (w *world) inRelations(t *testing.T, docs ...*communique.Document) map[communique.ClaimID][]string {
	t.Helper()
	records := map[communique.Question][]communique.Record{}
	for _, d := range docs {
		h, err := w.corpus.History(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if h.Retracted() {
			continue
		}
		for _, r := range h.Records() {
			for _, q := range r.Claim.Questions {
				records[q] = append(records[q], r)
			}
		}
	}
	out := map[communique.ClaimID][]string{}
	for q, answers := range records {
		for _, c := range claim.Compare(q, answers, w.Reference, names{}.Name) {
			for _, m := range c.Members {
				if !slices.Contains(out[m.Claim.ID], string(c.Relation)) {
					out[m.Claim.ID] = append(out[m.Claim.ID], string(c.Relation))
				}
			}
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// TestStandingFollowsTheLog adds documents one by one, then retracts one, and
// holds the standing, which judges what each step touches, to comparing everything.
func TestStandingFollowsTheLog(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs[0])
	s, restated := w.standingOf(nil)
	check := func(step string, held ...*communique.Document) {
		t.Helper()
		if err := s.Judge(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := map[communique.ClaimID][]string{}
		for _, d := range docs {
			for i := range d.Claims {
				if names := s.RelationsOf(d.Claims[i].ID); names != nil {
					slices.Sort(names)
					got[d.Claims[i].ID] = names
				}
			}
		}
		if want := w.inRelations(t, held...); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%s: claims stand in %v, want %v", step, got, want)
		}
	}
	if _, known := s.Stands("member-count/org:nato"); known {
		t.Error("known to stand before anything was judged")
	}
	check("one document", docs[0])
	for i := 1; i < len(docs); i++ {
		if _, err := w.corpus.Append(t.Context(), "test", docs[i], []byte(docs[i].Text)); err != nil {
			t.Fatal(err)
		}
		if err := w.sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		*restated = nil
		check(docs[i].Title, docs[:i+1]...)
		if len(*restated) == 0 {
			t.Errorf("%s: nobody was told that relations changed", docs[i].Title)
		}
	}
	for key, want := range map[communique.Question]bool{"member-count/org:nato": true, "member-count/org:none": false} {
		if stands, known := s.Stands(key); stands != want || !known {
			t.Errorf("%s: stands %v, known %v", key, stands, known)
		}
	}
	if _, known := (*Standing)(nil).Stands("member-count/org:nato"); known {
		t.Error("a nil standing knows something")
	}
	if keys, all := s.Gravest(); !all || len(keys) != 1 || keys[0] != "member-count/org:nato" {
		t.Errorf("the gravest questions are %v, %v", keys, all)
	}
	if got := s.Counts(); got[claim.Evolution]+got[claim.Undetermined]+got[claim.AgainstReference] == 0 || got[claim.Stance] != 0 {
		t.Errorf("counted are %v", got)
	}
	if keys, _ := s.Gravest(claim.Stance); len(keys) > 0 {
		t.Errorf("in stance stand %v", keys)
	}
	if _, err := w.corpus.Annotate(t.Context(), "test", communique.Annotation{Kind: communique.Retract, Target: string(docs[1].ID), Reason: "a test"}); err != nil {
		t.Fatal(err)
	}
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("after a retraction", docs[0], docs[2])
}

// TestStandingTellsOnlyWhatDiffers begins where another has left off.
func TestStandingTellsOnlyWhatDiffers(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	told := w.inRelations(t, docs...)
	s, restated := w.standingOf(told)
	if err := s.Judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(*restated) > 0 {
		t.Errorf("told again of %v, which was known", *restated)
	}
	other := maps.Clone(told)
	other[claimOf(docs[1], 0).ID] = []string{"stance"}
	s, restated = w.standingOf(other)
	if err := s.Judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := []communique.DocID{docs[1].ID}; !slices.Equal(*restated, want) {
		t.Errorf("told of %v, want %v", *restated, want)
	}
}

// TestANilStandingKnowsNothing asks one that is not there.
func TestANilStandingKnowsNothing(t *testing.T) {
	var s *Standing
	if keys, all := s.Gravest(); len(keys) > 0 || all {
		t.Errorf("Gravest: %v, %v", keys, all)
	}
}
