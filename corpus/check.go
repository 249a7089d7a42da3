package corpus

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/communique-kg/communique"
)

// Check proves the corpus sound and returns what is not: sequence numbers
// without gaps, times that never run backwards, originals and texts that hash to
// their names, readings that are valid and whose evidence quotes its text, an
// index of claims that is complete, and sheets that say what the log says. An error instead of a problem means that
// the check itself could not go on.
func (c *Corpus) Check(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var last Entry
		for e, err := range c.Entries(ctx, 0) {
			if err != nil {
				yield("", err)
				return
			}
			var problem string
			switch {
			case e.Seq != last.Seq+1:
				problem = fmt.Sprintf("log: entry %d follows %d", e.Seq, last.Seq)
			case e.Recorded.Before(last.Recorded):
				problem = fmt.Sprintf("log: entry %d was recorded before %d", e.Seq, last.Seq)
			}
			if problem != "" && !yield(problem, nil) {
				return
			}
			last = e
		}
		for id, err := range c.Documents(ctx) {
			if err != nil {
				yield("", err)
				return
			}
			for _, problem := range c.checkDocument(ctx, id) {
				if !yield(problem, nil) {
					return
				}
			}
			if err := ctx.Err(); err != nil {
				yield("", err)
				return
			}
		}
	}
}

func (c *Corpus) checkDocument(ctx context.Context, id communique.DocID) (problems []string) {
	original, err := c.Original(ctx, id)
	if err != nil {
		problems = append(problems, err.Error())
	} else if got := communique.DocIDOf(original); got != id {
		problems = append(problems, fmt.Sprintf("document %s: its original hashes to %s", id, got))
	}
	h, err := c.History(ctx, id)
	if err != nil {
		return append(problems, err.Error())
	}
	if !c.sheetHolds(ctx, id, h) {
		problems = append(problems, fmt.Sprintf("document %s: its claims stand apart from it with other words or days than the log has", id))
	}
	for _, v := range h.Versions {
		if v.Kind != ReadingEntry {
			continue
		}
		d := *v.Reading
		if d.Text == "" {
			if d.Text, err = c.text(ctx, d.TextID); err != nil {
				problems = append(problems, fmt.Sprintf("document %s: %v", id, err))
				continue
			}
		}
		if err := d.Validate(); err != nil {
			problems = append(problems, err.Error())
		}
		for i := range d.Claims {
			if doc, err := c.DocumentOf(ctx, d.Claims[i].ID); err != nil || doc != id {
				problems = append(problems, fmt.Sprintf("claim %s of document %s is not in the index of claims", d.Claims[i].ID, id))
			}
		}
	}
	return problems
}

// sheetHolds reports whether the sheet of a document is what the log gives. One
// that is not made yet, or that the log has gone beyond, says nothing wrong.
func (c *Corpus) sheetHolds(ctx context.Context, id communique.DocID, h *History) bool {
	var have []byte
	err := c.b.view(ctx, func(t tx) error {
		have = slices.Clone(currentSheet(t, id, sheetsUpTo(t) == lastSeq(t)))
		return nil
	})
	if err != nil || have == nil {
		return err == nil
	}
	if seq, err := sheetSeq(have); err != nil || seq > h.Versions[len(h.Versions)-1].Seq {
		return err == nil // the log grew since h was read
	}
	return bytes.Equal(have, sheetOf(h))
}

// text returns a text of the corpus.
func (c *Corpus) text(ctx context.Context, id communique.TextID) (string, error) {
	var packed []byte
	err := c.b.view(ctx, func(t tx) error {
		packed = slices.Clone(t.get(textTable, []byte(id)))
		return nil
	})
	if err != nil {
		return "", err
	}
	plain, err := unpack(packed)
	return string(plain), err
}
