package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/web"
)

// defaultAddr is loopback: whoever wants the network must say so.
const defaultAddr = "127.0.0.1:8080"

func serveCommand(a *app) *cobra.Command {
	var addr string
	var hosts []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serves the store's pages and API",
		Long: `Serves the store's pages and API. Reference facts of --reference take part in
dating what is read and in comparing what is asked for as long as it serves, for
every command that goes through it; the store itself does not keep them.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.serve(cmd.Context(), "serve", addr, hosts)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "`address` to listen on; port 0 picks a free one")
	a.refer(cmd)
	cmd.Flags().StringSliceVar(&hosts, "host", nil, "further host `name` by which browsers may ask")
	return cmd
}

// serve opens the store and serves it until the context ends.
func (a *app) serve(ctx context.Context, command, addr string, hosts []string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("--addr %s: %w", addr, err)
	}
	s, server, closeStore, err := a.open(command, a.logger(slog.LevelInfo), addr)
	if err != nil {
		listener.Close()
		return err
	}
	server.Hosts = hosts
	collectAt(150) // who asks should not wait for the collector
	s.judge()
	stopReading, err := server.TakeIn(filepath.Join(a.storeDir, "inbox"))
	if err != nil {
		listener.Close()
		return errors.Join(err, closeStore())
	}
	srv := web.HTTPServer(server.Handler(), s.log)
	srv.RegisterOnShutdown(server.EndStreams)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	what := a.storeDir
	if last, err := s.corpus.Last(ctx); err == nil && last == 0 {
		what += " (which holds no documents yet)"
	}
	fmt.Fprintf(a.stdout, "Communiqué %s serves %s at http://%s/\n", version, what, listener.Addr())
	select {
	case err = <-failed:
	case <-ctx.Done():
		shutdown(srv)
		<-failed
		err = nil
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	stopReading()
	return errors.Join(err, closeStore())
}

// collectAt sets how much garbage, as a percentage of what is in use, there may be
// before it is collected, where the environment does not say.
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
