package web

import (
	"cmp"
	"hash/maphash"
	"maps"
	"slices"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/search"
)

// Conflicts is which claims stood against something, and against what, when the
// answers to some questions were compared: to all questions where a Standing
// tells it. It is never changed once it is made, so that pages read it without
// waiting for anybody.
type Conflicts struct {
	seq     uint64                     // up to which entries of the log it looks
	line    []queued                   // the claims in the order of the queue, as though none were rejected
	place   map[communique.ClaimID]int // of each claim in the line
	against map[communique.Question][]objection
	judged  judgements // of claims, as people last said by then
	partly  string     // which questions were not looked at; "" where all were
}

// judgements is what people last said of claims: accepted or rejected. Claims
// that are not in it are open.
type judgements map[communique.ClaimID]string

func (j judgements) rejected(id communique.ClaimID) bool { return j[id] == search.Rejected }

// objection is what comparing says, in one relation and the same words, against
// some answers to a question.
type objection struct {
	conflict
	sides []sided
}

// conflict is what is said against claims.
type conflict struct {
	relation claim.Relation
	words    uint64 // the reason, by its hash
}

// sided is an answer with the side on which it stands. Answers that say the same
// stand on one side. Against those that the relation supports it says nothing.
type sided struct {
	claim    communique.ClaimID
	side     uint32
	supports bool
}

// whereabouts is where a claim stands, and of which kind it is.
type whereabouts struct {
	document communique.DocID
	kind     communique.Kind
}

func whereOf(m claim.Member) whereabouts {
	h := whereabouts{document: m.Document.ID, kind: m.Claim.Kind}
	if i := slices.Index(communique.Kinds, h.kind); i >= 0 {
		h.kind = communique.Kinds[i] // whose name all claims share
	}
	return h
}

var wordSeed = maphash.MakeSeed()

// objectionsOf returns what comparisons of the answers to one question say
// against answers. What they say of the same answers in the same words is one
// objection.
func objectionsOf(judged []claim.Comparison) []objection {
	var out []objection
	var named []map[sided]bool // by each of them
	for _, c := range judged {
		if !isLoud(c.Relation) {
			continue
		}
		sides := sidesOf(c.Members)
		o := objection{conflict: conflict{c.Relation, maphash.String(wordSeed, c.Because)}}
		at := 0
		for at < len(out) && (out[at].conflict != o.conflict || !slices.ContainsFunc(sides, func(s sided) bool { return named[at][s] })) {
			at++
		}
		if at == len(out) {
			out, named = append(out, o), append(named, map[sided]bool{})
		}
		for _, s := range sides {
			if !named[at][s] {
				named[at][s] = true
				out[at].sides = append(out[at].sides, s)
			}
		}
	}
	return out
}

// sidesOf tells members apart by what they say; where all say the same, each
// stands on a side of its own.
func sidesOf(members []claim.Member) []sided {
	out := make([]sided, len(members))
	alike := true
	for i, m := range members {
		out[i] = sided{m.Claim.ID, uint32(maphash.String(wordSeed, m.Says)), m.Supports}
		alike = alike && out[i].side == out[0].side
	}
	for i := range out {
		if alike {
			out[i].side = uint32(maphash.String(wordSeed, string(out[i].claim)))
		}
	}
	return out
}

// scale is how many answers nobody rejected, on each side of an objection and in all.
type scale struct {
	sides map[uint32]int
	all   int
}

func (o objection) weigh(said judgements) scale {
	out := scale{sides: map[uint32]int{}}
	for _, s := range o.sides {
		n := 0
		if !said.rejected(s.claim) {
			n = 1
		}
		out.sides[s.side] += n
		out.all += n
	}
	return out
}

// against reports whether the objection counts against an answer that it names.
// What a person rejected speaks against nobody: where answers stand against each
// other, one on another side must be left. What the reference knows always
// counts, and a rejected claim keeps whatever spoke against it.
func (o objection) against(s sided, left scale, said judgements) bool {
	if s.supports {
		return false
	}
	return o.relation == claim.AgainstReference || said.rejected(s.claim) || len(left.sides) == 1 || left.all > left.sides[s.side]
}

// counts is against for one claim alone; false where the objection does not name it.
func (o objection) counts(id communique.ClaimID, said judgements) bool {
	at := slices.IndexFunc(o.sides, func(s sided) bool { return s.claim == id })
	return at >= 0 && o.against(o.sides[at], o.weigh(said), said)
}

// newConflicts lines up the claims that objections name.
func newConflicts(against map[communique.Question][]objection, homes map[communique.ClaimID]whereabouts) *Conflicts {
	c := &Conflicts{against: against, place: map[communique.ClaimID]int{}}
	for id, n := range c.tally(slices.Sorted(maps.Keys(against)), nil, nil) {
		c.line = append(c.line, n.on(queued{Claim: id, Document: homes[id].document, Kind: homes[id].kind, Status: statusOpen}))
	}
	slices.SortFunc(c.line, inOrder)
	for i, w := range c.line {
		c.place[w.Claim] = i
	}
	return c
}

// tallied is the conflicts that hang on a claim.
type tallied struct {
	conflicts []conflict
	relations []claim.Relation
	questions []communique.Question
}

// on returns a claim with its conflicts.
func (n *tallied) on(w queued) queued {
	slices.SortFunc(n.relations, func(a, b claim.Relation) int { return cmp.Compare(weight(a), weight(b)) })
	w.Conflicts, w.Relations, w.Questions = len(n.conflicts), n.relations, n.questions
	return w
}

// tally counts the conflicts in questions, given what people said, for each
// claim on which any hangs, or for some of them. What is said of several
// questions in the same words counts once.
func (c *Conflicts) tally(keys []communique.Question, some map[communique.ClaimID]bool, said judgements) map[communique.ClaimID]*tallied {
	out := map[communique.ClaimID]*tallied{}
	for _, key := range keys {
		for _, o := range c.against[key] {
			left := o.weigh(said)
			for _, s := range o.sides {
				if some != nil && !some[s.claim] || !o.against(s, left, said) {
					continue
				}
				n := out[s.claim]
				if n == nil {
					n = &tallied{}
					out[s.claim] = n
				}
				if !slices.Contains(n.conflicts, o.conflict) {
					n.conflicts = append(n.conflicts, o.conflict)
				}
				if !slices.Contains(n.relations, o.relation) {
					n.relations = append(n.relations, o.relation)
				}
				if len(n.questions) == 0 || n.questions[len(n.questions)-1] != key {
					n.questions = append(n.questions, key)
				}
			}
		}
	}
	return out
}

// inOrder puts first the claims on which most conflicts hang, then those in the
// gravest relation, then goes by their ids.
func inOrder(a, b queued) int {
	return cmp.Or(-cmp.Compare(a.Conflicts, b.Conflicts), cmp.Compare(weight(a.Relations[0]), weight(b.Relations[0])), cmp.Compare(a.Claim, b.Claim))
}

// lineUp returns the queue as it is given what people said, without the claims
// of some documents. Only what rejected claims spoke against is counted again.
func (c *Conflicts) lineUp(said judgements, without map[communique.DocID]bool) []queued {
	again := c.opposed(said)
	keys := map[communique.Question]bool{}
	for id := range again {
		if at, ok := c.place[id]; ok {
			for _, key := range c.line[at].Questions {
				keys[key] = true
			}
		}
	}
	now := c.tally(slices.Sorted(maps.Keys(keys)), again, said)
	out := make([]queued, 0, len(c.line))
	for _, w := range c.line {
		if without[w.Document] {
			continue
		}
		w.Status = cmp.Or(said[w.Claim], statusOpen)
		if again[w.Claim] {
			n := now[w.Claim]
			if n == nil {
				continue // nothing stands against it any more
			}
			w = n.on(w)
		}
		out = append(out, w)
	}
	if len(again) > 0 {
		slices.SortFunc(out, inOrder)
	}
	return out
}

// opposed returns the claims of objections that name a rejected one.
func (c *Conflicts) opposed(said judgements) map[communique.ClaimID]bool {
	out, keys := map[communique.ClaimID]bool{}, map[communique.Question]bool{}
	for id := range said {
		if at, ok := c.place[id]; ok && said.rejected(id) {
			for _, key := range c.line[at].Questions {
				keys[key] = true
			}
		}
	}
	for key := range keys {
		for _, o := range c.against[key] {
			if !slices.ContainsFunc(o.sides, func(s sided) bool { return said.rejected(s.claim) }) {
				continue
			}
			for _, s := range o.sides {
				if !s.supports {
					out[s.claim] = true
				}
			}
		}
	}
	return out
}
