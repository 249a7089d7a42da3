package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// Group is a question with the claims that answer it.
type Group struct {
	Question  communique.Question
	Answers   int   // how many claims answer it
	Documents int   // in how many different documents
	Rows      []Row // the answers in the order of Claims; at most MaxLimit
}

// Groups is one page of the questions that claims answer.
type Groups struct {
	Groups  []Group
	Total   int    // how many there are, on all pages
	Undated int    // how many answers only their unknown publication date keeps out
	Next    string // Page.After of the next page, "" on the last
}

// minAnswers is how many claims make a question worth comparing.
const minAnswers = 2

// Groups returns the questions that at least two of the claims that pass the
// filter answer, those on policy lines first, those on numbers and offices last:
// every text names a president. Within each it is first those that most documents
// answer, then those with most answers, then by their keys. Where the filter names questions, only they are
// groups. It returns a *communique.InvalidError for a filter or page that makes
// no sense.
func (g *Graph) Groups(ctx context.Context, f communique.Filter, p Page) (Groups, error) {
	if err := f.Validate(); err != nil {
		return Groups{}, err
	}
	var after weight
	if err := p.decode(&after); err != nil {
		return Groups{}, err
	}
	var out Groups
	err := g.view(ctx, func(t *transaction) error {
		w, err := remember(t, &g.memory, keyOf("groups", f), func() (weights, error) { return t.weights(f) })
		if err != nil {
			return err
		}
		order := w.order
		out.Undated = w.undated
		out.Total = len(order)
		if p.After != "" {
			at, found := slices.BinarySearchFunc(order, after, weight.compare)
			if found {
				at++
			}
			order = order[at:]
		}
		if len(order) > p.limit() {
			order = order[:p.limit()]
			out.Next = encodePage(order[len(order)-1])
		}
		out.Groups, err = t.groups(f, order)
		return err
	})
	if err != nil {
		return Groups{}, err
	}
	return out, nil
}

// weights is which groups there are.
type weights struct {
	order   []weight // in the order of Groups
	undated int      // answers
}

func (w weights) items() int { return len(w.order) }

func (t *transaction) weights(f communique.Filter) (w weights, err error) {
	table, err := t.inMemory()
	if err != nil {
		return w, err
	}
	if table != nil {
		w, err = table.weights(t.ctx, f)
	} else {
		w, err = t.weightsOfFile(f)
	}
	type placed struct {
		rank int
		weight
	}
	order := make([]placed, len(w.order))
	for i, o := range w.order {
		order[i] = placed{rank(o.Question), o}
	}
	slices.SortFunc(order, func(a, b placed) int { return cmp.Or(cmp.Compare(a.rank, b.rank), a.weight.compareWithin(b.weight)) })
	for i, o := range order {
		w.order[i] = o.weight
	}
	return w, err
}

// weightsOfFile finds the groups in no order.
func (t *transaction) weightsOfFile(f communique.Filter) (w weights, err error) {
	type tally struct {
		answers, documents int
		last               uint64 // the document counted last
	}
	tallies := map[communique.Question]*tally{}
	err = t.walk(f, func(r *reader, m communique.Match) {
		undated := false
		for i, q := range r.claim.Questions {
			if len(f.Questions) > 0 && !slices.Contains(f.Questions, q) || slices.Contains(r.claim.Questions[:i], q) {
				continue
			}
			if m == communique.Undated {
				undated = true
				continue
			}
			n := tallies[q]
			if n == nil {
				n = &tally{}
				tallies[communique.Question(strings.Clone(string(q)))] = n
			}
			n.answers++
			if n.last != r.node {
				n.documents, n.last = n.documents+1, r.node
			}
		}
		if undated {
			w.undated++
		}
	})
	for q, n := range tallies {
		if n.answers >= minAnswers {
			w.order = append(w.order, weight{n.documents, n.answers, q})
		}
	}
	return w, err
}

// weights is weightsOfFile over the rows in memory, by the numbers of questions.
func (t *rowTable) weights(ctx context.Context, f communique.Filter) (w weights, err error) {
	type tally struct {
		answers, documents int32
		last               uint32 // the document counted last, from 1
		other              bool   // not asked for
	}
	tallies := make([]tally, len(t.asked))
	if len(f.Questions) > 0 {
		for i := range tallies {
			tallies[i].other = true
		}
		for _, n := range t.askedOf(f.Questions) {
			tallies[n].other = false
		}
	}
	c := t.choose(f)
	c.narrow(t.answering)
	err = c.walk(ctx, func(r *reader, m communique.Match) {
		undated := false
		for _, q := range t.questions[r.packed().questions].numbers {
			n := &tallies[q]
			switch {
			case n.other:
			case m == communique.Undated:
				undated = true
			default:
				n.answers++
				if n.last != r.place+1 {
					n.documents, n.last = n.documents+1, r.place+1
				}
			}
		}
		if undated {
			w.undated++
		}
	})
	for q, n := range tallies {
		if n.answers >= minAnswers {
			w.order = append(w.order, weight{int(n.documents), int(n.answers), t.asked[q]})
		}
	}
	return w, err
}

// groups fills the groups of a page.
func (t *transaction) groups(f communique.Filter, order []weight) ([]Group, error) {
	if len(order) == 0 {
		return nil, nil
	}
	out := make([]Group, len(order))
	index := map[communique.Question]int{}
	f.Questions = nil
	for i, w := range order {
		out[i] = Group{Question: w.Question, Answers: w.Answers, Documents: w.Documents}
		index[w.Question] = i
		f.Questions = append(f.Questions, w.Question)
	}
	err := t.walk(f, func(r *reader, m communique.Match) {
		if m == communique.Undated {
			return
		}
		questions := r.questions()
		for i, q := range questions {
			if k, ok := index[q]; ok && !slices.Contains(questions[:i], q) {
				out[k].Rows = append(out[k].Rows, r.row(m))
			}
		}
	})
	for i := range out {
		slices.SortFunc(out[i].Rows, func(a, b Row) int { return placeOf(a).compare(placeOf(b)) })
		if len(out[i].Rows) > MaxLimit {
			out[i].Rows = slices.Clip(out[i].Rows[:MaxLimit])
		}
	}
	return out, err
}

// weight is where a group stands in the order of Groups.
type weight struct {
	Documents int                 `json:"d"`
	Answers   int                 `json:"a"`
	Question  communique.Question `json:"q"`
}

func (w weight) compare(o weight) int {
	return cmp.Or(cmp.Compare(rank(w.Question), rank(o.Question)), w.compareWithin(o))
}

// compareWithin compares what has the same rank.
func (w weight) compareWithin(o weight) int {
	return cmp.Or(-cmp.Compare(w.Documents, o.Documents), -cmp.Compare(w.Answers, o.Answers), cmp.Compare(w.Question, o.Question))
}

// rank is how far behind a question stands for what it asks.
func rank(q communique.Question) int {
	switch name, _, _ := strings.Cut(string(q), "/"); name {
	case "line", "development":
		return 0
	case "quantity", "role", "office":
		return 2
	}
	return 1
}

// Questions returns the questions that a claim answers, sorted by their keys, or
// communique.ErrNotFound.
func (g *Graph) Questions(ctx context.Context, id communique.ClaimID) ([]communique.Question, error) {
	var out []communique.Question
	err := g.view(ctx, func(t *transaction) error {
		n, err := t.node(claimNode(id))
		if err != nil {
			return err
		}
		p, err := t.node(question)
		if err != nil {
			return err
		}
		held, err := t.node(typeOf)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("claim %s: %w", id, communique.ErrNotFound)
		}
		// An annotation may point at a claim that the graph does not hold.
		known := false
		err = t.scan(bySubject, []uint64{n, held}, func(cayley.Ref) error { known = true; return nil })
		if err != nil {
			return err
		}
		if !known {
			return fmt.Errorf("claim %s: %w", id, communique.ErrNotFound)
		}
		if p == 0 {
			return nil
		}
		return t.scan(bySubject, []uint64{n, p}, func(ref cayley.Ref) error {
			end, err := t.end(ref, quad.Object)
			if err != nil {
				return err
			}
			values, err := t.values(end)
			if err != nil {
				return err
			}
			if q, ok := questionOf(values[0]); ok {
				out = append(out, q)
			}
			return nil
		})
	})
	slices.Sort(out)
	return out, err
}
