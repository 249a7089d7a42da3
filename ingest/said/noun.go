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
	if c < 0 || c >= len(items) {
		return verb{}, false
	}
	v := f.form(items[c].token).said
	if v.cue == nil {
		return verb{}, false
	}
	if m := f.at(items[c].token); m != nil && m.Type != "concept" {
		return verb{}, false
	}
	// "Qaboos bin Said issued": with a capital only where the next word has one, as in headlines.
	if f.upper(items[c]) && c > 0 && c+1 < len(items) && f.isWord(items[c+1]) && !f.upper(items[c+1]) && !f.begins(items[c].Start) {
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
	if id, ok := f.titled(words); ok {
		return id
	}
	return communique.NP(words)
}

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

// names returns the capitalised words that stand inside a sentence somewhere, and
// so are names.
func (f *finder) names() map[string]bool {
	if f.named == nil {
		f.named = map[string]bool{}
		for i, t := range f.r.Tokens {
			if t.Kind != communique.Word || f.edges[i]&begins != 0 {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(f.text[t.Start:t.End]); unicode.IsUpper(r) {
				f.named[t.Of(f.text)] = true
			}
		}
	}
	return f.named
}
