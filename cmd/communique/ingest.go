package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"sync"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/communique-kg/communique/ingest/format"
)

func ingestCommand(a *app) *cobra.Command {
	var in ingestion
	cmd := &cobra.Command{
		Use:   "ingest PATH|DIR|- …",
		Short: "Reads documents into the store",
		Long: `Reads documents into the store: plain text, Markdown and HTML, files or folders,
or standard input with "-". What the store knows already is skipped. A document
that cannot be read is named on standard error with the reason; the others are kept.

Where a document comes from is what the flags say, else the row of --sources, else
what the document says itself: a web page's head, or the front matter of Markdown
(title, outlet, author, published, url, licence between two lines of ---).

Facts of --reference help to date documents that bear no date. Where a server has
the store open, it reads with the facts that it was started with.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return in.run(cmd.Context(), a, args) },
	}
	f := cmd.Flags()
	f.StringVar(&in.source.outlet, "outlet", "", "`name` of who published the documents, whatever they say")
	f.StringVar(&in.source.author, "author", "", "`name` of who wrote them")
	f.StringVar(&in.source.published, "published", "", "`date` of publication: 2016-06-15, 2016-06 or 2016")
	f.StringVar(&in.source.url, "url", "", "`address` where they stand on the web")
	f.StringVar(&in.source.licence, "licence", "", "`terms` under which they may be used")
	f.StringVar(&in.table, "sources", "", "table (`file`, tab separated) with a header: file, and any of outlet, author, published, url, licence")
	f.IntVar(&in.jobs, "jobs", runtime.NumCPU(), "documents read at the same time")
	a.refer(cmd)
	return cmd
}

// ingestion is the command ingest with its flags.
type ingestion struct {
	source source
	table  string // file with a source for each document
	jobs   int

	of func(file) source // what the table says; set by run
}

// query is what the API gets of the flags and of the table's row.
func (in ingestion) query(f file) url.Values {
	s := in.source.over(in.of(f))
	q := url.Values{"name": {f.name()}, "wait": {"no"}}
	for key, value := range map[string]string{
		"outlet": s.outlet, "author": s.author, "published": s.published, "url": s.url, "licence": s.licence,
	} {
		if value != "" {
			q.Set(key, value)
		}
	}
	return q
}

// mostTries is how many processes that have the store an ingestion outlives.
const mostTries = 5

// tally counts what came of the documents.
type tally struct{ added, known, failed int }

func (in ingestion) run(ctx context.Context, a *app, args []string) error {
	if in.jobs < 1 {
		return usageError{errors.New("--jobs: want at least 1")}
	}
	if err := checkDate(in.source.published); err != nil {
		return usageError{fmt.Errorf("--published: %w", err)}
	}
	in.of = func(file) source { return source{} }
	if in.table != "" {
		var err error
		if in.of, err = readSources(in.table); err != nil {
			return err
		}
	}
	all, err := a.collect(ctx, args)
	if err != nil {
		return err
	}
	c, err := a.connect(ctx, "ingest")
	if err != nil {
		return err
	}
	var t tally
	for tries := 1; ; tries++ {
		all, err = in.send(ctx, a, c, all, &t)
		if err == nil && t.added > 0 {
			err = c.get(ctx, "/local/sync", nil, new(json.RawMessage))
		}
		if err = errors.Join(err, c.close()); len(all) == 0 && !errors.As(err, new(*goneError)) || ctx.Err() != nil || tries == mostTries {
			break
		}
		// The process that had the store ended: go on with whoever has it now.
		if c, err = a.connect(ctx, "ingest"); err != nil {
			break
		}
	}
	for _, f := range all {
		t.failed++
		a.complain(fmt.Errorf("%s: not sent: the store does not answer", f.path))
	}
	fmt.Fprintf(a.stdout, "%d added, %d known already, %d failed\n", t.added, t.known, t.failed)
	switch {
	case err != nil:
		return stopped(err, "what was done is kept")
	case t.failed > 0:
		return errReported
	}
	return nil
}

// send reads the files and sends them to the store, several at a time. When the
// context ends, what is under way is finished and the rest is left. It returns the
// files that nobody took because the process that had the store is gone.
func (in ingestion) send(ctx context.Context, a *app, c *client, all []file, t *tally) (left []file, err error) {
	bar := a.progress(len(all), "reading")
	var mu sync.Mutex // guards t, left, bar and the lines of failures
	queue := make(chan file)
	var wg sync.WaitGroup
	for range in.jobs {
		wg.Go(func() {
			for f := range queue {
				added, err := in.one(ctx, a, c, f)
				mu.Lock()
				switch {
				case errors.Is(err, context.Canceled): // left, not failed
				case errors.As(err, new(*goneError)) && f.path != "-":
					left = append(left, f)
				case err != nil:
					t.failed++
					bar.clear()
					a.complain(fmt.Errorf("%s: %w", f.path, err))
				case added:
					t.added++
				default:
					t.known++
				}
				bar.add()
				mu.Unlock()
			}
		})
	}
	err = func() error {
		defer close(queue)
		for _, f := range all {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			select {
			case queue <- f:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	}()
	wg.Wait()
	bar.finish()
	return left, err
}

// one sends one document and reports whether the store grew by it. What is sent
// is finished even when the context ends.
func (in ingestion) one(ctx context.Context, a *app, c *client, f file) (bool, error) {
	data, err := f.read(ctx, a.stdin)
	if err != nil {
		return false, err
	}
	if len(data) == 0 { // which the API would take for a request without a document
		return false, format.ErrEmpty
	}
	body, err := c.do(context.WithoutCancel(ctx), http.MethodPost, "/api/v1/documents", in.query(f), "application/octet-stream", bytes.NewReader(data))
	if err != nil {
		return false, err
	}
	defer body.Close()
	var answer struct{ Added bool }
	if err := json.NewDecoder(body).Decode(&answer); err != nil {
		return false, &goneError{err} // what was sent may be known by now, which does no harm
	}
	return answer.Added, nil
}

// bar is a progress bar on a terminal, and nothing in a pipe.
type bar struct{ *progressbar.ProgressBar }

// progress makes a bar over n steps.
func (a *app) progress(n int, what string) bar {
	f, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return bar{progressbar.NewOptions(n, progressbar.OptionSetWriter(io.Discard))}
	}
	return bar{progressbar.NewOptions(n,
		progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(), progressbar.OptionClearOnFinish())}
}

// Errors of drawing a bar are nobody's concern.
func (b bar) add()    { _ = b.Add(1) }
func (b bar) clear()  { _ = b.Clear() }
func (b bar) finish() { _ = b.Finish() }
