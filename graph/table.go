package graph

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// rowTable is the rows of every document in memory, so that a question that many
// documents answer costs no reading of the file. It is made from one state of
// the graph and never changed; the table of the next state takes over what
// stayed the same. A row takes 48 bytes, which refer to its words by their
// numbers: nothing in it is for the garbage collector to look at, and what
// decides of a row can mostly be asked of a number.
type rowTable struct {
	revision  uint64
	nodes     []uint64                         // of the documents, in order
	documents []*packedRows                    // in the order of nodes
	numbers   map[communique.EntityID]uint32   // of the words that are entities
	naming    [][]uint32                       // by words: which documents have claims that name an entity or concern it
	asking    map[communique.Question][]uint32 // which of them have claims that answer a question
	outlets   map[string][]uint32              // which of them an outlet published
	words     []string                         // that rows refer to, as the rest
	days      []communique.Days
	recorded  [][]communique.Days
	topics    []topicList
	questions [][]communique.Question
}

// topicList is the topics of a claim, also as words.
type topicList struct {
	ids   []communique.EntityID
	words []uint32
}

// packedRows is the rows of one document. The node of its rows tells whether they
// are still what the graph has: a node never gets another value.
type packedRows struct {
	rows       []packedRow
	published  uint32 // of table.days
	node, text uint64
	id         communique.DocID
	sources    []communique.Source
	claims     string // the ids of the claims, one after the other
}

// packedRow is a claim.
type packedRow struct {
	kind, subject, object, organisation, speaker uint32 // of table.words
	about, said                                  uint32 // of table.days
	recorded, topics, questions                  uint32 // of the table's lists
	start                                        uint32 // of the evidence
	end                                          uint32 // of the id in packedRows.claims
}

// rowTables keeps the table of the newest state. The zero rowTables has none.
type rowTables struct {
	most int // claims of a table; 0 means maxRows

	mu      sync.Mutex
	table   *rowTable
	packer  *packer
	refused bool // the file has too many rows
}

// maxRows is how many claims a table holds at most, in less than 300 MB. The rows of a
// larger graph are read from its file.
const maxRows = 2_000_000

var errTooMany = errors.New("too many rows to keep in memory")

// forget lets go of the table: another file numbers its nodes otherwise.
func (s *rowTables) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.table, s.packer, s.refused = nil, nil, false
}

// at returns the table of the state that a transaction sees; nil where there are
// too many rows, or a newer state has its table already. Others who want it
// meanwhile wait, which takes less than what each of them would have to read.
func (s *rowTables) at(t *transaction) (*rowTable, error) {
	revision, err := t.revision()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case revision == 0, s.refused, s.table != nil && s.table.revision > revision:
		return nil, nil
	case s.table != nil && s.table.revision == revision:
		return s.table, nil
	}
	made, err := s.next(t)
	switch {
	case errors.Is(err, errTooMany):
		s.table, s.packer, s.refused = nil, nil, true
		return nil, nil
	case err != nil:
		return nil, err
	}
	made.revision, s.table = revision, made
	return made, nil
}

// next makes the table of the state that a transaction sees.
func (s *rowTables) next(t *transaction) (*rowTable, error) {
	before := map[uint64]*packedRows{}
	if s.table != nil {
		for _, d := range s.table.documents {
			before[d.node] = d
		}
	}
	if s.packer == nil || s.packer.replaced > len(before) { // most of its words and rooms are of rows that are gone
		s.packer, before = newPacker(), nil
	}
	list, _, err := t.postings(access{[]quad.IRI{typeOf}, []quad.Value{article}})
	if err != nil {
		return nil, err
	}
	nodes, err := t.labels(list)
	if err != nil {
		return nil, err
	}
	predicate, err := t.node(rows)
	if err != nil {
		return nil, err
	}
	out, count := &rowTable{documents: make([]*packedRows, 0, len(nodes))}, 0
	for _, node := range nodes {
		text, err := t.rowsNode(node, predicate)
		if err != nil {
			return nil, err
		}
		if text == 0 {
			continue // the label of something that is no document
		}
		d := before[node]
		if d == nil || d.text != text {
			plain, err := t.rowsText(text)
			if err != nil {
				return nil, err
			}
			if d, err = s.packer.pack(plain); err != nil {
				return nil, err
			}
			d.node, d.text = node, text
			s.packer.replaced++
		}
		if count += len(d.rows); count > cmp.Or(s.most, maxRows) {
			return nil, errTooMany
		}
		out.nodes, out.documents = append(out.nodes, node), append(out.documents, d)
	}
	if before == nil {
		s.packer.replaced = 0
	}
	s.packer.lend(out)
	out.index()
	return out, t.ctx.Err()
}

// inMemory returns the table of the state that the transaction sees, nil where
// there is none and the file has to be read. Who writes reads the file.
func (t *transaction) inMemory() (*rowTable, error) {
	if t.tables == nil || t.known != nil {
		return t.known, nil
	}
	known, err := t.tables.at(t)
	t.known = known
	return known, err
}

// rowsNode returns the node of the rows of a document, 0 where it has none.
func (t *transaction) rowsNode(document, predicate uint64) (text uint64, err error) {
	err = t.scan(bySubject, []uint64{document, predicate}, func(ref cayley.Ref) (err error) {
		text, err = t.end(ref, quad.Object)
		return err
	})
	return text, err
}

// rowsText returns the rows of a document.
func (t *transaction) rowsText(node uint64) (string, error) {
	values, err := t.values(node)
	if err != nil {
		return "", err
	}
	s, ok := values[0].(quad.String)
	if !ok {
		return "", errors.New("a document's rows are no text")
	}
	return string(s), nil
}

// packer makes packed rows. What it numbers stays as it is while it numbers more,
// so that tables may share it.
type packer struct {
	words     numbering[string]
	days      numbering[communique.Days]
	recorded  numbering[[]communique.Days]
	topics    numbering[topicList]
	questions numbering[[]communique.Question]
	room      []packedRow // for the rows of the next documents, which so stand one after the other
	replaced  int         // documents packed since it was new
}

// roomRows is for how many rows room is made at a time.
const roomRows = 1 << 12

func newPacker() *packer {
	p := &packer{
		words:     newNumbering(unchanged),
		days:      newNumbering(parseDays),
		recorded:  newNumbering(func(s string) []communique.Days { return parseRecorded(nil, s) }),
		questions: newNumbering(func(s string) []communique.Question { return parseList[communique.Question](nil, s) }),
	}
	p.words.of("") // is number 0, which stands for no entity
	p.topics = newNumbering(func(s string) topicList {
		l := topicList{ids: parseList[communique.EntityID](nil, s)}
		for _, id := range l.ids {
			l.words = append(l.words, p.words.of(string(id)))
		}
		return l
	})
	return p
}

func unchanged(s string) string { return s }

// numbering gives numbers to values that many rows share, by how they are written.
type numbering[T any] struct {
	numbers map[string]uint32
	values  []T
	read    func(string) T
}

func newNumbering[T any](read func(string) T) numbering[T] {
	return numbering[T]{numbers: map[string]uint32{}, read: read}
}

func (n *numbering[T]) of(written string) uint32 {
	at, ok := n.numbers[written]
	if !ok {
		written = strings.Clone(written) // it is a part of all the rows of a document
		at = uint32(len(n.values))
		n.values = append(n.values, n.read(written))
		n.numbers[written] = at
	}
	return at
}

// pack packs the rows of a document.
func (p *packer) pack(text string) (*packedRows, error) {
	var r reader
	if err := r.open(text); err != nil {
		return nil, err
	}
	d := &packedRows{id: communique.DocID(strings.Clone(string(r.document.ID))), sources: slices.Clone(r.document.Sources)}
	for i, s := range d.sources {
		d.sources[i].Outlet = p.words.values[p.words.of(s.Outlet)]
	}
	d.published = p.days.of(days(d.sources[0].Published.Days))
	d.sources[0].Published.Days = p.days.values[d.published]
	if n := strings.Count(text, "\n"); cap(p.room) < n {
		p.room = make([]packedRow, 0, max(n, roomRows))
	}
	d.rows = p.room
	var ids strings.Builder
	for {
		more, err := r.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		c := &r.claim
		ids.WriteString(string(c.ID))
		d.rows = append(d.rows, packedRow{
			kind: p.words.of(string(c.Kind)), subject: p.words.of(string(c.Subject)), object: p.words.of(string(c.Object)),
			organisation: p.words.of(c.Scope), speaker: p.words.of(string(c.Speaker)),
			about: p.days.of(days(c.About.Days)), said: p.days.of(days(r.said)),
			recorded: p.recorded.of(r.lists[0]), topics: p.topics.of(r.lists[1]), questions: p.questions.of(r.lists[2]),
			start: uint32(c.Evidence.Start), end: uint32(ids.Len()),
		})
	}
	p.room = d.rows[len(d.rows):]
	d.claims, d.rows = strings.Clone(ids.String()), slices.Clip(d.rows)
	return d, nil
}

// lend gives a table what has been numbering so far.
func (p *packer) lend(t *rowTable) {
	t.words, t.days = slices.Clip(p.words.values), slices.Clip(p.days.values)
	t.recorded, t.topics, t.questions = slices.Clip(p.recorded.values), slices.Clip(p.topics.values), slices.Clip(p.questions.values)
}

// index notes which documents name what and answer what.
func (t *rowTable) index() {
	questions := make([][]uint32, len(t.questions))
	t.naming = make([][]uint32, len(t.words))
	note := func(lists [][]uint32, of uint32, document int) {
		if l := lists[of]; len(l) == 0 || l[len(l)-1] != uint32(document) {
			lists[of] = append(l, uint32(document))
		}
	}
	t.outlets = map[string][]uint32{}
	for at, d := range t.documents {
		for _, s := range d.sources {
			t.outlets[s.Outlet] = append(t.outlets[s.Outlet], uint32(at)) // its rows name each once
		}
		for i := range d.rows {
			r := &d.rows[i]
			for _, word := range [...]uint32{r.subject, r.object, r.organisation, r.speaker} {
				note(t.naming, word, at)
			}
			for _, word := range t.topics[r.topics].words {
				note(t.naming, word, at)
			}
			note(questions, r.questions, at)
		}
	}
	t.numbers, t.asking = map[communique.EntityID]uint32{}, map[communique.Question][]uint32{}
	for word, documents := range t.naming {
		if len(documents) > 0 && word > 0 {
			t.numbers[communique.EntityID(t.words[word])] = uint32(word)
		}
	}
	gather(t.asking, t.questions, questions)
}

// gather adds to each item of some lists the documents that have one of the lists.
func gather[T comparable](into map[T][]uint32, lists [][]T, having [][]uint32) {
	touched := map[T]bool{}
	for i, items := range lists {
		for _, item := range items {
			if len(having[i]) > 0 {
				into[item], touched[item] = append(into[item], having[i]...), true
			}
		}
	}
	for item := range touched {
		slices.Sort(into[item])
		into[item] = slices.Compact(into[item])
	}
}

// candidates returns the nodes of the documents that may hold a claim that
// passes a filter and is found by each of the ways. Kinds narrow nothing down:
// most documents have claims of each.
func (t *rowTable) candidates(f communique.Filter, ways []access) []uint64 {
	var found []uint32
	narrowed := false
	narrow := func(some []uint32) {
		if narrowed {
			some = both(found, some)
		}
		found, narrowed = some, true
	}
	if len(f.Questions) > 0 {
		narrow(t.anyOf(listsOf(t.asking, f.Questions)))
	}
	if len(f.Outlets) > 0 {
		narrow(t.anyOf(listsOf(t.outlets, f.Outlets)))
	}
	for _, ids := range [][]communique.EntityID{f.Actors, f.Topics} {
		if len(ids) > 0 {
			narrow(t.anyOf(t.namingAny(ids)))
		}
	}
	for _, w := range ways {
		ids := make([]communique.EntityID, len(w.objects))
		for i, o := range w.objects {
			iri, _ := o.(quad.IRI)
			ids[i] = communique.EntityID(iri)
		}
		narrow(t.anyOf(t.namingAny(ids)))
	}
	if !narrowed {
		return t.nodes
	}
	out := make([]uint64, len(found))
	for i, n := range found {
		out[i] = t.nodes[n]
	}
	return out
}

// namingAny returns for each of some entities the documents that name it or that it concerns.
func (t *rowTable) namingAny(ids []communique.EntityID) [][]uint32 {
	var lists [][]uint32
	for _, id := range ids {
		if n, ok := t.numbers[id]; ok {
			lists = append(lists, t.naming[n])
		}
	}
	return lists
}

func listsOf[T comparable](lists map[T][]uint32, items []T) [][]uint32 {
	out := make([][]uint32, len(items))
	for i, item := range items {
		out[i] = lists[item]
	}
	return out
}

// anyOf returns the documents of any of some lists, in order.
func (t *rowTable) anyOf(lists [][]uint32) []uint32 {
	switch len(lists) {
	case 0:
		return nil
	case 1:
		return lists[0]
	}
	having, n := make([]bool, len(t.documents)), 0
	for _, list := range lists {
		for _, document := range list {
			if !having[document] {
				having[document], n = true, n+1
			}
		}
	}
	out := make([]uint32, 0, n)
	for document, has := range having {
		if has {
			out = append(out, uint32(document))
		}
	}
	return out
}

// walk is transaction.walk over the rows in memory, of which it reads only those
// that want takes; nil takes all.
func (t *rowTable) walk(ctx context.Context, nodes []uint64, f communique.Filter, want func(*packedRow) bool, fn func(r *reader, doc uint64, m communique.Match)) error {
	var r reader
	r.record = communique.Record{Claim: &r.claim, Document: &r.document}
	kinds, about, published := t.verdicts(f)
	rest := t.nodes
	for n, node := range nodes {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		at := 0
		if len(rest) == 0 || rest[0] != node {
			var found bool
			if at, found = slices.BinarySearch(rest, node); !found {
				continue
			}
		}
		rest = rest[at+1:]
		d := t.documents[len(t.nodes)-len(rest)-1]
		if !published.of(d.published) {
			continue
		}
		r.document.ID, r.document.Sources = d.id, d.sources
		begin := uint32(0)
		for i := range d.rows {
			row := &d.rows[i]
			id := d.claims[begin:row.end]
			begin = row.end
			if !about.of(row.about) || !kinds.of(row.kind) || want != nil && !want(row) {
				continue
			}
			t.load(&r, row)
			r.claim.ID = communique.ClaimID(id)
			if m := f.Match(r.record); m != communique.Out {
				fn(&r, node, m)
			}
		}
	}
	return ctx.Err()
}

// verdicts returns what a filter says of kinds, of the days that claims are about
// and of days of publication: what it does not take is not worth loading.
func (t *rowTable) verdicts(f communique.Filter) (kinds, about, published verdicts) {
	if len(f.Kinds) > 0 {
		kinds = newVerdicts(t.words, func(k string) bool { return slices.Contains(f.Kinds, communique.Kind(k)) })
	}
	if f.About.Known() {
		about = newVerdicts(t.days, f.About.Overlaps)
	}
	if f.PublishedBy != "" {
		published = newVerdicts(t.days, func(d communique.Days) bool { return f.MatchPublished(d) != communique.Out })
	}
	return kinds, about, published
}

// verdicts is what is taken of numbered values, each of which is judged once,
// when it first turns up. The zero verdicts takes all.
type verdicts struct {
	known []uint8 // 0 where nothing was judged yet
	judge func(uint32) bool
}

const (
	taken uint8 = iota + 1
	refused
)

func newVerdicts[T any](values []T, take func(T) bool) verdicts {
	return verdicts{make([]uint8, len(values)), func(n uint32) bool { return take(values[n]) }}
}

func (v *verdicts) of(n uint32) bool {
	if v.known == nil {
		return true
	}
	if v.known[n] == 0 {
		v.known[n] = refused
		if v.judge(n) {
			v.known[n] = taken
		}
	}
	return v.known[n] == taken
}

// load lets a reader stand on a row. What it refers to is the table's: nobody
// changes it.
func (t *rowTable) load(r *reader, row *packedRow) {
	c := &r.claim
	c.Kind, c.Subject, c.Object = communique.Kind(t.words[row.kind]), communique.EntityID(t.words[row.subject]), communique.EntityID(t.words[row.object])
	c.Scope, c.Speaker = t.words[row.organisation], communique.EntityID(t.words[row.speaker])
	c.Evidence.Start = int(row.start)
	c.About.Days, r.said = t.days[row.about], t.days[row.said]
	c.Topics, c.Questions = t.topics[row.topics].ids, t.questions[row.questions]
	r.record.Recorded = t.recorded[row.recorded]
}
