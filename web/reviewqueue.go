package web

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// How much of a store the queue of reviewing looks at.
const (
	mostReviewed = 200    // questions that are compared while a page waits, the heaviest
	mostQueued   = 10_000 // claims of the queue
)

// queued is a claim that waits for a reviewer.
type queued struct {
	Claim     communique.ClaimID    `json:"id"`
	Document  communique.DocID      `json:"document"`
	Kind      communique.Kind       `json:"kind"`
	Conflicts int                   `json:"conflicts"` // how many comparisons say that it stands against something
	Relations []claim.Relation      `json:"relations"` // of these, the gravest first
	Questions []communique.Question `json:"questions"` // in which they are
	Status    string                `json:"status"`    // open, accepted, rejected
}

// queueLine is the queue as it is after an entry of the log. It is shared by
// requests, and never changed.
type queueLine struct {
	claims []queued
	said   judgements
	partly string // what it leaves out; "" where nothing
	most   int    // how many answers to a question are compared
}

// queue returns the claims on which conflicts hang, those with most first, then
// those in the gravest relation, each with what people last said of it. It is
// told by the Standing where that has judged everything and no dates are chosen;
// else the answers to the heaviest questions are compared now.
func (q *request) queue() (queueLine, error) {
	seq, err := q.log()
	if err != nil {
		return queueLine{}, err
	}
	if q.clocksWords() == "" {
		if c := q.site.Standing.Conflicts(); c != nil {
			return q.site.queues.standing.line(q, c, seq, mostAnswers)
		}
	}
	c, err := q.site.queues.compared(q, seq)
	if err != nil {
		return queueLine{}, err
	}
	return q.site.queues.dated.line(q, c, seq, mostListed)
}

// queues remembers the queues that were last asked for.
type queues struct {
	standing lastLine // of all answers
	dated    lastLine // of those that were compared while a page waited

	mu    sync.Mutex
	key   string // the dates of what follows
	known *Conflicts
}

// compared returns the conflicts in the heaviest questions. Judgements leave
// them as they are; everything else in the log makes them anew.
func (s *queues) compared(q *request, seq uint64) (*Conflicts, error) {
	key := fmt.Sprint(q.clocks)
	s.mu.Lock()
	c := s.known
	if s.key != key {
		c = nil
	}
	s.mu.Unlock()
	if c != nil && seq <= c.seq {
		return c, nil
	}
	if c != nil && seq-c.seq <= farBehind {
		l, err := latelyIn(q.ctx, q.site.Corpus, lately{judged: c.judged}, c.seq, seq)
		if err != nil {
			return nil, err
		}
		if len(l.touched) == 0 {
			return c, nil
		}
	}
	c, err := q.compareHeaviest(seq)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key, s.known = key, c
	return c, nil
}

// compareHeaviest compares the answers to the heaviest questions.
func (q *request) compareHeaviest(seq uint64) (*Conflicts, error) {
	groups, err := q.site.Graph.Groups(q.ctx, q.clocks, graph.Page{Limit: mostReviewed})
	if err != nil {
		return nil, err
	}
	against, homes := map[communique.Question][]objection{}, map[communique.ClaimID]whereabouts{}
	for _, g := range groups.Groups {
		judged, err := q.judged(g.Question, g.Rows[:min(len(g.Rows), mostListed)])
		if err != nil {
			return nil, err
		}
		if objections := objectionsOf(judged); len(objections) > 0 {
			against[g.Question] = objections
		}
		for _, c := range judged {
			for _, m := range c.Members {
				homes[m.Claim.ID] = whereOf(m)
			}
		}
	}
	c := newConflicts(against, homes)
	c.seq, c.judged = seq, judgements{}
	for _, w := range c.line {
		entries, err := q.site.Corpus.Annotations(q.ctx, string(w.Claim))
		if err != nil {
			return nil, err
		}
		if s := search.LastSaid(entries); s != "" {
			c.judged[w.Claim] = s
		}
	}
	if groups.Total > mostReviewed {
		c.partly = fmt.Sprintf("The %d heaviest of %s questions are looked at.", mostReviewed, thousands(groups.Total))
	}
	return c, nil
}

// lastLine is the queue that was made last of some conflicts.
type lastLine struct {
	mu    sync.Mutex
	of    *Conflicts
	seq   uint64
	since lately
	made  queueLine
}

// line returns the queue that conflicts make with what the log said since. What
// it said of documents is not compared yet: their claims are left out, since
// they may be gone.
func (s *lastLine) line(q *request, c *Conflicts, seq uint64, most int) (queueLine, error) {
	s.mu.Lock()
	made, since, from := s.made, s.since, s.seq
	known := s.of == c
	s.mu.Unlock()
	if known && seq <= from {
		return made, nil
	}
	if !known {
		since, from = lately{judged: c.judged}, c.seq
	}
	since, err := latelyIn(q.ctx, q.site.Corpus, since, from, seq)
	if err != nil {
		return queueLine{}, err
	}
	made = queueLine{claims: c.lineUp(since.judged, since.touched), said: since.judged, most: most}
	var notes []string
	if c.partly != "" {
		notes = append(notes, c.partly)
	}
	if len(since.touched) > 0 {
		notes = append(notes, "What came last is still being compared.")
	}
	if n := len(made.claims); n > mostQueued {
		notes = append(notes, fmt.Sprintf("The first %s of %s claims wait here.", thousands(mostQueued), thousands(n)))
		made.claims = made.claims[:mostQueued]
	}
	made.partly = strings.Join(notes, " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of, s.seq, s.since, s.made = c, max(seq, from), since, made
	return made, nil
}

// lately is what the log said after some entry. It is never changed.
type lately struct {
	judged  judgements                // of all claims, brought up to it
	touched map[communique.DocID]bool // of which it said anything else; "" for what is no document
}

// latelyIn adds what the entries after since and up to last say.
func latelyIn(ctx context.Context, c Corpus, before lately, since, last uint64) (lately, error) {
	out := lately{judged: maps.Clone(before.judged), touched: maps.Clone(before.touched)}
	if out.judged == nil {
		out.judged = judgements{}
	}
	if out.touched == nil {
		out.touched = map[communique.DocID]bool{}
	}
	for e, err := range c.Entries(ctx, since) {
		if err != nil {
			return out, err
		}
		if e.Seq > last {
			break
		}
		id, err := judgedBy(ctx, c, e)
		if err != nil {
			return out, err
		}
		if id == "" {
			out.touched[e.Document] = true
			continue
		}
		entries, err := c.Annotations(ctx, string(id))
		if err != nil {
			return out, err
		}
		if out.judged[id] = search.LastSaid(entries); out.judged[id] == "" {
			delete(out.judged, id)
		}
	}
	return out, nil
}

// judgedBy returns the claim that an entry accepts or rejects, or of which it
// takes back that it was; "" where it does neither.
func judgedBy(ctx context.Context, c Corpus, e corpus.Entry) (communique.ClaimID, error) {
	for e.Annotation != nil {
		switch e.Annotation.Kind {
		case communique.Accept, communique.Reject:
			return communique.ClaimID(e.Annotation.Target), nil
		case communique.Undo: // always of an earlier entry
			seq, err := strconv.ParseUint(e.Annotation.Target, 10, 64)
			if err != nil {
				return "", nil
			}
			var ok bool
			if e, ok, err = entryOf(ctx, c, seq); err != nil || !ok {
				return "", err
			}
		default:
			return "", nil
		}
	}
	return "", nil
}

// narrowed leaves of the queue what the filters choose.
func (q *request) narrowed(all []queued) ([]queued, error) {
	if err := q.oneOf("kind", "relation", "status"); err != nil {
		return nil, err
	}
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	relations, status := values[claim.Relation](q, "relation"), cmp.Or(q.get("status"), statusOpen)
	var out []queued
	for _, c := range all {
		switch {
		case status != statusAll && c.Status != status,
			len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind),
			len(f.Documents) > 0 && !slices.Contains(f.Documents, c.Document),
			len(relations) > 0 && !slices.ContainsFunc(c.Relations, func(r claim.Relation) bool { return slices.Contains(relations, r) }):
			continue
		}
		out = append(out, c)
	}
	return out, nil
}

// entryOf returns one entry of the log; false where there is none.
func entryOf(ctx context.Context, c Corpus, seq uint64) (corpus.Entry, bool, error) {
	if seq == 0 {
		return corpus.Entry{}, false, nil
	}
	for e, err := range c.Entries(ctx, seq-1) {
		return e, err == nil && e.Seq == seq, err
	}
	return corpus.Entry{}, false, nil
}
