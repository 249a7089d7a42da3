package graph

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/communique-kg/communique"
)

// TestLaw holds the graph to its law: every answer equals a scan of the corpus,
// with the rows in memory and, for every other seed, without.
func TestLaw(t *testing.T) {
	for seed := range int64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inDays(t, func(t *testing.T) {
				dir := t.TempDir()
				w := newWorld(t, seed, dir)
				g := openGraph(t, dir)
				if seed%2 == 1 {
					g.tables.most = 1
				}
				for step := range 100 {
					w.happen(t)
					w.sleep()
					if w.Intn(4) > 0 {
						continue
					}
					syncGraph(t, g, w.corpus)
					for range 8 {
						compareAnswers(t, w, g, w.filter())
					}
					compareAnswers(t, w, g, communique.Filter{})
					compareOverview(t, w, g)
					if step%10 == 0 {
						sound(t, g, w.corpus)
					}
					if t.Failed() {
						t.Fatalf("after step %d", step)
					}
				}
				syncGraph(t, g, w.corpus)
				if err := g.Compact(t.Context()); err != nil {
					t.Fatal(err)
				}
				sound(t, g, w.corpus)
				compareAnswers(t, w, g, communique.Filter{})
				compareOverview(t, w, g)
			})
		})
	}
}

// scan is the law: what the corpus itself says passes the filter.
func scan(t testing.TB, w *world, f communique.Filter) (passed []communique.Record, matches map[communique.ClaimID]communique.Match, undated []communique.Record) {
	t.Helper()
	matches = map[communique.ClaimID]communique.Match{}
	for _, r := range w.records(t) {
		switch m := f.Match(r); m {
		case communique.Undated:
			undated = append(undated, r)
		case communique.Out:
		default:
			passed = append(passed, r)
			matches[r.Claim.ID] = m
		}
	}
	slices.SortFunc(passed, func(a, b communique.Record) int {
		x, y := a.Document.Published().Days, b.Document.Published().Days
		return cmp.Or(cmp.Compare(cmp.Or(y.To, y.From), cmp.Or(x.To, x.From)), cmp.Compare(a.Document.ID, b.Document.ID),
			cmp.Compare(a.Claim.Evidence.Start, b.Claim.Evidence.Start), cmp.Compare(a.Claim.ID, b.Claim.ID))
	})
	return passed, matches, undated
}

func compareAnswers(t *testing.T, w *world, g *Graph, f communique.Filter) {
	t.Helper()
	passed, matches, undated := scan(t, w, f)
	compareClaims(t, w, g, f, passed, matches, undated)
	compareGroups(t, w, g, f, passed, undated)
	compareTimeline(t, w, g, f, passed, matches, undated)
	compareAnswered(t, w, g)
	comparePath(t, w, g, f, passed)
	compareNetwork(t, w, g, f, passed)
	compareBetween(t, w, g, f, passed, matches, undated)
}

func compareClaims(t *testing.T, w *world, g *Graph, f communique.Filter, passed []communique.Record, matches map[communique.ClaimID]communique.Match, undated []communique.Record) {
	t.Helper()
	var got []Row
	p := Page{Limit: 1 + w.Intn(20)}
	for {
		page, err := g.Claims(t.Context(), f, p)
		if err != nil {
			t.Fatalf("claims %+v: %v", f, err)
		}
		if page.Total != len(passed) || page.Undated != len(undated) {
			t.Errorf("claims %+v: %d and %d undated, want %d and %d", f, page.Total, page.Undated, len(passed), len(undated))
		}
		got = append(got, page.Rows...)
		if p.After = page.Next; p.After == "" {
			break
		}
		if len(page.Rows) != p.Limit {
			t.Fatalf("claims %+v: a page of %d with another after it, want %d", f, len(page.Rows), p.Limit)
		}
	}
	if len(got) != len(passed) {
		t.Fatalf("claims %+v: %d on all pages, want %d", f, len(got), len(passed))
	}
	for i, r := range passed {
		if want := rowOf(r, matches[r.Claim.ID]); !reflect.DeepEqual(got[i], want) {
			t.Errorf("claims %+v: row %d:\ngot  %+v\nwant %+v", f, i, got[i], want)
		}
	}
}

func compareTimeline(t *testing.T, w *world, g *Graph, f communique.Filter, passed []communique.Record, matches map[communique.ClaimID]communique.Match, undated []communique.Record) {
	t.Helper()
	for _, clock := range Clocks {
		days := func(r communique.Record) communique.Days {
			return map[Clock]func() communique.Days{
				AboutClock:     func() communique.Days { return r.Claim.About.Days },
				SaidClock:      r.Said,
				PublishedClock: func() communique.Days { return r.Document.Published().Days },
				RecordedClock:  func() communique.Days { return communique.Days{From: r.Recorded[0].From, To: r.Recorded[0].From} },
			}[clock]()
		}
		want := slices.Clone(passed)
		slices.SortFunc(want, func(a, b communique.Record) int {
			x, y := days(a), days(b)
			return cmp.Or(cmp.Compare(cmp.Or(x.From, x.To, "~"), cmp.Or(y.From, y.To, "~")), cmp.Compare(x.To, y.To), cmp.Compare(a.Claim.Kind, b.Claim.Kind),
				cmp.Compare(a.Claim.Subject, b.Claim.Subject), cmp.Compare(a.Claim.Object, b.Claim.Object), cmp.Compare(a.Document.ID, b.Document.ID),
				cmp.Compare(a.Claim.Evidence.Start, b.Claim.Evidence.Start), cmp.Compare(a.Claim.ID, b.Claim.ID))
		})
		timeless, perYear := 0, map[string]int{}
		for _, r := range passed {
			if d := days(r); d.Known() {
				perYear[string(cmp.Or(d.From, d.To)[:4])]++
			} else {
				timeless++
			}
			if clock.Days(r) != days(r) {
				t.Errorf("by %s: %v, want %v", clock, clock.Days(r), days(r))
			}
		}
		var years []YearCount
		for _, y := range slices.Sorted(maps.Keys(perYear)) {
			n, err := strconv.Atoi(y)
			if err != nil {
				t.Fatal(err)
			}
			years = append(years, YearCount{n, perYear[y]})
		}
		compareSince(t, w, g, f, clock, want, days)
		var got []Row
		p := Page{Limit: 1 + w.Intn(20)}
		for {
			page, err := g.Timeline(t.Context(), f, clock, p)
			if err != nil {
				t.Fatalf("timeline %+v: %v", f, err)
			}
			if page.Total != len(passed) || page.Undated != len(undated) || page.Timeless != timeless {
				t.Errorf("timeline %+v by %s: %d, %d timeless, %d undated; want %d, %d, %d", f, clock, page.Total, page.Timeless, page.Undated, len(passed), timeless, len(undated))
			}
			if !slices.Equal(page.Years, years) {
				t.Errorf("timeline %+v by %s: years %v, want %v", f, clock, page.Years, years)
			}
			got = append(got, page.Rows...)
			if p.After = page.Next; p.After == "" {
				break
			}
			if len(page.Rows) != p.Limit {
				t.Fatalf("timeline %+v: a page of %d with another after it, want %d", f, len(page.Rows), p.Limit)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("timeline %+v by %s: %d on all pages, want %d", f, clock, len(got), len(want))
		}
		for i, r := range want {
			if row := rowOf(r, matches[r.Claim.ID]); !reflect.DeepEqual(got[i], row) {
				t.Errorf("timeline %+v by %s: row %d:\ngot  %+v\nwant %+v", f, clock, i, got[i], row)
			}
		}
	}
}

// compareSince holds that a timeline that begins at a day has what the whole one
// has from there on.
func compareSince(t *testing.T, w *world, g *Graph, f communique.Filter, clock Clock, want []communique.Record, days func(communique.Record) communique.Days) {
	t.Helper()
	if len(want) == 0 {
		return
	}
	since := cmp.Or(days(pick(w, want)).From, "2014-01-01")
	begin := slices.IndexFunc(want, func(r communique.Record) bool { return cmp.Or(days(r).From, days(r).To, "~") >= since })
	page, err := g.Timeline(t.Context(), f, clock, Page{Limit: 1, After: Since(since)})
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case begin < 0 && len(page.Rows) > 0, begin >= 0 && (len(page.Rows) == 0 || page.Rows[0].Claim != want[begin].Claim.ID), page.Total != len(want):
		t.Errorf("timeline %+v by %s since %s: %d rows of %d, want from %d on", f, clock, since, len(page.Rows), page.Total, begin)
	}
}

// compareAnswered holds that every question with an answer is known as answered.
func compareAnswered(t *testing.T, w *world, g *Graph) {
	t.Helper()
	got, err := g.Answered(t.Context(), append(slices.Clone(someQuestions), "nobody/asks")...)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range someQuestions {
		passed, _, _ := scan(t, w, communique.Filter{Questions: []communique.Question{q}})
		if len(passed) > 0 && !slices.Contains(got, q) {
			t.Errorf("question %q has %d answers and is not listed", q, len(passed))
		}
	}
	if slices.Contains(got, "nobody/asks") {
		t.Error("a question that nobody answers is listed")
	}
}

func rowOf(r communique.Record, m communique.Match) Row {
	c := r.Claim
	row := Row{
		Claim: c.ID, Document: r.Document.ID, Kind: c.Kind, Subject: c.Subject, Object: c.Object, Speaker: c.Speaker,
		Questions: c.Questions, Topics: c.Topics, Start: c.Evidence.Start, About: c.About.Days, Said: r.Said(),
		Published: r.Document.Published().Days, Recorded: r.Recorded, Match: m,
	}
	if c.Kind == communique.RoleClaim && communique.EntityID(c.Scope).Kind() != "" {
		row.Organisation = communique.EntityID(c.Scope)
	}
	return row
}

func compareGroups(t *testing.T, w *world, g *Graph, f communique.Filter, passed, undated []communique.Record) {
	t.Helper()
	asked := func(q communique.Question) bool { return len(f.Questions) == 0 || slices.Contains(f.Questions, q) }
	want := map[communique.Question][]communique.ClaimID{}
	docs := map[communique.Question]map[communique.DocID]bool{}
	for _, r := range passed {
		for _, q := range distinct(r.Claim.Questions) {
			if asked(q) {
				want[q] = append(want[q], r.Claim.ID)
				if docs[q] == nil {
					docs[q] = map[communique.DocID]bool{}
				}
				docs[q][r.Document.ID] = true
			}
		}
	}
	wantUndated := 0
	for _, r := range undated {
		if slices.ContainsFunc(r.Claim.Questions, asked) {
			wantUndated++
		}
	}
	for q, ids := range want {
		if len(ids) < 2 {
			delete(want, q)
		}
	}
	p := Page{Limit: 1 + w.Intn(4)}
	seen := 0
	var last Group
	for {
		page, err := g.Groups(t.Context(), f, p)
		if err != nil {
			t.Fatalf("groups %+v: %v", f, err)
		}
		if page.Total != len(want) || page.Undated != wantUndated {
			t.Errorf("groups %+v: %d groups and %d undated, want %d and %d", f, page.Total, page.Undated, len(want), wantUndated)
		}
		for _, group := range page.Groups {
			var ids []communique.ClaimID
			for _, r := range group.Rows {
				ids = append(ids, r.Claim)
			}
			if !slices.Equal(ids, want[group.Question]) || group.Answers != len(ids) || group.Documents != len(docs[group.Question]) {
				t.Errorf("groups %+v: %q: got %d documents, %d answers: %v\nwant %v", f, group.Question, group.Documents, group.Answers, ids, want[group.Question])
			}
			if seen++; seen > 1 && cmp.Or(cmp.Compare(rank(group.Question), rank(last.Question)), cmp.Compare(last.Documents, group.Documents), cmp.Compare(last.Answers, group.Answers), cmp.Compare(group.Question, last.Question)) <= 0 {
				t.Errorf("groups %+v: %q stands after %q", f, group.Question, last.Question)
			}
			last = group
		}
		if p.After = page.Next; p.After == "" {
			break
		}
	}
	if seen != len(want) {
		t.Errorf("groups %+v: %d on all pages, want %d", f, seen, len(want))
	}
}

func distinct[T comparable](items []T) []T {
	var out []T
	for _, item := range items {
		if !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	return out
}

// touched is what a claim names or concerns, once each.
func touched(c *communique.Claim) []communique.EntityID {
	return distinct(append(c.Entities(), c.Topics...))
}

func comparePath(t *testing.T, w *world, g *Graph, f communique.Filter, passed []communique.Record) {
	t.Helper()
	from, to := pick(w, append(slices.Clone(allActors), someTopics...)), pick(w, allActors)
	steps, err := g.Path(t.Context(), from, to, f)
	// Breadth first, from one end, over everything.
	distance := map[communique.EntityID]int{from: 0}
	for grew := true; grew; {
		grew = false
		for _, r := range passed {
			ids := onTheWay(r.Claim, []communique.EntityID{from, to})
			for _, a := range ids {
				d, ok := distance[a]
				for _, b := range ids {
					if have, known := distance[b]; ok && (!known || d+1 < have) {
						distance[b], grew = d+1, true
					}
				}
			}
		}
	}
	want, linked := distance[to]
	if !linked {
		if !errors.Is(err, communique.ErrNotFound) {
			t.Errorf("path %s to %s %+v: got %v, %v, want none", from, to, f, steps, err)
		}
		return
	}
	if err != nil || len(steps) != want {
		t.Errorf("path %s to %s %+v: got %+v, %v, want %d steps", from, to, f, steps, err, want)
		return
	}
	if weak := weakest(t, w, steps, []communique.EntityID{from, to}, passed); len(steps) > 0 && weak != bestWay(from, to, passed) {
		t.Errorf("path %s to %s %+v: the weakest step of %+v has %d claims, want %d", from, to, f, steps, weak, bestWay(from, to, passed))
	}
	at := from
	for _, s := range steps {
		count := 0
		for _, r := range passed {
			if ids := touched(r.Claim); slices.Contains(ids, s.From) && slices.Contains(ids, s.To) {
				count++
			}
		}
		if s.From != at || s.Count != count || count == 0 || len(s.Claims) != min(count, someClaims) {
			t.Errorf("path %s to %s %+v: step %+v, want from %s with %d claims", from, to, f, s, at, count)
		}
		at = s.To
	}
	if at != to {
		t.Errorf("path %s to %s %+v ends at %s", from, to, f, at)
	}
}

func compareOverview(t *testing.T, w *world, g *Graph) {
	t.Helper()
	passed, _, _ := scan(t, w, communique.Filter{})
	named := map[communique.EntityID]int{}
	questions := map[communique.Question]bool{}
	for _, r := range passed {
		for _, id := range touched(r.Claim) {
			named[id]++
		}
		for _, q := range r.Claim.Questions {
			questions[q] = true
		}
		asked, err := g.Questions(t.Context(), r.Claim.ID)
		want := distinct(r.Claim.Questions)
		slices.Sort(want)
		if err != nil || !slices.Equal(asked, want) {
			t.Errorf("questions of %s: got %q, %v, want %q", r.Claim.ID, asked, err, want)
		}
	}
	counts, err := g.Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{Documents: len(w.docs), Claims: len(passed), Entities: len(named), Questions: len(questions), Quads: counts.Quads}
	if counts != want {
		t.Errorf("count: got %+v, want %+v", counts, want)
	}
	kinds := some(w, 2, communique.EntityKinds)
	for id := range named {
		if len(kinds) > 0 && !slices.Contains(kinds, id.Kind()) {
			delete(named, id)
		}
	}
	p := Page{Limit: 1 + w.Intn(5)}
	seen := 0
	for {
		page, err := g.Entities(t.Context(), kinds, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.Entities {
			if seen++; e.Claims != named[e.ID] {
				t.Errorf("entities: %s in %d claims, want %d", e.ID, e.Claims, named[e.ID])
			}
		}
		if page.Total != len(named) {
			t.Errorf("entities %v: total %d, want %d", kinds, page.Total, len(named))
		}
		if p.After = page.Next; p.After == "" {
			break
		}
	}
	if seen != len(named) {
		t.Errorf("entities %v: %d on all pages, want %d", kinds, seen, len(named))
	}
}

// onTheWay is what of a claim a way between two entities may pass, once each.
func onTheWay(c *communique.Claim, ends []communique.EntityID) []communique.EntityID {
	ids := slices.DeleteFunc(c.Entities(), func(id communique.EntityID) bool {
		return id.Kind() == communique.NounPhrase && !slices.Contains(ends, id)
	})
	for _, id := range c.Topics {
		if slices.Contains(ends, id) {
			ids = append(ids, id)
		}
	}
	return distinct(ids)
}

// weakest counts the claims of the weakest step.
func weakest(t *testing.T, w *world, steps []Step, ends []communique.EntityID, passed []communique.Record) int {
	t.Helper()
	least := 1 << 30
	for _, s := range steps {
		n := 0
		for _, r := range passed {
			if ids := onTheWay(r.Claim, ends); slices.Contains(ids, s.From) && slices.Contains(ids, s.To) {
				n++
			}
		}
		least = min(least, n)
	}
	return least
}

// bestWay counts the claims of the weakest step of the best of the shortest
// ways: level by level from one end, with every pair of entities counted.
func bestWay(from, to communique.EntityID, passed []communique.Record) int {
	pairs := map[[2]communique.EntityID]int{}
	for _, r := range passed {
		ids := onTheWay(r.Claim, []communique.EntityID{from, to})
		for _, a := range ids {
			for _, b := range ids {
				pairs[[2]communique.EntityID{a, b}]++
			}
		}
	}
	weak := map[communique.EntityID]int{from: 1 << 30}
	for weak[to] == 0 {
		next := map[communique.EntityID]int{}
		for p, n := range pairs {
			if w, ok := weak[p[0]]; ok && weak[p[1]] == 0 {
				next[p[1]] = max(next[p[1]], min(w, n))
			}
		}
		for id, n := range next {
			weak[id] = n
		}
	}
	return weak[to]
}

// compareNetwork counts the network again, by hand.
func compareNetwork(t *testing.T, w *world, g *Graph, f communique.Filter, passed []communique.Record) {
	t.Helper()
	q := NetworkQuery{Around: pick(w, append(slices.Clone(allActors), someTopics...)), Filter: f, Limit: 1 + w.Intn(12), Steps: w.Intn(3), Skip: max(0, w.Intn(6)-3), Spokes: w.Intn(3) == 0}
	if w.Intn(3) == 0 {
		q.Kinds = some(w, 3, communique.EntityKinds)
	}
	got, err := g.Network(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	shown := func(id communique.EntityID) bool {
		return id != q.Around && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, id.Kind()))
	}
	rank := func(counts map[communique.EntityID]int, step int) []Member {
		var out []Member
		for id, n := range counts {
			if shown(id) {
				out = append(out, Member{id, step, n})
			}
		}
		slices.SortFunc(out, func(a, b Member) int { return cmp.Or(b.Claims-a.Claims, cmp.Compare(a.ID, b.ID)) })
		return out
	}
	claims := 0
	near := map[communique.EntityID]int{}
	for _, r := range passed {
		ids := touched(r.Claim)
		if !slices.Contains(ids, q.Around) {
			continue
		}
		claims++
		for _, id := range ids {
			if id != q.Around {
				near[id]++
			}
		}
	}
	first := rank(near, 1)
	first = first[min(q.Skip, len(first)):]
	best := first[:min(q.Limit, len(first))]
	further := map[communique.EntityID]int{}
	for _, r := range passed {
		ids := distinct(r.Claim.Entities())
		if q.Steps < 2 || !slices.ContainsFunc(best, func(m Member) bool { return slices.Contains(ids, m.ID) }) {
			continue
		}
		for _, id := range ids {
			if near[id] == 0 && id != q.Around {
				further[id]++
			}
		}
	}
	second := rank(further, 2)
	places := min(len(second), max(q.Limit-len(best), q.Limit/3))
	best = best[:min(len(best), q.Limit-places)]
	want := append(slices.Clone(best), second[:places]...)
	if got.Claims != claims || !slices.Equal(got.Members, want) {
		t.Errorf("network %+v: got %d claims, %+v\nwant %d, %+v", q, got.Claims, got.Members, claims, want)
		return
	}
	left := map[communique.EntityKind]int{}
	for _, m := range append(slices.Clone(first[len(best):]), second[places:]...) {
		left[m.ID.Kind()]++
	}
	for _, fold := range got.Folded {
		if left[fold.Kind] != fold.Members || fold.Members == 0 {
			t.Errorf("network %+v: %d %s folded, want %d", q, fold.Members, fold.Kind, left[fold.Kind])
		}
		delete(left, fold.Kind)
	}
	if len(left) > 0 {
		t.Errorf("network %+v: not folded: %v", q, left)
	}

	// Every pair of those shown, or of the centre, and how many claims link it.
	all := append([]Member{{ID: q.Around}}, want...)
	pairs := map[[2]communique.EntityID]int{}
	for i, a := range all {
		for _, b := range all[i+1:] {
			for _, r := range passed {
				if q.Spokes && i > 0 {
					break
				}
				if ids := touched(r.Claim); slices.Contains(ids, a.ID) && slices.Contains(ids, b.ID) {
					pairs[[2]communique.EntityID{a.ID, b.ID}]++
				}
			}
		}
	}
	if len(got.Ties)+got.Loose != len(pairs) {
		t.Errorf("network %+v: %d ties and %d loose ones, want %d", q, len(got.Ties), got.Loose, len(pairs))
	}
	least := 1 << 30
	for _, tie := range got.Ties {
		p := [2]communique.EntityID{tie.A, tie.B}
		sum := 0
		for _, e := range tie.Edges {
			sum += e.Count
			if ends := [2]communique.EntityID{e.From, e.To}; ends != p && ends != [2]communique.EntityID{tie.B, tie.A} || len(e.Claims) != min(e.Count, someClaims) {
				t.Errorf("network %+v: tie %v has the edge %+v", q, p, e)
			}
			n := 0
			for _, r := range passed {
				if ids := touched(r.Claim); r.Claim.Kind == e.Kind && slices.Contains(ids, tie.A) && slices.Contains(ids, tie.B) && (before(r.Claim, e.From) < before(r.Claim, e.To) || before(r.Claim, e.From) == before(r.Claim, e.To) && e.From == tie.A) {
					n++
				}
			}
			if n != e.Count {
				t.Errorf("network %+v: edge %+v, want %d claims", q, e, n)
			}
		}
		if tie.Count != pairs[p] || sum != tie.Count {
			t.Errorf("network %+v: tie %v has %d claims, its edges %d, want %d", q, p, tie.Count, sum, pairs[p])
		}
		delete(pairs, p)
		if tie.A != q.Around {
			least = min(least, tie.Count)
		}
	}
	for p, n := range pairs {
		if n > least || p[0] == q.Around {
			t.Errorf("network %+v: the tie %v of %d claims is left out, one of %d is there", q, p, n, least)
		}
	}
	compareYears(t, w, q, got)
}

// compareYears counts the claims of the centre by year, whatever the period.
func compareYears(t *testing.T, w *world, q NetworkQuery, got Network) {
	t.Helper()
	ever := q.Filter
	ever.About = communique.Days{}
	want := map[int]int{}
	passed, _, undated := scan(t, w, ever)
	for _, r := range passed {
		if day := cmp.Or(r.Claim.About.From, r.Claim.About.To); slices.Contains(touched(r.Claim), q.Around) && day != "" {
			year, err := strconv.Atoi(string(day[:4]))
			if err != nil {
				t.Fatal(err)
			}
			want[year]++
		}
	}
	for _, y := range got.Years {
		if y.Claims != want[y.Year] {
			t.Errorf("network %+v: %d claims of %d, want %d", q, y.Claims, y.Year, want[y.Year])
		}
		delete(want, y.Year)
	}
	if len(want) > 0 {
		t.Errorf("network %+v: no claims of %v", q, want)
	}
	missing := 0
	for _, r := range undated {
		if slices.Contains(touched(r.Claim), q.Around) && (!q.Filter.About.Known() || q.Filter.About.Overlaps(r.Claim.About.Days)) {
			missing++
		}
	}
	if got.Undated != missing {
		t.Errorf("network %+v: %d undated, want %d", q, got.Undated, missing)
	}
}

func compareBetween(t *testing.T, w *world, g *Graph, f communique.Filter, passed []communique.Record, matches map[communique.ClaimID]communique.Match, undated []communique.Record) {
	t.Helper()
	a, b := pick(w, append(slices.Clone(allActors), someTopics...)), pick(w, allActors)
	links := func(r communique.Record) bool {
		ids := touched(r.Claim)
		return slices.Contains(ids, a) && slices.Contains(ids, b)
	}
	var want, got []Row
	for _, r := range passed {
		if links(r) {
			want = append(want, rowOf(r, matches[r.Claim.ID]))
		}
	}
	missing := 0
	for _, r := range undated {
		if links(r) {
			missing++
		}
	}
	p := Page{Limit: 1 + w.Intn(10)}
	for {
		page, err := g.Between(t.Context(), a, b, f, p)
		if err != nil {
			t.Fatal(err)
		}
		if page.Total != len(want) || page.Undated != missing {
			t.Errorf("between %s and %s %+v: %d and %d undated, want %d and %d", a, b, f, page.Total, page.Undated, len(want), missing)
		}
		got = append(got, page.Rows...)
		if p.After = page.Next; p.After == "" {
			break
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("between %s and %s %+v:\ngot  %+v\nwant %+v", a, b, f, got, want)
	}
}

// before ranks the parts of a claim: an edge leads from the lower to the higher.
func before(c *communique.Claim, id communique.EntityID) int {
	return slices.Index([]communique.EntityID{c.Speaker, c.Subject, c.Object, organisationOf(c), id}, id)
}
