package claim

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

// TestGatesMissNothing holds that a sentence which is passed over, because it
// holds no phrase or word that a finder needs, has nothing to be found in it.
func TestGatesMissNothing(t *testing.T) {
	texts := goldenTexts(t)
	names, err := filepath.Glob(filepath.Join(testkit.Shared(t), "corpora", "policy", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.NewReplacer("[", "(", "]", ")", "{", "(", "}", ")").Replace(string(data)))
	}
	passed, found := 0, 0
	for _, text := range texts {
		r := read(t, june2018, text)
		s := newScan(&testFinder, r)
		for i := range r.Sentences {
			l := s.lineOf(i)
			positions := l.linePositions()
			if found += len(positions); l.speaksOfPolicy() {
				continue
			}
			passed++
			for _, c := range positions {
				t.Errorf("%q is passed over, and holds %q", l.Sentence.Of(r.Text), c.Evidence.Exact)
			}
		}
	}
	if passed == 0 || found == 0 {
		t.Errorf("%d sentences were passed over and %d positions found: the test holds nothing", passed, found)
	}
}
