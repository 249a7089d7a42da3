package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/spf13/cobra"
)

func checkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Proves the store sound, and says what is not",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.existing(); err != nil {
				return err
			}
			c, err := a.connect(cmd.Context(), "check")
			if err != nil {
				return err
			}
			problems, err := func() (int, error) {
				body, err := c.do(cmd.Context(), http.MethodGet, "/local/check", nil, "", nil)
				if err != nil {
					return 0, err
				}
				defer body.Close()
				return a.printProblems(bufio.NewScanner(body))
			}()
			if err := errors.Join(err, c.close()); err != nil {
				return err
			}
			if problems > 0 {
				return fmt.Errorf("%d problems; “communique rebuild” mends graph and index, a backup the corpus", problems)
			}
			fmt.Fprintln(a.stdout, "sound: every piece of evidence quotes its document; graph and index agree with the corpus")
			return nil
		},
	}
}

// printProblems prints what a check streams, one problem a line, and counts it.
// A stream that does not end with its last line was cut off.
func (a *app) printProblems(lines *bufio.Scanner) (n int, err error) {
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Problem string `json:"problem"`
			Error   string `json:"error"`
			Done    bool   `json:"done"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return n, fmt.Errorf("check: %w", err)
		}
		switch {
		case line.Error != "":
			return n, errors.New(line.Error)
		case line.Done:
			return n, nil
		case line.Problem != "":
			n++
			fmt.Fprintln(a.stdout, line.Problem)
		}
	}
	if err := lines.Err(); err != nil {
		return n, err
	}
	return n, errors.New("the check was cut off before its end")
}
