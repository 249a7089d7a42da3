package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/ingest"
)

func extractCommand(a *app) *cobra.Command {
	var x extraction
	cmd := &cobra.Command{
		Use:   "extract PATH|DIR …",
		Short: "Reads documents without any store and prints what is found",
		Args:  cobra.MinimumNArgs(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return x.run(cmd.Context(), a, args) },
	}
	f := cmd.Flags()
	f.StringVar(&x.format, "format", "text", "jsonl (one object a document) or text")
	f.StringVar(&x.anchor, "anchor", "", "publication `date` of documents that bear none")
	f.StringVar(&x.anchors, "anchors", "", "table (`file`, tab, date) of publication dates of documents that bear none")
	f.IntVar(&x.jobs, "jobs", runtime.NumCPU(), "documents read at the same time")
	a.refer(cmd)
	return cmd
}

// extraction is the command extract with its flags.
type extraction struct {
	format, anchor, anchors string
	jobs                    int
}

func (x extraction) run(ctx context.Context, a *app, args []string) error {
	write, err := x.writer()
	if err != nil {
		return usageError{err}
	}
	if x.jobs < 1 {
		return usageError{errors.New("--jobs: want at least 1")}
	}
	anchors, err := x.dates()
	if err != nil {
		return err
	}
	all, err := a.collect(ctx, args)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b file) int { return cmp.Compare(a.path, b.path) })
	rd, err := newReader(a.references)
	if err != nil {
		return err
	}
	type result struct {
		doc *communique.Document
		err error
	}
	// Each document has a channel of its own, so that the order of the output
	// is that of the paths; the window bounds how many results wait in memory.
	ctx, cancel := context.WithCancel(ctx)
	window := make(chan chan result, 2*x.jobs)
	defer func() { // leave no reader behind when writing fails
		cancel()
		for range window {
		}
	}()
	jobs := make(chan struct{}, x.jobs)
	go func() {
		defer close(window)
		for _, f := range all {
			out := make(chan result, 1)
			select {
			case window <- out:
			case <-ctx.Done():
				return
			}
			jobs <- struct{}{}
			go func() {
				defer func() { <-jobs }()
				data, err := f.read(ctx, a.stdin)
				if err != nil {
					out <- result{err: err}
					return
				}
				doc, err := rd.Read(ingest.Input{Name: f.name(), Data: data, Anchor: anchors(f)})
				out <- result{doc, err}
			}()
		}
	}()
	w := bufio.NewWriter(a.stdout)
	failed, i := false, 0
	for out := range window {
		r := <-out
		f := all[i]
		i++
		if errors.Is(r.err, context.Canceled) {
			break
		}
		if r.err != nil {
			failed = true
			a.complain(fmt.Errorf("%s: %w", f.path, r.err))
			continue
		}
		// Each document leaves at once: whoever reads need not wait for the next.
		if err := errors.Join(write(w, f.name(), r.doc), w.Flush()); err != nil {
			return err
		}
	}
	if err := errors.Join(w.Flush(), ctx.Err()); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// writer returns what prints one document in the chosen format.
func (x extraction) writer() (func(io.Writer, string, *communique.Document) error, error) {
	switch x.format {
	case "jsonl":
		return func(w io.Writer, file string, d *communique.Document) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			return enc.Encode(export.Extract(file, d))
		}, nil
	case "text":
		return export.Text, nil
	}
	return nil, fmt.Errorf("--format %s: want jsonl or text", x.format)
}

// dates returns the publication date of each file, from the flags.
func (x extraction) dates() (func(file) communique.TimeValue, error) {
	parse := func(s string) (communique.TimeValue, error) {
		v, err := parseDate(s)
		v.Basis = "given with --anchor"
		return v, err
	}
	var fallback communique.TimeValue
	if x.anchor != "" {
		var err error
		if fallback, err = parse(x.anchor); err != nil {
			return nil, usageError{fmt.Errorf("--anchor: %w", err)}
		}
	}
	byName := map[string]communique.TimeValue{}
	if x.anchors != "" {
		f, err := os.Open(x.anchors)
		if err != nil {
			return nil, fmt.Errorf("--anchors %s: %w", x.anchors, reason(err))
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.Comment = '\t', -1, true, '#'
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("--anchors %s: %w", x.anchors, err)
			}
			line, _ := r.FieldPos(0)
			if len(row) < 2 {
				return nil, fmt.Errorf("--anchors %s line %d: want file, tab, date", x.anchors, line)
			}
			if line == 1 && strings.EqualFold(row[0], "file") {
				continue
			}
			if strings.TrimSpace(row[1]) == "" {
				continue
			}
			v, err := parse(strings.TrimSpace(row[1]))
			if err != nil {
				return nil, fmt.Errorf("--anchors %s line %d: %w", x.anchors, line, err)
			}
			byName[row[0]] = v
		}
	}
	return func(f file) communique.TimeValue {
		if v, ok := rowOf(byName, f); ok {
			return v
		}
		return fallback
	}, nil
}
