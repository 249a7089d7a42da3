// Command modeltrain trains the models of data/models from treebanks.
//
//	modeltrain --treebanks DIR --out data/models   learns from DIR/*-train.conllu, writes the weights, prints the scores on DIR/*-dev.conllu
//	modeltrain --models DIR --eval FILE...         prints the scores of stored weights on CoNLL-U files
//
// The same treebanks give the same bytes.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/communique-kg/communique/ingest/lang/grammar"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "modeltrain:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("modeltrain", flag.ContinueOnError)
	flags.SetOutput(stderr)
	treebanks := flags.String("treebanks", "", "folder of the treebanks: `DIR`/*-train.conllu to learn from, *-dev.conllu to score")
	out := flags.String("out", "data/models", "folder that the weights go to, or with --eval come from")
	eval := flags.Bool("eval", false, "score the stored weights on the files named, and train nothing")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *eval {
		m := grammar.New(os.DirFS(filepath.Dir(*out)))
		if err := m.Load(); err != nil {
			return err
		}
		return score(stdout, m, flags.Args())
	}
	if *treebanks == "" {
		return fmt.Errorf("--treebanks is missing: name the folder of the *-train.conllu files")
	}
	train, err := filepath.Glob(filepath.Join(*treebanks, "*-train.conllu"))
	if err != nil || len(train) == 0 {
		return fmt.Errorf("no *-train.conllu in %s", *treebanks)
	}
	var examples []grammar.Example
	for _, name := range train {
		e, skipped, err := read(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(stderr, "%s: %d sentences, %d left out\n", filepath.Base(name), len(e), skipped)
		examples = append(examples, e...)
	}
	t := grammar.Training{Log: func(format string, args ...any) { fmt.Fprintf(stderr, format+"\n", args...) }}
	m := t.Train(examples)
	for name, b := range m.Files() {
		if err := os.WriteFile(filepath.Join(filepath.Dir(*out), name), b, 0o666); err != nil {
			return err
		}
	}
	dev, err := filepath.Glob(filepath.Join(*treebanks, "*-dev.conllu"))
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
		fmt.Fprintf(w, "%s\n%sleft out %d\n\n", filepath.Base(name), m.Score(examples), skipped)
	}
	return nil
}
