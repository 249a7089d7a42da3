// Package testkit gives tests what they share: the repository's data folder and
// the material beside the project.
package testkit

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Root returns the repository's folder.
func Root(t testing.TB) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("testkit: no caller information")
	}
	return filepath.Dir(filepath.Dir(filepath.Dir(file)))
}

// Data returns the repository's data folder, which holds gazetteer, reference and samples.
func Data(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS(filepath.Join(Root(t), "data"))
}

// Shared returns the folder of shared material (seeds, gold, corpora): the one
// named by COMMUNIQUE_SHARED, else ../shared beside the repository. Where there
// is none, the test is skipped and says so.
func Shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("COMMUNIQUE_SHARED")
	if dir == "" {
		dir = filepath.Join(Root(t), "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "seeds")); err != nil {
		t.Skipf("skipped: the shared material is not at hand (%s); set COMMUNIQUE_SHARED to its folder", dir)
	}
	return dir
}
