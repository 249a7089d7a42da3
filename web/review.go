package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// The statuses of a claim in the queue: what a person last said of it.
const (
	statusOpen = "open" // nobody has judged it, or it was taken back
	statusAll  = "all"
)

var reviewStatuses = []string{statusOpen, search.Accepted, search.Rejected, statusAll}

// loudRelations are those that make a claim stand against something.
func loudRelations() []claim.Relation {
	var out []claim.Relation
	for _, r := range relationsExplained {
		if isLoud(r.Relation) {
			out = append(out, r.Relation)
		}
	}
	return out
}

func relationNames() []string {
	var names []string
	for _, r := range loudRelations() {
		names = append(names, string(r))
	}
	return names
}

var (
	paramSaid    = param{Name: "said", Says: "The entry of the log that the reviewer has just written, to be taken back from here.", Type: "integer"}
	reviewFilter = []param{paramKind, paramDocument,
		{Name: "relation", Says: "Only claims that stand in one of these relations.", One: relationNames(), Many: true},
		{Name: "status", Says: "What people last said of the claims; open where not given.", One: reviewStatuses}}
	reviewParams    = append(append(append([]param{paramID, paramSaid}, reviewFilter...), clockParams...), paramLimit)
	reviewAPIParams = append(append(append([]param{paramID}, reviewFilter...), clockParams...), paramLimit)
)

// reviewPage is the queue, and one claim of it beside its evidence.
type reviewPage struct {
	Claims []queued `json:"claims"` // of the queue, from the one that is asked for
	Total  int      `json:"total"`
	Next   string   `json:"next,omitempty"` // the claim with which the next part begins, to be passed as id
	Partly string   `json:"partly,omitempty"`

	Claim     *claimPage   `json:"-"` // the proposal; nil where the queue is empty
	Current   queued       `json:"-"`
	Outside   bool         `json:"-"` // the claim that is asked for is not in the queue
	Position  int          `json:"-"` // from 1
	Earlier   string       `json:"-"`
	Later     string       `json:"-"`
	Before    string       `json:"-"` // the text around the evidence
	After     string       `json:"-"`
	Conflicts []reviewed   `json:"-"`
	Judged    []judgedView `json:"-"` // what people said of it, each to be taken back
	Said      *saidView    `json:"-"` // what the reviewer has just said of another claim
	SaidOf    string       `json:"-"` // that claim
	Wrong     string       `json:"-"` // what is wrong with the reason
	Reason    string       `json:"-"` // as it was given
	Action    string       `json:"-"`
	Coming    []comingView `json:"-"`
	Statuses  []choice     `json:"-"`
	Kinds     []countView  `json:"-"`
	Relations []countView  `json:"-"`
	Filters   []choice     `json:"-"`
	All       string       `json:"-"`
	Questions []asked      `json:"-"`
}

func (p *reviewPage) title() string {
	if p.Claim == nil {
		return "Review"
	}
	return "Review: " + p.Claim.Sentence
}

// reviewed is a conflict that hangs on a claim, with what stands on the other side.
type reviewed struct {
	comparison
	Others []member
	More   int    // further ones that are not shown
	In     []link // the questions in which it says so

	others []claim.Member // all that are in it
}

// judgedView is what a person said of a claim.
type judgedView struct {
	judgement
	Kindly string
}

// saidView is what a reviewer has just said, and of which claim.
type saidView struct {
	Seq            uint64
	Says, Sentence string
	Href           string
	Back           bool // it can be taken back
}

// comingView is a claim that comes next in the queue.
type comingView struct {
	queued
	Sentence, Href string
}

func review(_ *Server, q *request) (any, error) {
	page, err := q.reviewPage()
	return page, err
}

// reviewPage makes the page of the claim that the address names, or of the first.
func (q *request) reviewPage() (*reviewPage, error) {
	page := &reviewPage{Claims: []queued{}, Action: q.action()}
	queue, err := q.queue()
	if err != nil {
		return nil, err
	}
	all := queue.claims
	line, err := q.narrowed(all)
	if err != nil {
		return nil, err
	}
	page.Partly, page.Total, page.Filters = queue.partly, len(line), q.chips()
	limit, err := q.number("limit", 1, 50, 200)
	if err != nil {
		return nil, err
	}
	at, id := 0, communique.ClaimID(q.get("id"))
	if id != "" {
		if at = slices.IndexFunc(line, func(c queued) bool { return c.Claim == id }); at < 0 {
			page.Outside, at = true, 0
		}
	}
	from := line[min(at, len(line)):]
	page.Claims = append(page.Claims, from[:min(limit, len(from))]...)
	if len(from) > limit {
		page.Next = string(from[limit].Claim)
	}
	if q.isAPI() {
		if page.Outside {
			return nil, &fault{Status: http.StatusNotFound, Param: "id", Detail: "The claim is not in this queue."}
		}
		return page, nil
	}
	page.choices(q, all)
	if err := page.heard(q); err != nil {
		return nil, err
	}
	switch {
	case page.Outside:
		if page.Current, err = q.outside(all, id); err != nil {
			return nil, err
		}
	case len(line) == 0:
		return page, nil
	default:
		page.Current, page.Position = line[at], at+1
	}
	page.walk(q, line, at)
	return page, page.show(q, queue)
}

// action is the address that judgements are sent to: it keeps the filters.
func (q *request) action() string {
	v := q.copied()
	v.Del("id")
	v.Del("said")
	return address("/review", v)
}

// walk sets where one goes from the claim that is shown.
func (p *reviewPage) walk(q *request, line []queued, at int) {
	to := func(c queued) string { return q.without("said", "id", string(c.Claim)) }
	rest := line
	if !p.Outside {
		if at > 0 {
			p.Earlier = to(line[at-1])
		}
		rest = line[at+1:]
	}
	if len(rest) > 0 {
		p.Later = to(rest[0])
	}
	const shown = 5
	for _, c := range rest[:min(shown, len(rest))] {
		p.Coming = append(p.Coming, comingView{queued: c, Href: to(c)})
	}
}

// without makes the address of this page with one parameter set and another gone.
func (q *request) without(gone, name, value string) string {
	v := q.copied()
	v.Del(gone)
	v.Set(name, value)
	return address("/review", v)
}

// show sets everything about the claim.
func (p *reviewPage) show(q *request, line queueLine) error {
	held, h, err := q.find(p.Current.Claim)
	if err != nil {
		return err
	}
	v, err := q.claimView(held, communique.In)
	if err != nil {
		return err
	}
	r := held.Record
	p.Claim = &claimPage{claimView: v}
	var statement *communique.Statement
	for i := range r.Document.Statements {
		if st := &r.Document.Statements[i]; r.Claim.Statement != "" && st.ID == r.Claim.Statement {
			statement = st
		}
	}
	p.Claim.chain(q, r, statement)
	p.Claim.clocks(r, statement)
	p.Claim.parts(q, r.Claim)
	if v.Permalink != "" {
		p.Before, p.After = around(h.Current().Text, r.Claim.Evidence.Span, atLarge)
	}
	entries, err := q.site.Corpus.Annotations(q.ctx, string(r.Claim.ID))
	if err != nil {
		return err
	}
	for _, e := range entries {
		j := judgement{e.Seq, e.Annotation.Kind, e.Annotation.Reason, e.Agent, communique.DayOf(e.Recorded)}
		p.Judged = append(p.Judged, judgedView{j, capital(done(e.Annotation.Kind))})
	}
	for i := range p.Coming {
		c := &p.Coming[i]
		held, err := q.helds(corpus.Ref{Document: c.Document, Claim: c.Claim})
		if err != nil {
			return err
		}
		c.Sentence = sentence(clause(held[0].Record.Claim, q.site.name))
	}
	return p.oppose(q, r.Claim, line)
}

// oppose sets the conflicts that hang on a claim, and the questions that it answers.
func (p *reviewPage) oppose(q *request, c *communique.Claim, line queueLine) error {
	rows := map[communique.ClaimID]graph.Row{}
	for _, key := range c.Questions {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: line.most})
		if err != nil {
			return err
		}
		among := found.Rows
		if !slices.ContainsFunc(among, func(r graph.Row) bool { return r.Claim == c.ID }) && found.Next != "" {
			among = append(among, graph.Row{Claim: c.ID, Document: p.Current.Document, Match: communique.In})
		}
		for _, r := range among {
			rows[r.Claim] = r
		}
		judged, err := q.judged(key, among)
		if err != nil {
			return err
		}
		p.Questions = append(p.Questions, asked{Text: q.asks(key), Href: q.href("/compare", "question", string(key)), Answers: found.Total})
		for _, o := range judged {
			if isLoud(o.Relation) && (objection{conflict{relation: o.Relation}, sidesOf(o.Members)}).counts(c.ID, line.said) {
				p.add(q.told(key, []claim.Comparison{o}, nil)[0], o.Members, c.ID)
			}
		}
	}
	slices.SortStableFunc(p.Conflicts, func(a, b reviewed) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
	for i := range p.Conflicts {
		if err := p.Conflicts[i].face(q, rows); err != nil {
			return err
		}
	}
	return nil
}

// add adds a conflict that hangs on a claim. What is said of several questions in
// the same words stands once.
func (p *reviewPage) add(c comparison, members []claim.Member, of communique.ClaimID) {
	at := slices.IndexFunc(p.Conflicts, func(o reviewed) bool { return o.Relation == c.Relation && o.Because == c.Because })
	if at < 0 {
		at = len(p.Conflicts)
		p.Conflicts = append(p.Conflicts, reviewed{comparison: c})
	}
	w := &p.Conflicts[at]
	if in := (link{Text: c.Question, Href: c.Href + "#answer-" + string(of)}); !slices.Contains(w.In, in) {
		w.In = append(w.In, in)
	}
	for _, m := range members {
		if m.Claim.ID != of && !slices.ContainsFunc(w.others, func(o claim.Member) bool { return o.Claim.ID == m.Claim.ID }) {
			w.others = append(w.others, m)
		}
	}
}

// face shows the first of the other members.
func (w *reviewed) face(q *request, rows map[communique.ClaimID]graph.Row) error {
	const shown = 4
	few := w.others[:min(shown, len(w.others))]
	var found []graph.Row
	for _, m := range few {
		found = append(found, rows[m.Claim.ID])
	}
	views, err := q.rows(found)
	if err != nil {
		return err
	}
	for i := range views {
		w.Others = append(w.Others, memberOf(&views[i], few[i].Says, few[i].About))
	}
	w.More = len(w.others) - len(few)
	return nil
}

// heard tells what the reviewer has just said, as the log has it.
func (p *reviewPage) heard(q *request) error {
	seq, err := q.number("said", 0, 0, 1<<53)
	if err != nil || seq == 0 {
		return err
	}
	e, ok, err := entryOf(q.ctx, q.site.Corpus, uint64(seq))
	if err != nil || !ok || e.Annotation == nil {
		return err // the note is only a courtesy
	}
	id := e.Annotation.Target
	if e.Annotation.Kind == communique.Undo {
		of, err := strconv.ParseUint(e.Annotation.Target, 10, 64)
		if err != nil {
			return nil
		}
		undone, ok, err := entryOf(q.ctx, q.site.Corpus, of)
		if err != nil || !ok || undone.Annotation == nil {
			return err
		}
		id = undone.Annotation.Target
	}
	held, _, err := q.find(communique.ClaimID(id))
	if err != nil {
		return nil // it is no judgement of a claim
	}
	p.SaidOf = id
	p.Said = &saidView{Seq: e.Seq, Says: capital(done(e.Annotation.Kind)), Sentence: sentence(clause(held.Record.Claim, q.site.name)), Href: q.without("said", "id", id)}
	standing, err := q.site.Corpus.Annotations(q.ctx, id)
	p.Said.Back = e.Annotation.Kind != communique.Undo && slices.ContainsFunc(standing, func(o corpus.Entry) bool { return o.Seq == e.Seq })
	return err
}

// choices sets the filters with what each would leave.
func (p *reviewPage) choices(q *request, all []queued) {
	status := cmp.Or(q.get("status"), statusOpen)
	counts := map[string]int{}
	kinds, relations := map[communique.Kind]int{}, map[claim.Relation]int{}
	for _, c := range all {
		counts[c.Status]++
		counts[statusAll]++
		if status == statusAll || c.Status == status {
			kinds[c.Kind]++
			for _, r := range c.Relations {
				relations[r]++
			}
		}
	}
	for _, s := range reviewStatuses {
		v := q.copied()
		v.Del("id")
		v.Del("said")
		v.Set("status", s)
		if s == statusOpen {
			v.Del("status")
		}
		p.Statuses = append(p.Statuses, choice{Label: fmt.Sprintf("%s (%d)", s, counts[s]), On: s == status, Href: address("/review", v)})
	}
	toggle := func(name, value string, n int) countView {
		w := *q
		w.query = q.copied()
		w.query.Del("id")
		w.query.Del("said")
		return countView{Value: value, Label: strings.ReplaceAll(value, "-", " "), N: uint64(n), Selected: slices.Contains(q.query[name], value), Href: w.toggled(name, value)}
	}
	for _, k := range communique.Kinds {
		if kinds[k] > 0 || slices.Contains(q.query["kind"], string(k)) {
			p.Kinds = append(p.Kinds, toggle("kind", string(k), kinds[k]))
		}
	}
	for _, r := range loudRelations() {
		if relations[r] > 0 || slices.Contains(q.query["relation"], string(r)) {
			p.Relations = append(p.Relations, toggle("relation", string(r), relations[r]))
		}
	}
	p.All = q.href("/review", "status", statusAll)
}

// outside is a claim that is asked for and is not in the queue as it is narrowed.
func (q *request) outside(all []queued, id communique.ClaimID) (queued, error) {
	if i := slices.IndexFunc(all, func(c queued) bool { return c.Claim == id }); i >= 0 {
		return all[i], nil
	}
	if _, err := q.id("claim"); err != nil {
		return queued{}, err
	}
	held, _, err := q.find(id)
	if err != nil {
		return queued{}, err
	}
	return queued{Claim: id, Document: held.Record.Document.ID, Kind: held.Record.Claim.Kind}, nil
}

// judge writes what a reviewer says into the log and leads on to the next claim.
func judge(s *Server, q *request) error {
	if err := q.c.Request.ParseForm(); err != nil {
		return &fault{Status: http.StatusBadRequest, Detail: "The form cannot be read: " + clip(err.Error(), 200) + "."}
	}
	form := q.c.Request.PostForm
	id, reason := form.Get("id"), strings.TrimSpace(form.Get("reason"))
	a := communique.Annotation{Kind: communique.AnnotationKind(form.Get("do")), Target: id, Reason: reason}
	switch a.Kind {
	case communique.Accept:
	case communique.Reject:
		if !isReason(reason) {
			q.query.Set("id", id)
			page, err := q.reviewPage()
			if err != nil {
				return err
			}
			page.Reason, page.Wrong = clip(strings.ToValidUTF8(reason, "�"), mostReason), fmt.Sprintf("Say in at most %d letters why it is rejected.", mostReason)
			q.site.sendPage(q.c, http.StatusBadRequest, "review", q, page)
			return nil
		}
	case communique.Undo:
		a.Target, a.Reason = form.Get("seq"), ""
	default:
		return badParam("do", fmt.Sprintf("do: %q is none of accept, reject, undo.", clip(form.Get("do"), 40)))
	}
	var following []communique.ClaimID
	if a.Kind != communique.Undo {
		var err error
		if following, err = q.following(communique.ClaimID(id)); err != nil {
			return err
		}
	}
	seq, err := s.say(q.ctx, q.person(), a)
	if err != nil {
		return err
	}
	next := id
	if a.Kind != communique.Undo {
		if next, err = q.firstLeft(following); err != nil {
			return err
		}
	}
	v := q.copied()
	v.Del("id")
	if next != "" {
		v.Set("id", next)
	}
	v.Set("said", strconv.FormatUint(seq, 10))
	q.c.Redirect(http.StatusSeeOther, address("/review", v))
	return nil
}

// mostReason bounds the reason of a judgement, in letters.
const mostReason = 2000

// isReason reports whether s says anything, and not too much, in valid text.
func isReason(s string) bool {
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= mostReason
}

// following returns the claims that come after another in the queue, then those
// before it, the nearest first.
func (q *request) following(id communique.ClaimID) ([]communique.ClaimID, error) {
	line, err := q.waiting()
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(line, func(c queued) bool { return c.Claim == id })
	var out []communique.ClaimID
	for _, c := range line[at+1:] {
		out = append(out, c.Claim)
	}
	for _, c := range slices.Backward(line[:max(at, 0)]) {
		out = append(out, c.Claim)
	}
	return out, nil
}

// firstLeft returns the first of some claims that waits in the queue as the log
// has it now: a judgement may settle more than the claim of which it speaks. It
// is "" where none does.
func (q *request) firstLeft(ids []communique.ClaimID) (string, error) {
	q.seq = 0 // the log has grown since this request began
	line, err := q.waiting()
	if err != nil {
		return "", err
	}
	left := map[communique.ClaimID]bool{}
	for _, c := range line {
		left[c.Claim] = true
	}
	if i := slices.IndexFunc(ids, func(id communique.ClaimID) bool { return left[id] }); i >= 0 {
		return string(ids[i]), nil
	}
	return "", nil
}

// waiting returns the queue as the filters narrow it.
func (q *request) waiting() ([]queued, error) {
	queue, err := q.queue()
	if err != nil {
		return nil, err
	}
	return q.narrowed(queue.claims)
}

// say appends an annotation and waits until graph and index know of it.
func (s *Server) say(ctx context.Context, by corpus.Agent, a communique.Annotation) (uint64, error) {
	entry, err := s.Corpus.Annotate(ctx, by, a)
	if err != nil {
		return 0, err
	}
	if s.Wake != nil {
		s.Wake()
	}
	if s.Synced != nil {
		if err := s.Synced(ctx); err != nil {
			return 0, err
		}
	}
	return entry.Seq, nil
}
