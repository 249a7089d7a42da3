package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"strconv"

	bsearch "github.com/blevesearch/bleve/v2/search"

	"github.com/communique-kg/communique"
)

// page is where the next page begins: after a row, in the order of one query.
// Rows that change between two pages may be missed or come twice.
type page struct {
	Query string `json:"q"` // digest of the query, so that it cannot be used with another
	Key   string `json:"k"` // score or day
	ID    string `json:"i"`
	// Least is how many of the words are enough, so that every page asks the same.
	Least int `json:"n"`
}

// cursor makes the cursor after a hit.
func (s search) cursor(m *bsearch.DocumentMatch) string {
	p := page{Query: s.digest(), ID: m.ID, Least: s.least}
	if s.byScore() {
		p.Key = strconv.FormatFloat(m.Score, 'g', -1, 64)
	} else if len(m.Sort) > 0 {
		p.Key = m.Sort[0]
	}
	plain, err := json.Marshal(p)
	if err != nil {
		return "" // unreachable: three strings
	}
	return base64.RawURLEncoding.EncodeToString(plain)
}

// after reads the cursor of a query, nil where it has none, and asks for as
// many of the words as it says.
func (s *search) after() ([]string, error) {
	if s.q.After == "" {
		return nil, nil
	}
	invalid := &communique.InvalidError{What: "after", Err: errors.New("this is no cursor of this query; start from its first page")}
	const longestCursor = 1000
	if len(s.q.After) > longestCursor {
		return nil, invalid
	}
	plain, err := base64.RawURLEncoding.DecodeString(s.q.After)
	if err != nil {
		return nil, invalid
	}
	var p page
	d := json.NewDecoder(bytes.NewReader(plain))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil || d.More() || p.Query != s.digest() || p.ID == "" || p.Least < min(1, s.least) || p.Least > s.least {
		return nil, invalid
	}
	at := place{key: missing, order: orderOf(p.ID), name: p.ID}
	if s.byScore() {
		score, err := strconv.ParseFloat(p.Key, 64)
		if err != nil || math.IsNaN(score) || math.IsInf(score, 0) {
			return nil, invalid
		}
		at.key = score
	} else if day := communique.Day(p.Key); day != "" && day.Validate() == nil {
		if at.key = float64(dayNumber(day)) + 1; s.q.Sort == ByOldest {
			at.key = -at.key
		}
	}
	s.from = &at
	s.require(p.Least)
	return []string{p.Key, p.ID}, nil
}

func (s search) byScore() bool { return s.q.Sort == ByRelevance && s.text != nil }

// digest names all of a query that decides about order and rows.
func (s search) digest() string {
	q := s.q
	q.After, q.Limit, q.Facets = "", 0, false
	plain, err := json.Marshal(q)
	if err != nil {
		return "" // unreachable: strings and lists of them
	}
	sum := sha256.Sum256(plain)
	return hex.EncodeToString(sum[:8])
}
