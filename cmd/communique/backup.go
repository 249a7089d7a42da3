package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/corpus"
)

func backupCommand(a *app) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Writes one consistent file that restores the store, also while it is served",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.existing(); err != nil {
				return err
			}
			if _, err := os.Lstat(args[0]); err == nil && !force {
				return fmt.Errorf("%s exists already; give another name, or --force", args[0])
			}
			c, err := a.connect(cmd.Context(), "backup")
			if err != nil {
				return err
			}
			n, err := func() (int64, error) {
				body, err := c.do(cmd.Context(), http.MethodGet, "/local/backup", nil, "", nil)
				if err != nil {
					return 0, err
				}
				defer body.Close()
				return writeWhole(args[0], body)
			}()
			if err := errors.Join(err, c.close()); err != nil {
				return stopped(err, "nothing was written")
			}
			fmt.Fprintf(a.stdout, "%s: %s\n", args[0], size(n))
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "write over an existing file")
	return cmd
}

// writeWhole writes a backup beside its name, proves that it is one, and only
// then gives it its name, so that nothing half-written ever stands there.
func writeWhole(name string, r io.Reader) (n int64, err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".communique-backup-")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name())
	n, err = io.Copy(f, r)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return n, fmt.Errorf("%s: %w", name, err)
	}
	c, err := corpus.OpenFile(f.Name())
	if err != nil {
		return n, fmt.Errorf("the backup is not whole: %w", err)
	}
	if err := c.Close(); err != nil {
		return n, err
	}
	return n, os.Rename(f.Name(), name)
}
