package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/communique-kg/communique/export"
)

func exportCommand(a *app) *cobra.Command {
	var f filterFlags
	var format, base, clock string
	var claims []string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Writes claims in a format that other programs read, or that cites them",
		Long: `Writes claims to standard output, in the order of “communique claims”:

` + formatLines() + `
--claim names claims; else the filters choose. Where one --question is chosen,
text, csl, bibtex and ris begin with its comparison. claimreview tells how answers
stand to each other, and of claims that stand by themselves only where they are
named. svg is one drawing of the timeline, of at most the first 1,000 claims by its
--clock; what it leaves out stands in it. No format rates a claim.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, ok := export.Named(format); !ok {
				return usageError{fmt.Errorf("--format %s: want one of %s", format, strings.Join(formatNames(), ", "))}
			}
			if err := a.existing(); err != nil {
				return err
			}
			query := f.query(1)
			query.Del("limit")
			query.Set("format", format)
			if clock != "" {
				query.Set("clock", clock)
			}
			for _, id := range claims {
				query.Add("claim", id)
			}
			if base != "" {
				query.Set("base", base)
			}
			c, err := a.connect(cmd.Context(), "export")
			if err != nil {
				return err
			}
			err = func() error {
				body, err := c.do(cmd.Context(), http.MethodGet, "/local/export", query, "", nil)
				if err != nil {
					return err
				}
				defer body.Close()
				if _, err := io.Copy(a.stdout, body); err != nil {
					return fmt.Errorf("the export broke off: %w", err)
				}
				if f.publishedBy == "" || len(claims) > 0 {
					return nil
				}
				query := f.query(1)
				var page struct{ Undated int }
				if err := c.get(cmd.Context(), "/api/v1/claims", query, &page); err != nil || page.Undated == 0 {
					return err
				}
				fmt.Fprintf(a.stderr, "(%d more without a publication date)\n", page.Undated)
				return nil
			}()
			return errors.Join(badRequest(err), c.close())
		},
	}
	f.choose(cmd)
	cmd.Flags().StringVar(&format, "format", export.JSONL.Name, "the `format`: "+strings.Join(formatNames(), ", "))
	cmd.Flags().StringArrayVar(&claims, "claim", nil, "`id` of a claim, instead of a filter")
	cmd.Flags().StringVar(&clock, "clock", "", "of svg, draw by `clock`: about (the usual one), said, published or recorded")
	cmd.Flags().StringVar(&base, "base", "", "`address` of the server that links lead to, such as http://127.0.0.1:8080; without it they are left out where they must be whole")
	return cmd
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

// formatLines lists the formats for the help.
func formatLines() string {
	var b strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Name, f.Says)
	}
	return b.String()
}
