package format

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the formats read into the golden files")

// dump writes a text as the golden files hold it: what is known, then each block
// with its type, or the words where there are no blocks.
func dump(t Text) string {
	var b strings.Builder
	for _, f := range []field{{"format", t.Format}, {"title", t.Title}, {"outlet", t.Outlet}, {"author", t.Author}, {"url", t.URL}, {"licence", t.Licence}, {"language", t.Language}} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.key, f.value)
		}
	}
	for _, d := range t.Dates {
		fmt.Fprintf(&b, "date: %s (%s)\n", d.Raw, d.Basis)
	}
	for _, block := range t.Blocks {
		fmt.Fprintf(&b, "%s %q\n", block.Type, block.Of(t.Text))
	}
	if t.Blocks == nil {
		fmt.Fprintf(&b, "%q\n", t.Text)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		in, want := a.Files[0], &a.Files[1]
		read, err := Parse(in.Name, in.Data)
		got := dump(read)
		if err != nil {
			got = "error: " + err.Error() + "\n"
		}
		checkText(t, read)
		if *update {
			want.Data = []byte(got)
			if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got != string(want.Data) {
			t.Errorf("%s\n got\n%s\nwant\n%s", file, got, want.Data)
		}
	}
}
