package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// noun is the noun phrase of a speaker.
type noun struct {
	communique.Span
	id       communique.EntityID // "" where nobody is named
	from, to int                 // its items are items[from:to]
	actor    bool                // a name, an office or a noun that speaks; false for "it" and "they"
}

// subject reads the noun phrase that a verb at item c has before it, and where
// its verb group begins ("has repeatedly stated").
func (f *finder) subject(items []item, c int) (n noun, group int, ok bool) {
	group = c
	if f.lowerOf(items, c) == "say" && !f.several(items, c) {
		return n, group, false
	}
	k := c - 1
	for ; k >= 0 && c-k < 6; k-- {
		w := f.lowerOf(items, k)
		if blockers[w] && !(beingForms[w] && strings.HasSuffix(f.lowerOf(items, c), "ing")) {
			return n, group, false
		}
		if !auxiliaries[w] && !beingForms[w] && (!between[w] || w == "and") && !(strings.HasSuffix(w, "ly") && !nounsInLy[w]) {
			break
		}
		group = k
	}
	if k < 0 || items[k].quote != nil {
		return n, group, false
	}
	if f.is(items, k, ")") {
		// "Jane Doe (D-Ohio) said"
		for j := k - 1; j > 0 && k-j < 12; j-- {
			if f.is(items, j, "(") {
				if n, ok = f.ending(items, j-1); ok {
					n.to = k + 1
				}
				return n, group, ok && n.actor
			}
		}
		return n, group, false
	}
	if f.is(items, k, ",") {
		// "Chief of Command, Gen. John Doe, said": the name in the aside.
		if n, ok = f.ending(items, k-1); ok && n.from > 0 && f.is(items, n.from-1, ",") {
			if m := f.at(items[k-1].token); m != nil && m.Type == "person" && m.Via != communique.ViaRole && m.Via != communique.ViaPronoun {
				if i := f.phrase(items, n.from-2); n.from >= 2 && i < n.from-1 && f.lowerOf(items, n.from-2) != "" {
					n.from, n.Start = i, items[i].Start
				}
				return n, group, true
			}
		}
		// "Jane Doe, a scientist with the agency, said": the phrase before the aside.
		var fallback *noun
		for j := k - 1; j > 0 && k-j < 30; j-- {
			if f.is(items, j, ",") {
				if n, ok := f.ending(items, j-1); ok && n.actor {
					n.to = j
					if f.speaker(items, j-1) != nil {
						return n, group, true
					}
					if fallback == nil {
						fallback = &n
					}
				}
			}
			if items[j].quote != nil {
				break
			}
		}
		if fallback != nil {
			return *fallback, group, true
		}
		return noun{}, group, false
	}
	n, ok = f.ending(items, k)
	// One word at the head of a sentence has its capital from there: "History tells us".
	if verb := f.lowerOf(items, c); ok && n.id == "" && n.actor && k == n.from && f.begins[n.Start] && verb != "said" && verb != "says" &&
		f.at(items[k].token) == nil && !speakers[f.lowerOf(items, k)] && !f.names()[n.Of(f.text)] {
		return n, group, false
	}
	// "our nations says": the noun is no subject of this verb.
	if verb := f.lowerOf(items, c); ok && strings.HasSuffix(verb, "s") && group == c && f.speaker(items, k) == nil && f.plural(items, k) {
		return n, group, false
	}
	return n, group, ok
}

// nounsInLy end as adverbs do.
var nounsInLy = set("italy ally july family assembly supply monopoly anomaly rally weekly daily monthly")

// several reports whether the noun before "say" at item c is one of which many
// speak, "officials say", and a clause may follow.
func (f *finder) several(items []item, c int) bool {
	k := c - 1
	for k >= 0 && (between[f.lowerOf(items, k)] || strings.HasSuffix(f.lowerOf(items, k), "ly")) && f.lowerOf(items, k) != "and" {
		k--
	}
	w := f.lowerOf(items, k)
	if finite[f.lowerOf(items, c+1)] || f.lowerOf(items, c+1) == "about" {
		return false // "what officials say is"
	}
	if f.lowerOf(items, k) == "" || !f.isWord(items[k]) {
		return false
	}
	if w == "police" || w == "people" || w == "some" || w == "many" || speakers[w] && strings.HasSuffix(w, "s") {
		return true
	}
	if !f.upper(items[k]) {
		return false
	}
	if strings.HasSuffix(w, "s") && f.speaker(items, k) == nil && !strings.ContainsAny(w, "'’") {
		return true // "Democrats say"
	}
	n, ok := f.ending(items, k)
	return ok && strings.Contains(n.Of(f.text), " and ")
}

// ending reads the noun phrase whose last word is item k.
func (f *finder) ending(items []item, k int) (noun, bool) {
	if k < 0 || items[k].quote != nil || f.r.Tokens[items[k].token].Kind == communique.Punctuation {
		return noun{}, false
	}
	w := f.lowerOf(items, k)
	if word, _, ok := strings.Cut(strings.ReplaceAll(w, "’", "'"), "'"); ok && contracted[word] {
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
		if !speakers[w] {
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
		case written[lead] && (p == "of" || p == "from" || p == "by"):
			n.from = f.phrase(items, i-2)
			n.Start = items[n.from].Start
			return n, true
		case speakers[lead] || ranks[lead]:
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

// mentionEnd keeps a possessive or stop out of a phrase: the end of the mention
// where the mention ends inside item k.
func (f *finder) mentionEnd(items []item, k int) int {
	if m := f.at(items[k].token); m != nil {
		return m.End
	}
	return items[k].End
}

// speaker returns the mention at item k if it can speak.
func (f *finder) speaker(items []item, k int) *communique.Mention {
	if k < 0 || k >= len(items) || items[k].quote != nil {
		return nil
	}
	m := f.at(items[k].token)
	if m == nil || m.Via == communique.ViaDemonym {
		return nil
	}
	switch m.Type {
	case "person", "organisation", "state", "group", "document":
		return m
	case "instrument":
		// What an article provides is no act of speech; a treaty may be quoted.
		if !strings.HasPrefix(strings.ToLower(m.Exact), "art") {
			return m
		}
	}
	return nil
}

// verbAt returns the verb of speech at item c. A word inside a name is none
// ("United States").
func (f *finder) verbAt(items []item, c int) (verb, bool) {
	v, ok := lexicon[f.lowerOf(items, c)]
	if !ok {
		return verb{}, false
	}
	if m := f.at(items[c].token); m != nil && m.Type != "concept" {
		return verb{}, false
	}
	// "Qaboos bin Said issued": with a capital only where the next word has one, as in headlines.
	if f.upper(items[c]) && c > 0 && c+1 < len(items) && f.isWord(items[c+1]) && !f.upper(items[c+1]) && !f.begins[items[c].Start] {
		return verb{}, false
	}
	return v, true
}

// idOf gives the id of a mention; an office that nobody is known to hold is
// called by its title.
func (f *finder) idOf(m *communique.Mention) communique.EntityID {
	if m.Entity != "" || m.Via != communique.ViaRole {
		return m.Entity
	}
	words := strings.ToLower(m.Exact)
	words = strings.TrimPrefix(words, "the ")
	if id, ok := f.titles[words]; ok {
		return id
	}
	return communique.NP(words)
}

// widen walks left from item i over the titles and owners that belong to a name.
func (f *finder) widen(items []item, i int) int {
	for i > 0 && items[i-1].quote == nil {
		t := items[i-1].token
		w := f.lower(t)
		if w == "." && i >= 2 && items[i-2].quote == nil && items[i-2].End == items[i-1].Start && items[i-2].Len() <= 4 && f.upper(items[i-2]) {
			i -= 2
			continue
		}
		if f.r.Tokens[t].Kind != communique.Word || stops[w] || leads[w] && !ranks[w] || f.timed(items[i-1].Span) {
			break
		}
		m := f.at(t)
		switch {
		case m != nil && (m.Type == "organisation" || m.Type == "state" || m.Type == "group"):
		case m != nil && m.Type == "person" && m.Via != communique.ViaPronoun && m.Via != communique.ViaRole:
			return i
		case w == "the" || w == "a" || w == "an":
			return i - 1
		case ranks[w], f.upper(items[i-1]), m != nil:
		default:
			return i
		}
		i--
	}
	return i
}

// leads begin sentences with a capital without belonging to a name.
var leads = set("on in at by for from of to with meanwhile however earlier later but and also then today yesterday after before when while as last this there according asked speaking moreover furthermore still yet here so now both photo even nobody everybody somebody someone anyone everyone none no not others neither either each all yes only")

func (f *finder) upper(it item) bool {
	r, _ := utf8.DecodeRuneInString(f.text[it.Start:it.End])
	return unicode.IsUpper(r)
}

// timed reports whether a temporal expression covers the span.
func (f *finder) timed(s communique.Span) bool {
	lo, hi := 0, len(f.r.Times)
	for lo < hi {
		if mid := (lo + hi) / 2; f.r.Times[mid].End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(f.r.Times) && f.r.Times[lo].Start < s.End
}

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
	for w := f.lowerOf(items, i); leads[w] || stops[w] || determiners[w]; w = f.lowerOf(items, i) {
		if i++; i > k {
			return noun{}, false
		}
	}
	if i == 0 && k == 0 && speakers[strings.TrimSuffix(f.lowerOf(items, k), "s")] {
		return noun{}, false
	}
	if before := f.lowerOf(items, i-1); before == "each" || before == "every" || before == "any" || before == "no" {
		return noun{}, false // "each Party declares"
	}
	return noun{Span: communique.Span{Start: items[i].Start, End: items[k].End}, from: i, to: k + 1, actor: true}, true
}

// names returns the capitalised words that stand inside a sentence somewhere, and
// so are names.
func (f *finder) names() map[string]bool {
	if f.named == nil {
		f.named = map[string]bool{}
		for _, t := range f.r.Tokens {
			if t.Kind != communique.Word || f.begins[t.Start] {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(f.text[t.Start:t.End]); unicode.IsUpper(r) {
				f.named[t.Of(f.text)] = true
			}
		}
	}
	return f.named
}

// common reads a noun that speaks without a name, "senior administration
// officials", back to its determiner.
func (f *finder) common(items []item, k int) (noun, bool) {
	i := f.phrase(items, k)
	if w := f.lowerOf(items, i); w == "our" || w == "your" || w == "my" {
		return noun{}, false
	}
	words := f.text[items[i].Start:items[k].End]
	if i == k && !f.plural(items, k) && !f.upper(items[k]) {
		return noun{}, false // "official said" with no article is no phrase of its own
	}
	bare := strings.Join(strings.Fields(strings.ToLower(words)), " ")
	for _, d := range []string{"the ", "a ", "an ", "its ", "their ", "his ", "her ", "our "} {
		bare = strings.TrimPrefix(bare, d)
	}
	id := communique.NP(bare)
	if title, ok := f.titles[bare]; ok {
		id = title
	}
	if w := f.lowerOf(items, k); w == "government" || w == "administration" && i < k {
		if state := f.governed(items, i, k); state != "" {
			id = state
		}
	}
	if f.lowerOf(items, k) == "one" || f.lowerOf(items, k) == "some" || f.lowerOf(items, k) == "many" {
		id = ""
	}
	return noun{Span: communique.Span{Start: items[i].Start, End: items[k].End}, id: id, from: i, to: k + 1, actor: true}, true
}

// governed returns the state whose government items [i,k] name: "the U.S.
// Government", "the Russian federal government".
func (f *finder) governed(items []item, i, k int) communique.EntityID {
	var state communique.EntityID
	for j := i; j < k; j++ {
		m := f.at(items[j].token)
		switch w := f.lowerOf(items, j); {
		case m != nil && m.Type == "state" && (state == "" || state == m.Entity):
			state = m.Entity
		case m != nil, w != "the" && w != "federal" && w != "national" && w != "central" && w != "." && w != "'s" && w != "’s":
			return ""
		}
	}
	return state
}

func (f *finder) plural(items []item, k int) bool { return strings.HasSuffix(f.lowerOf(items, k), "s") }

// phrase walks left from a noun to the beginning of its phrase.
func (f *finder) phrase(items []item, k int) int {
	i := k
	if k < 0 {
		return 0
	}
	for i > 0 && k-i < 7 && items[i-1].quote == nil {
		t := items[i-1].token
		w := f.lower(t)
		if f.r.Tokens[t].Kind == communique.Number && f.r.Tokens[t].Len() < 4 {
			i--
			continue
		}
		if f.r.Tokens[t].Kind != communique.Word || stops[w] || lexicon[w].cue != nil || blockers[w] || auxiliaries[w] || f.timed(items[i-1].Span) {
			break
		}
		if w == "the" || w == "a" || w == "an" || w == "its" || w == "their" || w == "his" || w == "her" || w == "our" || w == "your" || w == "my" || w == "this" || w == "these" || w == "those" {
			return i - 1
		}
		if leads[w] || clausePrepositions[w] {
			break
		}
		// "the Organization invoked Article 5": a verb after a name.
		if strings.HasSuffix(w, "ed") && i >= 2 && f.speaker(items, i-2) != nil {
			break
		}
		i--
	}
	return i
}

// antecedent reads what "which" or "who" stands for: the nearest noun before it
// that can speak.
func (f *finder) antecedent(items []item, k int) (noun, bool) {
	for j := k - 1; j >= 0 && k-j < 18; j-- {
		if items[j].quote != nil {
			return noun{}, false
		}
		if w := f.lowerOf(items, j); written[w] {
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

// following reads the noun phrase that begins at item i: "NATO Secretary General
// Jens Stoltenberg", "the minister".
func (f *finder) following(items []item, i int) (noun, bool) {
	if i >= len(items) || items[i].quote != nil {
		return noun{}, false
	}
	switch w := f.lowerOf(items, i); w {
	case "he", "she":
		n := noun{Span: items[i].Span, from: i, to: i + 1, actor: true}
		if m := f.at(items[i].token); m != nil {
			n.id = m.Entity
		}
		return n, true
	case "i", "we", "you", "they", "it":
		return noun{}, false
	}
	var head *communique.Mention
	end, nounAt := -1, -1
	for k := i; k < len(items) && k-i < 20; k++ {
		if items[k].quote != nil {
			break
		}
		t := items[k].token
		w := f.lower(t)
		if w == "." && k > i && items[k-1].End == items[k].Start && items[k-1].Len() <= 4 && k+1 < len(items) && f.upper(items[k-1]) && !f.ends[items[k].End] {
			continue
		}
		m := f.speaker(items, k)
		if m != nil && (head == nil || m.Type == "person" || head.Type != "person") {
			head, end = m, k+1
			if m.Type == "person" && m.Via != communique.ViaRole {
				for end < len(items) && f.at(items[end].token) == m && items[end].quote == nil {
					end++
				}
				break
			}
			continue
		}
		tok := f.r.Tokens[t]
		switch {
		case m != nil:
			continue
		case tok.Kind != communique.Word, f.timed(items[k].Span):
			k = len(items)
		case speakers[w]:
			nounAt = k
		case ranks[w], w == "the" && k == i, (w == "a" || w == "an" || determiners[w]) && k == i, f.upper(items[k]):
		case (w == "of" || w == "for" || w == "the") && k+1 < len(items) && items[k+1].quote == nil && (f.upper(items[k+1]) || f.lowerOf(items, k+1) == "the"):
		default:
			k = len(items)
		}
	}
	switch {
	case head != nil && (nounAt < 0 || nounAt < end || head.Type == "person"):
		n := noun{Span: communique.Span{Start: items[i].Start, End: items[end-1].End}, id: f.idOf(head), from: i, to: end, actor: true}
		if head.End > n.Start && head.End < n.End {
			n.End = head.End
		}
		return n, true
	case nounAt < 0 && f.upper(items[i]) && f.isWord(items[i]) && f.at(items[i].token) == nil && !leads[f.lowerOf(items, i)] && !determiners[f.lowerOf(items, i)] && !f.timed(items[i].Span):
		k := i
		for k+1 < len(items) && k-i < 3 && items[k+1].quote == nil && f.upper(items[k+1]) && f.isWord(items[k+1]) && f.at(items[k+1].token) == nil {
			k++
		}
		return f.unknown(items, k)
	case nounAt >= 0:
		n, ok := f.common(items, nounAt)
		if ok && n.from < i {
			n.from, n.Start = i, items[i].Start
		}
		return n, ok
	}
	return noun{}, false
}
