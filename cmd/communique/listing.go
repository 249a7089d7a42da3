package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"text/tabwriter"
)

// listing asks one of the API's lists, page by page, and prints it.
type listing struct {
	path  string // of the API
	items string // field of the answer that holds the list
	query url.Values
	limit int
	form  string // "table" or "json"

	head []string                                       // of the table
	row  func(item json.RawMessage) ([]string, error)   // of the table
	note func(page map[string]json.RawMessage) []string // what to say below the table; may be nil

	more func(page map[string]json.RawMessage) []string // further lines below the table; may be nil

	rest func(first map[string]json.RawMessage) ([]string, error) // further lines of JSON after the items; may be nil
}

// pageSize is how many items one request asks for.
const pageSize = 100

// print runs the listing against the store.
func (l listing) print(ctx context.Context, a *app, command string) error {
	if err := a.existing(); err != nil {
		return err
	}
	c, err := a.connect(ctx, command)
	if err != nil {
		return err
	}
	return errors.Join(badRequest(l.run(ctx, a, c)), c.close())
}

func (l listing) run(ctx context.Context, a *app, c *client) error {
	table := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	var first map[string]json.RawMessage
	printed, more := 0, false
	for !more {
		var page map[string]json.RawMessage
		if err := c.get(ctx, l.path, l.query, &page); err != nil {
			return err
		}
		var items []json.RawMessage
		if err := json.Unmarshal(page[l.items], &items); err != nil {
			return fmt.Errorf("%s: %w", l.path, err)
		}
		for _, item := range items {
			if printed == l.limit {
				more = true
				break
			}
			if err := l.one(a, table, printed, item); err != nil {
				return err
			}
			printed++
		}
		if first == nil {
			first = page
		}
		var next string
		if raw, ok := page["next"]; ok {
			if err := json.Unmarshal(raw, &next); err != nil {
				return fmt.Errorf("%s: %w", l.path, err)
			}
		}
		if next == "" {
			break
		}
		if printed == l.limit {
			more = true
		}
		l.query.Set("after", next)
	}
	if l.form == "json" {
		if l.rest == nil {
			return nil
		}
		lines, err := l.rest(first)
		for _, line := range lines {
			fmt.Fprintln(a.stdout, line)
		}
		return err
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if l.more != nil {
		for _, line := range l.more(first) {
			fmt.Fprintln(a.stdout, printable(line))
		}
	}
	var notes []string
	if printed == 0 {
		notes = append(notes, "nothing found")
	}
	if more {
		notes = append(notes, fmt.Sprintf("there are more; --limit shows more than %d", l.limit))
	}
	if raw, ok := first["notes"]; ok { // how the question was read
		var said []string
		if err := json.Unmarshal(raw, &said); err != nil {
			return fmt.Errorf("%s: %w", l.path, err)
		}
		notes = append(notes, said...)
	}
	if l.note != nil {
		notes = append(notes, l.note(first)...)
	}
	for _, note := range notes {
		fmt.Fprintln(a.stdout, "("+note+")")
	}
	return nil
}

func (l listing) one(a *app, table *tabwriter.Writer, n int, item json.RawMessage) error {
	if l.form == "json" {
		_, err := fmt.Fprintf(a.stdout, "%s\n", item)
		return err
	}
	cells, err := l.row(item)
	if err != nil || cells == nil {
		return err
	}
	if n == 0 && len(l.head) > 0 {
		fmt.Fprintln(table, strings.Join(l.head, "\t"))
	}
	for i := range cells {
		cells[i] = printable(cells[i])
		if len(cells) > 1 {
			cells[i] = oneLine(cells[i])
		}
	}
	_, err = fmt.Fprintln(table, strings.Join(cells, "\t"))
	return err
}

// printable makes text of documents and names of files harmless on a terminal:
// no control and no direction characters but the end of a line. Bytes that are
// no text show as U+FFFD.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
			return -1
		}
		return r
	}, s)
}

// short cuts a cell to at most n characters.
func short(s string, n int) string {
	r := []rune(oneLine(s))
	if len(r) <= n {
		return string(r)
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

func dash(s *string) string {
	if s == nil || *s == "" {
		return "–"
	}
	return *s
}

// undatedNote says how many answers only their unknown publication date keeps out.
func undatedNote(page map[string]json.RawMessage) []string {
	var n int
	if raw, ok := page["undated"]; ok && json.Unmarshal(raw, &n) == nil && n > 0 {
		return []string{fmt.Sprintf("%d more without a publication date", n)}
	}
	return nil
}
