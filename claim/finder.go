package claim

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/communique-kg/communique"
)

// Finder finds the claims of documents. The zero Finder works without any
// knowledge of entities. It is not changed once it is used, so many goroutines
// may share it, and one for many documents saves making its tables anew.
type Finder struct {
	Entity  func(communique.EntityID) (communique.Entity, bool) // what the gazetteer knows; nil knows nothing
	Offices []communique.Office                                 // the offices that role claims name
	Tenures func(communique.EntityID) []communique.Tenure       // who held which office; nil knows nothing
	Topics  []TopicRule                                         // which claims have which topics, beside those that they name

	once  sync.Once
	names map[string][]officeName // of offices, by the last word of the name; see officesByName
}

// officesByName returns the ways to write the offices, by their last words.
func (f *Finder) officesByName() map[string][]officeName {
	f.once.Do(func() {
		f.names = map[string][]officeName{}
		for i := range f.Offices {
			for _, name := range f.Offices[i].Names {
				words := strings.Fields(strings.ReplaceAll(strings.ToLower(name), "’", "'"))
				if len(words) > 0 {
					last := words[len(words)-1]
					f.names[last] = append(f.names[last], officeName{words, &f.Offices[i]})
				}
			}
		}
	})
	return f.names
}

// Find returns the claims of a reading in the order of their evidence, each
// with an id of its own and the questions it answers. It is a pure function of
// the reading and the finder, and changes neither. Boilerplate and questions
// make no claims.
func (f *Finder) Find(r *communique.Reading) []communique.Claim {
	s := newScan(f, r)
	lines := make([]line, 0, len(r.Sentences))
	for i, sentence := range r.Sentences {
		if sentence.First >= sentence.Last || sentence.Last > len(r.Tokens) || !r.SentenceInArticle(sentence) {
			continue
		}
		lines = append(lines, s.newLine(i))
	}
	for i := range lines {
		if l := &lines[i]; !l.isAsked() {
			s.findRoles(l)
		}
	}
	s.spreadOrganisations()
	s.nameSelves()
	var out []communique.Claim
	seen := map[communique.ClaimID]bool{}
	for i := range lines {
		l := &lines[i]
		if l.isAsked() {
			continue
		}
		for _, k := range Kinds {
			for _, c := range k.Find(l) {
				c.ID = communique.NewClaimID(r.ID, r.TextID, c.Kind, c.Evidence.Span, c.Subject)
				if seen[c.ID] || !sound(r, &c) {
					continue
				}
				seen[c.ID] = true
				c.Topics = s.topics(&c)
				c.Passage = s.passage(l.index)
				c.Questions = k.Questions(&c)
				if n := len(out); n == cap(out) && n >= 1024 {
					out = slices.Grow(out, min(n, n*(len(lines)-i)/(i+1))) // at the rate so far, if less than twice as many
				}
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b communique.Claim) int {
		return cmp.Or(a.Evidence.Start-b.Evidence.Start, a.Evidence.End-b.Evidence.End)
	})
	return out
}

// sound reports whether a claim keeps the laws of the vocabulary; what breaks
// them is left out rather than put right by guessing.
func sound(r *communique.Reading, c *communique.Claim) bool {
	if c.Evidence.Validate(r.Text) != nil || !r.InArticle(c.Evidence.Span) || c.About.Validate() != nil {
		return false
	}
	if c.About.Exact != "" && c.About.Evidence.Validate(r.Text) != nil {
		return false
	}
	if c.Object != "" {
		c.Proposition = ""
	}
	for _, id := range c.Entities() {
		if id.Validate() != nil {
			return false
		}
	}
	return true
}
