package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/data"
	"github.com/communique-kg/communique/ingest"
)

func demoCommand(a *app) *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Serves a throw-away store with the sample collection",
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := os.MkdirTemp("", "communique-demo-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(dir)
			a.storeDir = dir
			if !cmd.Flags().Changed("addr") {
				addr = freeAddr(addr)
			}
			if err := a.loadSamples(cmd.Context()); err != nil {
				return err
			}
			return a.serve(cmd.Context(), "demo", addr, nil)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "`address` to listen on; port 0 picks a free one, as does the default where it is taken")
	return cmd
}

// freeAddr returns addr, or one with a free port where addr is taken.
func freeAddr(addr string) string {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "127.0.0.1:0"
	}
	l.Close()
	return addr
}

// loadSamples reads the sample collection into the store.
func (a *app) loadSamples(ctx context.Context) (err error) {
	s, err := openStore(a.storeDir, a.references, a.logger(warnings))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	names, err := fs.Glob(data.Files(), "samples/*.md")
	if err != nil {
		return err
	}
	for _, path := range names {
		f := file{path: path}
		if f.name() == "README.md" {
			continue
		}
		original, err := fs.ReadFile(data.Files(), path)
		if err != nil {
			return err
		}
		doc, err := s.reader.Read(ingest.Input{Name: f.name(), Data: original})
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if _, err := s.corpus.Append(ctx, reader, doc, original); err != nil {
			return err
		}
	}
	return s.sync.wait(ctx)
}
