package main

import (
	"fmt"
	"net/url"
	"strconv"

	"github.com/spf13/cobra"
)

// filterFlags are the filters that search, claims, timeline, compare and export share;
// the API takes them under the same names.
type filterFlags struct {
	kinds, actors, topics, outlets       []string
	questions                            []string
	about, publishedBy, recordedBy, form string
	limit                                int
}

// register defines the flags of a list.
func (f *filterFlags) register(cmd *cobra.Command, limit int, things string) {
	f.choose(cmd)
	cmd.Flags().StringVar(&f.form, "format", "table", "table, or json: one object a line")
	cmd.Flags().IntVar(&f.limit, "limit", limit, "at most this many "+things)
}

// choose defines the flags that choose claims.
func (f *filterFlags) choose(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.kinds, "kind", nil, "claim `kind`, such as member-count; several are alternatives")
	flags.StringSliceVar(&f.actors, "actor", nil, "`id` of who or what is named, such as org:nato")
	flags.StringSliceVar(&f.topics, "topic", nil, "`id` of a topic, such as concept:cyberspace")
	flags.StringArrayVar(&f.outlets, "outlet", nil, "who published")
	flags.StringArrayVar(&f.questions, "question", nil, "`key` of a question, such as member-count/org:nato or line/article-5-cyber")
	flags.StringVar(&f.about, "about", "", "period `FROM/TO` that a claim is about; either end may be ..")
	flags.StringVar(&f.publishedBy, "published-by", "", "only what was published by this `date`")
	flags.StringVar(&f.recordedBy, "recorded-by", "", "only what the store held at the end of this `date`")
}

// check refuses what the API would never see.
func (f *filterFlags) check() error {
	if f.form != "table" && f.form != "json" {
		return usageError{fmt.Errorf("--format %s: want table or json", f.form)}
	}
	if f.limit < 1 {
		return usageError{fmt.Errorf("--limit %d: want at least 1", f.limit)}
	}
	return nil
}

// query is what the API gets of the flags, for a page of at most n.
func (f *filterFlags) query(n int) url.Values {
	q := url.Values{"limit": {strconv.Itoa(n)}}
	for name, values := range map[string][]string{"kind": f.kinds, "actor": f.actors, "topic": f.topics, "outlet": f.outlets, "question": f.questions} {
		for _, v := range values {
			q.Add(name, v)
		}
	}
	for name, value := range map[string]string{"about": f.about, "published-by": f.publishedBy, "recorded-by": f.recordedBy} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}
