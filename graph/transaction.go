package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// The indexes of the store. {L,S} finds the quads of a document, {O,P} claims by
// what they name with exact sizes. A scan on an index that the file does not
// have finds nothing and says nothing, so Open compares them.
var (
	bySubject = kv.QuadIndex{Dirs: []quad.Direction{quad.Subject, quad.Predicate}}
	byObject  = kv.QuadIndex{Dirs: []quad.Direction{quad.Object, quad.Predicate}}
	byLabel   = kv.QuadIndex{Dirs: []quad.Direction{quad.Label, quad.Subject}}
	indexes   = []kv.QuadIndex{bySubject, byObject, byLabel}
)

// noBloom leaves out filters that are built from the whole file at each opening.
var noBloom = cayley.Options{kv.OptNoBloom: true}

// transaction is one bbolt transaction with a Cayley store on it that is thrown
// away afterwards. One goroutine uses it at a time.
//
// Used plainly, Cayley opens transactions of its own inside those of its
// iterators, which deadlocks beside a growing writer and lets one query see two
// states; it damages the file when one call both adds and deletes; and after a
// failed call the store object writes nonsense. Here all runs in the one
// transaction, replace deletes before it adds, and a failure rolls back
// everything.
type transaction struct {
	ctx context.Context
	kv  hidalgo.Tx
	qs  cayley.QuadStore

	tables *rowTables // nil where the rows are read from the file
	known  *rowTable  // once it was asked for

	replaced []quad.IRI // the labels under which quads were replaced; nil where none were
}

// pinned is a key-value store that consists of one open transaction, which its
// owner commits or rolls back.
type pinned struct {
	tx       hidalgo.Tx
	writable bool
}

func (p pinned) Close() error { return nil }

func (p pinned) Tx(_ context.Context, writable bool) (hidalgo.Tx, error) {
	if writable && !p.writable {
		return nil, hidalgo.ErrReadOnly
	}
	return borrowed{p.tx}, nil
}

func (p pinned) View(ctx context.Context, fn func(hidalgo.Tx) error) error {
	return fn(borrowed{p.tx})
}

func (p pinned) Update(ctx context.Context, fn func(hidalgo.Tx) error) error {
	if !p.writable {
		return hidalgo.ErrReadOnly
	}
	return fn(borrowed{p.tx})
}

// borrowed is a transaction whose ends are not the borrower's to choose.
type borrowed struct{ hidalgo.Tx }

func (borrowed) Close() error                 { return nil }
func (borrowed) Commit(context.Context) error { return nil }

// newTransaction puts a Cayley store on an open transaction.
func newTransaction(ctx context.Context, tx hidalgo.Tx, writable bool) (*transaction, error) {
	qs, err := kv.New(pinned{tx, writable}, noBloom)
	if err != nil {
		return nil, err
	}
	return &transaction{ctx: ctx, kv: tx, qs: qs}, nil
}

// node returns the number of a node, 0 where the store does not have it.
func (t *transaction) node(v quad.Value) (uint64, error) {
	ref, err := t.qs.ValueOf(v)
	if err != nil || ref == nil {
		return 0, err
	}
	return number(ref), nil
}

// number returns the number of a node that Cayley refers to, 0 for none.
func number(ref cayley.Ref) uint64 {
	n, _ := ref.(kv.Int64Value)
	return uint64(n)
}

// values returns the values of nodes.
func (t *transaction) values(nodes ...uint64) ([]quad.Value, error) {
	refs := make([]cayley.Ref, len(nodes))
	for i, n := range nodes {
		refs[i] = kv.Int64Value(n)
	}
	namer, ok := t.qs.(interface {
		ValuesOf(context.Context, []cayley.Ref) ([]quad.Value, error)
	})
	if !ok {
		return nil, errors.New("the store cannot name nodes") // unreachable: kv.New returns a *kv.QuadStore
	}
	return namer.ValuesOf(t.ctx, refs)
}

// scan calls fn with each quad under a prefix of an index.
func (t *transaction) scan(index kv.QuadIndex, prefix []uint64, fn func(cayley.Ref) error) error {
	it := kv.IndexScan{Index: index, Values: prefix}.BuildIterator(t.qs).Iterate()
	defer it.Close()
	for it.Next(t.ctx) {
		if err := fn(it.Result()); err != nil {
			return err
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	return t.ctx.Err() // Cayley ends an iteration that was cancelled without an error
}

// end returns the node at one end of a quad.
func (t *transaction) end(ref cayley.Ref, d quad.Direction) (uint64, error) {
	end, err := t.qs.QuadDirection(ref, d)
	return number(end), err
}

// size bounds the number of quads with an object and a predicate from above: it
// counts deleted ones too.
func (t *transaction) size(object, predicate uint64) (int, error) {
	costs, err := kv.IndexScan{Index: byObject, Values: []uint64{object, predicate}}.BuildIterator(t.qs).Stats(t.ctx)
	switch {
	case errors.Is(err, hidalgo.ErrNotFound):
		return 0, nil
	case err != nil:
		return 0, err
	}
	return int(costs.Size.Value), nil
}

// under returns the quads under a label.
func (t *transaction) under(label quad.IRI) ([]quad.Quad, error) {
	n, err := t.node(label)
	if err != nil || n == 0 {
		return nil, err
	}
	var quads []quad.Quad
	err = t.scan(byLabel, []uint64{n}, func(ref cayley.Ref) error {
		q, err := t.qs.Quad(ref)
		quads = append(quads, q)
		return err
	})
	return quads, err
}

// labelled is quads by their label.
type labelled map[quad.IRI][]quad.Quad

// replace makes the quads under each label exactly those given, writing only
// what differs. It is called at most once in a transaction.
func (t *transaction) replace(labels labelled) error {
	var gone, added []cayley.Delta
	t.replaced = slices.Sorted(maps.Keys(labels))
	for _, label := range t.replaced { // in order, so that the same work makes the same file
		quads := labels[label]
		old, err := t.under(label)
		if err != nil {
			return err
		}
		have := make(map[quad.Quad]bool, len(old))
		for _, q := range old {
			have[q] = true
		}
		want := make(map[quad.Quad]bool, len(quads))
		for _, q := range quads {
			if err := proper(q, label); err != nil {
				return err
			}
			if !want[q] && !have[q] {
				added = append(added, cayley.Delta{Quad: q, Action: cayley.Add})
			}
			want[q] = true
		}
		for _, q := range old {
			if !want[q] {
				gone = append(gone, cayley.Delta{Quad: q, Action: cayley.Delete})
			}
		}
	}
	for _, deltas := range [][]cayley.Delta{gone, added} {
		if len(deltas) == 0 {
			continue
		}
		if err := t.qs.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
			return err
		}
	}
	return nil
}

// proper refuses a quad that Cayley would write half.
func proper(q quad.Quad, label quad.IRI) error {
	if q.Label != label {
		return fmt.Errorf("quad %v has another label than %s", q, label)
	}
	for _, d := range quad.Directions {
		var s string
		switch v := q.Get(d).(type) {
		case quad.IRI:
			s = string(v)
		case quad.String:
			s = string(v)
		default:
			return fmt.Errorf("quad %v: its %v is a %T", q, d, v)
		}
		if s == "" || !utf8.ValidString(s) {
			return fmt.Errorf("quad %v: its %v is empty or not valid UTF-8", q, d)
		}
	}
	return nil
}

// own is the name of the bucket for our own keys.
var own = []byte("communique")

func (t *transaction) get(key string) (string, error) {
	v, err := t.kv.Get(t.ctx, hidalgo.Key{own, []byte(key)})
	if errors.Is(err, hidalgo.ErrNotFound) {
		return "", nil
	}
	return string(v), err
}

func (t *transaction) put(key, value string) error {
	return t.kv.Put(t.ctx, hidalgo.Key{own, []byte(key)}, []byte(value))
}
