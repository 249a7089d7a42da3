package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// How much of a store the queue of reviewing looks at.
const (
	mostReviewed = 200  // questions that are compared, the heaviest
	mostQueued   = 1000 // claims of the queue
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

// queued is a claim that waits for a reviewer.
type queued struct {
	Claim     communique.ClaimID    `json:"id"`
	Document  communique.DocID      `json:"document"`
	Kind      communique.Kind       `json:"kind"`
	Conflicts int                   `json:"conflicts"` // how many comparisons say that it stands against something
	Relations []claim.Relation      `json:"relations"` // of these, the gravest first
	Questions []communique.Question `json:"questions"` // in which they are
	Status    string                `json:"status"`    // open, accepted, rejected
}

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
	all, partly, err := q.queue()
	if err != nil {
		return nil, err
	}
	line, err := q.narrowed(all)
	if err != nil {
		return nil, err
	}
	page.Partly, page.Total, page.Filters = partly, len(line), q.chips()
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
	return page, page.show(q)
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
func (p *reviewPage) show(q *request) error {
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
		p.Before, p.After = surroundings(h.Current().Text, r.Claim.Evidence.Span)
	}
	entries, err := q.site.Corpus.Annotations(q.ctx, string(r.Claim.ID))
	if err != nil {
		return err
	}
	for _, e := range entries {
		j := judgement{e.Seq, e.Annotation.Kind, e.Annotation.Reason, e.Agent, communique.DayOf(e.Recorded)}
		p.Judged = append(p.Judged, judgedView{j, past(e.Annotation.Kind)})
	}
	for i := range p.Coming {
		c := &p.Coming[i]
		held, err := q.helds(corpus.Ref{Document: c.Document, Claim: c.Claim})
		if err != nil {
			return err
		}
		c.Sentence = sentence(clause(held[0].Record.Claim, q.site.name))
	}
	return p.oppose(q, r.Claim)
}

// add adds a conflict that hangs on a claim. What is said of several questions in
// the same words stands once.
func (p *reviewPage) add(c comparison, of communique.ClaimID) {
	in := link{Text: c.Question, Href: c.Href + "#answer-" + string(of)}
	at := slices.IndexFunc(p.Conflicts, func(o reviewed) bool { return o.Relation == c.Relation && o.Because == c.Because })
	if at < 0 {
		at = len(p.Conflicts)
		p.Conflicts = append(p.Conflicts, reviewed{comparison: c})
	}
	w := &p.Conflicts[at]
	w.In = append(w.In, in)
	const shown = 4 // members of the other side
	for _, m := range c.Members {
		if m.Claim == of || slices.ContainsFunc(w.Others, func(o member) bool { return o.Claim == m.Claim }) {
			continue
		}
		if len(w.Others) == shown {
			w.More++
			continue
		}
		w.Others = append(w.Others, m)
	}
}

// oppose sets the conflicts that hang on a claim, and the questions that it answers.
func (p *reviewPage) oppose(q *request, c *communique.Claim) error {
	for _, key := range c.Questions {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostListed})
		if err != nil {
			return err
		}
		rows := found.Rows
		if !slices.ContainsFunc(rows, func(r graph.Row) bool { return r.Claim == c.ID }) && found.Next != "" {
			rows = append(rows, graph.Row{Claim: c.ID, Document: p.Current.Document, Match: communique.In})
		}
		comparisons, err := q.compareRows(key, rows, true)
		if err != nil {
			return err
		}
		loud, _ := verdicts(slices.DeleteFunc(comparisons, func(o comparison) bool { return !isLoud(o.Relation) || !o.concerns(c.ID) }))
		for _, o := range loud {
			p.add(o, c.ID)
		}
		p.Questions = append(p.Questions, asked{Text: q.asks(key), Href: q.href("/compare", "question", string(key)), Answers: found.Total})
	}
	slices.SortStableFunc(p.Conflicts, func(a, b reviewed) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
	return nil
}

// concerns reports whether a claim is a member of the comparison, and not one
// for which it speaks.
func (c comparison) concerns(id communique.ClaimID) bool {
	return slices.ContainsFunc(c.Members, func(m member) bool { return m.Claim == id && !m.Supports })
}

// past says what a judgement did.
func past(k communique.AnnotationKind) string {
	switch k {
	case communique.Accept:
		return "Accepted"
	case communique.Reject:
		return "Rejected"
	case communique.Undo:
		return "Taken back"
	case communique.Retract:
		return "Retracted"
	}
	return sentence(string(k) + "ed")
}

// heard tells what the reviewer has just said, as the log has it.
func (p *reviewPage) heard(q *request) error {
	seq, err := q.number("said", 0, 0, 1<<53)
	if err != nil || seq == 0 {
		return err
	}
	e, ok, err := q.entry(uint64(seq))
	if err != nil || !ok || e.Annotation == nil {
		return err // the note is only a courtesy
	}
	id := e.Annotation.Target
	if e.Annotation.Kind == communique.Undo {
		of, err := strconv.ParseUint(e.Annotation.Target, 10, 64)
		if err != nil {
			return nil
		}
		undone, ok, err := q.entry(of)
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
	p.Said = &saidView{Seq: e.Seq, Says: past(e.Annotation.Kind), Sentence: sentence(clause(held.Record.Claim, q.site.name)), Href: q.without("said", "id", id)}
	standing, err := q.site.Corpus.Annotations(q.ctx, id)
	p.Said.Back = e.Annotation.Kind != communique.Undo && slices.ContainsFunc(standing, func(o corpus.Entry) bool { return o.Seq == e.Seq })
	return err
}

// entry returns one entry of the log; false where there is none.
func (q *request) entry(seq uint64) (corpus.Entry, bool, error) {
	if seq == 0 {
		return corpus.Entry{}, false, nil
	}
	for e, err := range q.site.Corpus.Entries(q.ctx, seq-1) {
		return e, err == nil && e.Seq == seq, err
	}
	return corpus.Entry{}, false, nil
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

// narrowed leaves of the queue what the filters choose.
func (q *request) narrowed(all []queued) ([]queued, error) {
	if err := q.oneOf("kind", "relation", "status"); err != nil {
		return nil, err
	}
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	relations, status := values[claim.Relation](q, "relation"), cmp.Or(q.get("status"), statusOpen)
	var out []queued
	for _, c := range all {
		switch {
		case status != statusAll && c.Status != status,
			len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind),
			len(f.Documents) > 0 && !slices.Contains(f.Documents, c.Document),
			len(relations) > 0 && !slices.ContainsFunc(c.Relations, func(r claim.Relation) bool { return slices.Contains(relations, r) }):
			continue
		}
		out = append(out, c)
	}
	return out, nil
}

// queue returns the claims on which conflicts hang, most first, each with what
// people last said of it; and a note where not every question was looked at.
func (q *request) queue() ([]queued, string, error) {
	line, err := q.site.queues.line(q.ctx, q)
	if err != nil {
		return nil, "", err
	}
	out := slices.Clone(line.claims)
	for i := range out {
		if out[i].Status, err = q.judgedAs(out[i].Claim); err != nil {
			return nil, "", err
		}
	}
	return out, line.partly, nil
}

// judgedAs returns what people last said of a claim: accepted, rejected or open.
func (q *request) judgedAs(id communique.ClaimID) (string, error) {
	entries, err := q.site.Corpus.Annotations(q.ctx, string(id))
	if err != nil {
		return "", err
	}
	if s := lastJudged(entries); s != "" {
		return s, nil
	}
	return statusOpen, nil
}

// lastJudged returns the status that the annotations of a claim give it, "" for none.
func lastJudged(entries []corpus.Entry) (status string) {
	for _, e := range entries {
		switch e.Annotation.Kind {
		case communique.Accept:
			status = search.Accepted
		case communique.Reject:
			status = search.Rejected
		}
	}
	return status
}

// queues remembers the queue of the dates that were last asked for. Judgements
// leave it as it is: they change no comparison.
type queues struct {
	mu   sync.Mutex
	key  string
	seq  uint64
	last queueLine
}

// queueLine is a queue without what people said.
type queueLine struct {
	claims []queued
	partly string
}

func (s *queues) line(ctx context.Context, q *request) (queueLine, error) {
	seq, err := q.log()
	if err != nil {
		return queueLine{}, err
	}
	key := fmt.Sprint(q.clocks)
	s.mu.Lock()
	known, since, line := s.key == key, s.seq, s.last
	s.mu.Unlock()
	if known && since != seq {
		if known, err = q.onlyJudged(since, seq); err != nil {
			return queueLine{}, err
		}
	}
	if !known {
		if line, err = q.lineUp(); err != nil {
			return queueLine{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key, s.seq, s.last = key, seq, line
	return line, nil
}

// onlyJudged reports whether the entries after since and up to seq are nothing
// but judgements of claims.
func (q *request) onlyJudged(since, seq uint64) (bool, error) {
	if seq < since || seq-since > farBehind {
		return false, nil
	}
	isJudgement := func(k communique.AnnotationKind) bool { return k == communique.Accept || k == communique.Reject }
	for e, err := range q.site.Corpus.Entries(q.ctx, since) {
		switch {
		case err != nil:
			return false, err
		case e.Seq > seq:
			return true, nil
		case e.Annotation == nil:
			return false, nil
		case isJudgement(e.Annotation.Kind):
			continue
		case e.Annotation.Kind != communique.Undo:
			return false, nil
		}
		of, err := strconv.ParseUint(e.Annotation.Target, 10, 64)
		if err != nil {
			return false, nil
		}
		if undone, ok, err := q.entry(of); err != nil || !ok || undone.Annotation == nil || !isJudgement(undone.Annotation.Kind) {
			return false, err
		}
	}
	return true, nil
}

// lineUp compares the answers to the heaviest questions and lines up the claims
// on which conflicts hang.
func (q *request) lineUp() (queueLine, error) {
	groups, err := q.site.Graph.Groups(q.ctx, q.clocks, graph.Page{Limit: mostReviewed})
	if err != nil {
		return queueLine{}, err
	}
	hanging, counted := map[communique.ClaimID]*queued{}, map[conflict]bool{}
	for _, g := range groups.Groups {
		judged, err := q.judged(g.Question, g.Rows[:min(len(g.Rows), mostListed)])
		if err != nil {
			return queueLine{}, err
		}
		hang(hanging, counted, g.Question, judged)
	}
	line := queueLine{claims: inOrder(hanging)}
	if groups.Total > mostReviewed {
		line.partly = fmt.Sprintf("The %d heaviest of %s questions are looked at.", mostReviewed, thousands(groups.Total))
	}
	if len(line.claims) > mostQueued {
		line.claims = line.claims[:mostQueued]
	}
	return line, nil
}

// conflict is what is said against a claim.
type conflict struct {
	claim    communique.ClaimID
	relation claim.Relation
	because  string
}

// hang counts the conflicts among the answers to a question for each claim that
// is in one. What is said of several questions in the same words counts once.
func hang(on map[communique.ClaimID]*queued, counted map[conflict]bool, key communique.Question, judged []claim.Comparison) {
	for _, c := range judged {
		if !isLoud(c.Relation) {
			continue
		}
		for _, m := range c.Members {
			id := m.Claim.ID
			w := on[id]
			if w == nil {
				w = &queued{Claim: id, Document: m.Document.ID, Kind: m.Claim.Kind, Questions: []communique.Question{}}
				on[id] = w
			}
			if said := (conflict{id, c.Relation, c.Because}); !counted[said] {
				counted[said] = true
				w.Conflicts++
			}
			if !slices.Contains(w.Relations, c.Relation) {
				w.Relations = append(w.Relations, c.Relation)
			}
			if !slices.Contains(w.Questions, key) {
				w.Questions = append(w.Questions, key)
			}
		}
	}
}

// inOrder lines claims up: first those on which most conflicts hang, then those
// in the gravest relation, then by their ids.
func inOrder(hanging map[communique.ClaimID]*queued) []queued {
	out := make([]queued, 0, len(hanging))
	for _, w := range hanging {
		slices.SortFunc(w.Relations, func(a, b claim.Relation) int { return cmp.Compare(weight(a), weight(b)) })
		out = append(out, *w)
	}
	slices.SortFunc(out, func(a, b queued) int {
		return cmp.Or(-cmp.Compare(a.Conflicts, b.Conflicts), cmp.Compare(weight(a.Relations[0]), weight(b.Relations[0])), cmp.Compare(a.Claim, b.Claim))
	})
	return out
}

// surroundings returns the text before and after a span: as much as a reviewer
// needs to understand it, with its paragraphs, never in the middle of a word.
func surroundings(text string, s communique.Span) (before, after string) {
	const most = 900
	from, to := max(0, s.Start-most), min(len(text), s.End+most)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	before, after = text[from:s.Start], text[s.End:to]
	if from > 0 {
		if _, rest, ok := strings.Cut(before, " "); ok {
			before = rest
		}
		before = "… " + before
	}
	if to < len(text) {
		if i := strings.LastIndexByte(after, ' '); i >= 0 {
			after = after[:i]
		}
		after += " …"
	}
	return strings.TrimLeft(before, "\n"), strings.TrimRight(after, "\n")
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
	next := id
	if a.Kind != communique.Undo {
		var err error
		if next, err = q.following(communique.ClaimID(id)); err != nil {
			return err
		}
	}
	seq, err := s.say(q.ctx, q.person(), a)
	if err != nil {
		return err
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

// following returns the claim that comes after another in the queue; the one
// before it at the end, "" where there is none.
func (q *request) following(id communique.ClaimID) (string, error) {
	all, _, err := q.queue()
	if err != nil {
		return "", err
	}
	line, err := q.narrowed(all)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(line, func(c queued) bool { return c.Claim == id })
	switch {
	case at+1 < len(line):
		return string(line[at+1].Claim), nil
	case at > 0:
		return string(line[at-1].Claim), nil
	}
	return "", nil
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
