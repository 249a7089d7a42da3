package grammar

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// samples returns the sample collection as one reading.
func samples(b *testing.B) (*communique.Reading, *Models) {
	b.Helper()
	data := testkit.Data(b)
	names, err := fs.Glob(data, "samples/*.md")
	if err != nil || len(names) == 0 {
		b.Fatalf("no samples: %v", err)
	}
	var text strings.Builder
	for _, name := range names {
		s, err := fs.ReadFile(data, name)
		if err != nil {
			b.Fatal(err)
		}
		text.Write(s)
	}
	r := cut(text.String())
	m := stored(b)
	r.Grammar = m
	for i := range r.Sentences {
		r.Tag(i)
	}
	return r, m
}

func rate(b *testing.B, r *communique.Reading) {
	b.ReportMetric(float64(len(r.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkTag(b *testing.B) {
	r, m := samples(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range r.Sentences {
			m.Tag(r, s)
		}
	}
	rate(b, r)
}

func BenchmarkParse(b *testing.B) {
	r, m := samples(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range r.Sentences {
			m.Parse(r, s)
		}
	}
	rate(b, r)
}

func BenchmarkNames(b *testing.B) {
	r, m := samples(b)
	var names []Name
	b.ReportAllocs()
	for b.Loop() {
		for i := range r.Sentences {
			names = m.Names(r, i, names[:0])
		}
	}
	rate(b, r)
}
