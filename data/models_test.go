package data

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/communique-kg/communique/ingest/lang/grammar"
)

// TestModels proves that the weights that ship are whole, of this edition, and small.
func TestModels(t *testing.T) {
	m := grammar.New(Files())
	if err := m.Load(); err != nil {
		t.Fatal(err)
	}
	files := m.Files()
	names, err := fs.Glob(Files(), "models/*")
	if err != nil {
		t.Fatal(err)
	}
	const most = 12 << 20
	size := int64(0)
	for _, name := range names {
		b, err := fs.ReadFile(Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		size += int64(len(b))
		if want, ok := files[name]; !ok {
			t.Errorf("%s: no model reads this file", name)
		} else if !slices.Equal(b, want) {
			t.Errorf("%s: read and written again it differs", name)
		}
	}
	if len(names) != len(files) {
		t.Errorf("%d files, the models have %d", len(names), len(files))
	}
	if size > most {
		t.Errorf("the models take %d bytes, at most %d may ship", size, most)
	}
}
