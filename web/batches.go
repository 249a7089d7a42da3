package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// The parameters of batches.
var (
	paramFile    = param{Name: "from", Says: "The first file of the list, from 1.", Type: "integer"}
	paramFailed  = param{Name: "show", Says: "\"failed\" lists only what could not be read.", One: []string{"failed"}}
	paramStill   = param{Name: "still", Says: "\"yes\" keeps a page without script from asking again by itself.", One: []string{"yes"}}
	batchParams  = append([]param{paramID, paramFile, paramFailed, paramStill}, clockParams...)
	eventsParams = []param{paramID, paramFile, paramFailed}
	filesParams  = []param{{Name: "last", Says: "\"yes\" says that no further files follow.", One: []string{"yes"}}}
)

// rowsOfBatch is how many files one page of a batch lists.
const rowsOfBatch = 200

// batchAnswer is a batch as the API gives it.
type batchAnswer struct {
	ID    string `json:"id"`
	Made  string `json:"made"`  // RFC 3339
	Phase string `json:"phase"` // receiving, reading, indexing, done
	Done  bool   `json:"done"`
	tally
	Items []item `json:"items,omitempty"` // in lists of batches they are left out
}

// batchPage is what became of the files of one batch.
type batchPage struct {
	batchAnswer
	Rows     []batchRow
	Failures []batchRow // the first of them; the page lists them apart
	Failed   string     // the address that lists only what failed; "" where all of it is shown
	All      string     // the address that lists everything
	Only     bool       // only what failed is listed
	Earlier  string
	Later    string
	Last     int // the last row that is shown
	Events   string
	Timeline string // of what was added
	Compare  string
	These    bool // the two lead to these documents, not to the whole store
	Again    string
	Still    bool
	StillAt  string
	MoveAt   string
}

// batchRow is a file of a batch as the page shows it.
type batchRow struct {
	item
	Href      string
	PublishOn string
	SizeIn    string
}

// Says puts the state of a file into words.
func (r batchRow) Says() string {
	switch r.State {
	case itemComing:
		return "on its way"
	case itemKnown:
		return "known already"
	case itemFailed:
		return "not read"
	case itemMissing:
		return "never arrived"
	}
	return string(r.State)
}

// Percent is how much of a batch is finished.
func (p *batchPage) Percent() int {
	if p.Files == 0 {
		return 0
	}
	return 100 * p.Finished() / p.Files
}

// Bad counts what could not be read.
func (p *batchPage) Bad() int { return p.tally.Failed + p.Missing }

// inbox returns the intake, or says that there is none.
func (q *request) inbox() (*intake, error) {
	in := q.site.intake.Load()
	if in == nil || q.site.Read == nil {
		return nil, &fault{Status: http.StatusNotImplemented, Detail: "Documents cannot be added to this server."}
	}
	return in, nil
}

func (b *batch) answer(now time.Time) batchAnswer {
	return batchAnswer{ID: b.id, Made: b.made.UTC().Format(time.RFC3339), Phase: b.phase(now), Done: b.done(now), tally: b.tally(now)}
}

// batchOf reads a batch for the API.
func batchOf(_ *Server, q *request) (any, error) {
	in, err := q.inbox()
	if err != nil {
		return nil, err
	}
	id, err := q.id("batch")
	if err != nil {
		return nil, err
	}
	var a batchAnswer
	if _, ok := in.look(id, func(b *batch, now time.Time) {
		a = b.answer(now)
		a.Items = make([]item, len(b.items))
		for i, it := range b.items {
			a.Items[i] = b.shown(it, now)
		}
	}); !ok {
		return nil, errNoBatch(id)
	}
	return a, nil
}

// batchesAnswer lists the batches that are kept.
type batchesAnswer struct {
	Batches []batchAnswer `json:"batches"`
}

func batches(_ *Server, q *request) (any, error) {
	in, err := q.inbox()
	if err != nil {
		return nil, err
	}
	return batchesAnswer{in.recent(maxBatches)}, nil
}

// recent returns the newest batches that have files, at most so many.
func (in *intake) recent(most int) []batchAnswer {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := []batchAnswer{}
	for _, b := range in.listed() {
		if len(out) < most && len(b.items) > 0 {
			out = append(out, b.answer(in.now()))
		}
	}
	return out
}

// newBatch begins a batch by the API: its files are announced, or follow unnamed.
func newBatch(_ *Server, q *request) error {
	in, err := q.inbox()
	if err != nil {
		return err
	}
	var sent struct {
		Files                                   []announced
		Outlet, Author, Published, URL, Licence string
	}
	dec := json.NewDecoder(q.c.Request.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&sent); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return &fault{Status: http.StatusBadRequest, Detail: "The JSON cannot be read: " + clip(err.Error(), 200) + ". Known fields: files (each with name and size), outlet, author, published, url, licence."}
	}
	fields := map[string]string{"outlet": sent.Outlet, "author": sent.Author, "published": sent.Published, "url": sent.URL, "licence": sent.Licence}
	source, err := sourceOf(func(name string) string { return strings.TrimSpace(fields[name]) })
	if err != nil {
		return err
	}
	if len(sent.Files) > maxBatchFiles {
		return &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("A batch takes at most %d files; begin several.", maxBatchFiles)}
	}
	for i := range sent.Files {
		f := &sent.Files[i]
		if f.Name = fileName(f.Name); f.Name == "" || f.Size < 0 {
			return badParam("files", fmt.Sprintf("files: the %d. has no name, or a size below 0.", i+1))
		}
	}
	id, err := in.begin(source)
	if err != nil {
		return err
	}
	if len(sent.Files) > 0 {
		if err := in.name(id, sent.Files); err != nil {
			in.drop(id)
			return err
		}
	}
	q.c.Header("Location", "/api/v1/batches/"+id)
	return q.sendBatch(in, id, http.StatusCreated)
}

// sendBatch answers a batch without its files.
func (q *request) sendBatch(in *intake, id string, status int) error {
	var a batchAnswer
	if _, ok := in.look(id, func(b *batch, now time.Time) { a = b.answer(now) }); !ok {
		return errNoBatch(id)
	}
	q.site.sendJSON(q.c, status, a)
	return nil
}

// batchFiles takes files of a batch in: those that were announced come in fields
// file-1, file-2, …, others in fields file. A request may be repeated.
func batchFiles(_ *Server, q *request) error {
	if err := q.oneOf("last"); err != nil {
		return err
	}
	in, err := q.inbox()
	if err != nil {
		return err
	}
	id, err := q.id("batch")
	if err != nil {
		return err
	}
	var said communique.Source
	if _, ok := in.look(id, func(b *batch, _ time.Time) { said = b.source }); !ok {
		return errNoBatch(id)
	}
	p, err := in.receive(id)
	if err != nil {
		return err
	}
	if err := q.unpack(p); err != nil {
		p.discard()
		return err
	}
	source, err := sourceOf(q.formField)
	if err != nil {
		p.discard()
		return err
	}
	if source == (communique.Source{}) {
		source = said
	}
	if len(p.files) == 0 && q.get("last") == "" {
		p.discard()
		return badParam("", "The request holds no files.")
	}
	if err := p.keep(sourceFor(source), q.get("last") == "yes"); err != nil {
		return err
	}
	return q.sendBatch(in, id, http.StatusAccepted)
}

// sourceFor gives each file the same source, under its own name.
func sourceFor(s communique.Source) func(string) communique.Source {
	return func(name string) communique.Source {
		s.File = name
		return s
	}
}

func (q *request) formField(name string) string { return q.form.fields[name] }

// unpack takes the files and fields of the request's body into a parcel. Of the
// text that was pasted it makes a file too.
func (q *request) unpack(p *parcel) error {
	kind, _, err := mime.ParseMediaType(q.c.GetHeader("Content-Type"))
	switch {
	case err != nil:
		return &fault{Status: http.StatusUnsupportedMediaType, Detail: "The Content-Type of the request cannot be read."}
	case kind == "application/x-www-form-urlencoded" && !q.isAPI():
		return q.receiveFields(func(s sent) error { return p.take(0, s.name, strings.NewReader(string(s.data))) })
	case kind != "multipart/form-data":
		return &fault{Status: http.StatusUnsupportedMediaType, Detail: "Files are sent as multipart/form-data."}
	}
	form, err := q.c.Request.MultipartReader()
	if err != nil {
		return &fault{Status: http.StatusBadRequest, Detail: "The form cannot be read: " + clip(err.Error(), 200) + "."}
	}
	q.form.fields = map[string]string{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return brokeOff(err)
		}
		if err := q.unpackPart(p, part); err != nil {
			return err
		}
	}
	if strings.TrimSpace(q.form.text) == "" {
		return nil
	}
	return p.take(0, "pasted.txt", strings.NewReader(strings.ReplaceAll(q.form.text, "\r\n", "\n")))
}

func (q *request) unpackPart(p *parcel, part *multipart.Part) error {
	field := part.FormName()
	name, isFile := partName(part)
	switch {
	case isFile && name == "": // nothing was chosen
		return nil
	case isFile:
		q.form.files = true
		n, err := itemOf(field)
		if err != nil {
			return err
		}
		return p.take(n, name, part)
	case field == "text":
		data, err := readAll(part)
		q.form.text = string(data)
		return err
	}
	const longest = 8 << 10
	data, err := io.ReadAll(io.LimitReader(part, longest+1))
	if err != nil {
		return brokeOff(err)
	}
	if len(q.form.fields) > 20 || len(data) > longest {
		return &fault{Status: http.StatusRequestEntityTooLarge, Detail: "A field of the form is too long, or there are too many."}
	}
	q.form.fields[field] = strings.TrimSpace(string(data))
	return nil
}

// itemOf reads which announced file a field of a form holds; 0 for none.
func itemOf(field string) (int, error) {
	number, ok := strings.CutPrefix(field, "file-")
	if !ok {
		return 0, nil
	}
	n, err := wholeNumber(number)
	if err != nil || n == 0 {
		return 0, &fault{Status: http.StatusBadRequest, Detail: fmt.Sprintf("%q names no file of the batch; fields are file-1, file-2 and so on.", clip(field, 40))}
	}
	return n, nil
}

// partName returns the name of the file that a part of a form holds, with its
// folders; false where the part is a field.
func partName(part *multipart.Part) (string, bool) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return fileName(part.FileName()), part.FileName() != ""
	}
	name, ok := params["filename"]
	return fileName(name), ok
}

// patience is how long the form waits for one document, so as to lead to it.
const patience = 5 * time.Second

// addByForm takes in what the form sends and leads to the page of the batch, or
// of the document where it was one and is read at once.
func addByForm(s *Server, q *request) error {
	in, err := q.inbox()
	if err != nil {
		return err
	}
	id, files, err := q.takeForm(in)
	if wrong := new(fault); errors.As(err, &wrong) && wrong.Status == http.StatusBadRequest {
		page := q.addPage(in)
		page.Wrong = wrong
		page.sendBack(q)
		q.site.sendPage(q.c, wrong.Status, "add", q, page)
		return nil
	}
	if err != nil {
		return err
	}
	to := q.href("/add/batch", "id", id)
	if files == 1 {
		in.wait(q.ctx, id, patience)
		in.look(id, func(b *batch, _ time.Time) {
			if it := b.items[0]; it.Document != "" {
				to = q.href("/document", "id", string(it.Document))
			}
		})
	}
	q.c.Redirect(http.StatusSeeOther, to)
	return nil
}

// takeForm makes a batch of what a form sends and returns how many files it has.
func (q *request) takeForm(in *intake) (id string, files int, err error) {
	if id, err = in.begin(communique.Source{}); err != nil {
		return "", 0, err
	}
	p, err := in.receive(id)
	if err != nil {
		in.drop(id)
		return "", 0, err
	}
	undo := func(err error) (string, int, error) {
		p.discard()
		in.drop(id)
		return "", 0, err
	}
	if err := q.unpack(p); err != nil {
		return undo(err)
	}
	source, err := sourceOf(q.formField)
	if err != nil {
		return undo(err)
	}
	if len(p.files) == 0 {
		return undo(badParam("", "Nothing was sent: choose a file, or give a text."))
	}
	if err := p.keep(sourceFor(source), true); err != nil {
		in.drop(id)
		return "", 0, err
	}
	return id, len(p.files), nil
}

// addSamples adds the sample collection that comes with the program, as a batch.
func addSamples(s *Server, q *request) error {
	in, err := q.inbox()
	if err != nil {
		return err
	}
	names, err := s.samples()
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return &fault{Status: http.StatusNotImplemented, Detail: "No sample collection comes with this server."}
	}
	id, err := in.begin(communique.Source{})
	if err != nil {
		return err
	}
	p, err := in.receive(id)
	if err != nil {
		in.drop(id)
		return err
	}
	for _, name := range names {
		err := func() error {
			f, err := s.Samples.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			return p.take(0, path.Base(name), f)
		}()
		if err != nil {
			p.discard()
			in.drop(id)
			return err
		}
	}
	if err := p.keep(sourceFor(communique.Source{}), true); err != nil {
		in.drop(id)
		return err
	}
	q.c.Redirect(http.StatusSeeOther, q.href("/add/batch", "id", id))
	return nil
}

// samples lists the files of the sample collection; none where there is none.
func (s *Server) samples() ([]string, error) {
	if s.Samples == nil {
		return nil, nil
	}
	all, err := fs.Glob(s.Samples, "*.md")
	if err != nil {
		return nil, fmt.Errorf("web: samples: %w", err)
	}
	names := all[:0]
	for _, name := range all {
		if name != "README.md" {
			names = append(names, name)
		}
	}
	return names, nil
}

// pageOfBatch is the page of one batch.
func pageOfBatch(_ *Server, q *request) (any, error) {
	in, err := q.inbox()
	if err != nil {
		return nil, err
	}
	id, view, err := q.batchView()
	if err != nil {
		return nil, err
	}
	page := &batchPage{Only: view.failed, Still: q.get("still") == "yes"}
	var these []communique.DocID
	if _, ok := in.look(id, func(b *batch, now time.Time) {
		page.batchAnswer = b.answer(now)
		n := 0
		for _, it := range b.items {
			it = b.shown(it, now)
			if it.Document != "" {
				these = append(these, it.Document)
			}
			bad := it.State == itemFailed || it.State == itemMissing
			if bad && len(page.Failures) < mostFailures && !page.Only {
				page.Failures = append(page.Failures, q.batchRow(it))
			}
			if page.Only && !bad {
				continue
			}
			if n++; n >= view.from && len(page.Rows) < rowsOfBatch {
				page.Rows = append(page.Rows, q.batchRow(it))
			} else if n == view.from+rowsOfBatch {
				page.Later = q.with("from", strconv.Itoa(n))
			}
		}
		page.Last = min(n, view.from-1+rowsOfBatch)
	}); !ok {
		return nil, errNoBatch(id)
	}
	const short = 10
	if page.Files <= short {
		page.Failures = nil // the list shows them at a glance
	}
	if view.from > 1 {
		page.Earlier = q.with("from", strconv.Itoa(max(1, view.from-rowsOfBatch)))
	}
	if page.Bad() > len(page.Failures) && !page.Only && page.Files > short {
		page.Failed = q.href("/add/batch", "id", id, "show", "failed")
	}
	page.All, page.Again = q.href("/add/batch", "id", id), q.href("/add")
	page.StillAt, page.MoveAt = q.with("still", "yes"), q.with("still", "")
	page.Events = "/add/events?" + view.query(id)
	page.leads(q, these)
	return &addPage{Batch: page}, nil
}

// mostFailures is how many failures stand above the list of all files.
const mostFailures = 20

// mostNamed is how many documents a link names; more would make the address too long.
const mostNamed = 50

// leads sets where one goes on from a batch: to what its own documents tell,
// where an address can hold them.
func (p *batchPage) leads(q *request, these []communique.DocID) {
	if len(these) == 0 {
		return
	}
	var pairs []string
	if p.These = len(these) <= mostNamed; p.These {
		for _, id := range these {
			pairs = append(pairs, "document", string(id))
		}
	}
	p.Timeline, p.Compare = q.href("/timeline", pairs...), q.href("/compare", pairs...)
}

// batchView is which files of a batch are asked for.
type batchView struct {
	from   int
	failed bool
}

// batchView reads which files of which batch are asked for.
func (q *request) batchView() (id string, v batchView, err error) {
	if id, err = q.id("batch"); err != nil {
		return "", v, err
	}
	if err := q.oneOf("show", "still"); err != nil {
		return "", v, err
	}
	v.failed = q.get("show") == "failed"
	v.from, err = q.number("from", 1, 1, maxBatchFiles)
	return id, v, err
}

func (v batchView) query(id string) string {
	s := "id=" + id
	if v.from > 1 {
		s += "&from=" + strconv.Itoa(v.from)
	}
	if v.failed {
		s += "&show=failed"
	}
	return s
}

// batchRow shows a file of a batch.
func (q *request) batchRow(it item) batchRow {
	r := batchRow{item: it, SizeIn: bytesWords(it.Size)}
	if it.Document != "" {
		r.Href = q.href("/document", "id", string(it.Document))
	}
	if d, err := days(it.Published); err == nil {
		r.PublishOn = momentTime(communique.TimeValue{EDTF: it.Published, Days: d})
	}
	if r.Title == "" {
		r.Title = it.Name
	}
	return r
}

// bytesWords gives a size for people.
func bytesWords(n int64) string {
	switch {
	case n < 1000:
		return plural(int(n), "byte", "bytes")
	case n < 1e6:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
