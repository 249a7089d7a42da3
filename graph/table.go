package graph

import (
	"cmp"
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
// stayed the same, and looks only at what transactions said they changed. A row
// takes 48 bytes, which refer to its words by their numbers: nothing in it is for
// the garbage collector to look at, and what decides of a row can be asked of a
// number (choose.go). Lists of rows by entity and by question lead to those that
// can answer.
type rowTable struct {
	revision  uint64
	nodes     []uint64            // of the documents, in order
	documents []*packedRows       // in the order of nodes
	first     []uint32            // the number of the first row of each document; rows are numbered in their order
	holder    []uint32            // of each row, the place of its document in documents
	rank      []uint32            // of each document, its place in the order of Claims
	naming    rowLists            // by words: the rows that name an entity or concern it
	asking    rowLists            // by questions: the rows that answer it
	answering []uint32            // the rows that answer any
	outlets   map[string][]uint32 // which documents an outlet published
	packer    *packer             // numbers words and questions
	kinds     []communique.Kind   // that rows refer to, as the rest
	words     []string
	days      []communique.Days
	recorded  [][]communique.Days
	topics    []topicList
	asked     []communique.Question
	questions []questionList
}

// rowLists is a list of rows, in order, for each of some numbers.
type rowLists struct {
	starts []uint32 // in rows, of each list; one more for the end
	rows   []uint32
}

func (l rowLists) of(n uint32) []uint32 { return l.rows[l.starts[n]:l.starts[n+1]] }

// newRowLists makes n lists. Each tells the same pairs of a number and a row
// twice, the rows in order.
func newRowLists(n int, each func(put func(number, row uint32))) rowLists {
	l := rowLists{starts: make([]uint32, n+1)}
	each(func(number, _ uint32) { l.starts[number+1]++ })
	for i := range n {
		l.starts[i+1] += l.starts[i]
	}
	l.rows = make([]uint32, l.starts[n])
	next := slices.Clone(l.starts[:n])
	each(func(number, row uint32) {
		l.rows[next[number]] = row
		next[number]++
	})
	return l
}

// topicList is the topics of a claim, also as words.
type topicList struct {
	ids   []communique.EntityID
	words []uint32
}

// questionList is the questions that a claim answers, also as numbers of the
// packer, each once.
type questionList struct {
	keys    []communique.Question
	numbers []uint32
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
	kind                                   uint32 // of table.kinds
	subject, object, organisation, speaker uint32 // of table.words
	about, said                            uint32 // of table.days
	recorded, topics, questions            uint32 // of the table's lists
	start                                  uint32 // of the evidence
	end                                    uint32 // of the id in packedRows.claims
}

// rowTables keeps the table of the newest state. The zero rowTables has none.
type rowTables struct {
	most int // claims of a table; 0 means maxRows

	mu      sync.Mutex
	table   *rowTable
	packer  *packer
	refused bool // the file has too many rows
	changes []rowChange
}

// rowChange is what a transaction did to the rows.
type rowChange struct {
	revision uint64     // that it made
	labels   []quad.IRI // under which it changed quads
}

// mostChanged is how many changed labels are remembered; with more, a table that
// was not asked for meanwhile looks at all documents again.
const mostChanged = 4096

// note takes down what a transaction changed, so that the next table need not
// look at every document.
func (s *rowTables) note(c rowChange) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.table == nil {
		return
	}
	s.changes = append(s.changes, c)
	n := 0
	for i, o := range slices.Backward(s.changes) {
		if n += len(o.labels); n > mostChanged {
			s.changes = slices.Delete(s.changes, 0, i+1)
			return
		}
	}
}

// since returns the labels that changed after the table up to a revision; false
// where that is not known.
func (s *rowTables) since(revision uint64) (labels []quad.IRI, known bool) {
	if s.table == nil {
		return nil, false
	}
	next := s.table.revision + 1
	for _, c := range s.changes {
		if c.revision == next && next <= revision {
			labels = append(labels, c.labels...)
			next++
		}
	}
	return labels, next == revision+1
}

// maxRows is how many claims a table holds at most, in less than 300 MB. The rows of a
// larger graph are read from its file.
const maxRows = 2_000_000

var errTooMany = errors.New("too many rows to keep in memory")

// forget lets go of the table: another file numbers its nodes otherwise.
func (s *rowTables) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.table, s.packer, s.refused, s.changes = nil, nil, false, nil
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
	made, err := s.next(t, revision)
	switch {
	case errors.Is(err, errTooMany):
		s.table, s.packer, s.refused, s.changes = nil, nil, true, nil
		return nil, nil
	case err != nil:
		return nil, err
	}
	made.revision, s.table = revision, made
	s.changes = slices.DeleteFunc(s.changes, func(c rowChange) bool { return c.revision <= revision })
	return made, nil
}

// next makes the table of the state that a transaction sees.
func (s *rowTables) next(t *transaction, revision uint64) (*rowTable, error) {
	out := &rowTable{}
	if s.packer == nil || s.table == nil || s.packer.replaced > len(s.table.documents) { // most of its words and rooms are of rows that are gone
		s.packer = newPacker()
	} else if labels, known := s.since(revision); known {
		documents, known, err := s.changed(t, labels)
		if err != nil {
			return nil, err
		}
		if known {
			out.documents = documents
		}
	}
	if out.documents == nil {
		var err error
		if out.documents, err = s.all(t); err != nil {
			return nil, err
		}
	}
	count := 0
	for _, d := range out.documents {
		out.nodes = append(out.nodes, d.node)
		if count += len(d.rows); count > cmp.Or(s.most, maxRows) {
			return nil, errTooMany
		}
	}
	s.packer.lend(out)
	out.index(count)
	return out, t.ctx.Err()
}

// all returns the rows of every document, in the order of their nodes. Those of
// the table before that are the same and were packed by the same packer stay.
func (s *rowTables) all(t *transaction) ([]*packedRows, error) {
	before := map[uint64]*packedRows{}
	if s.table != nil && s.table.packer == s.packer {
		for _, d := range s.table.documents {
			before[d.node] = d
		}
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
	out, count := make([]*packedRows, 0, len(nodes)), 0
	for _, node := range nodes {
		d, err := s.packed(t, node, predicate, before[node])
		if err != nil {
			return nil, err
		}
		if d == nil {
			continue // the label of something that is no document
		}
		if count += len(d.rows); count > cmp.Or(s.most, maxRows) {
			return nil, errTooMany
		}
		out = append(out, d)
	}
	if len(before) == 0 {
		s.packer.replaced = 0
	}
	return out, nil
}

// packed returns the rows of a document, which are those that were there before
// where the file has no others; nil where it has none.
func (s *rowTables) packed(t *transaction, node, predicate uint64, before *packedRows) (*packedRows, error) {
	text, err := t.rowsNode(node, predicate)
	if err != nil || text == 0 || before != nil && before.text == text {
		return before, err
	}
	plain, err := t.rowsText(text)
	if err != nil {
		return nil, err
	}
	d, err := s.packer.pack(plain)
	if err != nil {
		return nil, err
	}
	d.node, d.text = node, text
	s.packer.replaced++
	return d, nil
}

// changed returns the rows of every document where only those under some labels
// changed since the table was made; false where that cannot be told.
func (s *rowTables) changed(t *transaction, labels []quad.IRI) ([]*packedRows, bool, error) {
	predicate, err := t.node(rows)
	if err != nil {
		return nil, false, err
	}
	now := map[uint64]*packedRows{} // nil where there are none any more
	for _, label := range labels {
		node, err := t.node(label)
		if err != nil || node == 0 {
			return nil, false, err // which node it was, nobody knows
		}
		var before *packedRows
		if at, ok := slices.BinarySearch(s.table.nodes, node); ok {
			before = s.table.documents[at]
		}
		d, err := s.packed(t, node, predicate, before)
		if err != nil {
			return nil, false, err
		}
		now[node] = d
	}
	out := make([]*packedRows, 0, len(s.table.documents)+len(now))
	for _, d := range s.table.documents {
		if _, ok := now[d.node]; !ok {
			out = append(out, d)
		}
	}
	for _, d := range now {
		if d != nil {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b *packedRows) int { return cmp.Compare(a.node, b.node) })
	return out, true, nil
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
	mu        sync.RWMutex // held by who numbers, and by who asks for a number
	kinds     numbering[communique.Kind]
	words     numbering[string]
	days      numbering[communique.Days]
	recorded  numbering[[]communique.Days]
	topics    numbering[topicList]
	asked     numbering[communique.Question]
	questions numbering[questionList]
	room      []packedRow // for the rows of the next documents, which so stand one after the other
	replaced  int         // documents packed since it was new
}

// roomRows is for how many rows room is made at a time.
const roomRows = 1 << 12

func newPacker() *packer {
	p := &packer{
		kinds:    newNumbering(func(s string) communique.Kind { return communique.Kind(s) }),
		words:    newNumbering(func(s string) string { return s }),
		days:     newNumbering(parseDays),
		recorded: newNumbering(func(s string) []communique.Days { return slices.Clip(parseRecorded(nil, s)) }),
		asked:    newNumbering(func(s string) communique.Question { return communique.Question(s) }),
	}
	p.words.of("") // is number 0, which stands for no entity
	p.topics = newNumbering(func(s string) topicList {
		l := topicList{ids: slices.Clip(parseList[communique.EntityID](nil, s))}
		for _, id := range l.ids {
			l.words = append(l.words, p.words.of(string(id)))
		}
		return l
	})
	p.questions = newNumbering(func(s string) questionList {
		l := questionList{keys: slices.Clip(parseList[communique.Question](nil, s))}
		for _, key := range l.keys {
			if n := p.asked.of(string(key)); !slices.Contains(l.numbers, n) {
				l.numbers = append(l.numbers, n)
			}
		}
		return l
	})
	return p
}

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
	p.mu.Lock()
	defer p.mu.Unlock()
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
			kind: p.kinds.of(string(c.Kind)), subject: p.words.of(string(c.Subject)), object: p.words.of(string(c.Object)),
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
	t.packer = p
	t.kinds, t.words, t.days = slices.Clip(p.kinds.values), slices.Clip(p.words.values), slices.Clip(p.days.values)
	t.recorded, t.topics, t.questions = slices.Clip(p.recorded.values), slices.Clip(p.topics.values), slices.Clip(p.questions.values)
	t.asked = slices.Clip(p.asked.values)
}

// index notes which rows name what and answer what.
func (t *rowTable) index(rows int) {
	t.first, t.holder = make([]uint32, 0, len(t.documents)), make([]uint32, 0, rows)
	t.outlets = map[string][]uint32{}
	for at, d := range t.documents {
		t.first = append(t.first, uint32(len(t.holder)))
		for range d.rows {
			t.holder = append(t.holder, uint32(at))
		}
		for _, s := range d.sources {
			t.outlets[s.Outlet] = append(t.outlets[s.Outlet], uint32(at)) // its rows name each once
		}
	}
	var words []uint32
	t.naming = newRowLists(len(t.words), func(put func(word, row uint32)) {
		t.each(func(n uint32, r *packedRow) {
			words, _ = appendLinked(words, r.speaker, r.subject, r.object, r.organisation, t.topics[r.topics].words)
			for _, word := range words {
				put(word, n)
			}
		})
	})
	t.asking = newRowLists(len(t.asked), func(put func(question, row uint32)) {
		t.each(func(n uint32, r *packedRow) {
			for _, question := range t.questions[r.questions].numbers {
				put(question, n)
			}
		})
	})
	t.each(func(n uint32, r *packedRow) {
		if len(t.questions[r.questions].numbers) > 0 {
			t.answering = append(t.answering, n)
		}
	})
	order := make([]uint32, len(t.documents))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return t.place(a).compareDocument(t.place(b)) })
	t.rank = make([]uint32, len(order))
	for i, at := range order {
		t.rank[at] = uint32(i)
	}
}

// place is where a document stands in the order of Claims.
func (t *rowTable) place(document uint32) place {
	d := t.documents[document]
	return place{Day: sortDay(t.days[d.published]), Document: d.id}
}

// each calls fn with every row and its number.
func (t *rowTable) each(fn func(n uint32, r *packedRow)) {
	n := uint32(0)
	for _, d := range t.documents {
		for i := range d.rows {
			fn(n, &d.rows[i])
			n++
		}
	}
}
