package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
)

// BenchmarkRead reads the policy statements beside the project, all stages, on
// one goroutine. On a machine that others use too, cpu-MB/s is the figure to go by.
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
	before := processorTime(b)
	for b.Loop() {
		for _, in := range inputs {
			if _, err := rd.Read(in); err != nil {
				b.Fatal(err)
			}
		}
	}
	used := processorTime(b) - before
	b.ReportMetric(float64(used.Nanoseconds())/float64(b.N), "cpu-ns/op")
	b.ReportMetric(float64(size)*float64(b.N)/1e6/used.Seconds(), "cpu-MB/s")
}

// processorTime returns the time that this process has spent on processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkOneLine reads one line of nothing but words, quotations, digits or
// dots, from a kilobyte to the largest document: the speed must not fall as the
// line grows.
func BenchmarkOneLine(b *testing.B) {
	rd := newReader(b)
	for _, unit := range []struct{ name, text string }{
		{"words", "the ministers agreed that cyber attacks are serious and "},
		{"quotes", "“we said “they said "},
		{"digits", "1234567890"},
		{"dots", "."},
		{"brackets", "("},
		{"names", "Jens Stoltenberg NATO Estonia "},
		{"dates", "14 June 2021 last week "},
		{"numbers", "28 members over 120 diplomats "},
	} {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"1kB", 1e3}, {"100kB", 1e5}, {"10MB", 1e7}} {
			b.Run(unit.name+"/"+size.name, func(b *testing.B) {
				data := []byte(strings.Repeat(unit.text, size.bytes/len(unit.text)))
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := rd.Read(ingest.Input{Name: "a.txt", Data: data}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
