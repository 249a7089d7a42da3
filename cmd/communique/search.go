package main

import (
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"
)

func searchCommand(a *app) *cobra.Command {
	var f filterFlags
	var things []string
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Finds documents, statements and claims by their words",
		Long: `Finds documents, statements and claims by their words. All words must be there;
"words in order", OR, -without, begin*, spell~ and field:value (title, speaker,
kind, actor, topic, outlet, year) narrow or widen.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			query := f.query(min(f.limit, pageSize))
			query.Set("q", strings.Join(args, " "))
			for _, t := range things {
				query.Add("thing", t)
			}
			return listing{
				path: "/api/v1/search", items: "hits", query: query, limit: f.limit, form: f.form,
				head: []string{"THING", "OUTLET", "PUBLISHED", "TITLE", "WORDS"}, row: hitRow, note: suggestions,
			}.print(cmd.Context(), a, "search")
		},
	}
	f.register(cmd, 20, "hits")
	cmd.Flags().StringSliceVar(&things, "thing", nil, "document, statement or claim")
	return cmd
}

func hitRow(item json.RawMessage) ([]string, error) {
	var h struct {
		Thing, Title      string
		Outlet, Published *string
		Fragments         []struct {
			Parts []struct {
				Text string
				Hit  bool
			}
		}
	}
	if err := json.Unmarshal(item, &h); err != nil {
		return nil, err
	}
	var words strings.Builder
	if len(h.Fragments) > 0 {
		for _, p := range h.Fragments[0].Parts {
			if p.Hit {
				words.WriteString("[" + p.Text + "]")
				continue
			}
			words.WriteString(p.Text)
		}
	}
	return []string{h.Thing, dash(h.Outlet), dash(h.Published), short(h.Title, 50), short(words.String(), 100)}, nil
}

// suggestions says what else to try: other spellings, and questions whose
// answers can be compared.
func suggestions(page map[string]json.RawMessage) (notes []string) {
	var words, questions []string
	if raw, ok := page["suggestions"]; ok && json.Unmarshal(raw, &words) == nil && len(words) > 0 {
		notes = append(notes, "did you mean: "+strings.Join(words, ", ")+"?")
	}
	if raw, ok := page["questions"]; ok && json.Unmarshal(raw, &questions) == nil {
		for _, key := range questions[:min(len(questions), 2)] {
			notes = append(notes, "its answers side by side: communique compare --question "+key)
		}
	}
	return notes
}
