package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// attribution is a cue with its speaker.
type attribution struct {
	noun
	cue      communique.Span
	verb     verb
	verbAt   int
	begin    int // its items are items[begin:end]
	end      int
	inverted bool
}

// attribution reads the words that attribute what stands before item i:
// "Stoltenberg said", "said the minister".
func (f *finder) attribution(items []item, i int) (attribution, bool) {
	for f.is(items, i, ",—–-") {
		i++
	}
	if i >= len(items) || items[i].quote != nil {
		return attribution{}, false
	}
	if v, ok := f.verbAt(items, i); ok && !v.ing && f.lowerOf(items, i) == f.word(items[i].token) {
		if n, ok := f.following(items, i+1); ok {
			return attribution{noun: n, cue: items[i].Span, verb: v, verbAt: i, begin: i, end: n.to, inverted: true}, true
		}
		return attribution{}, false
	}
	for c := i + 1; c < len(items) && c-i < 28; c++ {
		if items[c].quote != nil {
			break
		}
		v, ok := f.verbAt(items, c)
		if !ok || v.ing {
			continue
		}
		n, group, ok := f.subject(items, c)
		if w := f.lowerOf(items, c); ok && nounish[w] && (w == "states" || f.speaker(items, n.to-1) == nil && !written[f.lowerOf(items, n.to-1)]) {
			continue
		}
		if ok && n.from > i && n.from-i < 6 && n.actor && f.nominal(items[i:n.from]) {
			n.from, n.Start = i, items[i].Start // "IMF chief economist Jane Doe"
		}
		if ok && n.from <= i && n.from >= i-1 {
			return attribution{noun: n, cue: communique.Span{Start: items[group].Start, End: items[c].End}, verb: v, verbAt: c, begin: i, end: c + 1}, true
		}
	}
	return attribution{}, false
}

// nominal reports whether words can stand before a name in its phrase: no verb,
// no preposition, no mark.
func (f *finder) nominal(items []item) bool {
	for k := range items {
		w := f.lowerOf(items, k)
		if !f.isWord(items[k]) || stops[w] || leads[w] || finite[w] || clausePrepositions[w] || lexicon[w].cue != nil || f.timed(items[k].Span) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
			return false
		}
	}
	return true
}

// unit reads one sentence and returns its statement, nil where it reports nothing.
func (f *finder) unit(u []item) *draft {
	d := f.trailing(u)
	if d == nil {
		d = f.leading(u)
	}
	if d == nil {
		d = f.topic(u)
	}
	if d == nil {
		d = f.infinitive(u)
	}
	if d == nil {
		d = f.participial(u)
	}
	if d == nil {
		d = f.nounCue(u)
	}
	d = f.accordingTo(u, d)
	if d == nil {
		return nil
	}
	return f.keep(d)
}

// trailing reads an attribution after what is said: “…,” X said. …, X said. …, said X.
func (f *finder) trailing(u []item) *draft {
	for i := 0; i+1 < len(u); i++ {
		if u[i].quote == nil && !f.is(u, i, ",—–") {
			continue
		}
		if i+1 < len(u) && u[i].quote != nil && f.is(u, i+1, ",—–") {
			continue // the comma comes next
		}
		a, ok := f.attribution(u, i+1)
		if !ok {
			continue
		}
		stop := i + 1
		if u[i].quote == nil {
			stop = i
		}
		before := u[:stop]
		direct := f.mere(before)
		if !direct && !a.verb.bare {
			continue // "By doing this, the government continues to …"
		}
		if !direct && (!f.tail(u, a) || !atLeast(before, 4) && f.resumes(u, a) == 0) {
			continue
		}
		if direct && u[0].quote == nil && len(before) == 0 {
			continue
		}
		d := f.draft(a, "cue after")
		switch {
		case a.inverted:
			d.Rule = "cue after, inverted"
		case !direct && f.headline(u):
			d.Rule = "headline"
		}
		rest := a.end
		if direct {
			d.Kind = communique.Direct
			for k := range before {
				if before[k].quote != nil {
					d.spans = append(d.spans, before[k].Span)
				}
			}
			// "…," X said, "…": the second half of a split quotation.
			if f.splitGoesOn(u, rest) {
				for k := rest; k < len(u); k++ {
					if u[k].quote != nil {
						d.spans = append(d.spans, u[k].Span)
					}
				}
				d.Rule += ", split"
			}
		} else {
			d.Kind = communique.Indirect
			for k := range before {
				if q := before[k].quote; q != nil && q.words > 3 {
					d.Kind = communique.Mixed
				}
			}
			d.spans = append(d.spans, communique.Span{Start: before[0].Start, End: before[len(before)-1].End})
			if from := f.resumes(u, a); from > 0 {
				end := f.contentEnd(u, from)
				for k := from; k < end; k++ {
					if q := u[k].quote; q != nil && q.words > 3 {
						d.Kind = communique.Mixed
					}
				}
				if from < end {
					d.spans = append(d.spans, communique.Span{Start: u[from].Start, End: u[end-1].End})
					d.Rule = "cue between"
				}
			}
		}
		f.circumstances(d, a, u, a.end, len(u))
		if direct {
			f.adding(u, a, d)
		}
		return d
	}
	return nil
}

// resumes returns where what is said goes on after an attribution between two
// commas, "It was, he said, a stone", 0 where it does not.
func (f *finder) resumes(u []item, a attribution) int {
	i := a.end
	for i < len(u) && i < a.end+3 && u[i].quote == nil && !f.is(u, i, ",") && f.timed(u[i].Span) {
		i++
	}
	if !f.is(u, i, ",") || a.begin == 0 || !f.is(u, a.begin-1, ",—–") {
		return 0
	}
	w := f.lowerOf(u, i+1)
	if i+3 >= len(u) || w == "who" || w == "which" || w == "according" || w == "while" || w == "and" || w == "but" || lexicon[w].ing {
		return 0
	}
	return i + 1
}

// splitGoesOn reports whether what stands after an attribution is the rest of
// the quotation and not a clause of its own.
func (f *finder) splitGoesOn(u []item, i int) bool {
	words := 0
	for k := i; k < len(u); k++ {
		if u[k].quote != nil {
			return words <= 14 && (f.is(u, k-1, ",.:;—–") || words == 0 || f.lowerOf(u, k-1) == "to" || f.lowerOf(u, k-1) == "and") && (u[k].quote.words > 3 || u[k].quote.ended)
		}
		if _, verb := lexicon[f.lowerOf(u, k)]; verb {
			return false
		}
		words++
	}
	return false
}

// tail reports whether what follows a trailing attribution ends the sentence
// rather than says something new.
func (f *finder) tail(u []item, a attribution) bool {
	i := a.end
	if a.verb.object {
		i = f.skipAddressee(u, i)
	}
	if i >= len(u) {
		return true
	}
	w := f.lowerOf(u, i)
	if !f.is(u, i, ".,;!?)—–") && !clausePrepositions[w] && !f.timed(u[i].Span) && !strings.HasSuffix(w, "ly") && w != "who" {
		return false
	}
	if f.resumes(u, a) > 0 {
		return true
	}
	if i+1 < len(u) && u[i+1].quote != nil {
		return false
	}
	if f.is(u, i, ",") && !a.inverted && f.lowerOf(u, i+1) != "who" {
		return i+2 >= len(u) || clausePrepositions[f.lowerOf(u, i+1)] || f.lowerOf(u, i+1) == "according" || lexicon[f.lowerOf(u, i+1)].ing
	}
	for k := i; k < len(u) && k < i+10; k++ {
		if f.lowerOf(u, k) == "that" || u[k].quote != nil {
			return false
		}
		if f.is(u, k, ",") {
			break
		}
	}
	return true
}

// atLeast reports whether there are n words.
func atLeast(items []item, n int) bool { return wordItems(items[:min(len(items), 4*n)]) >= n }

func wordItems(items []item) int {
	n := 0
	for i := range items {
		if items[i].quote != nil {
			n += items[i].quote.words
		} else if items[i].Len() > 1 {
			n++
		}
	}
	return n
}

// headline reports whether a unit ends without a full stop, as headlines do.
func (f *finder) headline(u []item) bool { return !f.is(u, len(u)-1, ".!?") }

// leading reads an attribution before what is said: X said that …, X warned …, X said: “…”
func (f *finder) leading(u []item) *draft { return f.leadingFrom(u, 1, 3) }

// leadingFrom reads the first attribution whose verb stands at item c or after
// it, and keeps up to more that are coordinated with it: "said that … and warned
// that …".
func (f *finder) leadingFrom(u []item, c, more int) *draft {
	for ; c < len(u); c++ {
		v, ok := f.verbAt(u, c)
		if !ok || v.ing && (!v.bare || !f.progressive(u, c)) {
			continue
		}
		n, group, ok := f.subject(u, c)
		rule := "cue before"
		if !ok {
			if n, group, ok = f.coordinated(u, c); !ok {
				continue
			}
			rule = "cue before, second verb of its subject"
		}
		if f.lowerOf(u, c) == "states" && f.lowerOf(u, c+1) != "that" && (c+1 >= len(u) || u[c+1].quote == nil && !f.is(u, c+1, ":,")) {
			continue // "Baltic states"
		}
		if nounish[f.lowerOf(u, c)] && (f.speaker(u, max(n.to-1, 0)) == nil || rule != "cue before") && f.lowerOf(u, c+1) != "that" {
			continue // "member states", "the report notes"
		}
		a := attribution{noun: n, cue: communique.Span{Start: u[group].Start, End: u[c].End}, verb: v, verbAt: c, begin: n.from, end: c + 1}
		if f.is(u, len(u)-1, ":") && len(u)-1-c < 12 {
			f.expected = f.draft(a, "cue in the paragraph before")
			f.expected.Kind = communique.Direct
			f.circumstances(f.expected, a, u, a.end, len(u))
		}
		from, ok := f.content(u, a)
		if !ok {
			continue
		}
		d := f.draft(a, rule)
		end := f.contentEnd(u, from)
		if from >= end {
			continue
		}
		if second := f.secondVerb(u, from, end); second > 0 && more > 0 {
			if next := f.leadingFrom(u, second, more-1); next != nil && next.Speaker == d.Speaker {
				f.keep(next)
				end = f.contentEnd(u[:second-1], from)
			}
		}
		if other := f.otherSpeaker(u, from, end); other > 0 && more > 0 {
			if next := f.leadingFrom(u, other+3, more-1); next != nil {
				f.keep(next)
				end = other
			}
		}
		f.fill(d, u, from, end)
		f.circumstances(d, a, u, a.end, from)
		if f.headline(u) && d.Kind == communique.Indirect {
			d.Rule = "cue before, headline"
		}
		return d
	}
	return nil
}

// secondVerb returns the place of a verb of speech within items [from,end) that
// "and" or "but" sets beside the cue before them and that has its own content,
// 0 where there is none.
func (f *finder) secondVerb(u []item, from, end int) int {
	for k := from + 3; k+2 < end; k++ {
		if w := f.lowerOf(u, k); w != "and" && w != "but" {
			continue
		}
		c := k + 1
		for c < end && between[f.lowerOf(u, c)] {
			c++
		}
		v, ok := f.verbAt(u, c)
		if !ok || v.ing || nounish[f.lowerOf(u, c)] || c+1 >= end {
			continue
		}
		if f.lowerOf(u, c+1) == "that" || u[c+1].quote != nil && f.says(u, attribution{verbAt: c}) {
			return c
		}
	}
	return 0
}

// progressive reports whether the -ing form at item c is a verb of its own: "is
// now saying that".
func (f *finder) progressive(u []item, c int) bool {
	for k := c - 1; k >= 0 && c-k < 3; k-- {
		switch w := f.lowerOf(u, k); {
		case beingForms[w]:
			return true
		case !between[w] && !strings.HasSuffix(w, "ly"):
			return false
		}
	}
	return false
}

// beingForms are the forms of to be that make a progressive.
var beingForms = set("is are was were")

// coordinated reads the second verb of a sentence, "NATO recognised … and has
// stated that": its subject is the one with which the sentence begins.
func (f *finder) coordinated(u []item, c int) (n noun, group int, ok bool) {
	group = c
	k := c - 1
	for ; k > 0 && c-k < 6; k-- {
		w := f.lowerOf(u, k)
		if w == "and" || w == "but" {
			break
		}
		if !auxiliaries[w] && !between[w] && !strings.HasSuffix(w, "ly") {
			return n, group, false
		}
		group = k
	}
	if w := f.lowerOf(u, k); k < 3 || w != "and" && w != "but" {
		return n, group, false
	}
	for i := 0; i < k && i < 10; i++ {
		if f.is(u, i, ",") || u[i].quote != nil {
			return n, group, false
		}
		if f.speaker(u, i) == nil {
			if w := f.lowerOf(u, i); w != "the" && !ranks[w] && !f.upper(u[i]) {
				return n, group, false
			}
			continue
		}
		n, ok = f.following(u, i)
		if !ok || n.to >= k {
			return n, group, false
		}
		n.from = f.widen(u, i)
		n.Start = u[n.from].Start
		return n, group, n.id != ""
	}
	return n, group, false
}

// fill sets kind and content from items [from,end).
func (f *finder) fill(d *draft, u []item, from, end int) {
	quoted, other := 0, 0
	for k := from; k < end; k++ {
		if u[k].quote != nil {
			if u[k].quote.words > 3 || u[k].quote.ended && u[k].quote.words > 1 {
				quoted++
			}
		} else if !f.punctuation(u[k]) {
			other++
		}
	}
	switch {
	case other == 0:
		d.Kind = communique.Direct
		for k := from; k < end; k++ {
			if u[k].quote != nil {
				d.spans = append(d.spans, u[k].Span)
			}
		}
		return
	case quoted > 0:
		d.Kind = communique.Mixed
	default:
		d.Kind = communique.Indirect
	}
	d.spans = append(d.spans, communique.Span{Start: u[from].Start, End: u[end-1].End})
}

// contentEnd leaves the full stop and a trailing "according to" out of the content.
func (f *finder) contentEnd(u []item, from int) int {
	end := len(u)
	for k := from; k+1 < len(u); k++ {
		if f.lowerOf(u, k) == "according" && f.lowerOf(u, k+1) == "to" {
			end = k
			break
		}
	}
	for end > from && f.is(u, end-1, ".,;:!") {
		end--
	}
	return end
}

// content finds where what is said begins after a leading attribution.
func (f *finder) content(u []item, a attribution) (int, bool) {
	i := a.end
	if a.verb.object {
		if w := f.lowerOf(u, i); w == "by" || w == "of" || w == "about" {
			return 0, false // "informed by the consortium"
		}
		next := f.skipAddressee(u, i)
		if next == i && f.lowerOf(u, i) != "that" {
			return 0, false
		}
		i = next
	}
	if i >= len(u) {
		return 0, false
	}
scan:
	for k := i; k < len(u) && k-i < 16; k++ {
		w := f.lowerOf(u, k)
		switch {
		case w == "that" && k+1 < len(u):
			if quotesOnly[f.lowerOf(u, a.verbAt)] {
				return 0, false // "if he continues that way"
			}
			if k > i && !clausePrepositions[f.lowerOf(u, i)] && !f.timed(u[i].Span) && !f.is(u, i, ",") && !(a.verb.manner == Warn) {
				if f.timed(u[k-1].Span) {
					return k, true // "said just days ago that …"
				}
				if a.verb.bare && (f.verbBetween(u, i, k) || f.says(u, a) && (k-i > 2 || f.opensClause(u, i))) {
					break scan // "said hackers are so busy that …"
				}
				return 0, false // "announced a plan that …"
			}
			return k, true
		case u[k].quote != nil:
			if k == i || f.is(u, k-1, ":,") {
				return k, u[k].quote.words > 3 || u[k].quote.ended || k > i && f.is(u, k-1, ":")
			}
			if clausePrepositions[f.lowerOf(u, i)] {
				return 0, false
			}
		case f.is(u, k, ":"):
			if k+1 < len(u) && u[k+1].quote != nil {
				return k + 1, true
			}
			return 0, false
		case f.is(u, k, ",") && k == i:
			// "X said, “…”"
			if k+1 < len(u) && u[k+1].quote != nil {
				return k + 1, true
			}
			return 0, false
		}
	}
	w := f.lowerOf(u, i)
	if !a.verb.bare || u[i].quote != nil || clausePrepositions[w] || !f.isWord(u[i]) || f.timed(u[i].Span) || !a.actor {
		return 0, false
	}
	if !f.says(u, a) && !f.clause(u, i) || phrases[w] {
		return 0, false // "announced a new policy", "noted a lull": no clause
	}
	if wordItems(u[i:]) < 3 || w == "so" || (w == "yes" || w == "no") && f.punctuation(u[min(i+1, len(u)-1)]) {
		return 0, false
	}
	return i, true
}

// quotesOnly are cues that only a quotation makes into speech, phrases words after
// "said" that report nothing: "said farewell to".
var (
	quotesOnly = set("continued continues continuing")
	phrases    = set("farewell goodbye hello nothing something anything everything much things as prayers grace")
)

// says reports whether the cue is a verb that hardly anything but a clause follows.
func (f *finder) says(u []item, a attribution) bool {
	switch f.lowerOf(u, a.verbAt) {
	case "say", "said", "says", "told", "tells":
		return true
	}
	return false
}

// opensClause reports whether item i can only be the subject of a clause.
func (f *finder) opensClause(u []item, i int) bool {
	return pronouns[f.lowerOf(u, i)] || f.speaker(u, i) != nil
}

// pronouns are subjects.
var pronouns = set("i you he she it we they there")

// verbBetween reports whether a finite verb stands in items [i,j), so that they
// begin a clause.
func (f *finder) verbBetween(u []item, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if w := f.lowerOf(u, k); finite[w] || strings.HasSuffix(w, "ed") && len(w) > 4 {
			return true
		}
	}
	return false
}

// topic reads "X spoke to the need for …": what was said is given as a noun phrase.
func (f *finder) topic(u []item) *draft {
	for c := 1; c+2 < len(u); c++ {
		if w := f.lowerOf(u, c); w != "spoke" && w != "speaks" {
			continue
		}
		if w := f.lowerOf(u, c+1); w != "to" && w != "about" {
			continue
		}
		if w := f.lowerOf(u, c+2); w != "the" && w != "a" && w != "an" && w != "how" && w != "why" {
			continue
		}
		n, group, ok := f.subject(u, c)
		if !ok || !n.actor || addressees[f.lowerOf(u, c+3)] || f.lowerOf(u, c+1) == "to" && f.speaker(u, c+3) != nil {
			continue
		}
		a := attribution{noun: n, cue: communique.Span{Start: u[group].Start, End: u[c+1].End}, verb: verb{&cues[0], false}, verbAt: c, begin: n.from, end: c + 2}
		end := f.contentEnd(u, c+2)
		for k := c + 4; k < end; k++ {
			if w := f.lowerOf(u, k); w == "as" || w == "while" {
				end = k
			}
		}
		if wordItems(u[c+2:end]) < 4 {
			continue
		}
		d := f.draft(a, "topic spoken to")
		f.fill(d, u, c+2, end)
		return d
	}
	return nil
}

// finite are verb forms that show a clause.
var finite = set("is are was were has have had will would can could may might must should shall does do did cannot isn’t isn't won’t won't would’ve")

// clause reports whether a finite verb stands in the next words.
func (f *finder) clause(u []item, i int) bool {
	for k := i; k < len(u) && k < i+14 && !f.is(u, k, ",;:"); k++ {
		if w := f.lowerOf(u, k); k > i && (w == "which" || w == "who" || w == "whose" || w == "whom") {
			return false // "announced the goods for which prices will fall"
		}
		if finite[f.lowerOf(u, k)] {
			return true
		}
	}
	return false
}

func (f *finder) isWord(it item) bool {
	if it.token < 0 {
		return false
	}
	k := f.r.Tokens[it.token].Kind
	return k == communique.Word || k == communique.Number
}

// skipAddressee walks over who is told: "reporters", "the BBC", "a committee of parliament".
func (f *finder) skipAddressee(u []item, i int) int {
	k := i
	for k < len(u) && k-i < 10 && u[k].quote == nil {
		w := f.lowerOf(u, k)
		if w == "that" || !f.isWord(u[k]) || f.timed(u[k].Span) {
			break
		}
		if k > i && (clausePrepositions[w] && w != "of" || finite[w]) {
			break
		}
		if k > i && f.at(u[k-1].token) != nil && f.at(u[k].token) != f.at(u[k-1].token) && w != "of" {
			break
		}
		k++
		if addressees[w] || w == "him" || w == "her" || w == "them" || w == "us" || w == "me" {
			if w2 := f.lowerOf(u, k); w2 != "of" && w2 != "committee" && w2 != "news" && w2 != "conference" {
				break
			}
		}
	}
	return k
}

// participial reads "…, warning potential bad actors that …": the subject of
// the sentence speaks.
func (f *finder) participial(u []item) *draft {
	for c := 1; c < len(u); c++ {
		v, ok := f.verbAt(u, c)
		if !ok || !v.ing || !f.is(u, c-1, ",") {
			continue
		}
		from := -1
		for k := c + 1; k < len(u) && k-c < 10; k++ {
			if f.lowerOf(u, k) == "that" {
				from = k
				break
			}
			if u[k].quote != nil && k == c+1 {
				from = k
				break
			}
			if f.is(u, k, ",.;") {
				if k == c+1 && k+1 < len(u) && u[k+1].quote != nil {
					from = k + 1
				}
				break
			}
		}
		if from < 0 && v.bare && !v.object && c+1 < len(u) && f.isWord(u[c+1]) && !clausePrepositions[f.lowerOf(u, c+1)] && (f.clause(u, c+1) || f.lowerOf(u, c) == "saying" && f.opensClause(u, c+1)) {
			from = c + 1
		}
		if from < 0 {
			continue
		}
		var n noun
		found := false
		for k := 0; k < c && k < 14; k++ {
			if m := f.speaker(u, k); m == nil {
				if w := f.lowerOf(u, k); w != "the" && w != "," && w != "." && !ranks[w] && !f.upper(u[k]) {
					break // the sentence does not begin with who speaks
				}
			} else {
				if n, found = f.following(u, k); found && n.id.Kind() != "" {
					n.from = f.widen(u, k)
					n.Start = u[n.from].Start
					break
				}
				found = false
			}
		}
		if !found {
			continue
		}
		a := attribution{noun: n, cue: u[c].Span, verb: v, verbAt: c, begin: c, end: c + 1}
		d := f.draft(a, "participle")
		end := f.contentEnd(u, from)
		if from >= end {
			continue
		}
		f.fill(d, u, from, end)
		if from > c+1 {
			d.Addressee = f.text[u[c+1].Start:u[from-1].End]
		}
		return d
	}
	return nil
}

// accordingTo reads "according to X": the via of a statement that has its own
// speaker, or a statement of X. Where nobody follows, it says nothing.
func (f *finder) accordingTo(u []item, d *draft) *draft {
	for k := 0; k+1 < len(u); k++ {
		if f.lowerOf(u, k) != "according" || f.lowerOf(u, k+1) != "to" {
			continue
		}
		n, ok := f.following(u, k+2)
		if !ok || !n.actor {
			if n, ok = f.evidence(u, k+2); !ok {
				return d
			}
		}
		if d != nil {
			if n.id != d.Speaker && n.id.IsActor() {
				d.Via = n.id
			}
			return d
		}
		from, end := 0, k
		if k == 0 {
			// "According to World Bank estimates, …": what is said follows the comma.
			from, end = n.to, len(u)
			for from < end && from-n.to < 12 && !f.is(u, from, ",") {
				from++
			}
			if !f.is(u, from, ",") {
				return d
			}
			if from > n.to && n.id.Kind() == communique.State {
				// "According to U.S. intelligence estimates": not the state itself.
				n.Span.End = u[from-1].End
				n.id = communique.NP(n.Of(f.text))
			}
			from++
		} else if k > len(u) {
			return d
		}
		for end > from && f.is(u, end-1, ".,;:!—–") {
			end--
		}
		if wordItems(u[from:end]) < 4 {
			return d
		}
		d = &draft{Statement: communique.Statement{Speaker: n.id, SpeakerSpan: n.Span.Quote(f.text), Rule: "according to",
			Cue: communique.Span{Start: u[k].Start, End: u[k+1].End}.Quote(f.text)}}
		f.fill(d, u, from, end)
		return d
	}
	return d
}

func (f *finder) draft(a attribution, rule string) *draft {
	d := &draft{Statement: communique.Statement{Speaker: a.id, Rule: rule}}
	if a.Span.Len() > 0 {
		d.SpeakerSpan = a.Span.Quote(f.text)
	}
	d.Cue = a.cue.Quote(f.text)
	return d
}
