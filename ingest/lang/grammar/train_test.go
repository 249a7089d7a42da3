package grammar

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func tiny(t testing.TB) []Example {
	t.Helper()
	f, err := os.Open("testdata/tiny.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	examples, skipped, err := ReadTreebank(f)
	if err != nil || skipped != 0 {
		t.Fatalf("%d skipped, %v", skipped, err)
	}
	return examples
}

// Training learns a tiny treebank by heart, and gives the same bytes again.
func TestTrain(t *testing.T) {
	examples := tiny(t)
	m := Training{}.Train(examples)
	again := Training{}.Train(tiny(t))
	files := m.Files()
	for name, b := range again.Files() {
		if !bytes.Equal(b, files[name]) {
			t.Errorf("%s differs when trained again", name)
		}
	}
	for _, e := range examples {
		r, s := reading(e)
		r.Sentences, r.Grammar = []communique.Sentence{s}, m
		r.Parse(0)
		if got, want := shown(Example{Text: e.Text, Tokens: r.Tokens}), shown(e); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
		if got, want := m.Names(r, 0, nil), collect(nil, e.names, 0); !slices.Equal(got, want) {
			t.Errorf("%s: names %v, want %v", e.Text, got, want)
		}
	}
	if s := m.Score(examples); !strings.Contains(s, "heads (UAS)                  100.00 %") {
		t.Errorf("the score of what was learnt by heart:\n%s", s)
	}
}

// Whoever follows the oracle's cheapest moves ends with the tree it was made of.
func TestOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for range 500 {
		n := 1 + rng.IntN(14)
		tokens := make([]communique.Token, n)
		for i := range tokens {
			tokens[i].Head = -1
		}
		// A random tree, mostly with crossing arcs, made projective.
		root := rng.IntN(n)
		for i := range tokens {
			if i != root {
				tokens[i].Head = int32(root)
			}
		}
		for i := range tokens {
			if h := rng.IntN(n); i != root && h != i && !below(tokens, h, i) {
				tokens[i].Head = int32(h)
			}
		}
		want := projective(tokens)
		for i, h := range want {
			if h >= 0 && crosses(want, min(int32(i), h), max(int32(i), h), h) {
				t.Fatalf("arc %d → %d of %v crosses others", h, i, want)
			}
		}
		o := newOracle(want)
		var s search
		s.start(make([]word, n), tokens)
		on := make([]bool, n)
		for range 2 * n {
			at := int32(len(s.states) - 1)
			st := &s.states[at]
			costs, m := o.costs(&s, st, on)
			if costs[m] != 0 {
				t.Fatalf("no move without cost in %v: %v", want, costs)
			}
			if m == shift {
				on[st.next] = true
			} else {
				on[s.stacks[st.top].token] = false
			}
			s.reach(at, m)
		}
		s.settle(int32(len(s.states) - 1))
		for i := range s.nodes {
			if s.nodes[i].head != want[i] {
				t.Fatalf("head of %d is %d, want %v", i, s.nodes[i].head, want)
			}
		}
	}
}

// below reports whether token i hangs below token above, or is it.
func below(tokens []communique.Token, i, above int) bool {
	for ; i >= 0; i = int(tokens[i].Head) {
		if i == above {
			return true
		}
	}
	return false
}

func TestClusters(t *testing.T) {
	var text Text
	for range 8 {
		for _, place := range []string{"Oslo", "Riga", "Suva"} {
			for _, verb := range []string{"agrees", "objects", "waits"} {
				text.Add(place + " " + verb + " today. Then, " + place + " " + verb + " again.")
			}
		}
	}
	var a, b bytes.Buffer
	quiet := func(string, ...any) {}
	if err := text.Clusters(&a, quiet); err != nil {
		t.Fatal(err)
	}
	if err := text.Clusters(&b, quiet); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("clusters differ when learnt again (%v)", err)
	}
	c, err := ReadClusters(&a)
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]caseClass{"oslo": capitalCase, "agrees": smallCase} {
		if got, ok := c[hash([]byte(s))]; !ok || got.written != want || got.number < groupSize {
			t.Errorf("%s: %+v, want case %d", s, got, want)
		}
	}
	for _, bad := range []string{"17 1\n", "x 1 word\n", "17 9 word\n", "3 1 word\n", "900 1 word\n"} {
		if _, err := ReadClusters(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}
