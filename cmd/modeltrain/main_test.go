package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

// treebank makes a folder with a tiny treebank to learn from and to score.
func treebank(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testkit.Root(t), "ingest", "lang", "grammar", "testdata", "tiny.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"tiny-train.conllu", "tiny-dev.conllu"} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func models(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "models")
	if err := os.Mkdir(out, 0o777); err != nil {
		t.Fatal(err)
	}
	return out
}

// A user learns clusters and models, scores them, and gets the same bytes again.
func TestTrainAndScore(t *testing.T) {
	dir, texts := treebank(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(texts, "a.txt"), []byte(strings.Repeat("Norway signed the treaty. Peru rejected the plan.\n\n", 40)), 0o666); err != nil {
		t.Fatal(err)
	}
	var scores [2]bytes.Buffer
	var written [2]map[string]string
	for k := range written {
		out := models(t)
		var log bytes.Buffer
		if err := run([]string{"--clusters", "--out", out, texts}, &log, &log); err != nil {
			t.Fatal(err)
		}
		if err := run([]string{"--treebanks", dir, "--out", out}, &scores[k], &log); err != nil {
			t.Fatal(err)
		}
		written[k] = map[string]string{}
		names, err := filepath.Glob(filepath.Join(out, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			written[k][filepath.Base(name)] = string(b)
		}
		var again bytes.Buffer
		if err := run([]string{"--eval", "--out", out, filepath.Join(dir, "tiny-dev.conllu")}, &again, &log); err != nil {
			t.Fatal(err)
		}
		if got, want := again.String(), scores[k].String(); got != want || !strings.Contains(got, "heads (UAS)") {
			t.Errorf("scores of the stored weights:\n%s\nthose printed after training:\n%s", got, want)
		}
	}
	if len(written[0]) != 7 {
		t.Errorf("%d files written, want clusters and six tables", len(written[0]))
	}
	for name, b := range written[0] {
		if written[1][name] != b {
			t.Errorf("%s differs when made again", name)
		}
	}
}

func TestRefusals(t *testing.T) {
	out := models(t)
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no treebanks":     {nil, "--treebanks is missing"},
		"empty folder":     {[]string{"--treebanks", t.TempDir(), "--out", out}, "no *-train.conllu"},
		"another folder":   {[]string{"--treebanks", ".", "--out", t.TempDir()}, "must be named models"},
		"no weights":       {[]string{"--eval", "--out", out, "x.conllu"}, "modeltrain"},
		"no texts":         {[]string{"--clusters", "--out", out, t.TempDir()}, "name the folders"},
		"no folder":        {[]string{"--clusters", "--out", out, filepath.Join(out, "none")}, "none"},
		"unknown flag":     {[]string{"--fast"}, "fast"},
		"a broken bracket": {[]string{"--treebanks", "[", "--out", out}, "pattern"},
	} {
		var b bytes.Buffer
		if err := run(c.args, &b, &b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
