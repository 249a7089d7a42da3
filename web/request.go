package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
)

// request is one question as an answer function sees it. It lives as long as
// the request and remembers the documents that it has loaded.
type request struct {
	ctx      context.Context
	site     *site
	c        *gin.Context
	route    route
	query    url.Values // known parameters that are not empty
	ignored  []string   // parameters of the address that the page does not know
	clocks   communique.Filter
	received bool // a document has arrived with this request
	form     form // what a form has brought
	known    *claim.Reference
	seq      uint64 // of the log; 0 before it was asked for
	volumes  map[communique.DocID]*volume
	claims   map[corpus.Ref]corpus.Held // that were looked up
}

// newRequest reads and checks the query string.
func newRequest(t *site, r route, c *gin.Context) (*request, error) {
	q := &request{ctx: c.Request.Context(), site: t, c: c, route: r, query: url.Values{}}
	raw := c.Request.URL.RawQuery
	if len(raw) > maxQuery {
		return nil, &fault{Status: http.StatusRequestURITooLong, Detail: fmt.Sprintf("The question is longer than %d bytes.", maxQuery)}
	}
	given, err := url.ParseQuery(raw)
	if err != nil {
		return nil, badParam("", "The address holds an escape that cannot be read: "+err.Error()+".")
	}
	for name, values := range given {
		i := slices.IndexFunc(r.params, func(p param) bool { return p.Name == name })
		if i < 0 {
			q.ignored = append(q.ignored, clip(name, 60))
			continue
		}
		for _, v := range values {
			if v = strings.TrimSpace(v); v == "" {
				continue // an empty field of a form
			}
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return nil, badParam(name, fmt.Sprintf("The value of %q is not valid text.", name))
			}
			if len(q.query[name]) > 0 && !r.params[i].Many {
				return nil, badParam(name, fmt.Sprintf("%q stands in the address more than once; it takes one value.", name))
			}
			if len(q.query[name]) == maxValues {
				return nil, badParam(name, fmt.Sprintf("%q has more than %d values.", name, maxValues))
			}
			q.query[name] = append(q.query[name], v)
		}
	}
	slices.Sort(q.ignored)
	if len(q.ignored) > 0 && q.isAPI() {
		f := badParam(q.ignored[0], fmt.Sprintf("Unknown parameter %q.", q.ignored[0]))
		f.Known = paramNames(r.params)
		if near := nearest(q.ignored[0], f.Known); near != "" {
			f.Detail = fmt.Sprintf("Unknown parameter %q; did you mean %q?", q.ignored[0], near)
		}
		return nil, f
	}
	q.clocks, err = q.readClocks()
	return q, err
}

// maxValues bounds the alternatives that one filter may list.
const maxValues = 100

func (q *request) isAPI() bool {
	return q.site.side == local || strings.HasPrefix(q.route.path, "/api/")
}

// get returns the value of a parameter, "" where it was not given.
func (q *request) get(name string) string { return q.query.Get(name) }

// id returns the id that a path or ?id= names.
func (q *request) id(what string) (string, error) {
	id := q.c.Param("id")
	if id == "" {
		id = q.get("id")
	}
	switch {
	case id == "":
		return "", badParam("id", "The address names no "+what+".")
	case len(id) > 1000 || !utf8.ValidString(id) || strings.ContainsRune(id, 0):
		return "", badParam("id", fmt.Sprintf("%q is not the id of a %s.", clip(strings.ToValidUTF8(id, "�"), 100), what))
	}
	return id, nil
}

// number reads a whole number between low and high; without the parameter it is usual.
func (q *request) number(name string, low, usual, high int) (int, error) {
	s := q.get(name)
	if s == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		return 0, badParam(name, fmt.Sprintf("%s: %q is not a whole number from %d to %d.", name, clip(s, 40), low, high))
	}
	return n, nil
}

// href makes an address of ours with the given parameters and the clocks of
// this request, which stay in every link. Names and values alternate; an empty
// value leaves its name out.
func (q *request) href(path string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Add(pairs[i], pairs[i+1])
		}
	}
	for _, name := range clockNames {
		if value := q.get(name); value != "" && !v.Has(name) {
			v.Set(name, value)
		}
	}
	return address(path, v)
}

// with makes the address of this page with one parameter set, or taken away
// where the value is empty; cursors go, since they belong to another list.
func (q *request) with(name, value string) string {
	v := q.copied()
	v.Del(name)
	if value != "" {
		v.Set(name, value)
	}
	return address(q.route.path, v)
}

// toggled makes the address of this page with one value of a parameter added,
// or taken away where it is there.
func (q *request) toggled(name, value string) string {
	v := q.copied()
	if i := slices.Index(v[name], value); i >= 0 {
		v[name] = slices.Delete(slices.Clone(v[name]), i, i+1)
		if len(v[name]) == 0 {
			v.Del(name)
		}
	} else {
		v.Add(name, value)
	}
	return address(q.route.path, v)
}

func (q *request) copied() url.Values {
	v := url.Values{}
	for name, values := range q.query {
		if name != "after" {
			v[name] = slices.Clone(values)
		}
	}
	return v
}

func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// log returns the sequence number of the log that the request answers from.
func (q *request) log() (uint64, error) {
	if q.seq == 0 {
		seq, err := q.site.shelf.catchUp(q.ctx, q.site.Corpus)
		if err != nil {
			return 0, err
		}
		q.seq = seq
	}
	return q.seq, nil
}

// volume loads a document, once a request.
func (q *request) volume(id communique.DocID) (*volume, error) {
	if v, ok := q.volumes[id]; ok {
		return v, nil
	}
	if err := q.ctx.Err(); err != nil {
		return nil, err
	}
	seq, err := q.log()
	if err != nil {
		return nil, err
	}
	v, err := q.site.shelf.volume(q.ctx, q.site.Corpus, id, seq)
	if err != nil {
		return nil, err
	}
	if q.volumes == nil {
		q.volumes = map[communique.DocID]*volume{}
	}
	q.volumes[id] = v
	return v, nil
}

// history returns what the log says of a document.
func (q *request) history(id communique.DocID) (*corpus.History, error) {
	v, err := q.volume(id)
	if err != nil {
		return nil, err
	}
	return v.history, nil
}

// offsets returns the code points of a document's current text.
func (q *request) offsets(d *communique.Document) *communique.Offsets {
	if v, ok := q.volumes[d.ID]; ok && v.history.Current() == d {
		return v.offsets()
	}
	return communique.NewOffsets(d.Text)
}

// parts returns the parts in which the reader shows a document.
func (q *request) parts(d *communique.Document) []communique.Span {
	if v, ok := q.volumes[d.ID]; ok && v.history.Current() == d {
		return v.parts()
	}
	return parts(d.Text, beginsOf(d), partCost)
}

// name returns the name that pages show for an id.
func (s *Server) name(id communique.EntityID) string {
	if id == "" {
		return ""
	}
	if s.Names != nil {
		if name := s.Names.Name(id); name != "" {
			return name
		}
	}
	return strings.ReplaceAll(id.Name(), "-", " ")
}

// entity is an entity as pages and API name it.
type entity struct {
	ID   communique.EntityID `json:"id"`
	Name string              `json:"name"`
	Kind string              `json:"kind"` // "organisation", "state", …
	Href string              `json:"-"`
}

// entity makes the link to an entity; nil for the empty id.
func (q *request) entity(id communique.EntityID) *entity {
	if id == "" {
		return nil
	}
	return &entity{ID: id, Name: q.site.name(id), Kind: kindWord(id.Kind()), Href: q.href("/actor", "id", string(id))}
}

// speaker makes the link to who speaks. Who is known by a phrase only is shown
// as unnamed, so that "reporter" is nobody's name.
func (q *request) speaker(id communique.EntityID) *entity {
	e := q.entity(id)
	if e == nil || id.Kind() != communique.NounPhrase || e.Name == "" {
		return e
	}
	first, _, _ := strings.Cut(strings.ToLower(e.Name), " ")
	switch {
	case determined(e.Name), first == "unnamed", first == "anonymous", strings.IndexFunc(e.Name, unicode.IsUpper) == 0, unicode.IsDigit(rune(first[0])):
	case pluralPhrase(e.Name):
		e.Name = "unnamed " + e.Name
	default:
		e.Name = "an unnamed " + e.Name
	}
	return e
}

// nearest returns the known word that a misspelt one most likely means, "" where none is near.
func nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to change, add or leave out between two short words.
func distance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
