package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSecondOpenIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := Open(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("second open: %v, want ErrLocked", err)
	}
}

func TestOpenFileRefusesWhatIsNoCorpus(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "text": strings.Repeat("not a corpus\n", 1000)} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := OpenFile(file)
		if err == nil {
			c.Close()
			t.Errorf("%s: opened", name)
		} else if !strings.Contains(err.Error(), file) {
			t.Errorf("%s: error %q does not name the file", name, err)
		}
	}
	if _, err := OpenFile(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestOtherFormatIsRefused(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = c.b.update(ctx, func(t tx) error { return t.put(metaTable, []byte("format"), []byte("99")) })
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), `"99"`) {
		t.Errorf("opening a corpus of format 99: %v", err)
	}
}
