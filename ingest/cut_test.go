package ingest_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestCutShort reads every sentence of the samples from its beginning to each of
// its words, from each of its words to its end, and over again without a stop:
// whatever a finder waits for, the text may end before it comes.
func TestCutShort(t *testing.T) {
	rd := newReader(t)
	data := testkit.Data(t)
	names, err := fs.Glob(data, "samples/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	seen := map[string]bool{}
	for i, name := range names {
		if testing.Short() && i%5 > 0 {
			continue
		}
		text, err := fs.ReadFile(data, name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(path.Base(name), func(t *testing.T) {
			for _, sentence := range strings.SplitAfter(string(text), ". ") {
				words := strings.Fields(sentence)
				for i := range words {
					for _, part := range []string{strings.Join(words[:i], " "), strings.Join(words[i:], " "), strings.Repeat(strings.Join(words[:i], " ")+" ", 3)} {
						if seen[part] {
							continue
						}
						seen[part] = true
						if _, err := rd.Read(ingest.Input{Name: "a.txt", Data: []byte(part)}); err != nil && strings.Contains(err.Error(), "fault") {
							t.Errorf("%q: %v", part, err)
						}
					}
				}
			}
		})
	}
}
