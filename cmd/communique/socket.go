package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/web"
)

// Whoever has a store open serves its API at a Unix socket, so that every other
// command works beside it with the same answers. The file ownerFile in the store
// folder says who and where.

// ownerFile names the file that tells who has the store open.
const ownerFile = "owner.json"

// owner is the process that has a store open.
type owner struct {
	Socket  string `json:"socket"`
	PID     int    `json:"pid"`
	Command string `json:"command"`
}

// maxSocketPath is the longest path that a Unix socket can have everywhere.
const maxSocketPath = 100

// serveSocket serves the store's API at a socket until stop is called.
func (s *store) serveSocket(command string, server *web.Server) (stop func(), err error) {
	path, err := filepath.Abs(filepath.Join(s.dir, "api.sock"))
	if err != nil {
		return nil, err
	}
	cleanup := func() {}
	if len(path) > maxSocketPath {
		dir, err := os.MkdirTemp("", "communique-")
		if err != nil {
			return nil, err
		}
		path, cleanup = filepath.Join(dir, "api.sock"), func() { os.RemoveAll(dir) }
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) { // left by a process that was killed; the store's lock says that it is gone
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		cleanup()
		return nil, fmt.Errorf("socket: %w", err)
	}
	about, err := json.Marshal(owner{path, os.Getpid(), command})
	if err == nil {
		err = errors.Join(os.Chmod(path, 0o600), os.WriteFile(filepath.Join(s.dir, ownerFile), about, 0o600))
	}
	if err != nil {
		listener.Close()
		cleanup()
		return nil, err
	}
	srv := web.HTTPServer(server.LocalHandler(), s.log)
	srv.ReadTimeout = 0 // a command may take its time
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("the socket failed", "error", err)
		}
	}()
	return func() {
		os.Remove(filepath.Join(s.dir, ownerFile))
		shutdown(srv)
		<-done
		cleanup()
	}, nil
}

// shutdown lets requests under way finish, for a while.
func shutdown(srv *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if srv.Shutdown(ctx) != nil {
		srv.Close()
	}
}

// findOwner returns who has the store open and answers; false where nobody does.
func findOwner(dir string) (owner, bool) {
	var o owner
	about, err := os.ReadFile(filepath.Join(dir, ownerFile))
	if err != nil || json.Unmarshal(about, &o) != nil || o.Socket == "" {
		return owner{}, false
	}
	conn, err := net.DialTimeout("unix", o.Socket, time.Second)
	if err != nil {
		return owner{}, false
	}
	conn.Close()
	return o, true
}

// open opens the store for this process alone and serves its socket. Where
// another process has it, the error says which.
func (a *app) open(command string, log *slog.Logger, addr string) (*store, *web.Server, func() error, error) {
	s, err := openStore(a.storeDir, a.references, log)
	if errors.Is(err, corpus.ErrLocked) {
		if o, ok := findOwner(a.storeDir); ok {
			err = fmt.Errorf("store %s is in use by “communique %s” (process %d); stop it first, or give another --store", a.storeDir, o.Command, o.PID)
		}
	}
	if err != nil {
		return nil, nil, nil, err
	}
	server := s.server(addr)
	stop, err := s.serveSocket(command, server)
	if err != nil {
		return nil, nil, nil, errors.Join(err, s.close())
	}
	return s, server, func() error {
		stop()
		return s.close()
	}, nil
}
