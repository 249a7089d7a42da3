package grammar

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "make the golden files again")

func stored(t testing.TB) *Models {
	t.Helper()
	m := New(testkit.Data(t))
	if err := m.Load(); err != nil {
		t.Fatal(err)
	}
	return m
}

// check holds what is promised of every sentence.
func check(t *testing.T, r *communique.Reading) {
	t.Helper()
	for _, s := range r.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := r.Tokens[i]
			if tok.Tag == communique.Untagged || int(tok.Tag) >= communique.Tags || tok.Dependency == communique.Unparsed || int(tok.Dependency) >= communique.Dependencies {
				t.Fatalf("%q has tag %d, relation %d", r.Word(i), tok.Tag, tok.Dependency)
			}
			if (tok.Head < 0) != (tok.Dependency == communique.Root) {
				t.Fatalf("%q is %v and hangs on %d", r.Word(i), tok.Dependency, tok.Head)
			}
			if tok.Head < 0 {
				roots++
				continue
			}
			if h := int(tok.Head); h < s.First || h >= s.Last || h == i {
				t.Fatalf("%q hangs on %d, outside of its sentence", r.Word(i), h)
			}
			first, last := r.Subtree(int(tok.Head))
			if i < first || i >= last {
				t.Fatalf("%q does not stand in the subtree of its head", r.Word(i))
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in %q", roots, s.Of(r.Text))
		}
	}
}

func parsed(m *Models, text string) (*communique.Reading, []Name) {
	r := cut(text)
	r.Grammar = m
	var names []Name
	for i := range r.Sentences {
		r.Parse(i)
		names = m.Names(r, i, names)
	}
	return r, names
}

// TestSentences shows, in testdata/sentences.txt, what the stored models make of
// sentences of our own; the trees are read when they change.
func TestSentences(t *testing.T) {
	m := stored(t)
	b, err := os.ReadFile("testdata/sentences.in")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(b)) {
		r, names := parsed(m, strings.TrimSpace(line))
		check(t, r)
		fmt.Fprintf(&out, "%s", line)
		for _, s := range r.Sentences {
			for i := s.First; i < s.Last; i++ {
				tok, head := r.Tokens[i], "–"
				if tok.Head >= 0 {
					head = r.Word(int(tok.Head))
				}
				fmt.Fprintf(&out, "  %-16s %-5v %-13v %s\n", r.Word(i), tok.Tag, tok.Dependency, head)
			}
		}
		for _, n := range names {
			fmt.Fprintf(&out, "  = %v: %s\n", n.Kind, r.Text[r.Tokens[n.First].Start:r.Tokens[n.Last-1].End])
		}
		out.WriteString("\n")
	}
	testkit.Golden(t, "testdata/sentences.txt", out.String(), *update)
}

// TestScores measures the stored models on the development parts of the treebanks.
func TestScores(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: scores take seconds; go test without -short makes them")
	}
	dir := filepath.Join(testkit.Shared(t), "datasets", "treebanks")
	m := stored(t)
	var out strings.Builder
	for _, name := range []string{"ewt-dev.conllu", "gum-dev.conllu"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("skipped: %v", err)
		}
		examples, skipped, err := ReadTreebank(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "# %s, %d left out\n\n%s\n", name, skipped, m.Score(examples))
	}
	testkit.Golden(t, "testdata/scores.txt", out.String(), *update)
}

func TestLoadRefuses(t *testing.T) {
	good := fstest.MapFS{}
	for name, b := range (Training{}).Train(tiny(t)).Files() {
		good[name] = &fstest.MapFile{Data: b}
	}
	if err := New(good).Load(); err != nil {
		t.Fatal(err)
	}
	const file = "models/moves.bin"
	data := good[file].Data
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":     {nil, "holds no weights"},
		"foreign":   {[]byte("GIF89a and a good deal more than a header has"), "holds no weights"},
		"cut":       {data[:len(data)-1], "damaged"},
		"longer":    {append(slices.Clone(data), 0), "damaged"},
		"changed":   {changed(data, len(data)-1), "damaged"},
		"edition":   {changed(data, headerSize-16), "another edition"},
		"row":       {changed(data, headerSize-12), "another edition"},
		"half":      {seal(data[headerSize:headerSize+3*moveStride], moveStride), "impossible size"},
		"no rows":   {seal(nil, moveStride), "impossible size"},
		"no header": {data[:headerSize-1], "holds no weights"},
	} {
		bad := fstest.MapFS{}
		for n, f := range good {
			bad[n] = f
		}
		bad[file] = &fstest.MapFile{Data: c.data}
		m := New(bad)
		err := m.Load()
		if err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "modeltrain") {
			t.Errorf("%s: %v; want the file, %q and the remedy", name, err, c.want)
		}
		// Nothing is tagged then, and nothing breaks.
		r := cut("Oslo agreed.")
		m.Tag(r, r.Sentences[0])
		m.Parse(r, r.Sentences[0])
		if r.Tokens[0].Tag != communique.Untagged || r.Tokens[0].Dependency != communique.Unparsed {
			t.Errorf("%s: tokens are tagged all the same", name)
		}
	}
	delete(good, file)
	if err := New(good).Load(); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := fs.Stat(good, file); err == nil {
		t.Error("the file is still there")
	}
}

func changed(b []byte, at int) []byte {
	b = slices.Clone(b)
	b[at] ^= 0x55
	return b
}

// Many goroutines share the models, and each reads what one alone would.
func TestModelsAreShared(t *testing.T) {
	m := New(testkit.Data(t))
	const text = "The ministers of Norway met in Oslo on Tuesday. They said that the attack was carried out by a group which nobody knows."
	var wg sync.WaitGroup
	got := make([]string, 8)
	for k := range got {
		wg.Go(func() {
			for range 20 {
				r, names := parsed(m, text)
				got[k] = fmt.Sprint(r.Tokens, names)
			}
		})
	}
	wg.Wait()
	for k := range got {
		if got[k] != got[0] {
			t.Errorf("goroutine %d reads otherwise:\n%s\n%s", k, got[k], got[0])
		}
	}
}

// Sentences that have no end are taken in pieces, whose roots stand beside each other.
func TestEndlessSentence(t *testing.T) {
	m := stored(t)
	for _, text := range []string{
		strings.Repeat("Norway, Fiji and Peru ", 400),
		strings.Repeat("word ", 3000),
		strings.Repeat("( ", 1000),
		strings.Repeat("a, ", 300) + ".",
	} {
		r, _ := parsed(m, text)
		check(t, r)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	if race {
		t.Skip("skipped: under the race detector a pool forgets on purpose")
	}
	m := stored(t)
	r := cut("The Council condemned the attacks on hospitals, which it attributed to a group in the service of another state.")
	s := r.Sentences[0]
	r.Grammar = m
	names := m.Names(r, 0, nil)
	if n := testing.AllocsPerRun(100, func() {
		m.Tag(r, s)
		m.Parse(r, s)
		names = m.Names(r, 0, names[:0])
	}); n >= 1 {
		t.Errorf("%v allocations for a sentence", n)
	}
}

func FuzzModels(f *testing.F) {
	for _, s := range []string{
		"The attack was carried out by a group.", "NATO’s 28 allies don't agree.", "“Why?” he asked. – “Because.”", "a\tb\tc", "\xff\xfe", "İstanbul ǅ ß",
		strings.Repeat("x-", 300), strings.Repeat("’", 300), "MINISTERS AGREE ON A PLEDGE", "1. 2. 3. (a) (b)", "",
	} {
		f.Add(s)
	}
	m := stored(f)
	f.Fuzz(func(t *testing.T, text string) {
		r, names := parsed(m, text)
		check(t, r)
		for k, n := range names {
			if n.First >= n.Last || k > 0 && n.First < names[k-1].Last || n.Kind == NoName || n.Kind >= nameKinds {
				t.Fatalf("name %d of %v", k, names)
			}
		}
		again, others := parsed(m, text)
		if !slices.Equal(r.Tokens, again.Tokens) || !slices.Equal(names, others) {
			t.Fatal("the second reading differs")
		}
	})
}

// Any stream of tokens is tagged and parsed, also one that no text is cut into.
func FuzzTokens(f *testing.F) {
	f.Add("Oslo agreed .", uint64(1))
	f.Add(strings.Repeat("a", 700), uint64(2))
	m := stored(f)
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		r := &communique.Reading{Document: &communique.Document{Text: text}}
		for i := 0; i < len(text); {
			seed = seed*k0 + 1
			end := min(len(text), i+1+int(seed>>60))
			r.Tokens = append(r.Tokens, communique.Token{Span: communique.Span{Start: i, End: end}, Kind: communique.TokenKind(seed >> 40 & 3)})
			i = end
		}
		if len(r.Tokens) == 0 {
			return
		}
		r.Sentences = []communique.Sentence{{Span: communique.Span{End: len(text)}, Last: len(r.Tokens)}}
		r.Grammar = m
		r.Parse(0)
		check(t, r)
	})
}
