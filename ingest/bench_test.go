package ingest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
)

// BenchmarkRead reads the policy statements beside the project, all stages, on
// one goroutine.
func BenchmarkRead(b *testing.B) {
	rd := newReader(b)
	names, err := filepath.Glob(filepath.Join(testkit.Shared(b), "corpora", "policy", "*.txt"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no policy statements: %v", err)
	}
	var inputs []ingest.Input
	size := int64(0)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, ingest.Input{Name: filepath.Base(name), Data: data})
		size += int64(len(data))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, in := range inputs {
			if _, err := rd.Read(in); err != nil {
				b.Fatal(err)
			}
		}
	}
}
