package region

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

// TestSteps holds that no rule looks further than a fixed number of units, so
// that the work is in proportion to the text.
func TestSteps(t *testing.T) {
	const furthest = 520
	for _, piece := range []string{"Contents\n", "Contents\nA line 5\n", "\fA head of pages\n\n1\n\n", "12\n", "Page 3 of 4\n", "a\n", "A .... 5\n", "1 See http://a.b.\n", "1. sam says:\n", "Q: a?\n", "Home\n"} {
		text := strings.Repeat(piece, 20_000)
		d := &draft{units: units(text, nil)}
		d.learn()
		d.setBoilerplate()
		d.setArticle()
		if most := furthest * len(d.units); d.steps > most {
			t.Errorf("%d steps for %d units of %q, want at most %d", d.steps, len(d.units), piece, most)
		}
		checkRegions(t, text, d.regions())
	}
}

// One line of ten megabytes is judged like any other.
func BenchmarkLongLine(b *testing.B) {
	for name, piece := range map[string]string{"digits": "7", "dots": ".", "spaced dots": " .", "quotes": "“(\""} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(piece, 10<<20/len(piece))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Classify(text, nil)
			}
		})
	}
}

func BenchmarkClassify(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(b), "corpora", "policy", "*.txt"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no corpora: %v", err)
	}
	var texts []string
	size := int64(0)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, strings.ToValidUTF8(string(data), "?"))
		size += int64(len(data))
	}
	b.SetBytes(size)
	for b.Loop() {
		for _, text := range texts {
			Classify(text, nil)
		}
	}
}
