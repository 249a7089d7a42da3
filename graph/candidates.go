package graph

import (
	"cmp"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// access is a way to find claims: the quads that lead by one of the predicates
// to one of the objects.
type access struct {
	predicates []quad.IRI
	objects    []quad.Value
}

// accesses returns the ways to find what passes a filter. What passes is found
// by each of them.
func accesses(f communique.Filter) []access {
	var ways []access
	add := func(objects []quad.Value, predicates ...quad.IRI) {
		if len(objects) > 0 {
			ways = append(ways, access{predicates, objects})
		}
	}
	add(nodes(f.Questions, questionNode), question)
	add(nodes(f.Actors, entityNode), naming...)
	add(nodes(f.Topics, entityNode), topic)
	add(nodes(f.Kinds, kindNode), typeOf)
	var outlets []quad.Value
	for _, name := range f.Outlets {
		outlets = append(outlets, quad.String(name))
	}
	add(outlets, outlet)
	return ways
}

func nodes[T any](items []T, node func(T) quad.IRI) []quad.Value {
	var out []quad.Value
	for _, item := range items {
		out = append(out, node(item))
	}
	return out
}

// posting is one entry of the index by object: the quads with an object and a predicate.
type posting struct{ object, predicate uint64 }

// postings looks up an access and bounds the number of its quads.
func (t *transaction) postings(a access) (list []posting, size int, err error) {
	for _, o := range a.objects {
		on, err := t.node(o)
		if err != nil {
			return nil, 0, err
		}
		if on == 0 {
			continue
		}
		for _, p := range a.predicates {
			pn, err := t.node(p)
			if err != nil {
				return nil, 0, err
			}
			if pn == 0 {
				continue
			}
			n, err := t.size(on, pn)
			if err != nil {
				return nil, 0, err
			}
			if n > 0 {
				list = append(list, posting{on, pn})
				size += n
			}
		}
	}
	return list, size, nil
}

// labels returns the distinct labels of the quads of an access, sorted.
func (t *transaction) labels(list []posting) ([]uint64, error) {
	var out []uint64
	for _, p := range list {
		err := t.scan(byObject, []uint64{p.object, p.predicate}, func(ref cayley.Ref) error {
			n, err := t.end(ref, quad.Label)
			if len(out) == 0 || out[len(out)-1] != n { // the quads of a document mostly stand together
				out = append(out, n)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// rowsPerQuad is how much dearer it is to read the rows of a document than one
// quad of an index: a further access is worth while as long as it is shorter
// than this many times the documents it could rule out.
const rowsPerQuad = 8

// quadsOfMost is how many quads for each document in the store an access may
// have: with more, it leads to most documents, and to read all is quicker.
const quadsOfMost = 2

// candidates returns the nodes of the documents of the file that may hold a claim that
// passes the filter and, where given, is found by way. The most selective
// access comes first; others only where they pay.
func (t *transaction) candidates(f communique.Filter, way ...access) ([]uint64, error) {
	type found struct {
		list []posting
		size int
	}
	var docs []uint64
	known := false
	if len(f.Documents) > 0 {
		for _, id := range f.Documents {
			n, err := t.node(documentNode(id))
			if err != nil {
				return nil, err
			}
			if n != 0 {
				docs = append(docs, n)
			}
		}
		slices.Sort(docs)
		docs, known = slices.Compact(docs), true
	}
	var ways []found
	for _, a := range append(accesses(f), way...) {
		list, size, err := t.postings(a)
		if err != nil || size == 0 {
			return nil, err
		}
		ways = append(ways, found{list, size})
	}
	every, size, err := t.postings(access{[]quad.IRI{typeOf}, []quad.Value{article}})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(ways, func(a, b found) int { return cmp.Compare(a.size, b.size) })
	for _, w := range ways {
		if known && w.size > rowsPerQuad*len(docs) || !known && w.size > quadsOfMost*size {
			break
		}
		labels, err := t.labels(w.list)
		if err != nil {
			return nil, err
		}
		if known {
			labels = both(docs, labels)
		}
		docs, known = labels, true
	}
	if known {
		return docs, nil
	}
	return t.labels(every)
}

// both returns what two sorted lists share.
func both[T cmp.Ordered](a, b []T) []T {
	var out []T
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}

// walk calls fn with each row that the filter does not leave out, by documents.
// What a reader holds belongs to the table, where there is one, and has to be loaded.
func (t *transaction) walk(f communique.Filter, fn func(r *reader, m communique.Match)) error {
	table, err := t.inMemory()
	if err != nil {
		return err
	}
	if table != nil {
		return table.choose(f).walk(t.ctx, fn)
	}
	docs, err := t.candidates(f)
	if err != nil {
		return err
	}
	return t.walkFile(docs, f, fn)
}

// walkFile is walk over the rows of some documents of the file, in their order.
func (t *transaction) walkFile(docs []uint64, f communique.Filter, fn func(r *reader, m communique.Match)) error {
	predicate, err := t.node(rows)
	if err != nil || predicate == 0 {
		return err
	}
	var r reader
	for _, doc := range docs {
		text, err := t.rowsNode(doc, predicate)
		if err != nil {
			return err
		}
		if text == 0 {
			continue // the label of something that is no document
		}
		plain, err := t.rowsText(text)
		if err != nil {
			return err
		}
		if err := r.open(plain); err != nil {
			return err
		}
		r.node = doc
		for {
			more, err := r.next()
			if err != nil {
				return err
			}
			if !more {
				break
			}
			if m := f.Match(r.record); m != communique.Out {
				fn(&r, m)
			}
		}
	}
	return t.ctx.Err()
}
