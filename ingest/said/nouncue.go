package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

var (
	// speechNouns name an act of speech whose content a clause with "that" gives.
	speechNouns = set("claim claims warning warnings assertion assertions argument arguments accusation accusations allegation allegations announcement declaration statement statements suggestion suggestions " +
		"contention insistence assurance assurances promise promises pledge pledges vow prediction predictions admission acknowledgment acknowledgement remark remarks comment comments complaint complaints " +
		"denial conclusion charge charges revelation revelations confirmation estimate estimates")
	// thoughtNouns name what somebody may have in mind; only where it is put
	// forward has it been said.
	thoughtNouns = set("notion idea view views opinion theory proposition proposal thought belief position concern concerns fear fears hope criticism")
	// unmade are words before a noun for speech that nobody has uttered.
	unmade = set("any no without every future possible if avoid")
	// putForward are participles that make speech of a thought before "by".
	putForward = set("advanced voiced raised made offered expressed floated repeated espoused shared stated articulated championed aired levelled leveled pushed promoted")
)

// nounCue reads the noun for an act of speech with its speaker and its clause:
// "the claim by X that …", "X’s warning that …", "the notion, put forth by X and
// others, that …".
func (f *finder) nounCue(u []item) *draft {
	if f.is(u, len(u)-1, "?") {
		return nil // "have you any assurance from X that …"
	}
	const most = 8 // nouns of one sentence, so that an endless one is not read over and over
	for c, tried := 0, 0; c+3 < len(u) && tried < most; c++ {
		w := f.lowerOf(u, c)
		if !speechNouns.Has(w) && !thoughtNouns.Has(w) || f.at(u[c].token) != nil || unmade.Has(f.lowerOf(u, c-1)) {
			continue
		}
		n, cue, that, ok := f.nounSpeaker(u, c)
		if !ok || !n.actor || that+3 >= len(u) {
			continue
		}
		tried++
		end := f.clauseEnd(u, c, that)
		if wordItems(u[that:end]) < 4 || !f.clause(u[:end], that+1) {
			continue
		}
		d := f.draft(attribution{noun: n, cue: cue}, "noun with a clause")
		f.fill(d, u, that, end)
		return d
	}
	return nil
}

// nounSpeaker reads whose the speech noun at item c is, what shows it, and where
// the "that" of its clause stands.
func (f *finder) nounSpeaker(u []item, c int) (n noun, cue communique.Span, that int, ok bool) {
	i := c + 1
	comma := f.is(u, i, ",")
	if comma {
		i++
	}
	cue = u[c].Span
	switch w := f.lowerOf(u, i); {
	case w == "put" && (f.lowerOf(u, i+1) == "forth" || f.lowerOf(u, i+1) == "forward") && f.lowerOf(u, i+2) == "by":
		cue = communique.Span{Start: u[i].Start, End: u[i+2].End}
		i += 3
	case putForward.Has(w) && f.lowerOf(u, i+1) == "by":
		cue = communique.Span{Start: u[i].Start, End: u[i+1].End}
		i += 2
	case comma || thoughtNouns.Has(f.lowerOf(u, c)):
		return n, cue, 0, false
	case w == "by" || w == "from":
		i++
	case w == "that":
		n, ok = f.owner(u, c)
		return n, cue, i, ok
	default:
		return n, cue, 0, false
	}
	if m := f.speaker(u, i); m != nil && m.Via == communique.ViaPronoun {
		return n, cue, 0, false // "warnings from his lawyer"
	}
	if n, ok = f.following(u, i); !ok {
		return n, cue, 0, false
	}
	// "Jane Doe and others,": more speakers, or words about them.
	for k := n.to; k < len(u) && k-n.to < 8; k++ {
		switch w := f.lowerOf(u, k); {
		case w == "that":
			return n, cue, k, true
		case u[k].quote != nil, finite.Has(w), f.is(u, k, ".;:"), lexicon.Has(w):
			return n, cue, 0, false
		}
	}
	return n, cue, 0, false
}

// owner reads the possessor of the noun at item c: "Russia’s false claim".
func (f *finder) owner(u []item, c int) (noun, bool) {
	for k := c - 1; k >= 0 && c-k < 4; k-- {
		if u[k].quote != nil || !f.isWord(u[k]) && f.lowerOf(u, k) != "’s" && f.lowerOf(u, k) != "'s" {
			return noun{}, false
		}
		m := f.speaker(u, k)
		if m == nil || m.Entity == "" || m.Via == communique.ViaPronoun {
			if w := f.lowerOf(u, k); stops.Has(w) || determiners.Has(w) || clausePrepositions.Has(w) || finite.Has(w) {
				return noun{}, false
			}
			continue
		}
		if !possessive(f.text[m.End:u[c].Start]) {
			return noun{}, false
		}
		return noun{Span: m.Span, id: f.idOf(m), from: k, to: c, actor: true}, true
	}
	return noun{}, false
}

// possessive reports whether words begin with the mark of an owner.
func possessive(s string) bool {
	for _, mark := range []string{"’s ", "'s ", "’ ", "' "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// clauseEnd finds where a clause after a noun ends. Before the verb of its
// sentence it ends with a comma or where a second finite verb needs it as its
// subject; after that verb it runs on.
func (f *finder) clauseEnd(u []item, c, that int) int {
	end := f.contentEnd(u, that)
	subject := !f.governedByVerb(u, c)
	for k := 0; k < c; k++ {
		w := f.lowerOf(u, k)
		if finite.Has(w) || lexicon.Has(w) || len(w) > 4 && w[len(w)-2:] == "ed" && f.at(u[k].token) == nil {
			subject = false
		}
	}
	verbs := 0
	for k := that + 1; k < end; k++ {
		w := f.lowerOf(u, k)
		if f.is(u, k, ",;—–") {
			next := f.lowerOf(u, k+1)
			if subject || next == "but" || next == "while" || next == "although" || next == "though" || next == "which" || next == "saying" || lexicon.Of(next).ing {
				return k
			}
		}
		if finite.Has(w) && !finite.Has(f.lowerOf(u, k-1)) {
			if verbs++; subject && verbs == 2 && !joins.Has(f.lowerOf(u, k-1)) {
				return k
			}
		}
	}
	if subject && verbs < 2 {
		return that // no verb for which the noun could be the subject
	}
	return end
}

// governedByVerb reports whether a plain word stands before the article or owner
// of the noun at item c, as only a verb does that has it for its object: "It
// addresses the notion".
func (f *finder) governedByVerb(u []item, c int) bool {
	for k := c - 1; k > 0 && c-k < 5; k-- {
		if m := f.at(u[k].token); !determiners.Has(f.lowerOf(u, k)) && (m == nil || f.at(u[k-1].token) == m) {
			continue
		}
		w := f.lowerOf(u, k-1)
		return len(w) > 3 && f.isWord(u[k-1]) && !f.upper(u[k-1]) && f.at(u[k-1].token) == nil && !prepositions.Has(w) && !stops.Has(w) && !clausePrepositions.Has(w)
	}
	return false
}

// prepositions are further words that stand before a noun without being verbs.
var prepositions = set("despite with given amid amidst among against beside besides between beyond notwithstanding regarding concerning unlike like without within into onto upon even only just both either neither because contrary both where also")

// joins are words before a finite verb that keep it within its clause.
var joins = set("and or but who which that it they he she we not")
