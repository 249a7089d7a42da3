package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/communique-kg/communique/ingest/format"
)

// A file is one document to be read, or the reason why it cannot be.
type file struct {
	path string // as the user would write it; "-" is standard input
	err  error  // why it will not be read
}

// beside are the endings of what lies beside documents in a folder without being
// one: tables and data. Such a file is read only where it is named itself.
var beside = []string{".tsv", ".csv", ".json", ".jsonl", ".xml", ".yaml", ".yml", ".toml", ".sum", ".lock"}

// name is the base name that the document keeps, always valid text.
func (f file) name() string {
	if f.path == "-" {
		return "stdin.txt"
	}
	return strings.ToValidUTF8(filepath.Base(f.path), "\uFFFD")
}

// files returns the documents under the arguments: a file is itself, a folder
// is every file below it in the order of the paths, less hidden ones and what
// lies beside documents, which left is told. What cannot be read comes with its
// reason, so that the others go on.
func files(ctx context.Context, args []string, left func(path string)) iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, arg := range args {
			if arg == "-" {
				if !yield(file{path: "-"}) {
					return
				}
				continue
			}
			if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
				if !yield(file{arg, errors.New("reading from the web is not part of this version; save the page and give the file")}) {
					return
				}
				continue
			}
			info, err := os.Stat(arg)
			if err != nil {
				if !yield(file{arg, reason(err)}) {
					return
				}
				continue
			}
			if !info.IsDir() {
				if !yield(file{path: arg, err: irregular(info.Mode())}) {
					return
				}
				continue
			}
			if !walk(ctx, arg, left, yield) {
				return
			}
		}
	}
}

// walk yields the files below a folder and reports whether to go on.
func walk(ctx context.Context, dir string, left func(path string), yield func(file) bool) bool {
	on := true
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			on = yield(file{path, reason(err)})
		case path != dir && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		case slices.Contains(beside, strings.ToLower(filepath.Ext(path))):
			left(path)
		default:
			mode := entry.Type()
			if mode&fs.ModeSymlink != 0 { // a link to a file is the file; one to a folder is left, so that nothing turns in a circle
				info, err := os.Stat(path)
				switch {
				case err != nil:
					on = yield(file{path, reason(err)})
					return stopUnless(on)
				case info.IsDir():
					return nil
				}
				mode = info.Mode()
			}
			on = yield(file{path, irregular(mode)})
		}
		return stopUnless(on)
	})
	return on && err == nil
}

func stopUnless(on bool) error {
	if on {
		return nil
	}
	return fs.SkipAll
}

// irregular refuses pipes, devices and sockets, which could wait for ever.
func irregular(mode fs.FileMode) error {
	if !mode.IsRegular() {
		return errors.New("not a regular file; give it on standard input with -")
	}
	return nil
}

// read returns the bytes of the document; what is larger than can be read is
// refused before it is read. It returns when the context ends, even where the
// bytes are still to come, as on a standard input that nobody closes.
func (f file) read(ctx context.Context, stdin io.Reader) ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() { // a read cannot be broken off: one that never ends is left to the end of the process
		data, err := f.readAll(stdin)
		done <- result{data, err}
	}()
	select {
	case r := <-done:
		return r.data, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f file) readAll(stdin io.Reader) ([]byte, error) {
	r := stdin
	if f.path != "-" {
		open, err := os.Open(f.path)
		if err != nil {
			return nil, reason(err)
		}
		defer open.Close()
		info, err := open.Stat()
		if err != nil {
			return nil, reason(err)
		}
		if info.Size() > format.MaxBytes {
			return nil, fmt.Errorf("%s: %w", size(info.Size()), format.ErrTooLarge)
		}
		r = open
	}
	data, err := format.ReadAll(r)
	if err != nil {
		return nil, reason(err)
	}
	return data, nil
}

// reason drops from an error the path, which the line says already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func size(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }

// collect gathers the documents of the arguments, to be counted before they are
// read, and says what it leaves alone.
func (a *app) collect(ctx context.Context, args []string) ([]file, error) {
	all := slices.Collect(files(ctx, args, func(path string) {
		a.complain(fmt.Errorf("%s: left alone: a table or data, by its name; name the file itself to read it", path))
	}))
	return all, ctx.Err()
}
