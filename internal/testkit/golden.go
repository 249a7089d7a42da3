package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Golden compares text with a committed file and shows the first line that
// differs. With update it writes the file instead; read the difference then.
func Golden(t testing.TB, path, got string, update bool) {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	committed, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update makes the file)", err)
	}
	want := string(committed)
	if got == want {
		return
	}
	line, rest := 1, want
	for {
		g, moreGot, _ := strings.Cut(got, "\n")
		w, moreWant, _ := strings.Cut(rest, "\n")
		if g != w || moreGot == "" || moreWant == "" {
			t.Errorf("%s line %d:\n got %s\nwant %s\n(go test -update makes the file again; read the difference)", path, line, g, w)
			return
		}
		line, got, rest = line+1, moreGot, moreWant
	}
}
