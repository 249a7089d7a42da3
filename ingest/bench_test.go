package ingest_test

import (
	"archive/tar"
	"compress/gzip"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/internal/testkit"
)

// BenchmarkRead reads what people read, all stages, on one goroutine: news,
// which is full of attributions, policy statements, and transcripts. On a machine
// that others use too, cpu-MB/s and cpu-tokens/s are the figures to go by.
func BenchmarkRead(b *testing.B) {
	shared := testkit.Shared(b)
	for _, corpus := range []struct {
		name  string
		texts func(b *testing.B, shared string) []ingest.Input
	}{{"news", news}, {"policy", policy}, {"transcripts", transcripts}} {
		b.Run(corpus.name, func(b *testing.B) {
			rd := newReader(b)
			inputs := corpus.texts(b, shared)
			size, tokens := 0, 0
			for _, in := range inputs {
				d, err := rd.Read(in)
				if err != nil {
					b.Fatal(err)
				}
				size += len(in.Data)
				r := &communique.Reading{Document: d}
				lang.Segment(r)
				tokens += len(r.Tokens)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			before := processorTime(b)
			for b.Loop() {
				for _, in := range inputs {
					if _, err := rd.Read(in); err != nil {
						b.Fatal(err)
					}
				}
			}
			used := (processorTime(b) - before).Seconds() / float64(b.N)
			b.ReportMetric(float64(size)/1e6/used, "cpu-MB/s")
			b.ReportMetric(float64(tokens)/used, "cpu-tokens/s")
		})
	}
}

func policy(b *testing.B, shared string) []ingest.Input {
	return files(b, filepath.Join(shared, "corpora", "policy", "*.txt"))
}

// news returns the texts of PolNeAR's development part and of TimeBank, without
// their marks.
func news(b *testing.B, shared string) []ingest.Input {
	mark := regexp.MustCompile(`<[^>]*>`)
	inputs := files(b, filepath.Join(shared, "datasets", "polnear", "dev", "text", "*.txt"))
	for _, in := range files(b, filepath.Join(shared, "datasets", "tempeval3", "TimeBank", "*.tml")) {
		_, text, _ := strings.Cut(string(in.Data), "<TEXT>")
		text, _, _ = strings.Cut(text, "</TEXT>")
		in.Name += ".txt"
		in.Data = []byte(html.UnescapeString(mark.ReplaceAllString(text, "")))
		inputs = append(inputs, in)
	}
	return inputs
}

// transcripts returns press briefings of the White House, each twentieth of its archive.
func transcripts(b *testing.B, shared string) []ingest.Input {
	f, err := os.Open(filepath.Join(shared, "corpora", "scale", "wh_briefings_2021-2026.tar.gz"))
	if err != nil {
		b.Skip(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var inputs []ingest.Input
	archive := tar.NewReader(unzipped)
	for n := 0; ; {
		h, err := archive.Next()
		if err == io.EOF {
			return inputs
		}
		if err != nil {
			b.Fatal(err)
		}
		if !strings.Contains(h.Name, "press-briefings/") || h.Typeflag != tar.TypeReg {
			continue
		}
		if n++; n%20 != 0 {
			continue
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, ingest.Input{Name: filepath.Base(h.Name), Data: data})
	}
}

func files(b *testing.B, pattern string) []ingest.Input {
	b.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		b.Skipf("no texts: %s", pattern)
	}
	var inputs []ingest.Input
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, ingest.Input{Name: filepath.Base(name), Data: data})
	}
	return inputs
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
