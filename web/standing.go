package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
)

// Standing is how the answers to every question stand to each other, as far as
// the log has been judged. Pages compare what they show when they are asked;
// Standing serves what would take comparing everything: which questions are in
// the gravest conflict, and which claims stand in a relation. It is derived, kept
// in memory only, and made anew by the first Judge. Its methods may be called by
// many goroutines, Judge by one at a time.
type Standing struct {
	Corpus    Corpus
	Graph     SyncedGraph
	Reference *claim.Reference
	Name      func(communique.EntityID) string
	// Restate tells that the claims of some documents stand in other relations
	// than before; nil tells nobody. What it could not take in it is told again.
	Restate func(ctx context.Context, docs []communique.DocID) error
	// Told returns in which relations claims were last told to stand, before this
	// Standing was made; nil knows of none.
	Told func(ctx context.Context) (map[communique.ClaimID][]string, error)

	mu        sync.RWMutex
	seq       uint64                              // up to which entries of the log it has judged
	begun     bool                                // every question has been judged once
	questions map[communique.Question]relationSet // those whose answers stand in any relation
	stakes    map[communique.ClaimID]map[communique.Question]relationSet
	members   map[communique.Question]map[communique.ClaimID]bool // of each question, the claims that have a stake in it
	homes     map[communique.ClaimID]whereabouts
	against   map[communique.Question][]objection // what speaks against the answers to each question; none for most
	judged    judgements                          // replaced, never changed
	lined     uint64                              // the changes that conflicts knows of
	conflicts *Conflicts
	changed   map[communique.DocID]bool // that Restate has yet to hear of
	changes   uint64                    // of what it tells
}

// SyncedGraph is a graph that tells up to which entry of the log it has come.
// *graph.Graph is one.
type SyncedGraph interface {
	Graph
	Cursor(ctx context.Context) (uint64, error)
}

// relationSet is a set of relations, by their place in claim.Relations.
type relationSet uint16

func setOf(r claim.Relation) relationSet { return 1 << slices.Index(claim.Relations, r) }

// gravest returns the weight of the gravest relation of the set; less is graver.
func (s relationSet) gravest() int {
	least := len(claim.Relations)
	for _, r := range claim.Relations {
		if s&setOf(r) != 0 {
			least = min(least, weight(r))
		}
	}
	return least
}

func (s relationSet) names() []string {
	var out []string
	for _, r := range claim.Relations {
		if s&setOf(r) != 0 {
			out = append(out, string(r))
		}
	}
	return out
}

// RelationsOf returns in which relations a claim stands to others; nil where it
// stands in none, or none is known yet. A nil Standing knows none.
func (s *Standing) RelationsOf(id communique.ClaimID) []string {
	if s == nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.standsIn(id).names()
}

// standsIn joins the stakes of a claim in all questions. The caller holds mu.
func (s *Standing) standsIn(id communique.ClaimID) (all relationSet) {
	for _, set := range s.stakes[id] {
		all |= set
	}
	return all
}

// Gravest returns the questions whose answers stand in one of the relations,
// those in the gravest first, then those with more claims concerned; no relations
// mean any. It reports false while not every question has been judged yet. A nil
// Standing knows nothing.
func (s *Standing) Gravest(relations ...claim.Relation) ([]communique.Question, bool) {
	if s == nil {
		return nil, false
	}
	var wanted relationSet
	for _, r := range relations {
		wanted |= setOf(r)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	type graded struct {
		key             communique.Question
		gravest, claims int
	}
	var all []graded
	for q, set := range s.questions {
		if len(relations) == 0 || set&wanted != 0 {
			all = append(all, graded{q, set.gravest(), len(s.members[q])})
		}
	}
	slices.SortFunc(all, func(a, b graded) int {
		return cmp.Or(cmp.Compare(a.gravest, b.gravest), cmp.Compare(b.claims, a.claims), cmp.Compare(a.key, b.key))
	})
	out := make([]communique.Question, len(all))
	for i, g := range all {
		out[i] = g.key
	}
	return out, s.begun
}

// Stands reports whether the answers to a question stand in any relation, and
// whether that is known: not before every question has been judged once.
func (s *Standing) Stands(key communique.Question) (stands, known bool) {
	if s == nil {
		return false, false
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, stands = s.questions[key]
	return stands, s.begun
}

// Counts returns how many questions have answers that stand in each relation. A
// nil Standing knows of none.
func (s *Standing) Counts() map[claim.Relation]int {
	out := map[claim.Relation]int{}
	if s == nil {
		return out
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, set := range s.questions {
		for i, r := range claim.Relations {
			if set&(1<<i) != 0 {
				out[r]++
			}
		}
	}
	return out
}

// Changes counts how often what it tells may have changed.
func (s *Standing) Changes() uint64 {
	if s == nil {
		return 0
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.changes
}

// Conflicts returns which claims stand against something in any question; nil
// while not every question has been judged yet. A nil Standing knows nothing.
func (s *Standing) Conflicts() *Conflicts {
	if s == nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.conflicts
}

// judgedAtOnce is how many questions are judged between two looks at whether to stop.
const judgedAtOnce = 50

// Judge brings the standing up to what the graph has taken in of the log: at
// first every question is judged, later those that new entries touch. It may be
// stopped at any time and goes on from there.
func (s *Standing) Judge(ctx context.Context) error {
	last, err := s.Graph.Cursor(ctx)
	if err != nil {
		return err
	}
	s.mu.RLock()
	since, begun, judged := s.seq, s.begun, s.judged
	s.mu.RUnlock()
	l, err := latelyIn(ctx, s.Corpus, lately{judged: judged}, since, last)
	switch {
	case err != nil:
	case !begun:
		err = s.judgeAll(ctx)
	case len(l.touched) > 0:
		err = s.judgeTouched(ctx, l.touched)
	}
	if err != nil {
		return fmt.Errorf("web: standing: %w", err)
	}
	conflicts, remade := s.lineUp(l.judged, last)
	s.mu.Lock()
	if s.seq, s.begun, s.judged, s.conflicts = last, true, l.judged, conflicts; remade || len(l.touched) > 0 {
		s.changes++
		s.lined = s.changes
	}
	docs := slices.Sorted(maps.Keys(s.changed))
	s.mu.Unlock()
	if s.Restate == nil || len(docs) == 0 {
		return nil
	}
	if err := s.Restate(ctx, docs); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range docs {
		delete(s.changed, id)
	}
	return nil
}

// judgeAll judges every question that two claims answer, or that one answers
// and the reference too. What was told before and holds no longer is changed.
func (s *Standing) judgeAll(ctx context.Context) error {
	told := map[communique.ClaimID][]string{}
	if s.Told != nil {
		var err error
		if told, err = s.Told(ctx); err != nil {
			return err
		}
	}
	seen := map[communique.Question]bool{}
	for p := (graph.Page{Limit: judgedAtOnce}); ; {
		found, err := s.Graph.Groups(ctx, communique.Filter{}, p)
		if err != nil {
			return err
		}
		for _, g := range found.Groups {
			seen[g.Question] = true
			if err := s.judge(ctx, g.Question, g.Rows); err != nil {
				return err
			}
		}
		if p.After = found.Next; p.After == "" {
			break
		}
	}
	var single []communique.Question
	for _, q := range s.Reference.Questions() {
		if !seen[q] {
			single = append(single, q)
		}
	}
	if err := s.judgeThese(ctx, single); err != nil {
		return err
	}
	return s.differ(ctx, told)
}

// differ makes those documents changed, and no others, whose claims stand
// otherwise than they were told to.
func (s *Standing) differ(ctx context.Context, told map[communique.ClaimID][]string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = map[communique.DocID]bool{}
	for id := range s.stakes {
		var before relationSet
		for _, name := range told[id] {
			if i := slices.Index(claim.Relations, claim.Relation(name)); i >= 0 {
				before |= 1 << i
			}
		}
		if s.standsIn(id) != before {
			s.changed[s.homes[id].document] = true
		}
	}
	for id := range told {
		if _, ok := s.stakes[id]; ok {
			continue
		}
		doc, err := s.Corpus.DocumentOf(ctx, id)
		if errors.Is(err, communique.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		s.changed[doc] = true
	}
	return nil
}

// judgeTouched judges the questions of documents.
func (s *Standing) judgeTouched(ctx context.Context, docs map[communique.DocID]bool) error {
	touched := map[communique.Question]bool{}
	for _, id := range slices.Sorted(maps.Keys(docs)) {
		if id == "" {
			continue
		}
		h, err := s.Corpus.History(ctx, id)
		if err != nil {
			return err
		}
		for _, r := range h.Records() {
			for _, q := range r.Claim.Questions {
				touched[q] = true
			}
		}
	}
	return s.judgeThese(ctx, slices.Sorted(maps.Keys(touched)))
}

// lineUp returns the conflicts as they are known now, and whether that took
// lining the claims up: judgements leave the line as it is.
func (s *Standing) lineUp(judged judgements, seq uint64) (c *Conflicts, remade bool) {
	s.mu.RLock() // which keeps nobody waiting: only Judge writes
	defer s.mu.RUnlock()
	switch {
	case s.conflicts == nil || s.lined != s.changes:
		c, remade = newConflicts(maps.Clone(s.against), s.homes), true
	case s.conflicts.seq == seq:
		return s.conflicts, false
	default:
		same := *s.conflicts
		c = &same
	}
	c.seq, c.judged = seq, judged
	return c, remade
}

// judgeThese judges some questions, whatever claims answer them.
func (s *Standing) judgeThese(ctx context.Context, keys []communique.Question) error {
	for part := range slices.Chunk(keys, judgedAtOnce) {
		found, err := s.Graph.Groups(ctx, communique.Filter{Questions: part}, graph.Page{Limit: judgedAtOnce})
		if err != nil {
			return err
		}
		rows := map[communique.Question][]graph.Row{}
		for _, g := range found.Groups {
			rows[g.Question] = g.Rows
		}
		for _, q := range part {
			if _, ok := rows[q]; !ok && len(s.Reference.Answers(q, communique.Days{})) > 0 {
				single, err := s.Graph.Claims(ctx, communique.Filter{Questions: []communique.Question{q}}, graph.Page{Limit: 1})
				if err != nil {
					return err
				}
				rows[q] = single.Rows
			}
			if err := s.judge(ctx, q, rows[q]); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge compares the answers to a question, the newest where there are too many,
// and keeps how they stand.
func (s *Standing) judge(ctx context.Context, q communique.Question, rows []graph.Row) error {
	held, err := s.Corpus.Held(ctx, refsOf(rows)...)
	if err != nil {
		return err
	}
	records := make([]communique.Record, len(held))
	for i, h := range held {
		records[i] = h.Record
	}
	stands := map[communique.ClaimID]relationSet{}
	homes := map[communique.ClaimID]whereabouts{}
	var all relationSet
	compared := claim.Compare(q, records, s.Reference, s.Name)
	for _, c := range compared {
		set := setOf(c.Relation)
		all |= set
		for _, m := range c.Members {
			if m.Supports {
				continue
			}
			stands[m.Claim.ID] |= set
			homes[m.Claim.ID] = whereOf(m)
		}
	}
	s.keep(q, all, stands, homes, objectionsOf(compared))
	return ctx.Err()
}

// keep puts the standing of a question in the place of what was known of it.
func (s *Standing) keep(q communique.Question, all relationSet, stands map[communique.ClaimID]relationSet, homes map[communique.ClaimID]whereabouts, against []objection) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	if s.questions == nil {
		s.questions, s.stakes = map[communique.Question]relationSet{}, map[communique.ClaimID]map[communique.Question]relationSet{}
		s.members, s.homes = map[communique.Question]map[communique.ClaimID]bool{}, map[communique.ClaimID]whereabouts{}
		s.against = map[communique.Question][]objection{}
	}
	if s.changed == nil {
		s.changed = map[communique.DocID]bool{}
	}
	for id := range s.members[q] {
		if _, ok := stands[id]; ok {
			continue
		}
		s.changed[s.homes[id].document] = true
		if delete(s.stakes[id], q); len(s.stakes[id]) == 0 {
			delete(s.stakes, id)
			delete(s.homes, id)
		}
	}
	delete(s.members, q)
	delete(s.questions, q)
	delete(s.against, q)
	if all == 0 {
		return
	}
	s.questions[q], s.members[q] = all, map[communique.ClaimID]bool{}
	if len(against) > 0 {
		s.against[q] = against
	}
	for id, set := range stands {
		s.members[q][id] = true
		if s.stakes[id] == nil {
			s.stakes[id] = map[communique.Question]relationSet{}
		}
		if s.stakes[id][q] != set {
			s.changed[homes[id].document] = true
		}
		s.stakes[id][q], s.homes[id] = set, homes[id]
	}
}
