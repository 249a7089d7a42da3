package search

import (
	"encoding/json"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// mappingVersion names how rows become fields and words terms. An index of
// another version is made anew.
const mappingVersion = "4"

// The fields of words. A plain word is looked for in wordFields.
const (
	titleField    = "title" // of a document
	textField     = "text"
	marginField   = "margin" // boilerplate
	namesField    = "names"
	exactField    = "exact"
	askedField    = "asked" // of a claim: its questions
	speakerField  = "speaker"
	underField    = "under" // title of the document, of rows of every thing
	outletsField  = "words:outlet"
	storedField   = "stored"
	bodyField     = "body"
	newestField   = "published"
	documentField = "document"
)

// The fields of whole values.
const (
	thingField     = "thing"
	kindField      = "kind"
	actorField     = "actor"
	whoField       = "who"
	topicField     = "topic"
	outletField    = "outlet"
	yearField      = "year"
	statusField    = "status"
	languageField  = "language"
	questionField  = "question"
	relationField  = "relation"
	heldField      = "held"
	repeatField    = "repeat"
	undatedField   = "undated"
	aboutField     = "about"
	saidField      = "said"
	publishedField = "published days"
	recordedField  = "recorded"
)

// allFields are the fields that queries ask.
var allFields = [...]string{titleField, textField, marginField, namesField, exactField, askedField, speakerField, underField, outletsField,
	thingField, kindField, actorField, whoField, topicField, outletField, yearField, statusField, languageField, questionField, relationField,
	heldField, repeatField, undatedField, aboutField, saidField, publishedField, recordedField, documentField,
	"*"} // what Bleve calls a union that it has merged beforehand

// yes is the one term of fields that say yes.
const yes = "yes"

// newMapping returns the mapping of the index: rows come as documents that are
// made field by field, so it maps nothing; it chooses how hits are scored.
func newMapping() mapping.IndexMapping {
	m := mapping.NewIndexMapping()
	m.DefaultMapping.Enabled = false
	m.ScoringModel = index.BM25Scoring
	return m
}

// bleveDocument makes the document of a row.
func bleveDocument(r *row) (*document.Document, error) {
	d := document.NewDocument(r.Stored.id())
	add := func(name string, value []byte, o index.FieldIndexingOptions, a analysis.Analyzer) {
		d.AddField(document.NewTextFieldCustom(name, nil, value, o, a))
	}
	const (
		found   = index.IndexField | index.IncludeTermVectors
		filter  = index.IndexField | index.SkipFreqNorm
		counted = filter | index.DocValues
	)
	words := func(name string, l lines) {
		if len(l) > 0 {
			add(name, nil, found, l)
		}
	}
	whole := func(name string, o index.FieldIndexingOptions, v ...string) {
		if len(v) > 0 {
			add(name, nil, o, values(v))
		}
	}

	plain, err := json.Marshal(r.Stored)
	if err != nil {
		return nil, err
	}
	add(storedField, plain, index.StoreField, nil)
	if r.Stored.Thing == Documents {
		add(bodyField, []byte(r.text), index.StoreField, nil)
		words(titleField, lines{r.Stored.Title})
	}
	if r.text != "" {
		add(textField, nil, found, piecesOf{text: r.text, spans: r.Main})
		if len(r.Margin) > 0 {
			add(marginField, nil, found, piecesOf{text: r.text, spans: r.Margin})
		}
	} else if len(r.Stored.Own) > 0 {
		add(textField, nil, found, chunks(r.Stored.Own))
	}
	words(namesField, r.Names)
	words(exactField, r.Exact)
	words(askedField, r.Asked)
	words(speakerField, r.Speaker)
	words(underField, lines{r.Stored.Title})
	words(outletsField, r.Outlets)

	whole(thingField, counted, string(r.Stored.Thing))
	whole(kindField, counted, r.Kinds...)
	whole(actorField, filter, r.Actors...)
	whole(whoField, counted, r.Who...)
	whole(topicField, counted, r.Topics...)
	whole(outletField, counted, r.Outlets...)
	whole(yearField, counted, r.Years...)
	whole(statusField, counted, r.Stored.Statuses...)
	whole(questionField, counted, r.Questions...)
	whole(relationField, counted, r.Relations...)
	whole(documentField, filter, string(r.Stored.Document))
	if r.Language != "" {
		whole(languageField, filter, r.Language)
	}
	if r.Held {
		whole(heldField, filter, yes)
	}
	if r.Stored.Repeat {
		whole(repeatField, filter, yes)
	}
	whole(aboutField, filter, indexedDays(r.About)...)
	whole(saidField, filter, indexedDays(r.Said)...)
	whole(recordedField, filter, indexedDays(r.Recorded)...)
	if p := r.Stored.Published; p.Known() {
		whole(publishedField, filter, indexedDays([]communique.Days{p})...)
		key := p.From
		if key == "" {
			key = p.To
		}
		whole(newestField, counted, string(key))
	} else {
		whole(undatedField, filter, yes)
	}
	return d, nil
}

// chunks are stretches of a text that is not at hand, as an analyzer.
type chunks []chunk

// Analyze returns the terms of the chunks, at their offsets in the document's text.
func (cs chunks) Analyze([]byte) (tokens analysis.TokenStream) {
	position := 0
	for _, c := range cs {
		more := piecesOf{text: c.Text, base: c.Start, spans: []communique.Span{{Start: c.Start, End: c.Start + len(c.Text)}}}.Analyze(nil)
		last := 0
		for _, t := range more {
			last = t.Position
			t.Position += position
		}
		position += last + positionGap
		tokens = append(tokens, more...)
	}
	return tokens
}
