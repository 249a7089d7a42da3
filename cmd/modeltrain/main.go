// Command modeltrain trains the models of data/models.
//
//	modeltrain --treebanks DIR --out data/models
//
// learns from DIR/*-train.conllu and out/clusters.txt, writes the weights to out
// and prints their scores on DIR/*-dev.conllu;
//
//	modeltrain --eval [--out data/models] FILE...
//
// prints the scores of the weights in out on files of CoNLL-U;
//
//	modeltrain --clusters [--out data/models] DIR...
//
// learns out/clusters.txt from the plain text (*.txt, *.md) in the folders.
//
// The same input gives the same bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/communique-kg/communique/ingest/lang/grammar"
)

func main() {
	switch err := run(os.Args[1:], os.Stdout, os.Stderr); {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
	default:
		fmt.Fprintln(os.Stderr, "modeltrain:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("modeltrain", flag.ContinueOnError)
	flags.SetOutput(stderr)
	treebanks := flags.String("treebanks", "", "folder of the treebanks: `DIR`/*-train.conllu to learn from, *-dev.conllu to score")
	out := flags.String("out", "data/models", "`folder` of the weights; its name must be models")
	eval := flags.Bool("eval", false, "score the weights on the files named, and train nothing")
	clusters := flags.Bool("clusters", false, "learn clusters of words from the text in the folders named, and nothing else")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if filepath.Base(*out) != "models" {
		return fmt.Errorf("--out %s: the folder must be named models", *out)
	}
	log := func(format string, args ...any) { fmt.Fprintf(stderr, format+"\n", args...) }
	switch {
	case *eval:
		m := grammar.New(os.DirFS(filepath.Dir(*out)))
		if err := m.Load(); err != nil {
			return err
		}
		return score(stdout, m, flags.Args())
	case *clusters:
		return cluster(flags.Args(), filepath.Join(*out, "clusters.txt"), log)
	case *treebanks == "":
		return errors.New("--treebanks is missing: name the folder of the *-train.conllu files")
	}
	return train(*treebanks, *out, stdout, log)
}

func train(treebanks, out string, stdout io.Writer, log func(format string, args ...any)) error {
	names, err := filepath.Glob(filepath.Join(treebanks, "*-train.conllu"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no *-train.conllu in %s", treebanks)
	}
	var examples []grammar.Example
	for _, name := range names {
		e, skipped, err := read(name)
		if err != nil {
			return err
		}
		log("%s: %d sentences, %d left out", filepath.Base(name), len(e), skipped)
		examples = append(examples, e...)
	}
	t := grammar.Training{Log: log}
	f, err := os.Open(filepath.Join(out, "clusters.txt"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		log("no clusters.txt in %s: words are learnt from the treebanks alone", out)
	case err != nil:
		return err
	default:
		defer f.Close()
		if t.Clusters, err = grammar.ReadClusters(f); err != nil {
			return err
		}
	}
	m := t.Train(examples)
	for name, b := range m.Files() {
		if err := os.WriteFile(filepath.Join(filepath.Dir(out), name), b, 0o666); err != nil {
			return err
		}
	}
	dev, err := filepath.Glob(filepath.Join(treebanks, "*-dev.conllu"))
	if err != nil {
		return err
	}
	return score(stdout, m, dev)
}

func read(name string) ([]grammar.Example, int, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	examples, skipped, err := grammar.ReadTreebank(f)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", name, err)
	}
	return examples, skipped, nil
}

func score(w io.Writer, m *grammar.Models, files []string) error {
	for _, name := range files {
		examples, skipped, err := read(name)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "# %s, %d left out\n\n%s\n", filepath.Base(name), skipped, m.Score(examples)); err != nil {
			return err
		}
	}
	return nil
}

func cluster(folders []string, out string, log func(format string, args ...any)) error {
	var names []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if ext := filepath.Ext(path); err == nil && (ext == ".txt" || ext == ".md") {
				names = append(names, path)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(names) == 0 {
		return errors.New("--clusters: name the folders of the texts (*.txt, *.md)")
	}
	slices.Sort(names)
	var t grammar.Text
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		t.Add(string(b))
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := t.Clusters(f, log); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
