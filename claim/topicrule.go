package claim

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// TopicRule gives claims a topic: those of its kinds that name one of Names and,
// where With says any, one of these too.
type TopicRule struct {
	Topic communique.EntityID
	Kinds []communique.Kind // empty: all kinds
	Names []communique.EntityID
	With  []communique.EntityID
}

// topicTable is where the rules stand.
const topicTable = "gazetteer/topics.tsv"

var topicColumns = []string{"topic", "kinds", "names", "with", "authority"}

// LoadTopics reads gazetteer/topics.tsv of the data folder. The first fault ends
// it, with file, line and remedy. A folder without the table has no rules.
func LoadTopics(fsys fs.FS) ([]TopicRule, error) {
	data, err := fs.ReadFile(fsys, topicTable)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("claim: topics: %w", err)
	}
	var rules []TopicRule
	header := false
	for i, row := range strings.Split(string(data), "\n") {
		row = strings.TrimRight(row, "\r")
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		cells := strings.Split(row, "\t")
		if !header {
			if !slices.Equal(cells, topicColumns) {
				return nil, fmt.Errorf("claim: %s:%d: the header must be %q, separated by tabs", topicTable, i+1, strings.Join(topicColumns, " "))
			}
			header = true
			continue
		}
		rule, err := parseTopicRule(cells)
		if err != nil {
			return nil, fmt.Errorf("claim: %s:%d: %w", topicTable, i+1, err)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

func parseTopicRule(cells []string) (TopicRule, error) {
	if len(cells) != len(topicColumns) {
		return TopicRule{}, fmt.Errorf("%d cells instead of %d; separate them by tabs and leave unknown ones empty", len(cells), len(topicColumns))
	}
	rule := TopicRule{Topic: communique.EntityID(cells[0]), Names: idsIn(cells[2]), With: idsIn(cells[3])}
	for _, kind := range valuesIn(cells[1]) {
		if !slices.Contains(communique.Kinds, communique.Kind(kind)) {
			return rule, fmt.Errorf("unknown kind %q; use one of %v", kind, communique.Kinds)
		}
		rule.Kinds = append(rule.Kinds, communique.Kind(kind))
	}
	if rule.Topic.Kind() != communique.Concept {
		return rule, fmt.Errorf("topic %q is no concept; write an id such as concept:cyberspace", rule.Topic)
	}
	for _, id := range slices.Concat([]communique.EntityID{rule.Topic}, rule.Names, rule.With) {
		if err := id.Validate(); err != nil {
			return rule, fmt.Errorf("%w; write ids such as concept:cyberspace", err)
		}
	}
	if len(rule.Kinds)+len(rule.Names) == 0 {
		return rule, errors.New("neither kinds nor names: every claim would have the topic; say which do")
	}
	return rule, nil
}

func valuesIn(cell string) []string {
	var out []string
	for _, v := range strings.Split(cell, "|") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

func idsIn(cell string) []communique.EntityID {
	var out []communique.EntityID
	for _, v := range valuesIn(cell) {
		out = append(out, communique.EntityID(v))
	}
	return out
}

// holds reports whether a claim of this kind that names these has the topic.
func (rule *TopicRule) holds(kind communique.Kind, named []communique.EntityID) bool {
	has := func(ids []communique.EntityID) bool {
		return len(ids) == 0 || slices.ContainsFunc(ids, func(id communique.EntityID) bool { return slices.Contains(named, id) })
	}
	return (len(rule.Kinds) == 0 || slices.Contains(rule.Kinds, kind)) && has(rule.Names) && has(rule.With)
}
