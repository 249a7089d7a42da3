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
	rooms sync.Pool               // of *room
}

// room is what finding the claims of one document takes and the next one can use again.
type room struct {
	scan  scan
	lines []line
	found []communique.Claim
	seen  map[communique.ClaimID]bool
}

// room returns a room, which release takes back.
func (f *Finder) room() *room {
	if m, ok := f.rooms.Get().(*room); ok {
		return m
	}
	return &room{seen: map[communique.ClaimID]bool{}}
}

// release empties a room for the next document. That of a long one is given up.
func (f *Finder) release(m *room) {
	const most = 1 << 18 // words
	if cap(m.scan.entries) > most {
		return
	}
	clear(m.lines)
	clear(m.found)
	clear(m.seen)
	m.scan.empty()
	m.lines, m.found = m.lines[:0], m.found[:0]
	f.rooms.Put(m)
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
// the reading and the finder. The finder stays as it is, and of the reading all but
// the speakers of statements that only say "we" or "I", who are named. Boilerplate
// and questions make no claims.
func (f *Finder) Find(r *communique.Reading) []communique.Claim {
	const few = 1024 // claims, that a room is kept for
	m := f.room()
	defer f.release(m)
	s := &m.scan
	s.take(f, r)
	m.lines = slices.Grow(m.lines, len(r.Sentences))
	for i, sentence := range r.Sentences {
		if sentence.First >= sentence.Last || sentence.Last > len(r.Tokens) || !r.SentenceInArticle(sentence) {
			continue
		}
		m.lines = append(m.lines, s.newLine(i))
	}
	for i := range m.lines {
		if l := &m.lines[i]; !l.isAsked() {
			s.findRoles(l)
		}
	}
	s.spreadOrganisations()
	s.nameSelves()
	for i := range m.lines {
		l := &m.lines[i]
		if l.isAsked() {
			continue
		}
		for _, k := range Kinds {
			found := k.Find(l)
			for n := range found {
				c := &found[n]
				c.ID = communique.NewClaimID(r.ID, r.TextID, c.Kind, c.Evidence.Span, c.Subject)
				if m.seen[c.ID] || !sound(r, c) {
					continue
				}
				m.seen[c.ID] = true
				c.Topics = s.topics(c)
				c.Passage = s.passage(l.index)
				c.Questions = k.Questions(c)
				if n := len(m.found); n == cap(m.found) && n >= few {
					m.found = slices.Grow(m.found, min(n, n*(len(m.lines)-i)/(i+1))) // at the rate so far, if less than twice as many
				}
				m.found = append(m.found, *c)
			}
		}
	}
	if len(m.found) == 0 {
		return nil
	}
	out := m.found
	if len(out) >= few {
		m.found = nil // too many to be copied, or kept
	} else {
		out = slices.Clone(out)
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
