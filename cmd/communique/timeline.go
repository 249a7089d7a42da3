package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func timelineCommand(a *app) *cobra.Command {
	var f filterFlags
	var clock, from string
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Lists what claims tell in order of time",
		Long: `Lists what claims tell in order of time: when it happened or holds, or by --clock
when it was said, when its document was published, or when this store first
recorded it. A claim without a day on the clock stands last; none is guessed from
another clock. --from begins the list at a year, month or day. What is known of a
date is said with it, and who looked back on an act later. Of one --question, such as line/article-5-cyber, it also tells how
the line developed: its acts, with the texts that looked back on them; as JSON,
each is a line {"act": …} after the events, and {"undated_act": …} what bears no date.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			query := f.query(min(f.limit, pageSize))
			if clock != "about" {
				query.Set("clock", clock)
			}
			if from != "" {
				query.Set("from", from)
			}
			return listing{
				path: "/api/v1/timeline", items: "events", query: query, limit: f.limit, form: f.form,
				head: []string{"WHEN", "KNOWN", "KIND", "SAYS", "TEXTS", "FILE", "AT", "WORDS"},
				row:  eventRow, note: timelineNotes, more: lineage, rest: actLines,
			}.print(cmd.Context(), a, "timeline")
		},
	}
	f.register(cmd, 200, "events")
	a.refer(cmd)
	cmd.Flags().StringVar(&clock, "clock", "about", "order by `clock`: about (when it happened), said, published or recorded")
	cmd.Flags().StringVar(&from, "from", "", "begin the list, by its clock, at a `date`: 2014, 2014-09 or 2014-09-05")
	return cmd
}

func eventRow(item json.RawMessage) ([]string, error) {
	var e struct {
		When, Precision, Certainty, Kind, Says string
		Claims                                 []struct {
			File     string
			Evidence place
			Possibly bool
		}
	}
	if err := json.Unmarshal(item, &e); err != nil {
		return nil, err
	}
	if len(e.Claims) == 0 {
		return nil, nil
	}
	known := e.Precision
	if e.Certainty != "stated" && e.Certainty != "unknown" {
		known += ", " + e.Certainty
	}
	first := e.Claims[0]
	file := first.File
	if first.Possibly {
		file += " (possibly)"
	}
	return []string{e.When, known, e.Kind, short(e.Says, 70), fmt.Sprint(len(e.Claims)), file, first.Evidence.at(), short(first.Evidence.Exact, 60)}, nil
}

// timelineNotes says what has no date, and how the line developed.
func timelineNotes(page map[string]json.RawMessage) (notes []string) {
	var n int
	if raw, ok := page["timeless"]; ok && json.Unmarshal(raw, &n) == nil && n > 0 {
		notes = append(notes, fmt.Sprintf("%d without a known date, last", n))
	}
	return append(notes, undatedNote(page)...)
}

// lineage tells how the line of one question developed, act by act.
func lineage(page map[string]json.RawMessage) (lines []string) {
	type telling struct {
		place
		File, After string
	}
	var l struct {
		Acts []struct {
			Verb, When, Says, Doubt string
			Told, Hindsight         []telling
			Reference               []struct{ Source, File string }
		}
		Undated []telling
	}
	raw, ok := page["lineage"]
	if !ok || json.Unmarshal(raw, &l) != nil {
		return nil
	}
	where := func(list []telling) string {
		var out []string
		for _, t := range list {
			s := t.File + " " + t.at()
			if t.After != "" {
				s += ", " + t.After + " later"
			}
			out = append(out, s)
		}
		const most = 6
		if len(out) > most {
			out = append(out[:most], fmt.Sprintf("and %d more", len(out)-most))
		}
		return strings.Join(out, "; ")
	}
	if len(l.Acts) > 0 {
		lines = append(lines, "", "How the line developed")
	}
	for _, a := range l.Acts {
		lines = append(lines, fmt.Sprintf("  %s, %s: %s", a.When, a.Verb, short(a.Says, 100)))
		if len(a.Told) > 0 {
			lines = append(lines, "      told at the time: "+where(a.Told))
		}
		if len(a.Hindsight) > 0 {
			lines = append(lines, "      looked back on: "+where(a.Hindsight))
		}
		for _, r := range a.Reference {
			lines = append(lines, "      known to the reference: "+sourceAndFile(r.Source, r.File))
		}
		if a.Doubt != "" {
			lines = append(lines, "      but: "+a.Doubt)
		}
	}
	if len(l.Undated) > 0 {
		lines = append(lines, "  told without a date: "+where(l.Undated))
	}
	return lines
}

// actLines are the acts as JSON, each alone in an object, and then what tells of
// an act without its date.
func actLines(page map[string]json.RawMessage) (lines []string, err error) {
	raw, ok := page["lineage"]
	if !ok {
		return nil, nil
	}
	var l struct{ Acts, Undated []json.RawMessage }
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, fmt.Errorf("lineage: %w", err)
	}
	for _, a := range l.Acts {
		lines = append(lines, fmt.Sprintf(`{"act":%s}`, a))
	}
	for _, t := range l.Undated {
		lines = append(lines, fmt.Sprintf(`{"undated_act":%s}`, t))
	}
	return lines, nil
}

// sourceAndFile names the authority of a fact and the table that has it.
func sourceAndFile(source, file string) string {
	if file == "" {
		return source
	}
	return source + "; " + file
}
