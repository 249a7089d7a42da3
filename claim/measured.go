package claim

import "github.com/communique-kg/communique"

// measured returns what a share, a sum or a time is told of, as the tree has it:
// "spending rose | by 3 percent", "raise spending | to 5%", "an investment | of
// $2 billion", "the cost is | £27 billion", "the company lost | $171 million".
// The number stands at tokens first to last. "" where the tree shows nothing.
func (l *line) measured(first, last int) communique.EntityID {
	if !l.Reading.Parse(l.index) {
		return ""
	}
	top := l.topOf(first, last)
	for n := 0; n < 3; n++ {
		t := l.Tokens[top]
		head := int(t.Head)
		if head < l.First || head >= l.Last || !l.sameVoice(first, head) {
			return l.subjectOf(top, top) // "The cost is £27 billion"
		}
		g := l.Tokens[head]
		switch t.Dependency {
		case communique.Nmod, communique.NmodUnmarked:
			// "an investment of 5%", "spending to 5%"; "5% of GDP" hangs the other way
			if g.Tag.Noun() && head < first {
				return l.namedAt(head)
			}
			return ""
		case communique.Obj, communique.Obl, communique.OblUnmarked, communique.Xcomp, communique.Ccomp, communique.Advmod, communique.Dep:
			if !g.Tag.Verb() {
				if g.Tag.Noun() && head < first && t.Dependency != communique.Obl {
					return l.namedAt(head)
				}
				return l.subjectOf(head, top)
			}
			if t.Dependency != communique.Obj {
				if o := l.Child(head, communique.Obj); o >= 0 && (o < first || o > last) && !l.timeAt(o) {
					return l.namedAt(o)
				}
			}
			return l.subjectOf(head, top)
		case communique.Conj, communique.Appos, communique.Nummod, communique.Compound, communique.Amod, communique.Flat:
			if head >= first && head <= last || t.Dependency == communique.Nummod && head > last {
				return ""
			}
			top = head
		default:
			return ""
		}
	}
	return ""
}

// topOf returns the token of a stretch on which the others of it hang.
func (l *line) topOf(first, last int) int {
	for i := last; i >= first; i-- {
		if h := int(l.Tokens[i].Head); h < first || h > last {
			return i
		}
	}
	return last
}

// subjectOf returns what the subject of the verb or predicate at token v names;
// where it has none, that of the verb that governs it.
func (l *line) subjectOf(v, but int) communique.EntityID {
	for n := 0; n < 3 && v >= l.First && v < l.Last; n++ {
		if s := l.Child(v, communique.Nsubj, communique.NsubjPass); s >= 0 && s != but {
			return l.namedAt(s)
		}
		if d := l.Tokens[v].Dependency; d == communique.Acl && l.Tokens[l.Tokens[v].Head].Tag.Noun() {
			return l.namedAt(int(l.Tokens[v].Head)) // "the agreement to spend"
		} else if d != communique.Xcomp && d != communique.Conj && d != communique.Advcl && d != communique.Ccomp {
			return ""
		}
		v = int(l.Tokens[v].Head)
	}
	return ""
}

// namedAt returns what the noun phrase whose head is token h names; "" for
// pronouns that stay open and for words that stand for nothing by themselves.
func (l *line) namedAt(h int) communique.EntityID {
	if l.timeAt(h) {
		return ""
	}
	a := l.argumentAt(h)
	id := l.named(a)
	if k := id.Kind(); k == communique.Concept || k == communique.NounPhrase {
		// The thing itself: without the number that is told of it, and not its concept.
		a.last, a.entity = a.head, ""
		id = l.named(a)
	}
	if id.Kind() == communique.NounPhrase && (emptyHeads.Has(l.low[h]) || !l.Tokens[h].Tag.Noun()) {
		return ""
	}
	return id
}
