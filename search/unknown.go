package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// unknown notes the ids that a query asks for and no row has, with ids near
// them that rows do have.
func (s search) unknown(ctx context.Context, x *expression) (notes []string, err error) {
	type asked struct {
		field, says string
		id          communique.EntityID
	}
	var all set[asked]
	for _, id := range s.q.Filter.Actors {
		all.add(asked{actorField, "names", id})
	}
	for _, id := range s.q.Filter.Topics {
		all.add(asked{topicField, "is about", id})
	}
	x.each(func(leaf *expression) {
		switch v := strings.ToLower(leaf.text); {
		case leaf.field == "actor" && isEntity(v):
			all.add(asked{actorField, "names", communique.EntityID(v)})
		case leaf.field == "topic":
			all.add(asked{topicField, "is about", topicOf(v)})
		case leaf.field == "language":
			all.add(asked{languageField, "is in the language", communique.EntityID(v)})
		}
	})
	const most = 5
	err = s.index.reader(func(r index.IndexReader) error {
		for _, a := range all.list {
			n, err := rowsWith(ctx, r, a.field, string(a.id))
			if err != nil {
				return err
			}
			if n > 0 || len(notes) == most {
				continue
			}
			note := fmt.Sprintf("nothing %s %s", a.says, a.id)
			near, err := nearIDs(ctx, r, a.field, a.id)
			if err != nil {
				return err
			}
			if len(near) > 0 {
				note += "; did you mean " + strings.Join(near, " or ") + "?"
			}
			notes = append(notes, note)
		}
		return nil
	})
	return notes, err
}

// topicOf reads the value of topic:, where the prefix of a concept may be left out.
func topicOf(v string) communique.EntityID {
	if isEntity(v) {
		return communique.EntityID(v)
	}
	return communique.EntityID(string(communique.Concept) + ":" + v)
}

// nearIDs returns ids of a field that have the same name with another prefix,
// or a name that is spelt almost so: the most frequent first.
func nearIDs(ctx context.Context, r index.IndexReader, field string, id communique.EntityID) (near []string, err error) {
	const most = 3
	for _, kind := range communique.EntityKinds {
		same := string(kind) + ":" + id.Name()
		if n, err := rowsWith(ctx, r, field, same); err != nil {
			return nil, err
		} else if n > 0 {
			near = append(near, same)
		}
	}
	fuzzy, ok := r.(index.IndexReaderFuzzy)
	if !ok || id.Kind() == "" || len(near) > 0 || len([]rune(id)) > longestTerm {
		return near[:min(len(near), most)], nil
	}
	rows := map[string]uint64{}
	for edits := 1; edits <= 2 && len(near) == 0; edits++ {
		if near, err = candidates(fuzzy, field, string(id), edits, string(id.Kind())+":"); err != nil {
			return nil, err
		}
	}
	for _, other := range near {
		if rows[other], err = rowsWith(ctx, r, field, other); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(near, func(a, b string) int {
		if rows[a] != rows[b] {
			return int(rows[b]) - int(rows[a])
		}
		return strings.Compare(a, b)
	})
	return near[:min(len(near), most)], nil
}

// each calls a function with every leaf of an expression, in order.
func (x *expression) each(fn func(*expression)) {
	if x == nil {
		return
	}
	if x.op < andOf {
		fn(x)
		return
	}
	for i := range x.kids {
		x.kids[i].each(fn)
	}
}
