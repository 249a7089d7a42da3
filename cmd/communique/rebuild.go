package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

func rebuildCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Deletes graph and index and makes them again from the corpus",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.existing(); err != nil {
				return err
			}
			if o, ok := findOwner(a.storeDir); ok {
				return fmt.Errorf("store %s is in use by “communique %s” (process %d); stop it before rebuilding", a.storeDir, o.Command, o.PID)
			}
			// Holding the corpus keeps every other process out while files go away.
			c, err := corpus.Open(a.storeDir)
			if err != nil {
				return err
			}
			err = errors.Join(
				os.RemoveAll(filepath.Join(a.storeDir, graph.File)),
				os.RemoveAll(filepath.Join(a.storeDir, search.Folder)),
				c.Close(),
			)
			if err != nil {
				return err
			}
			s, err := openStore(a.storeDir, nil, a.logger(warnings))
			if err != nil {
				return err
			}
			err = s.sync.wait(cmd.Context())
			last, lastErr := s.corpus.Last(cmd.Context())
			if err := errors.Join(err, lastErr, s.close()); err != nil {
				return stopped(err, "the next command goes on with graph and index")
			}
			fmt.Fprintf(a.stdout, "graph and index made again from %d entries\n", last)
			return nil
		},
	}
}
