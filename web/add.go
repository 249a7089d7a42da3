package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// added is what became of one document that was sent.
type added struct {
	ID         communique.DocID `json:"id,omitempty"`
	Added      bool             `json:"added"` // false: these bytes were known
	File       string           `json:"file"`
	Title      string           `json:"title,omitempty"`
	Language   string           `json:"language,omitempty"`
	Published  *string          `json:"published"`
	Claims     int              `json:"claims"`
	Statements int              `json:"statements"`
	Error      string           `json:"error,omitempty"` // why it could not be read, where several were sent

	Href string `json:"-"`
}

// sent is one document as it arrives, before it is read.
type sent struct {
	name   string
	data   []byte
	source communique.Source
}

// addPage is the form; or a batch that came by it, and what became of its files.
type addPage struct {
	Closed  bool        // documents cannot be added here
	Batch   *batchPage  // nil for the form
	Recent  []batchLink // batches of the last day
	Samples int         // reports of the sample collection; 0 where none comes with the program
	Formats string      // that are read, for people
	Largest string      // file that is read
	Bytes   int         // the same as a number
	Most    int         // files of a batch
	Address string      // that was given to be read; it is carried over

	AddHref, SamplesHref string // where the forms lead

	Given given  // what was sent and was not added
	Wrong *fault // what is wrong with it
	Lost  bool   // files were chosen, which have to be chosen again
	Long  bool   // the text that was pasted is too long to be sent back
}

// batchLink leads to a batch.
type batchLink struct {
	batchAnswer
	Href, MadeOn string
}

// given is what the form holds when it is sent back.
type given struct{ Outlet, Author, Published, URL, Licence, Text string }

// mostReturned bounds the text that a refused form is filled with again.
const mostReturned = 1 << 20

// At returns what is wrong with a field; "" where nothing is.
func (p *addPage) At(name string) string {
	if p.Wrong != nil && p.Wrong.Param == name {
		return p.Wrong.Detail
	}
	return ""
}

// Elsewhere returns what is wrong with no field in particular.
func (p *addPage) Elsewhere() string {
	if p.Wrong == nil || slices.Contains(sourceFields, p.Wrong.Param) {
		return ""
	}
	return p.Wrong.Detail
}

// From reports whether anything is said of where the text comes from.
func (p *addPage) From() bool {
	g := p.Given
	return g.Outlet+g.Author+g.Published+g.URL+g.Licence != ""
}

// sourceFields are the fields of the form that say where a document comes from.
var sourceFields = []string{"outlet", "author", "published", "url", "licence"}

// sendBack fills the form with what was sent.
func (p *addPage) sendBack(q *request) {
	field := func(name string) string { return clip(strings.ToValidUTF8(q.form.fields[name], "�"), 2000) }
	p.Given = given{Outlet: field("outlet"), Author: field("author"), Published: field("published"), URL: field("url"), Licence: field("licence")}
	p.Lost = q.form.files
	if p.Long = len(q.form.text) > mostReturned; !p.Long {
		p.Given.Text = strings.ToValidUTF8(q.form.text, "�")
	}
}

// form is what a form has brought so far.
type form struct {
	fields map[string]string
	text   string
	files  bool
}

func (p *addPage) title() string {
	if p.Batch != nil {
		return "Added documents"
	}
	return "Add documents"
}

// refresh is after how many seconds a browser without script asks again; 0 for never.
func (p *addPage) refresh() int {
	if p.Batch == nil || p.Batch.Done || p.Batch.Still {
		return 0
	}
	return 3
}

// addForm is the form. An address that is to be read is carried over to where the
// text comes from, since pages are not fetched.
func addForm(_ *Server, q *request) (any, error) {
	in, err := q.inbox()
	if err != nil {
		return &addPage{Closed: true}, nil
	}
	page := q.addPage(in)
	if given := q.get("address"); given != "" {
		if page.Address, err = webAddress(given); err != nil {
			return nil, err
		}
		page.Given.URL = page.Address
	}
	return page, nil
}

// addPage makes the page of the form.
func (q *request) addPage(in *intake) *addPage {
	page := &addPage{Formats: readFormats(), Largest: fmt.Sprintf("%d MiB", format.MaxBytes>>20), Bytes: format.MaxBytes, Most: maxBatchFiles,
		AddHref: q.href("/add"), SamplesHref: q.href("/add/samples")}
	names, err := q.site.samples()
	if err != nil {
		q.site.log().Error("the sample collection cannot be listed", "error", err)
	}
	page.Samples = len(names)
	const most = 8
	for _, b := range in.recent(most) {
		made, _ := time.Parse(time.RFC3339, b.Made)
		page.Recent = append(page.Recent, batchLink{b, q.href("/add/batch", "id", b.ID), made.Format("15:04 UTC, ") + dayWords(communique.DayOf(made))})
	}
	return page
}

// webAddress reads the address of a web page.
func webAddress(given string) (string, error) {
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || len(given) > 2000 {
		return "", badParam("address", fmt.Sprintf("address: %q is not the address of a web page, such as https://example.org/article.", clip(given, 100)))
	}
	return u.String(), nil
}

// addByAPI adds documents: 201 where the corpus grew, 200 where all were known.
func addByAPI(_ *Server, q *request) error {
	if err := q.oneOf("wait"); err != nil {
		return err
	}
	results, err := q.addAll(q.get("wait") != "no")
	if err != nil {
		return err
	}
	status := http.StatusOK
	failed := 0
	for _, r := range results {
		if r.Added {
			status = http.StatusCreated
		}
		if r.Error != "" {
			failed++
		}
	}
	switch {
	case len(results) == 1 && failed == 1:
		return &fault{Status: http.StatusUnprocessableEntity, Detail: results[0].Error}
	case failed == len(results):
		status = http.StatusUnprocessableEntity
	}
	if len(results) == 1 {
		if status == http.StatusCreated {
			q.c.Header("Location", "/api/v1/documents/"+string(results[0].ID))
		}
		q.site.sendJSON(q.c, status, results[0])
		return nil
	}
	q.site.sendJSON(q.c, status, struct {
		Documents []added `json:"documents"`
	}{results})
	return nil
}

// addAll reads and appends every document of the request, in order. A document
// that cannot be read is told in its result; the others go on.
func (q *request) addAll(wait bool) ([]added, error) {
	s := q.site.Server
	if s.Read == nil {
		return nil, &fault{Status: http.StatusNotImplemented, Detail: "Documents cannot be added to this server."}
	}
	var out []added
	grew := false
	add := func(doc sent) error {
		q.received = true
		if len(out) == maxFiles {
			return &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("One request takes at most %d documents; those before were added.", maxFiles)}
		}
		r, err := s.add(q.ctx, doc)
		if err != nil {
			if q.ctx.Err() != nil {
				return q.ctx.Err()
			}
			var own *refusal
			if !errors.As(err, &own) {
				return err
			}
			r = added{File: doc.name, Error: own.Error()}
		}
		r.Href = q.href("/document", "id", string(r.ID))
		grew = grew || r.Added
		out = append(out, r)
		return nil
	}
	err := q.receive(add)
	if grew && s.Wake != nil {
		s.Wake()
	}
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, badParam("", sentence(format.ErrEmpty.Error()))
	}
	if grew && wait && s.Synced != nil {
		if err := s.Synced(q.ctx); err != nil {
			s.log().Error("graph and index have not caught up", "error", err)
			return nil, &fault{Status: http.StatusServiceUnavailable, Detail: "The documents are safe in the corpus, but graph and index have not caught up; they will be found once these have."}
		}
	}
	return out, nil
}

// refusal is why one document was not added.
type refusal struct{ err error }

func (r *refusal) Error() string { return r.err.Error() }
func (r *refusal) Unwrap() error { return r.err }

// add appends one document. Bytes that the corpus knows are not read again;
// only what their source says that is new is kept.
func (s *Server) add(ctx context.Context, doc sent) (added, error) {
	id := communique.DocIDOf(doc.data)
	known, err := s.Corpus.Has(ctx, id)
	if err != nil {
		return added{}, err
	}
	grew := false
	var d *communique.Document
	if known {
		a, err := s.Corpus.AddSource(ctx, s.agent(), id, doc.source)
		if err != nil {
			return added{}, err
		}
		if a.Added && s.Wake != nil {
			s.Wake()
		}
		h, err := s.Corpus.History(ctx, id)
		if err != nil {
			return added{}, err
		}
		d = h.Current()
	} else {
		if d, err = s.Read(ctx, doc.name, doc.data, doc.source); err != nil {
			return added{}, &refusal{err}
		}
		a, err := s.Corpus.Append(ctx, s.agent(), d, doc.data)
		if err != nil {
			return added{}, err
		}
		grew = a.Added
	}
	return added{ID: d.ID, Added: grew, File: doc.name, Title: titleOf(d), Language: d.Language, Published: optional(edtfOf(d.Published())),
		Claims: len(d.Claims), Statements: len(d.Statements)}, nil
}

// receive hands every document of the request's body to add.
func (q *request) receive(add func(sent) error) error {
	header := q.c.GetHeader("Content-Type")
	kind, params, err := mime.ParseMediaType(header)
	if err != nil && header != "" {
		return &fault{Status: http.StatusUnsupportedMediaType, Detail: "The Content-Type of the request cannot be read."}
	}
	switch kind {
	case "multipart/form-data":
		return q.receiveForm(params["boundary"], add)
	case "application/x-www-form-urlencoded":
		return q.receiveFields(add)
	case "application/json":
		return q.receiveJSON(add)
	}
	source, err := sourceOf(q.get)
	if err != nil {
		return err
	}
	data, err := readAll(q.c.Request.Body)
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return nil
	}
	name := baseName(q.get("name"))
	source.File = name
	return add(sent{name, data, source})
}

// readAll reads one document, within its limit.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxDocument+1))
	switch {
	case err != nil && errors.As(err, new(*http.MaxBytesError)):
		return nil, err
	case err != nil:
		return nil, &fault{Status: http.StatusBadRequest, Detail: "The request broke off: " + clip(err.Error(), 200) + "."}
	case len(data) > maxDocument:
		return nil, &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("A document is larger than %d MiB.", maxDocument>>20)}
	}
	return data, nil
}

// baseName keeps the last part of a file name, of whatever system it comes from.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "�"), `\`, "/"))
	if name == "." || name == "/" {
		return ""
	}
	return clip(name, 255)
}

// receiveForm reads a form with files. Fields count for the files that come
// after them, as browsers send them.
func (q *request) receiveForm(boundary string, add func(sent) error) error {
	if boundary == "" {
		return &fault{Status: http.StatusBadRequest, Detail: "The form names no boundary."}
	}
	form, err := q.c.Request.MultipartReader()
	if err != nil {
		return &fault{Status: http.StatusBadRequest, Detail: "The form cannot be read: " + clip(err.Error(), 200) + "."}
	}
	fields := map[string]string{}
	q.form.fields = fields
	get := func(name string) string {
		if v := fields[name]; v != "" {
			return v
		}
		return q.get(name)
	}
	var wrong error // what is said of the files cannot be read; the text that follows is still taken down
	pasted := ""
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if errors.As(err, new(*http.MaxBytesError)) {
				return err
			}
			return &fault{Status: http.StatusBadRequest, Detail: "The form broke off: " + clip(err.Error(), 200) + "."}
		}
		name := part.FileName()
		data, err := readAll(part)
		if err != nil {
			return err
		}
		switch {
		case name == "" && part.FormName() == "text":
			pasted = string(data)
			q.form.text = pasted
		case name == "" && part.FormName() != "file":
			if len(fields) > 20 || len(data) > 8<<10 {
				return &fault{Status: http.StatusRequestEntityTooLarge, Detail: "A field of the form is too long, or there are too many."}
			}
			fields[part.FormName()] = strings.TrimSpace(string(data))
		case len(data) == 0: // no file was chosen
		default:
			q.form.files = true
			source, err := sourceOf(get)
			if err != nil {
				wrong = err
			}
			if wrong != nil {
				continue
			}
			source.File = baseName(name)
			if err := add(sent{source.File, data, source}); err != nil {
				return err
			}
		}
	}
	if wrong != nil {
		return wrong
	}
	return q.addText(pasted, get, add)
}

// receiveFields reads a form without files.
func (q *request) receiveFields(add func(sent) error) error {
	if err := q.c.Request.ParseForm(); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return &fault{Status: http.StatusBadRequest, Detail: "The form cannot be read: " + clip(err.Error(), 200) + "."}
	}
	form := q.c.Request.PostForm
	q.form.fields, q.form.text = map[string]string{}, form.Get("text")
	for _, name := range sourceFields {
		q.form.fields[name] = strings.TrimSpace(form.Get(name))
	}
	return q.addText(form.Get("text"), func(name string) string { return strings.TrimSpace(form.Get(name)) }, add)
}

// receiveJSON reads a text or an address.
func (q *request) receiveJSON(add func(sent) error) error {
	var in struct {
		Name, Text, URL, Outlet, Author, Published, Licence string
	}
	dec := json.NewDecoder(q.c.Request.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return &fault{Status: http.StatusBadRequest, Detail: "The JSON cannot be read: " + clip(err.Error(), 200) + ". Known fields: name, text, url, outlet, author, published, licence."}
	}
	get := func(name string) string {
		switch name {
		case "name":
			return in.Name
		case "url":
			return in.URL
		case "outlet":
			return in.Outlet
		case "author":
			return in.Author
		case "published":
			return in.Published
		case "licence":
			return in.Licence
		}
		return ""
	}
	return q.addText(in.Text, get, add)
}

// addText adds a text that was pasted or sent in JSON.
func (q *request) addText(text string, get func(string) string, add func(sent) error) error {
	if strings.TrimSpace(text) == "" {
		if get("url") != "" && !q.received {
			return &fault{Status: http.StatusNotImplemented, Param: "url", Detail: "Fetching addresses is not built yet. Save the page and add the file, with its address as url."}
		}
		return nil
	}
	if len(text) > maxDocument {
		return &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("The text is longer than %d MiB.", maxDocument>>20)}
	}
	source, err := sourceOf(get)
	if err != nil {
		return err
	}
	name := baseName(get("name"))
	if name == "" {
		name = "pasted.txt"
	}
	source.File = name
	return add(sent{name, []byte(strings.ReplaceAll(text, "\r\n", "\n")), source})
}

// givenBasis is the basis of a publication date that was given with the document.
const givenBasis = "given by whoever added it"

// sourceOf reads what the sender says of where a document comes from.
func sourceOf(get func(string) string) (communique.Source, error) {
	s := communique.Source{Outlet: get("outlet"), Author: get("author"), URL: get("url"), Licence: get("licence")}
	for _, name := range sourceFields {
		if v := get(name); len(v) > 2000 || !utf8.ValidString(v) {
			return s, badParam(name, name+" is too long or not valid text.")
		}
	}
	if published := get("published"); published != "" {
		d, err := days(published)
		if err != nil || !d.Known() {
			return s, badParam("published", fmt.Sprintf("published: %q is not a date such as 2018-04-04, 2018-04 or 2018.", clip(published, 60)))
		}
		s.Published = communique.TimeValue{Type: communique.Date, EDTF: published, Days: d, Basis: givenBasis, Role: "publication"}
	}
	return s, nil
}
