package web

import (
	"cmp"
	"hash/maphash"
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
	relation claim.Relation
	words    uint64 // the reason, by its hash
	sides    []sided
}

// sided is an answer with the side on which it stands. Answers that say the same
// stand on one side.
type sided struct {
	claim communique.ClaimID
	side  uint32
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
	for _, c := range judged {
		if !isLoud(c.Relation) {
			continue
		}
		o := objection{c.Relation, maphash.String(wordSeed, c.Because), sidesOf(c.Members)}
		same := slices.IndexFunc(out, func(p objection) bool {
			return p.relation == o.relation && p.words == o.words && slices.ContainsFunc(o.sides, func(s sided) bool { return slices.Contains(p.sides, s) })
		})
		if same < 0 {
			out = append(out, o)
			continue
		}
		for _, s := range o.sides {
			if !out[same].names(s.claim) {
				out[same].sides = append(out[same].sides, s)
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
		out[i] = sided{m.Claim.ID, uint32(maphash.String(wordSeed, m.Says))}
		alike = alike && out[i].side == out[0].side
	}
	for i := range out {
		if alike {
			out[i].side = uint32(maphash.String(wordSeed, string(out[i].claim)))
		}
	}
	return out
}

func (o objection) names(id communique.ClaimID) bool {
	return slices.ContainsFunc(o.sides, func(s sided) bool { return s.claim == id })
}

// counts reports whether the objection counts against a claim that it names.
// What a person rejected speaks against nobody: where answers stand against each
// other, one on another side must be left. What the reference knows always
// counts, and a rejected claim keeps whatever spoke against it.
func (o objection) counts(id communique.ClaimID, said judgements) bool {
	at := slices.IndexFunc(o.sides, func(s sided) bool { return s.claim == id })
	if at < 0 {
		return false
	}
	if o.relation == claim.AgainstReference || said.rejected(id) {
		return true
	}
	others, left := false, false
	for _, s := range o.sides {
		if s.side != o.sides[at].side {
			others = true
			left = left || !said.rejected(s.claim)
		}
	}
	return left || !others
}

// newConflicts lines up the claims that objections name.
func newConflicts(against map[communique.Question][]objection, homes map[communique.ClaimID]whereabouts) *Conflicts {
	c := &Conflicts{against: against, place: map[communique.ClaimID]int{}}
	keys := map[communique.ClaimID][]communique.Question{}
	for key, objections := range against {
		for _, o := range objections {
			for _, s := range o.sides {
				if list := keys[s.claim]; len(list) == 0 || list[len(list)-1] != key {
					keys[s.claim] = append(list, key)
				}
			}
		}
	}
	c.line = make([]queued, 0, len(keys))
	for id, list := range keys {
		slices.Sort(list)
		w := queued{Claim: id, Document: homes[id].document, Kind: homes[id].kind, Questions: list, Status: statusOpen}
		c.line = append(c.line, c.count(w, nil))
	}
	slices.SortFunc(c.line, inOrder)
	for i, w := range c.line {
		c.place[w.Claim] = i
	}
	return c
}

// conflict is what is said against a claim.
type conflict struct {
	relation claim.Relation
	words    uint64
}

// count returns a claim with the conflicts that hang on it in its questions,
// given what people said. What is said of several questions in the same words
// counts once.
func (c *Conflicts) count(w queued, said judgements) queued {
	out := w
	out.Conflicts, out.Relations, out.Questions = 0, nil, nil
	var counted []conflict
	for _, key := range w.Questions {
		for _, o := range c.against[key] {
			if !o.counts(w.Claim, said) {
				continue
			}
			if x := (conflict{o.relation, o.words}); !slices.Contains(counted, x) {
				counted = append(counted, x)
			}
			if !slices.Contains(out.Relations, o.relation) {
				out.Relations = append(out.Relations, o.relation)
			}
			if len(out.Questions) == 0 || out.Questions[len(out.Questions)-1] != key {
				out.Questions = append(out.Questions, key)
			}
		}
	}
	out.Conflicts = len(counted)
	slices.SortFunc(out.Relations, func(a, b claim.Relation) int { return cmp.Compare(weight(a), weight(b)) })
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
	out := make([]queued, 0, len(c.line))
	for _, w := range c.line {
		if without[w.Document] {
			continue
		}
		w.Status = cmp.Or(said[w.Claim], statusOpen)
		if again[w.Claim] {
			if w = c.count(w, said); w.Conflicts == 0 {
				continue
			}
		}
		out = append(out, w)
	}
	if len(again) > 0 {
		slices.SortFunc(out, inOrder)
	}
	return out
}

// opposed returns the claims against which a rejected one speaks.
func (c *Conflicts) opposed(said judgements) map[communique.ClaimID]bool {
	out := map[communique.ClaimID]bool{}
	for id := range said {
		at, ok := c.place[id]
		if !ok || !said.rejected(id) {
			continue
		}
		for _, key := range c.line[at].Questions {
			for _, o := range c.against[key] {
				if !o.names(id) {
					continue
				}
				for _, s := range o.sides {
					out[s.claim] = true
				}
			}
		}
	}
	return out
}
