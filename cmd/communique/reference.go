package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/data"
	"github.com/communique-kg/communique/ingest"
)

// maxReference is the most bytes of one table of reference facts.
const maxReference = 16 << 20

// refer gives a command the flag for the user's own reference facts.
func (a *app) refer(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&a.references, "reference", nil, "table (`file`) of your own reference facts, with the columns of data/reference; may be given several times")
}

// newReader loads what reading needs from the data that ships with the program
// and from tables of the user's. A reader with tables names them in its version,
// with the hash of each, since they take part in dating.
func newReader(references []string) (*ingest.Reader, error) {
	rd, err := ingest.NewReader(data.Files(), reader)
	if err != nil || len(references) == 0 {
		return rd, err
	}
	var tables []claim.Table
	for _, name := range references {
		text, err := readTable(name)
		if err != nil {
			return nil, fmt.Errorf("--reference %s: %w", name, reason(err))
		}
		tables = append(tables, claim.Table{Name: name, Data: text})
		sum := sha256.Sum256(text)
		rd.Version += fmt.Sprintf(", reference %s %x", filepath.Base(name), sum[:6])
	}
	if rd.Reference, err = rd.Reference.With(rd.Gazetteer.Offices(), tables...); err != nil {
		return nil, fmt.Errorf("--reference: %w", err)
	}
	return rd, nil
}

func readTable(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxReference+1))
	if err == nil && len(text) > maxReference {
		err = fmt.Errorf("larger than %s; split it", size(maxReference))
	}
	return text, err
}
