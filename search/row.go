package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// row is one thing that can be found: what comes back with a hit, the values
// that filters ask for, and the words that find it.
type row struct {
	Stored stored

	Kinds     []string
	Actors    []string // every entity id that it names
	Who       []string // those of them that can act or speak, for the facet
	Topics    []string
	Outlets   []string
	Questions []string
	Years     []string
	Language  string
	Held      bool // whether the corpus holds it now
	About     []communique.Days
	Said      []communique.Days
	Recorded  []communique.Days
	Relations []string `json:"-"` // in which its claims stand; no part of the digest, since other documents decide them

	Names   []string          // of the entities that it names
	Speaker []string          // of who speaks
	Exact   []string          // a claim's own words
	Asked   []string          // the questions that a claim answers, in words
	Main    []communique.Span // the stretches of text that find it
	Margin  []communique.Span // a document's boilerplate

	text string // of the reading, "" where only an older reading held the row
}

// stored is the part of a row that comes back with a hit.
type stored struct {
	Thing     Thing                  `json:"thing"`
	Document  communique.DocID       `json:"document"`
	Statement communique.StatementID `json:"statement,omitempty"`
	Claim     communique.ClaimID     `json:"claim,omitempty"`
	Kind      communique.Kind        `json:"kind,omitempty"`
	Title     string                 `json:"title,omitempty"`
	Outlet    string                 `json:"outlet,omitempty"`
	Published communique.Days        `json:"published,omitzero"`
	Statuses  []string               `json:"statuses"`
	TextID    communique.TextID      `json:"text_id"`
	Span      communique.Span        `json:"span"`             // where the reader opens
	Lead      communique.Span        `json:"lead"`             // what is shown where no words were found
	Own       []chunk                `json:"own,omitempty"`    // its words, where the document's row does not hold their text
	Repeat    bool                   `json:"repeat,omitempty"` // of a claim: an earlier one says the same
	Digest    string                 `json:"digest,omitempty"` // of the whole row, for Check
}

// chunk is a stretch of a document's text, at its offset.
type chunk struct {
	Start int    `json:"start"`
	Text  string `json:"text"`
}

// id returns the name of the row in the index. Ids of different things have
// different forms.
func (s stored) id() string {
	switch s.Thing {
	case Claims:
		return string(s.Claim)
	case Statements:
		return string(s.Statement)
	}
	return string(s.Document)
}

// rowMaker makes the rows of one document.
type rowMaker struct {
	name       func(communique.EntityID) string
	ask        func(communique.Question) string
	judgements map[communique.ClaimID]string // Accepted or Rejected
	relations  func(communique.ClaimID) []string

	current   *communique.Document
	retracted bool
	published communique.Days
}

// rows returns the rows of a document: its own, and those of every statement
// and claim that a reading held, in that order.
func (m rowMaker) rows(h *corpus.History) ([]row, error) {
	m.current, m.retracted, m.published = h.Current(), h.Retracted(), h.Current().Published().Days
	records := h.Records()

	all := []row{m.document(h, records)}

	made := map[communique.StatementID][]*communique.Claim{}
	for _, r := range records {
		made[r.Claim.Statement] = append(made[r.Claim.Statement], r.Claim)
	}
	held, inCurrent := heldRanges(h.Versions, statementsOf), statementsOf(m.current)
	seen := map[communique.StatementID]bool{}
	for _, v := range slices.Backward(h.Versions) {
		if v.Kind != corpus.ReadingEntry {
			continue
		}
		for i := range v.Reading.Statements {
			if s := &v.Reading.Statements[i]; !seen[s.ID] {
				seen[s.ID] = true
				all = append(all, m.statement(v.Reading, s, made[s.ID], held[s.ID], inCurrent[s.ID]))
			}
		}
	}

	claims := claimsOf(m.current)
	said := map[string]bool{}
	for _, record := range records {
		r := m.claim(record, claims[record.Claim.ID])
		same := sameness(record.Claim, claims[record.Claim.ID])
		r.Stored.Repeat, said[same] = said[same], true
		all = append(all, r)
	}
	for i := range all {
		if err := all[i].tidy(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// base makes what rows of all things have in common.
func (m rowMaker) base(thing Thing, d *communique.Document, recorded []communique.Days, inCurrent bool) row {
	r := row{Stored: stored{
		Thing:     thing,
		Document:  d.ID,
		Title:     m.current.Title,
		Published: m.published,
		TextID:    d.TextID,
		Statuses:  []string{Current},
	}}
	switch {
	case m.retracted:
		r.Stored.Statuses = []string{Retracted}
	case !inCurrent:
		r.Stored.Statuses = []string{Superseded}
	}
	r.Outlets = m.current.Outlets()
	if len(r.Outlets) > 0 {
		r.Stored.Outlet = r.Outlets[0]
	}
	r.Language = m.current.Language
	r.Years = years(m.published)
	r.Recorded = recorded
	r.Held = len(recorded) > 0 && recorded[len(recorded)-1].To == ""
	if d.TextID == m.current.TextID {
		r.text = m.current.Text
	}
	return r
}

func (m rowMaker) document(h *corpus.History, records []communique.Record) row {
	d := m.current
	held := heldRanges(h.Versions, func(d *communique.Document) map[communique.DocID]bool {
		return map[communique.DocID]bool{d.ID: true}
	})
	r := m.base(Documents, d, held[d.ID], true)
	for _, region := range d.Regions {
		if region.Role == communique.Boilerplate {
			r.Margin = append(r.Margin, region.Span)
		} else {
			r.Main = append(r.Main, region.Span)
		}
	}
	if len(d.Regions) == 0 && d.Text != "" {
		r.Main = []communique.Span{{Start: 0, End: len(d.Text)}}
	}
	if len(r.Main) > 0 {
		r.Stored.Lead = r.Main[0]
		for i, region := range d.Regions {
			if region.Role == communique.Article && region.Type == "body" {
				r.Stored.Lead = d.Regions[i].Span
				break
			}
		}
		r.Stored.Span = communique.Span{Start: r.Main[0].Start, End: r.Main[0].Start}
	}
	var ids set[communique.EntityID]
	for _, mention := range mentionsIn(d.Mentions, r.Main) {
		ids.add(mention.Entity)
	}
	var speakers, said = set[string]{}, set[communique.Days]{}
	for i := range d.Statements {
		s := &d.Statements[i]
		ids.add(s.Speaker, s.Via)
		speakers.add(m.speaker(s)...)
		said.add(s.Said.Days)
	}
	r.Speaker, r.Said = speakers.list, said.list
	inCurrent := claimsOf(d)
	for _, record := range records {
		if inCurrent[record.Claim.ID] {
			m.addClaim(&r, record.Claim, &ids)
		}
	}
	m.addEntities(&r, ids.list)
	return r
}

func (m rowMaker) statement(d *communique.Document, s *communique.Statement, claims []*communique.Claim, recorded []communique.Days, inCurrent bool) row {
	r := m.base(Statements, d, recorded, inCurrent)
	r.Stored.Statement = s.ID
	for _, e := range s.Content {
		r.Main = append(r.Main, e.Span)
		if r.text == "" {
			r.Stored.Own = append(r.Stored.Own, chunk{e.Start, e.Exact})
		}
	}
	r.Stored.Span = communique.Span{Start: s.Content[0].Start, End: s.Content[len(s.Content)-1].End}
	r.Stored.Lead = s.Content[0].Span
	r.Speaker = m.speaker(s)
	r.Said = []communique.Days{s.Said.Days}
	var ids set[communique.EntityID]
	ids.add(s.Speaker, s.Via)
	for _, mention := range mentionsIn(d.Mentions, r.Main) {
		ids.add(mention.Entity)
	}
	for _, c := range claims {
		m.addClaim(&r, c, &ids)
	}
	m.addEntities(&r, ids.list)
	return r
}

func (m rowMaker) claim(record communique.Record, inCurrent bool) row {
	c, d := record.Claim, record.Document
	r := m.base(Claims, d, record.Recorded, inCurrent)
	r.Stored.Claim, r.Stored.Statement, r.Stored.Kind = c.ID, c.Statement, c.Kind
	if judgement := m.judgements[c.ID]; judgement != "" {
		r.Stored.Statuses = append(r.Stored.Statuses, judgement)
	}
	r.Stored.Span = c.Evidence.Span
	if r.text == "" {
		r.Stored.Lead = c.Evidence.Span
		r.Stored.Own = []chunk{{c.Evidence.Start, c.Evidence.Exact}}
	} else {
		r.Stored.Lead = surroundings(r.text, d.Regions, c.Evidence.Span)
	}
	r.Main = []communique.Span{r.Stored.Lead}
	r.Exact = []string{c.Evidence.Exact}
	for _, s := range []string{c.Proposition, c.As, c.Act} {
		if s != "" {
			r.Exact = append(r.Exact, s)
		}
	}
	if c.Value != nil {
		r.Exact = append(r.Exact, c.Value.String())
	}
	if m.ask != nil {
		for _, q := range c.Questions {
			r.Asked = append(r.Asked, questionWords(q, m.ask(q)))
		}
	}
	r.Said = []communique.Days{record.Said()}
	for i := range d.Statements {
		if s := &d.Statements[i]; c.Statement != "" && s.ID == c.Statement {
			r.Speaker = m.speaker(s)
		}
	}
	if len(r.Speaker) == 0 && c.Speaker != "" {
		r.Speaker = m.names(c.Speaker)
	}
	var ids set[communique.EntityID]
	m.addClaim(&r, c, &ids)
	m.addEntities(&r, ids.list)
	return r
}

// sameness is equal for claims of a document that say the same to a reader who
// sees only a line of each. Those of older readings are apart, since most
// queries do not find them.
func sameness(c *communique.Claim, inCurrent bool) string {
	return fmt.Sprintf("%q", []string{fmt.Sprint(inCurrent), string(c.Kind), string(c.Subject), string(c.Object), c.Scope,
		string(c.Polarity), string(c.Modality), string(c.Speaker), c.Says()})
}

// addClaim gives a row what a claim brings to filters.
func (m rowMaker) addClaim(r *row, c *communique.Claim, ids *set[communique.EntityID]) {
	ids.add(c.Entities()...)
	r.Kinds = append(r.Kinds, string(c.Kind))
	for _, id := range c.Topics {
		r.Topics = append(r.Topics, string(id))
	}
	for _, q := range c.Questions {
		r.Questions = append(r.Questions, string(q))
	}
	if m.relations != nil {
		r.Relations = append(r.Relations, m.relations(c.ID)...)
	}
	if c.About.Known() {
		r.About = append(r.About, c.About.Days)
	}
	if r.Stored.Thing == Claims {
		r.Years = append(r.Years, years(c.About.Days)...)
	}
}

// addEntities gives a row the entities that it names, and their names.
func (m rowMaker) addEntities(r *row, ids []communique.EntityID) {
	var names set[string]
	for _, id := range ids {
		if id == "" {
			continue
		}
		r.Actors = append(r.Actors, string(id))
		if id.IsActor() {
			r.Who = append(r.Who, string(id))
		}
		if id.Kind() != communique.NounPhrase { // a noun phrase is no name; its words stand in the text
			names.add(m.names(id)...)
		}
	}
	for _, topic := range r.Topics {
		names.add(m.names(communique.EntityID(topic))...)
	}
	r.Names = names.list
}

// names returns the name of an entity, and the words of its id where they differ.
func (m rowMaker) names(id communique.EntityID) []string {
	plain := strings.ReplaceAll(id.Name(), "-", " ")
	if m.name == nil {
		return []string{plain}
	}
	name := m.name(id)
	if name == "" || strings.EqualFold(name, plain) {
		return []string{plain}
	}
	return []string{name, plain}
}

func (m rowMaker) speaker(s *communique.Statement) (names []string) {
	if s.Speaker != "" {
		names = m.names(s.Speaker)
	}
	if s.SpeakerSpan.Exact != "" {
		names = append(names, s.SpeakerSpan.Exact)
	}
	return names
}

// tidy makes lists of values distinct and leaves out what is unknown, so that
// equal histories make equal rows; then it signs the row.
func (r *row) tidy() error {
	for _, list := range []*[]string{&r.Kinds, &r.Actors, &r.Who, &r.Topics, &r.Outlets, &r.Questions, &r.Years, &r.Relations} {
		var s set[string]
		s.add(*list...)
		*list = s.list
	}
	for _, list := range []*[]communique.Days{&r.About, &r.Said} {
		var s set[communique.Days]
		for _, d := range *list {
			if d.Known() {
				s.add(d)
			}
		}
		*list = s.list
	}
	plain, err := json.Marshal(r)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(plain)
	r.Stored.Digest = hex.EncodeToString(sum[:12])
	return nil
}

func claimsOf(d *communique.Document) map[communique.ClaimID]bool {
	ids := map[communique.ClaimID]bool{}
	for i := range d.Claims {
		ids[d.Claims[i].ID] = true
	}
	return ids
}

func statementsOf(d *communique.Document) map[communique.StatementID]bool {
	ids := map[communique.StatementID]bool{}
	for i := range d.Statements {
		ids[d.Statements[i].ID] = true
	}
	return ids
}

// mentionsIn returns the mentions that lie in one of the spans and name an entity.
func mentionsIn(mentions []communique.Mention, spans []communique.Span) (in []communique.Mention) {
	for _, m := range mentions {
		n, found := slices.BinarySearchFunc(spans, m.Start, func(s communique.Span, at int) int { return s.Start - at })
		if !found {
			n--
		}
		if m.Entity != "" && n >= 0 && m.End <= spans[n].End {
			in = append(in, m)
		}
	}
	return in
}

// heldRanges returns for each thing the days at whose end a current reading of
// a document that is not retracted held it, as corpus.History.Records does for claims.
func heldRanges[ID comparable](versions []corpus.Version, things func(*communique.Document) map[ID]bool) map[ID][]communique.Days {
	held := map[ID][]communique.Days{}
	var before *communique.Document
	had := map[ID]bool{}
	for _, v := range versions {
		now := v.Reading
		if v.Retracted {
			now = nil
		}
		if now == before {
			continue
		}
		before = now
		var has map[ID]bool
		if now != nil {
			has = things(now)
		}
		day := communique.DayOf(v.Recorded)
		for id := range had {
			if has[id] {
				continue
			}
			ranges := held[id]
			last := &ranges[len(ranges)-1]
			if last.To = day.Add(-1); last.To < last.From {
				held[id] = ranges[:len(ranges)-1]
			}
		}
		for id := range has {
			if !had[id] {
				held[id] = append(held[id], communique.Days{From: day})
			}
		}
		had = has
	}
	return held
}
