package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// ending reads the noun phrase whose last word is item k.
func (f *finder) ending(items []item, k int) (noun, bool) {
	if k < 0 || items[k].quote != nil || f.r.Tokens[items[k].token].Kind == communique.Punctuation {
		return noun{}, false
	}
	w := f.lowerOf(items, k)
	if word, _, ok := strings.Cut(strings.ReplaceAll(w, "’", "'"), "'"); ok && contracted.Has(word) {
		w = word // "I’ve said", "he’d warned"
	}
	switch w {
	case "i", "we", "you", "this", "there", "what":
		return noun{}, false
	case "which", "that", "who":
		return f.antecedent(items, k)
	case "they", "it":
		if m := f.at(items[k].token); m != nil && m.Entity != "" {
			return noun{Span: items[k].Span, id: m.Entity, from: k, to: k + 1, actor: true}, true
		}
		return noun{Span: items[k].Span, from: k, to: k + 1}, true
	case "he", "she":
		n := noun{Span: items[k].Span, from: k, to: k + 1, actor: true}
		if m := f.at(items[k].token); m != nil {
			n.id = m.Entity
		}
		return n, true
	}
	m := f.speaker(items, k)
	if m == nil {
		if !speakers.Has(w) {
			return f.unknown(items, k)
		}
		return f.common(items, k)
	}
	i := k
	for i > 0 && f.at(items[i-1].token) == m {
		i--
	}
	head := i
	if f.lowerOf(items, i-1) == "and" && i >= 2 {
		if first := f.speaker(items, i-2); first != nil && first.Type == m.Type {
			m = first
			i -= 2
			for i > 0 && f.at(items[i-1].token) == m {
				i--
			}
			head = i
		}
	}
	i = f.widen(items, i)
	n := noun{Span: communique.Span{Start: items[i].Start, End: items[k].End}, id: f.idOf(m), from: i, to: k + 1, actor: true}
	if cut := min(items[k].End, f.mentionEnd(items, k)); cut > n.Start && cut < n.End {
		n.End = cut
	}
	// "a statement from the ministry said": the ministry speaks; "officials in
	// Washington said": the officials do.
	if p := f.lowerOf(items, i-1); head >= 1 && (p == "of" || p == "from" || p == "by" || p == "in" || p == "at" || p == "for" || p == "with" || p == "to" || p == "on" || p == "against" || p == "between") && m.Via != communique.ViaPronoun {
		if i < 2 {
			return noun{}, false
		}
		lead := f.lowerOf(items, i-2)
		switch {
		case written.Has(lead) && (p == "of" || p == "from" || p == "by"):
			n.from = f.phrase(items, i-2)
			n.Start = items[n.from].Start
			return n, true
		case speakers.Has(lead) || ranks.Has(lead):
			c, ok := f.common(items, i-2)
			if !ok {
				return noun{}, false
			}
			c.End, c.to = n.End, k+1
			return c, true
		case p == "with" || p == "to" || p == "against" || p == "between" || p == "on":
			return noun{}, false
		case p == "in" || p == "at":
			return noun{}, false
		}
	}
	return n, true
}

// contracted are pronouns that an auxiliary may hang on to.
var contracted = set("i we you he she it they that there who what this")

// unknown reads a capitalised name that no mention covers: somebody speaks, but
// who it is stays open.
func (f *finder) unknown(items []item, k int) (noun, bool) {
	i := k
	for i >= 0 && k-i < 4 && items[i].quote == nil && f.upper(items[i]) && f.r.Tokens[items[i].token].Kind == communique.Word && !f.timed(items[i].Span) && f.at(items[i].token) == nil {
		i--
	}
	i++
	if i > k || items[k].Len() < 3 {
		return noun{}, false
	}
	for w := f.lowerOf(items, i); leads.Has(w) || stops.Has(w) || determiners.Has(w); w = f.lowerOf(items, i) {
		if i++; i > k {
			return noun{}, false
		}
	}
	if i == 0 && k == 0 && speakers.Has(strings.TrimSuffix(f.lowerOf(items, k), "s")) {
		return noun{}, false
	}
	if before := f.lowerOf(items, i-1); before == "each" || before == "every" || before == "any" || before == "no" {
		return noun{}, false // "each Party declares"
	}
	return noun{Span: communique.Span{Start: items[i].Start, End: items[k].End}, from: i, to: k + 1, actor: true}, true
}

// antecedent reads what "which" or "who" stands for: the nearest noun before it
// that can speak.
func (f *finder) antecedent(items []item, k int) (noun, bool) {
	for j := k - 1; j >= 0 && k-j < 18; j-- {
		if items[j].quote != nil {
			return noun{}, false
		}
		if w := f.lowerOf(items, j); written.Has(w) {
			if m := f.speaker(items, j); m != nil {
				return noun{Span: m.Span, id: m.Entity, from: k, to: k + 1, actor: true}, true
			}
			n, ok := f.common(items, j)
			n.from, n.to = k, k+1
			return n, ok
		}
		if j == k-1 && f.is(items, j, ",") || j == k-2 || j == k-1 {
			if m := f.speaker(items, j); m != nil {
				return noun{Span: m.Span, id: f.idOf(m), from: k, to: k + 1, actor: true}, true
			}
			if j == k-1 && f.lowerOf(items, k) == "that" && f.isWord(items[j]) && !f.timed(items[j].Span) && !strings.HasSuffix(f.lowerOf(items, j), "s") {
				return noun{}, false // "the commitment that says": no speaker we know
			}
		}
	}
	return noun{}, false
}
