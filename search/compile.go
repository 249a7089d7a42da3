package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/mapping"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// wordField is a field in which plain words are looked for, and what a word
// found there weighs.
type wordField struct {
	name  string
	boost float64
	usual int // number of terms that a row usually has there, for BM25
}

// wordFields are the fields of words. A title tells most of what a document is
// about; the words of a claim itself tell more than the sentence around them.
var wordFields = [...]wordField{
	{titleField, 3, 20},
	{exactField, 1.5, 20},
	{namesField, 1.2, 60},
	{textField, 1, 300},
	{marginField, 0.1, 300},
}

// writtenFields are those whose words stand in a document: a quoted phrase is
// found as it is written.
var writtenFields = slices.DeleteFunc(slices.Clone(wordFields[:]), func(f wordField) bool { return f.name == namesField })

// textFields are the names that a person types for fields of words.
var textFields = map[string]string{
	"title": underField, "speaker": speakerField, "name": namesField, "outlet": outletsField, "text": textField,
}

// valueFields are the names that a person types for fields of values.
var valueFields = map[string]bool{
	"kind": true, "actor": true, "topic": true, "year": true, "thing": true, "status": true, "language": true,
	"about": true, "said": true, "published": true, "recorded": true,
}

// compiler makes a Bleve query of an expression.
type compiler struct {
	notes []string
}

// compile returns nil where an expression asks for nothing, such as a dash.
func (c *compiler) compile(x *expression) query.Query {
	switch x.op {
	case andOf:
		if x.exact {
			return c.every(x)
		}
		w := c.take(x)
		return w.query(len(w.words))
	case orOf:
		var any []query.Query
		for i := range x.kids {
			if q := c.compile(&x.kids[i]); q != nil {
				any = append(any, q)
			}
		}
		return disjunction(any)
	case notOf:
		not := c.compile(&x.kids[0])
		if not == nil {
			return nil
		}
		return butNot{query.NewMatchAllQuery(), not}
	}
	if valueFields[x.field] {
		return c.value(x)
	}
	return c.words(x)
}

// every asks for all operands of an AND that was typed.
func (c *compiler) every(x *expression) query.Query {
	var must, not []query.Query
	for i := range x.kids {
		if kid := &x.kids[i]; kid.op != notOf {
			if q := c.compile(kid); q != nil {
				must = append(must, q)
			}
		} else if q := c.compile(&kid.kids[0]); q != nil {
			not = append(not, q)
		}
	}
	q := conjunction(must)
	switch {
	case len(not) == 0:
		return q
	case q == nil:
		q = query.NewMatchAllQuery()
	}
	return butNot{q, disjunction(not)}
}

func isPlain(x *expression) bool { return x.op == wordLeaf && x.field == "" }

// words compiles a leaf of words.
func (c *compiler) words(x *expression) query.Query {
	words := wordsOf([]byte(x.text))
	if len(words) == 0 {
		return nil
	}
	first := words[0].term
	switch {
	case x.op == phraseLeaf || len(words) > 1: // "case-by-case" is a phrase, too
		terms := make([]string, len(words))
		for i, w := range words {
			terms[i] = w.term
		}
		ask := func(f wordField) query.Query {
			if len(terms) == 1 {
				return f.term(first)
			}
			return phrase{terms, f.name, f.boost}
		}
		if x.op == phraseLeaf && x.field == "" {
			return inAny(writtenFields, ask) // not where a name that nobody sees would have it
		}
		return inFields(x.field, ask)
	case x.op == prefixLeaf:
		return inFields(x.field, func(f wordField) query.Query {
			q := query.NewPrefixQuery(first)
			q.SetField(f.name)
			q.SetBoost(f.boost)
			return q
		})
	case x.op == fuzzyLeaf:
		return inFields(x.field, func(f wordField) query.Query {
			q := query.NewFuzzyQuery(first)
			q.SetField(f.name)
			q.SetBoost(f.boost)
			q.SetFuzziness(x.edits)
			q.SetPrefix(1) // the first letter must be right; this also keeps stems out
			return q
		})
	}
	return oneWord(x.field, words[0])
}

// oneWord asks for a word in any of its forms and, where no field was named,
// for its synonyms.
func oneWord(field string, w word) query.Query {
	stemmed := stem(w.term)
	q := inFields(field, func(f wordField) query.Query { return f.term(stemmed) })
	others, kind := synonymsOf(stemmed)
	if field != "" || len(others) == 0 {
		return q
	}
	var any []query.Query
	for _, other := range others {
		any = append(any, inFields("", func(f wordField) query.Query {
			f.boost *= asSynonym
			return f.term(other)
		}))
	}
	second := disjunction(any)
	if kind != "" {
		second = conjunction([]query.Query{second, unscored{anyOf(kindField, []string{string(kind)})}, unscored{anyOf(thingField, []string{string(Claims)})}})
	}
	return either{q, second}
}

// inFields asks in the field that a person named, or in all fields of words.
func inFields(name string, ask func(wordField) query.Query) query.Query {
	if field, ok := textFields[name]; ok {
		return ask(wordField{name: field, boost: 1})
	}
	return inAny(wordFields[:], ask)
}

// inAny asks in any of some fields.
func inAny(fields []wordField, ask func(wordField) query.Query) query.Query {
	var any []query.Query
	for _, f := range fields {
		any = append(any, ask(f))
	}
	return disjunction(any)
}

func (f wordField) term(t string) query.Query {
	q := query.NewTermQuery(t)
	q.SetField(f.name)
	q.SetBoost(f.boost)
	return q
}

// value compiles a leaf that asks for a value. One that is none of its field
// finds nothing, and a note says so.
func (c *compiler) value(x *expression) query.Query {
	v := strings.ToLower(x.text)
	exactly := func(field, value string) query.Query { return unscored{anyOf(field, []string{value})} }
	unknown := func(known ...string) query.Query {
		c.notes = append(c.notes, fmt.Sprintf("%s:%s finds nothing; known are %s", x.field, x.text, strings.Join(known, ", ")))
		return query.NewMatchNoneQuery()
	}
	switch x.field {
	case "kind":
		if !slices.Contains(communique.Kinds, communique.Kind(v)) {
			return unknown(texts(communique.Kinds)...)
		}
		return exactly(kindField, v)
	case "thing":
		if !slices.Contains(Things, Thing(v)) {
			return unknown(texts(Things)...)
		}
		return exactly(thingField, v)
	case "status":
		if !slices.Contains(Statuses, v) {
			return unknown(Statuses...)
		}
		return exactly(statusField, v)
	case "language":
		return exactly(languageField, v)
	case "actor":
		if isEntity(v) {
			return exactly(actorField, v)
		}
		return c.words(&expression{op: phraseLeaf, field: "name", text: v})
	case "topic":
		return exactly(topicField, string(topicOf(v)))
	case "year":
		if len(v) == 4 && strings.Trim(v, "0123456789") == "" {
			return exactly(yearField, v)
		}
		return unknown("years such as 2014")
	}
	days, ok := parseDays(x.text)
	if !ok {
		return unknown("years, months, days and ranges such as 2014", "2014-09", "2014-09-05", "2014..2016-06")
	}
	return unscored{anyOf(clockFields[x.field], askedDays(days))}
}

// clockFields are the names that a person types for clocks.
var clockFields = map[string]string{"about": aboutField, "said": saidField, "published": publishedField, "recorded": recordedField}

// parseDays reads a year, month or day, or two of them with ".." or "/" between;
// either end may be missing.
func parseDays(s string) (d communique.Days, ok bool) {
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		from, to, isRange = strings.Cut(s, "/")
	}
	if !isRange {
		to = from
	}
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, from); err == nil {
			d.From = communique.DayOf(t)
		}
		if t, err := time.Parse(layout, to); err == nil {
			switch layout {
			case "2006":
				t = t.AddDate(1, 0, -1)
			case "2006-01":
				t = t.AddDate(0, 1, -1)
			}
			d.To = communique.DayOf(t)
		}
	}
	return d, d.Known() && (from == "") == (d.From == "") && (to == "") == (d.To == "") && d.Validate() == nil
}

// conjunction asks for all of some queries, disjunction for any; nil for none.
func conjunction(all []query.Query) query.Query {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return query.NewConjunctionQuery(all)
}

func disjunction(any []query.Query) query.Query {
	switch len(any) {
	case 0:
		return nil
	case 1:
		return any[0]
	}
	return query.NewDisjunctionQuery(any)
}

// anyOf asks for rows that have one of some values in a field.
func anyOf(field string, values []string) query.Query {
	any := make([]query.Query, len(values))
	for i, v := range values {
		q := query.NewTermQuery(v)
		q.SetField(field)
		any[i] = q
	}
	return disjunction(any)
}

// unscored is a query that only lets through or keeps out.
type unscored struct{ query.Query }

// Searcher implements query.Query.
func (u unscored) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (bsearch.Searcher, error) {
	return u.Query.Searcher(ctx, r, m, bsearch.SearcherOptions{Score: "none"})
}

// butNot asks for what one query finds and another does not. Bleve's own
// boolean query takes a positive part that finds nothing for one that is not
// there, and then finds everything.
type butNot struct{ must, not query.Query }

// Searcher implements query.Query.
func (b butNot) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (bsearch.Searcher, error) {
	must, err := b.must.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	if _, none := must.(*searcher.MatchNoneSearcher); none {
		return must, nil
	}
	not, err := unscored{b.not}.Searcher(ctx, r, m, o)
	if err != nil {
		must.Close()
		return nil, err
	}
	if _, none := not.(*searcher.MatchNoneSearcher); none {
		not.Close()
		return must, nil
	}
	return searcher.NewBooleanSearcher(ctx, r, must, nil, not, o)
}
