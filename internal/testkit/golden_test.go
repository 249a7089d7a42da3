package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a test that keeps what it is told.
type recorder struct {
	testing.TB
	failed []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.failed = append(r.failed, format)
	for _, a := range args {
		if s, ok := a.(string); ok {
			r.failed = append(r.failed, s)
		}
	}
}

func TestGolden(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "golden.txt")
	Golden(t, path, "one\ntwo\n", true)
	if b, err := os.ReadFile(path); err != nil || string(b) != "one\ntwo\n" {
		t.Fatalf("written %q, %v", b, err)
	}
	for got, differs := range map[string]bool{"one\ntwo\n": false, "one\ntwo": true, "one\n": true, "": true, "one\n2\n": true, "one\ntwo\nthree\n": true} {
		r := &recorder{TB: t}
		Golden(r, path, got, false)
		if failed := len(r.failed) > 0; failed != differs {
			t.Errorf("%q: failed %v, want %v", got, failed, differs)
		}
	}
	r := &recorder{TB: t}
	Golden(r, path, "one\n2\n", false)
	if told := strings.Join(r.failed, " "); !strings.Contains(told, "2") || !strings.Contains(told, "two") {
		t.Errorf("the difference is not told: %s", told)
	}
}
