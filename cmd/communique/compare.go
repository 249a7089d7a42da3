package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func compareCommand(a *app) *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "compare",
		Short: "Compares the answers to each question, and says why they differ",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return listing{
				path: "/api/v1/compare", items: "comparisons", query: f.query(min(f.limit, pageSize)), limit: f.limit, form: f.form,
				row: comparisonBlock(), note: undatedNote, more: lineage,
			}.print(cmd.Context(), a, "compare")
		},
	}
	f.register(cmd, 1000, "comparisons")
	a.refer(cmd)
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
// another than the last one, the relation with its reason likewise, and the
// answers that were not shown under them already.
func comparisonBlock() func(json.RawMessage) ([]string, error) {
	var question, reason string
	var shown map[string]bool
	return func(item json.RawMessage) ([]string, error) {
		var c struct {
			Question, Relation, Because, Settles string
			Compared, Answers                    int
			Members                              []struct {
				place
				File, Says, About string
			}
			Reference []struct{ Fact, Source, File string }
		}
		if err := json.Unmarshal(item, &c); err != nil {
			return nil, err
		}
		var lines []string
		if c.Question != question {
			if question != "" {
				lines = append(lines, "")
			}
			question, reason = c.Question, ""
			lines = append(lines, c.Question)
			if c.Compared < c.Answers {
				lines = append(lines, fmt.Sprintf("  the newest %d of %d answers compared; --about, --published-by, --actor or --outlet narrow them", c.Compared, c.Answers))
			}
		}
		if told := fmt.Sprintf("  %s: %s", c.Relation, c.Because); told != reason {
			reason, shown = told, map[string]bool{}
			lines = append(lines, told)
		}
		say := func(line string) {
			if !shown[line] {
				shown[line] = true
				lines = append(lines, line)
			}
		}
		const most = 12
		for i, m := range c.Members {
			if i == most {
				say(fmt.Sprintf("      and %d more", len(c.Members)-most))
				break
			}
			about := ""
			if m.About != "" {
				about = " (" + m.About + ")"
			}
			say(fmt.Sprintf("      %s%s – %s %s “%s”", short(m.Says, 60), about, m.File, m.at(), short(m.Exact, 70)))
		}
		for _, r := range c.Reference {
			say(fmt.Sprintf("      fact: %s [%s]", r.Fact, sourceAndFile(r.Source, r.File)))
		}
		if c.Settles != "" {
			say("      would settle it: " + c.Settles)
		}
		if len(lines) == 0 {
			return nil, nil
		}
		return []string{strings.Join(lines, "\n")}, nil
	}
}
