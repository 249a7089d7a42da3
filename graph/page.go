package graph

import (
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/communique-kg/communique"
)

// Page chooses a part of a long answer.
type Page struct {
	Limit int    // most items to return; 0 or less means DefaultLimit, more than MaxLimit means MaxLimit
	After string // where the page before ended (its Next); "" for the first page
}

// The limits of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

func (p Page) limit() int {
	if p.Limit <= 0 {
		return DefaultLimit
	}
	return min(p.Limit, MaxLimit)
}

// decode reads After into the place of the last item before the page. It leaves
// place alone on the first page.
func (p Page) decode(place any) error {
	if p.After == "" {
		return nil
	}
	data, err := base64.RawURLEncoding.DecodeString(p.After)
	if err == nil {
		err = json.Unmarshal(data, place)
	}
	if err != nil {
		return &communique.InvalidError{What: "after", Err: errors.New("want what an earlier page gave as its next")}
	}
	return nil
}

// encodePage writes the place of the last item of a page.
func encodePage(place any) string {
	data, err := json.Marshal(place)
	if err != nil {
		return "" // unreachable: places are strings and numbers
	}
	return base64.RawURLEncoding.EncodeToString(data)
}
