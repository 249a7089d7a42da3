package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/corpus"
)

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Makes a store from a backup",
		Long: `Makes a store from a backup. The backup is proved sound before anything is
written, and an existing store is never written over.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.restore(cmd.Context(), args[0]) },
	}
}

func (a *app) restore(ctx context.Context, backup string) error {
	if _, err := os.Stat(filepath.Join(a.storeDir, corpus.File)); err == nil {
		return fmt.Errorf("there is a store at %s already; name a new folder with --store", a.storeDir)
	}
	c, err := corpus.OpenFile(backup)
	if err != nil {
		return err
	}
	n, err := a.prove(ctx, c)
	if err := errors.Join(err, c.Close()); err != nil {
		return stopped(err, "nothing was restored")
	}
	if n > 0 {
		return fmt.Errorf("%s: %d problems; nothing was restored", backup, n)
	}
	if err := os.MkdirAll(a.storeDir, 0o700); err != nil {
		return err
	}
	in, err := os.Open(backup)
	if err != nil {
		return err
	}
	defer in.Close()
	if _, err := writeWhole(filepath.Join(a.storeDir, corpus.File), in); err != nil {
		return err
	}
	s, err := openStore(a.storeDir, nil, a.logger(warnings))
	if err != nil {
		return err
	}
	err = s.sync.wait(ctx)
	last, lastErr := s.corpus.Last(ctx)
	if err := errors.Join(err, lastErr, s.close()); err != nil {
		return stopped(err, "the corpus is restored, and the next command goes on with graph and index")
	}
	fmt.Fprintf(a.stdout, "%s: restored, %d entries\n", a.storeDir, last)
	return nil
}

// prove checks a corpus and says what is not sound.
func (a *app) prove(ctx context.Context, c *corpus.Corpus) (problems int, err error) {
	for problem, err := range c.Check(ctx) {
		if err != nil {
			return problems, err
		}
		problems++
		fmt.Fprintln(a.stderr, problem)
	}
	return problems, nil
}
