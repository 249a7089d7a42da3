package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func compareCommand(a *app) *cobra.Command {
	var f filterFlags
	var questions []string
	cmd := &cobra.Command{
		Use:   "compare",
		Short: "Compares the answers to each question, and says why they differ",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			query := f.query(min(f.limit, pageSize))
			for _, q := range questions {
				query.Add("question", q)
			}
			return listing{
				path: "/api/v1/compare", items: "comparisons", query: query, limit: f.limit, form: f.form,
				row: comparisonBlock(new(string)), note: undatedNote,
			}.print(cmd.Context(), a, "compare")
		},
	}
	f.register(cmd, 1000, "comparisons")
	cmd.Flags().StringArrayVar(&questions, "question", nil, "`key` of a question, such as member-count/org:nato")
	return cmd
}

// place is evidence in an answer of the API, by code points.
type place struct {
	Start, End *int
	Exact      string
}

// at gives the place as links have it: "257-273", "–" in an older text.
func (p place) at() string {
	if p.Start == nil || p.End == nil {
		return "–"
	}
	return fmt.Sprintf("%d-%d", *p.Start, *p.End)
}

// comparisonBlock prints a comparison as a few lines: the question where it is
// another than the last one, the relation with its reason, and the answers.
func comparisonBlock(last *string) func(json.RawMessage) ([]string, error) {
	return func(item json.RawMessage) ([]string, error) {
		var c struct {
			Question, Relation, Because, Settles string
			Members                              []struct {
				place
				File, Says, About string
			}
			Reference []struct{ Fact, Source string }
		}
		if err := json.Unmarshal(item, &c); err != nil {
			return nil, err
		}
		var lines []string
		if c.Question != *last {
			if *last != "" {
				lines = append(lines, "")
			}
			*last = c.Question
			lines = append(lines, c.Question)
		}
		lines = append(lines, fmt.Sprintf("  %s: %s", c.Relation, c.Because))
		const most = 12
		for i, m := range c.Members {
			if i == most {
				lines = append(lines, fmt.Sprintf("      and %d more", len(c.Members)-most))
				break
			}
			about := ""
			if m.About != "" {
				about = " (" + m.About + ")"
			}
			lines = append(lines, fmt.Sprintf("      %s%s – %s %s “%s”", short(m.Says, 60), about, m.File, m.at(), short(m.Exact, 70)))
		}
		for _, r := range c.Reference {
			lines = append(lines, fmt.Sprintf("      fact: %s [%s]", r.Fact, r.Source))
		}
		if c.Settles != "" {
			lines = append(lines, "      would settle it: "+c.Settles)
		}
		return []string{strings.Join(lines, "\n")}, nil
	}
}
