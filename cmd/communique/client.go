package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/communique-kg/communique/corpus"
)

// client asks the API of a store, at the socket of the process that has it open.
type client struct {
	http  *http.Client
	close func() error
}

// connect returns a client of the store: of the process that has it open, else
// of a store opened for this command alone, when graph and index have caught up.
func (a *app) connect(ctx context.Context, command string) (*client, error) {
	var s *store
	var closeStore func() error
	for deadline := time.Now().Add(turnWait); ; {
		if o, ok := findOwner(a.storeDir); ok {
			if len(a.references) > 0 {
				return nil, fmt.Errorf("store %s is in use by “communique %s” (process %d), which has the reference facts that it was started with; give --reference to that command, or stop it", a.storeDir, o.Command, o.PID)
			}
			return dial(o.Socket, func() error { return nil }), nil
		}
		var err error
		if s, _, closeStore, err = a.open(command, a.logger(warnings), ""); err == nil {
			break
		}
		_, owned := findOwner(a.storeDir)
		if !owned && !errors.Is(err, corpus.ErrLocked) || ctx.Err() != nil || time.Now().After(deadline) {
			return nil, errors.Join(ctx.Err(), err)
		}
	}
	if err := s.sync.wait(ctx); err != nil {
		return nil, errors.Join(err, closeStore())
	}
	o, ok := findOwner(a.storeDir)
	if !ok {
		return nil, errors.Join(errors.New("the store's socket does not answer"), closeStore())
	}
	return dial(o.Socket, closeStore), nil
}

// turnWait is how long a command waits for a process that has the store and
// does not answer yet, or no more: it is just opening or closing it.
const turnWait = 10 * time.Second

// existing refuses a store that is not there, for commands that only ask:
// a mistyped --store must not look like an empty one.
func (a *app) existing() error {
	if _, err := os.Stat(filepath.Join(a.storeDir, corpus.File)); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no store at %s; make one with “communique ingest PATH”, or name another with --store", a.storeDir)
	}
	return nil
}

func dial(socket string, closeStore func() error) *client {
	transport := &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
		DisableCompression:  true,
		MaxIdleConnsPerHost: 16,
	}
	return &client{
		http: &http.Client{Transport: transport},
		close: func() error {
			transport.CloseIdleConnections()
			return closeStore()
		},
	}
}

// warnings is what commands other than serve log.
const warnings = slog.LevelWarn

func (a *app) logger(level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
}

// apiError is a refusal by the API, in the words of its problem details.
type apiError struct {
	status int
	title  string
	detail string
}

func (e *apiError) Error() string {
	if e.detail != "" {
		return e.detail
	}
	return e.title
}

// goneError says that the process that has the store ended, or does not answer.
type goneError struct{ err error }

func (e *goneError) Error() string { return "the store does not answer: " + e.err.Error() }
func (e *goneError) Unwrap() error { return e.err }

// do sends a request and returns the body of a good answer, which the caller closes.
func (c *client) do(ctx context.Context, method, path string, query url.Values, contentType string, body io.Reader) (io.ReadCloser, error) {
	target := url.URL{Scheme: "http", Host: "localhost", Path: path, RawQuery: query.Encode()}
	req, err := http.NewRequestWithContext(ctx, method, target.String(), body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	res, err := c.http.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &goneError{err}
	}
	if res.StatusCode < 300 {
		return res.Body, nil
	}
	defer res.Body.Close()
	var problem struct{ Title, Detail string }
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&problem); err != nil {
		problem.Title = res.Status
	}
	return nil, &apiError{res.StatusCode, problem.Title, problem.Detail}
}

// get asks for JSON.
func (c *client) get(ctx context.Context, path string, query url.Values, into any) error {
	body, err := c.do(ctx, http.MethodGet, path, query, "", nil)
	if err != nil {
		return err
	}
	defer body.Close()
	if err := json.NewDecoder(body).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// badRequest turns a refusal of what the user typed into wrong usage.
func badRequest(err error) error {
	var refused *apiError
	if errors.As(err, &refused) && refused.status == http.StatusBadRequest {
		return usageError{errors.New(strings.TrimSpace(refused.Error()))}
	}
	return err
}
