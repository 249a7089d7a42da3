package claim

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
)

// manner is how a document speaks.
type manner struct {
	known bool
	own   bool // for itself: outside of what it quotes, which is little, it says "we", or tells what will, must or should be, again and again
	paper bool // of policy throughout

	// to whom it gives stances in its own voice, again and again: the state whose
	// delegate speaks; "" where that is nobody or not one alone
	holder communique.EntityID
}

// The words by which a document shows its manner.
var (
	ourWords   = set("we our us we're we'll we've")
	boundWords = set("will must should shall")
)

// mannerOf returns the manner of the document, which is told once.
func (s *scan) mannerOf() manner {
	if s.manner.known {
		return s.manner
	}
	all, own, told, asked, policy := 0, 0, 0, 0, 0
	stances := map[communique.EntityID]int{}
	for i := range s.Sentences {
		x := s.Sentences[i]
		if !s.SentenceInArticle(x) || x.Last-x.First < 6 {
			continue
		}
		all++
		we, must, n := false, false, 0
		for k := x.First; k < x.Last; k++ {
			switch e := s.entries[k]; {
			case e.class&ownClass != 0:
				we = true
			case e.class&boundClass != 0:
				must = true
			default:
				if e.class&fieldClass != 0 {
					n++
				}
				if e.cue.form != third {
					continue
				}
				if id := s.takesStance(k, x.First); id != "" {
					stances[id]++
				}
			}
		}
		if n >= 2 {
			policy++
		}
		if s.statement[x.First] >= 0 || s.statement[x.Last-1] >= 0 || s.statement[(x.First+x.Last)/2] >= 0 {
			continue
		}
		own++
		if we {
			told++
		}
		if must {
			asked++
		}
	}
	s.manner = manner{known: true, paper: 4*policy >= all,
		own: 10*own >= 7*all && (12*told >= own || asked >= 3 && 10*asked >= own)}
	if ids := byCount(stances); len(ids) > 0 {
		most, second := stances[ids[0]], 0
		if len(ids) > 1 {
			second = stances[ids[1]]
		}
		if most >= 3 && most >= 2*second {
			s.manner.holder = ids[0]
		}
	}
	return s.manner
}

// takesStance returns the state or organisation before a verb of stance in the
// third person at token k, outside of quotations: "Norway firmly supports".
func (s *scan) takesStance(k, first int) communique.EntityID {
	f := s.entries[k].cue
	if f.form != third || s.statement[k] >= 0 || f.cue != stanceCue && f.cue != callCue && f.cue != thinkCue && f.cue != planCue {
		return ""
	}
	j := k - 1
	for j > first && isAdverb(s.low[j]) {
		j--
	}
	if j < first {
		return ""
	}
	if id := s.entityAt(j); id.Kind() == communique.State || id.Kind() == communique.Organisation {
		return id
	}
	return ""
}

// byCount returns the keys, the most frequent first.
func byCount(n map[communique.EntityID]int) []communique.EntityID {
	var ids []communique.EntityID
	for id := range n {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b communique.EntityID) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	return ids
}
