package web

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// countedLog is a log of so many entries that counts how many of them are read.
type countedLog struct {
	Corpus
	length, read uint64
}

func (l *countedLog) Entries(_ context.Context, since uint64) iter.Seq2[corpus.Entry, error] {
	return func(yield func(corpus.Entry, error) bool) {
		for seq := since + 1; seq <= l.length; seq++ {
			l.read++
			e := corpus.Entry{Seq: seq, Recorded: time.Unix(int64(seq)*3600, 0), Kind: corpus.ReadingEntry, Document: communique.DocID(fmt.Sprint(seq))}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// However the log grows, a tail holds its last entries and reads each entry once.
func TestTail(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var l countedLog
		var end tail
		for range 20 {
			l.length += random.Uint64N([]uint64{2, 100, 3 * tailLength}[random.IntN(3)])
			asked := l.length - min(l.length, random.Uint64N(3)) // who asks may have looked before the log grew
			got, whole, err := end.upTo(t.Context(), &l, asked)
			if err != nil {
				t.Fatal(err)
			}
			if whole != (uint64(len(got)) == asked) {
				t.Fatalf("%d of %d entries, whole: %v", len(got), asked, whole)
			}
			if n := uint64(len(got)); n > tailLength || n+2 < min(asked, tailLength) {
				t.Fatalf("%d of %d entries", n, asked)
			}
			for i, e := range got {
				if seq := asked - uint64(len(got)-1-i); e.document != communique.DocID(fmt.Sprint(seq)) || e.day != communique.DayOf(time.Unix(int64(seq)*3600, 0)) {
					t.Fatalf("entry %d of %d up to %d is %v", i, len(got), asked, e)
				}
			}
		}
		if l.read > l.length+20 {
			t.Errorf("%d entries were read of %d", l.read, l.length)
		}
	}
}
