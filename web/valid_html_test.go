package web_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

// validity is what html-validate holds pages to: the HTML standard, without
// opinions on taste.
const validity = `{"root": true, "extends": ["html-validate:standard"], "elements": ["html5"]}`

// TestPagesAreValidHTML asks html-validate for every page of the house.
func TestPagesAreValidHTML(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: asking html-validate is not short")
	}
	validator := filepath.Join(testkit.Root(t), "web", "node_modules", "html-validate", "bin", "html-validate.mjs")
	if _, err := os.Stat(validator); err != nil {
		t.Skip("skipped: html-validate is not installed; run: make npm")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: html-validate needs node")
	}
	h, dir := openHouse(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), []byte(validity), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range h.pages() {
		answer, err := http.Get(h.base + c.address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, c.name+".html"), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// It ends before a pipe has taken all that it says; a file holds everything.
	found := filepath.Join(t.TempDir(), "found.json")
	cmd := exec.CommandContext(t.Context(), node, validator, "--formatter", "json="+found, "--ext", "html", dir)
	cmd.Dir = dir
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	out, err := os.ReadFile(found)
	if err != nil {
		t.Fatal(err)
	}
	var files []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line                      int
		}
	}
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatalf("html-validate says no JSON: %v: %.500s", err, out)
	}
	for _, f := range files {
		for i, m := range f.Messages {
			if i == 10 {
				t.Errorf("%s: and %d more", f.FilePath, len(f.Messages)-i)
				break
			}
			t.Errorf("%s, line %d, %s: %s (%s)", strings.TrimSuffix(filepath.Base(f.FilePath), ".html"), m.Line, m.RuleID, m.Message, m.Selector)
		}
	}
}
