package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique"
)

func claimsCommand(a *app) *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "Lists claims",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return listing{
				path: "/api/v1/claims", items: "claims", query: f.query(min(f.limit, pageSize)), limit: f.limit, form: f.form,
				head: []string{"KIND", "SUBJECT", "SAYS", "ABOUT", "SPEAKER", "FILE", "AT", "WORDS"},
				row:  claimRow, note: undatedNote,
			}.print(cmd.Context(), a, "claims")
		},
	}
	f.register(cmd, 100, "claims")
	return cmd
}

func claimRow(item json.RawMessage) ([]string, error) {
	var c struct {
		Kind, File, Says       string
		Subject, Time, Speaker *string
		Evidence               place
		Possibly               bool
	}
	if err := json.Unmarshal(item, &c); err != nil {
		return nil, err
	}
	file := c.File
	if c.Possibly {
		file += " (possibly)"
	}
	return []string{c.Kind, thing(c.Subject), short(c.Says, 40), dash(c.Time), dash(c.Speaker), file, c.Evidence.at(), short(c.Evidence.Exact, 60)}, nil
}

// thing gives an id as filters take it; what has only words for a name, by its words.
func thing(id *string) string {
	if id != nil && communique.EntityID(*id).Kind() == communique.NounPhrase {
		return short(communique.EntityID(*id).Name(), 40)
	}
	return dash(id)
}
