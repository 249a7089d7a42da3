package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readDayWord: "today", "yesterday", "tonight", "tomorrow morning".
func readDayWord(g *grammar, i int) (expression, int) {
	n := g.n(i)
	end := i + 1
	switch n {
	case 0:
		switch {
		case g.apostrophe(end) && g.is(end+1, "s"): // "today's world", but "today's meeting"
			if !g.dayOfAct(end + 2) {
				return expression{kind: refer, typ: communique.Date, n: refPresent}, end
			}
		case (g.is(end, "have") || g.is(end, "are") || g.is(end, "face")) && i > 0 && g.text[g.atoms[i-1].End-1] == 's':
			return expression{kind: refer, typ: communique.Date, n: refPresent}, end // "conflicts today have …"
		}
		return expression{kind: today, typ: communique.Date}, end
	case 9:
		e := periodOf(dayUnit, 0)
		e.typ, e.hour = communique.Clock, "NI"
		return e, end
	}
	e := periodOf(dayUnit, n)
	e.direction = forward
	if n < 0 {
		e.direction = backward
	}
	if g.class(end) == partOfDay && !g.words[end].plural {
		e.typ, e.hour, end = communique.Clock, parts[g.n(end)], end+1
	}
	return e, end
}

// readReference: "now", "currently", "recently", "recent years".
func readReference(g *grammar, i int) (expression, int) {
	e := expression{kind: refer, typ: communique.Date, n: g.n(i)}
	switch {
	case g.is(i, "recent"):
		if g.class(i+1) == unitWord && g.words[i+1].plural {
			return e, i + 2
		}
		return e, i + 1
	}
	return e, i + 1
}

// readTheseDays: "these days", "at present", "right now", "at the moment".
func readTheseDays(g *grammar, i int) (expression, int) {
	e := expression{kind: refer, typ: communique.Date, n: refPresent}
	switch {
	case g.is(i, "these") && g.is(i+1, "days"):
		return e, i + 2
	case g.is(i, "right") && g.is(i+1, "now"):
		return e, i + 2
	case g.is(i, "the") && g.is(i-1, "at") && g.is(i+1, "moment"):
		return e, i + 2
	case g.is(i, "present") && (g.is(i-1, "at") && !g.is(i+1, "in") || g.spans(i-1) && g.end == i-1 && g.last.year > 0):
		return e, i + 1
	case g.is(i, "this") && g.is(i-1, "at") && (g.is(i+1, "time") || g.is(i+1, "moment")):
		return e, i + 2
	case g.is(i, "the") && g.is(i+1, "present") && g.is(i+2, "day"):
		return e, i + 3
	case g.is(i, "the") && (g.is(i+1, "future") && (g.class(i-1) == in || g.class(i-1) == of || g.is(i-1, "into") || g.is(i-1, "about")) && g.class(i+2) != of && !g.qualifies(i+2)):
		e.n = refFuture
		return e, i + 2
	case g.is(i, "the") && (g.is(i+1, "near") || g.is(i+1, "foreseeable")) && g.is(i+2, "future"):
		e.n = refFuture
		return e, i + 3
	case g.is(i, "the") && g.is(i+1, "time") && g.is(i+2, "being"):
		return e, i + 3
	case g.is(i, "the") && g.is(i+1, "past") && (g.class(i-1) == in || g.class(i-1) == of) && g.clauseFollows(i+2):
		e.n = refPast
		return e, i + 2
	}
	return expression{}, 0
}

// clauseFollows reports whether what follows belongs to the words before as a
// whole: a mark, or a word that opens a clause.
func (g *grammar) clauseFollows(i int) bool {
	if i >= len(g.atoms) || g.atoms[i].Kind == atom.Mark {
		return !g.dash(i)
	}
	switch g.of(i) {
	case "and", "but", "or", "that", "when", "with", "as", "it", "he", "she", "we", "they", "to", "by", "because", "which":
		return true
	}
	switch g.class(i) {
	case pastVerb, present, future, the:
		return true
	}
	return false
}

// readLoose: words that news leaves as they are and histories mean as times:
// "former", "future", "this time".
func readLoose(g *grammar, i int) (expression, int) {
	e := expression{kind: refer, typ: communique.Date, loose: true}
	switch {
	case g.is(i, "former"):
		e.n = refPast
	case g.is(i, "future"):
		e.n = refFuture
	case (g.is(i, "present") || g.is(i, "modern")) && g.dash(i+1) && g.is(i+2, "day"):
		e.n = refPresent
		return e, i + 3
	case (g.is(i, "present") || g.is(i, "modern")) && g.is(i+1, "day"):
		e.n = refPresent
		return e, i + 2
	case g.is(i, "night") && !g.dash(i+1) && !g.glued(i):
		return expression{kind: fixed, typ: communique.Clock, value: "XXXX-XX-XXTNI", loose: true}, i + 1
	case (g.class(i) == this || g.class(i) == that) && g.is(i+1, "time"):
		e.n = refPresent
		return e, i + 2
	default:
		return expression{}, 0
	}
	return e, i + 1
}

// dayOfAct reports whether a noun that names what fills a day stands at atom i.
func (g *grammar) dayOfAct(i int) bool {
	if i >= len(g.atoms) {
		return false
	}
	switch g.of(i) {
	case "meeting", "meetings", "summit", "announcement", "announcements", "edition", "editions", "vote", "ruling", "talks", "attack", "attacks", "session",
		"briefing", "statement", "hearing", "decision", "report", "news", "event", "events", "call", "discussion", "discussions", "speech", "paper", "papers",
		"action", "actions", "sanctions", "designations", "conference", "gathering", "ceremony", "signing":
		return true
	}
	return false
}
