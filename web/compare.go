package web

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
)

// How many answers to one question are compared at most, the newest; more are
// counted, and what is told says so. Lists on pages, which show many questions at
// once, compare fewer.
const (
	mostAnswers = graph.MaxLimit
	mostListed  = 60
)

// comparison is how some answers to a question stand to each other.
type comparison struct {
	Question  string              `json:"question"` // in plain English
	Key       communique.Question `json:"key"`
	Relation  claim.Relation      `json:"relation"`
	Because   string              `json:"because"`
	Members   []member            `json:"members"`
	Reference []factView          `json:"reference"`
	Settles   string              `json:"settles,omitempty"`  // what would settle it, where it stays open
	Partial   bool                `json:"partial,omitempty"`  // there are more answers than were compared; these are the newest
	Compared  int                 `json:"compared,omitempty"` // how many were, where not all
	Answers   int                 `json:"answers,omitempty"`  // of how many

	Href  string   `json:"-"`
	Few   []member `json:"-"` // the members that stand open
	Folds []member `json:"-"` // the rest
}

// member is an answer in a comparison.
type member struct {
	Claim     communique.ClaimID   `json:"claim"`
	Document  communique.DocID     `json:"document"`
	File      string               `json:"file"`
	Start     *int                 `json:"start"`
	End       *int                 `json:"end"`
	Exact     string               `json:"exact"`
	Says      string               `json:"says"`
	About     string               `json:"about"`
	Said      *string              `json:"said"`
	Published *string              `json:"published"`
	Outlet    string               `json:"outlet"`
	Speaker   *communique.EntityID `json:"speaker"`
	Modality  communique.Modality  `json:"modality"`
	Polarity  communique.Polarity  `json:"polarity"`
	Supports  bool                 `json:"supports,omitempty"` // the relation speaks for this answer, against others

	View      *claimView       `json:"-"`
	Relations []claim.Relation `json:"-"` // every relation that it stands in; only in the list of answers
}

// factView is a reference fact that a reason rests on.
type factView struct {
	Fact   string         `json:"fact"`
	From   communique.Day `json:"from"`
	To     communique.Day `json:"to"`
	Source string         `json:"source"`
	File   string         `json:"file,omitempty"` // the table that has it, and the line

	Days communique.Days `json:"-"`
}

// comparePage is one question compared, or the questions that can be.
type comparePage struct {
	Comparisons []comparison `json:"comparisons"`
	Total       int          `json:"total"`             // questions
	Lineage     *lineageView `json:"lineage,omitempty"` // of one question: its acts in order of time
	Undated     int          `json:"undated"`           // claims that only their unknown publication date keeps out
	Next        string       `json:"next,omitempty"`
	Notes       []string     `json:"notes,omitempty"`  // what of the filter nothing in the store has
	Beside      *besideView  `json:"beside,omitempty"` // of one question: what could be known on a second day

	Citation string `json:"citation,omitempty"` // of one question: its comparison in plain text

	Asks         string           `json:"-"` // the one question; "" in the list
	Cite         citing           `json:"-"`
	Verdicts     []comparison     `json:"-"` // what asks for attention, most first
	Agree        []comparison     `json:"-"` // the agreements among the answers
	Answers      []answerRow      `json:"-"`
	Usual        string           `json:"-"` // what most answers say; "" where there is no such answer
	Drawing      *answersDrawing  `json:"-"` // nil where there is nothing to draw
	Also         []choice         `json:"-"` // other questions that the shown claims answer, with how many do
	Gravest      bool             `json:"-"` // the list of a page has the gravest verdicts first
	Reviewed     []judgedByPeople `json:"-"`
	Sides        []daySide        `json:"-"` // two days beside each other, the earlier first; none where one is chosen
	ToToday      string           `json:"-"` // the address that puts today beside the chosen day; "" where none is chosen
	added        map[communique.ClaimID]string
	Dated        bool          `json:"-"` // dates are chosen
	Lift         string        `json:"-"` // the address without the published-by day, which keeps undated documents out
	Partly       string        `json:"-"` // that there are more answers than were compared; "" where not
	Facts        []factView    `json:"-"`
	Settles      []string      `json:"-"`
	Questions    []questionRow `json:"-"`
	Filters      []choice      `json:"-"`
	Relations    []choice      `json:"-"` // in which answers stand, with how many questions
	ListHref     string        `json:"-"` // every question
	TimelineHref string        `json:"-"` // the answers in order of time
	Pager        pager         `json:"-"`
}

func (p *comparePage) title() string {
	if p.Asks != "" {
		return p.Asks
	}
	return "Compare"
}

// questionRow is a question in a list, with how its answers stand.
type questionRow struct {
	Key         communique.Question
	Asks, Href  string
	Answers     int
	Documents   int
	Compared    int // how many of the answers were compared, the newest
	Comparisons []comparison
	Verdicts    []comparison     // the first of them by weight, which speaks for the question
	Others      []claim.Relation // in which further answers stand, by weight
}

// gravity is the weight of the verdict that speaks for the question; less is graver.
func (r questionRow) gravity() int {
	if len(r.Verdicts) == 0 {
		return len(claim.Relations)
	}
	return weight(r.Verdicts[0].Relation)
}

// asks puts a question key into words.
func (q *request) asks(key communique.Question) string { return claim.Ask(key, q.site.name) }

func compare(s *Server, q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	p, err := q.page(20)
	if err != nil {
		return nil, err
	}
	page := &comparePage{Comparisons: []comparison{}, Filters: q.chips(), ListHref: q.href("/compare")}
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	if len(f.Questions) == 1 {
		return page, q.compareOne(page, f)
	}
	if q.get(paramBeside.Name) != "" {
		return nil, badParam(paramBeside.Name, "beside puts two days of one question beside each other; choose the question first.")
	}
	relations, err := q.standingIn(page, &f)
	if err != nil {
		return nil, err
	}
	if len(relations) > 0 && len(f.Questions) == 0 {
		return page, nil
	}
	found, err := s.Graph.Groups(q.ctx, f, p)
	if err != nil {
		return nil, err
	}
	page.Total, page.Undated, page.Next, page.Pager = found.Total, found.Undated, found.Next, q.pager(found.Next)
	most := mostListed
	if q.isAPI() {
		most = mostAnswers
	}
	page.Questions, err = q.questions(found.Groups, most, q.isAPI())
	if page.Gravest = len(f.Documents) > 0; page.Gravest && !q.isAPI() {
		slices.SortStableFunc(page.Questions, func(a, b questionRow) int { return cmp.Compare(a.gravity(), b.gravity()) })
	}
	for i := range page.Questions {
		row := &page.Questions[i]
		row.prefer(relations)
		for _, c := range row.Comparisons {
			if len(relations) == 0 || slices.Contains(relations, c.Relation) {
				page.Comparisons = append(page.Comparisons, c)
			}
		}
	}
	return page, err
}

// standingIn narrows a filter to the questions whose answers stand in the chosen
// relations, as far as all answers are compared, and makes the choices of the page.
func (q *request) standingIn(page *comparePage, f *communique.Filter) ([]claim.Relation, error) {
	if err := q.oneOf(paramRelation.Name); err != nil {
		return nil, err
	}
	chosen := values[claim.Relation](q, paramRelation.Name)
	counts := q.site.Standing.Counts()
	for _, r := range claim.Relations {
		if n := counts[r]; n > 0 || slices.Contains(chosen, r) {
			page.Relations = append(page.Relations, choice{Field: paramRelation.Name, Value: string(r), Label: q.label(paramRelation.Name, string(r)), N: n,
				On: slices.Contains(chosen, r), Href: q.toggled(paramRelation.Name, string(r))})
		}
	}
	if len(chosen) == 0 {
		return nil, nil
	}
	page.Notes = append(page.Notes, q.judgedNote()...)
	keys, _ := q.site.Standing.Gravest(chosen...)
	if given := f.Questions; len(given) > 0 {
		keys = slices.DeleteFunc(keys, func(k communique.Question) bool { return !slices.Contains(given, k) })
	}
	const most = 1000
	if len(keys) > most {
		page.Notes = append(page.Notes, fmt.Sprintf("Only the gravest %s of %s questions are looked at; choose fewer relations.", thousands(most), thousands(len(keys))))
		keys = keys[:most]
	}
	f.Questions = keys
	return chosen, nil
}

// prefer lets an answer in one of the chosen relations speak for the question.
func (r *questionRow) prefer(relations []claim.Relation) {
	if len(relations) == 0 || len(r.Verdicts) == 0 || slices.Contains(relations, r.Verdicts[0].Relation) {
		return
	}
	i := slices.IndexFunc(r.Comparisons, func(c comparison) bool { return slices.Contains(relations, c.Relation) })
	if i < 0 {
		return
	}
	chosen := r.Comparisons[i]
	r.Others = slices.DeleteFunc(r.Others, func(o claim.Relation) bool { return o == chosen.Relation })
	r.Others = append([]claim.Relation{r.Verdicts[0].Relation}, r.Others...)
	r.Verdicts[0] = chosen
}

// compareOne compares the answers to one question.
func (q *request) compareOne(page *comparePage, f communique.Filter) error {
	key := f.Questions[0]
	day, besides, err := q.besideDay()
	if err != nil {
		return err
	}
	k, err := q.knownBy(f)
	if err != nil {
		return err
	}
	if k.total == 0 && k.undated == 0 {
		if err := q.answered(key); err != nil {
			return err
		}
	}
	page.Asks, page.Total, page.Undated = q.asks(key), 1, k.undated
	page.Dated, page.TimelineHref = q.clocksWords() != "", q.href("/timeline", "question", string(key))
	page.Lift = q.with("published-by", "")
	if f.PublishedBy != "" && !besides {
		page.ToToday = q.with(paramBeside.Name, today)
	}
	page.Comparisons = k.comparisons
	judged, err := q.judged(key, k.rows)
	if err != nil {
		return err
	}
	if err := q.citeQuestion(page, key, judged, k.views, k.total); err != nil {
		return err
	}
	shown := k
	if besides {
		if shown, err = q.setBeside(page, f, k, day); err != nil {
			return err
		}
	}
	page.Lineage = shown.asked.lineage(key, shown.views)
	page.Lineage.mark(page.added)
	if q.isAPI() {
		return nil
	}
	if len(shown.rows) < shown.total {
		page.Partly = fmt.Sprintf("The newest %s of %s answers are shown and compared. Narrow them by dates, actor or outlet to compare others.", thousands(len(shown.rows)), thousands(shown.total))
	}
	return page.layOut(key, shown)
}

// layOut sets what only the page of one question shows.
func (page *comparePage) layOut(key communique.Question, k knowledge) error {
	q := k.asked
	stands := map[communique.ClaimID][]claim.Relation{}
	for _, c := range k.comparisons {
		for _, m := range c.Members {
			if !m.Supports && !slices.Contains(stands[m.Claim], c.Relation) {
				stands[m.Claim] = append(stands[m.Claim], c.Relation)
			}
		}
	}
	var members []member
	for i := range k.views {
		v := &k.views[i]
		m := memberOf(v, claim.Answer(key, v.record.Claim, q.site.name), edtfOf(v.record.Claim.About))
		m.Relations = stands[v.ID]
		members = append(members, m)
	}
	page.Answers = answerRows(members, k.comparisons)
	page.Also = q.also(key, k.views)
	if haveUsual(key) {
		page.Usual = tellDifferences(page.Answers)
	}
	for i := range page.Answers {
		page.Answers[i].New = page.added[page.Answers[i].Claim]
	}
	page.Drawing = drawAnswers(page.Answers, q.reference().Answers(key, communique.Days{}), q.factView)
	var err error
	if page.Reviewed, err = q.reviewed(members); err != nil {
		return err
	}
	page.Verdicts, page.Agree = verdicts(k.comparisons)
	for _, c := range k.comparisons {
		for _, fact := range c.Reference {
			if !slices.Contains(page.Facts, fact) {
				page.Facts = append(page.Facts, fact)
			}
		}
		if c.Settles != "" && !slices.Contains(page.Settles, c.Settles) {
			page.Settles = append(page.Settles, c.Settles)
		}
	}
	slices.SortStableFunc(page.Facts, func(a, b factView) int { return cmp.Compare(a.From, b.From) })
	return nil
}

// also links to the other questions that two or more of the claims answer, those
// of most claims first, at most four; not those that are known to have nothing to compare.
func (q *request) also(key communique.Question, views []claimView) []choice {
	counts := map[communique.Question]int{}
	for _, v := range views {
		for _, k := range v.Questions {
			counts[k]++
		}
	}
	delete(counts, key)
	maps.DeleteFunc(counts, func(k communique.Question, n int) bool {
		stands, known := q.site.Standing.Stands(k)
		return n < 2 || known && !stands
	})
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b communique.Question) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	const most = 4
	var out []choice
	for _, k := range keys[:min(len(keys), most)] {
		out = append(out, choice{Field: "question", Value: string(k), Label: q.asks(k), N: counts[k], Href: q.href("/compare", "question", string(k))})
	}
	return out
}

// answered refuses a question that no claim answers, whatever else is chosen.
func (q *request) answered(key communique.Question) error {
	ever, err := q.site.Graph.Claims(q.ctx, communique.Filter{Questions: []communique.Question{key}}, graph.Page{Limit: 1})
	if err != nil || ever.Total > 0 {
		return err
	}
	f := &fault{Status: http.StatusNotFound, Param: "question", Links: []link{{Text: "All questions", Href: q.href("/compare")}}}
	if asks := q.asks(key); asks != string(key) {
		f.Detail = fmt.Sprintf("No claim in this store answers the question “%s” (%s).", asks, clip(string(key), 100))
	} else {
		f.Detail = fmt.Sprintf("%q is not the key of a question that a claim in this store answers. A key looks like member-count/org:nato; the list of questions has them all.", clip(string(key), 100))
	}
	return f
}

// questions compares the answers of each group, at most so many of one. Without
// members, the comparisons have none: lists on pages show only what they say.
func (q *request) questions(groups []graph.Group, most int, members bool) ([]questionRow, error) {
	var out []questionRow
	for _, g := range groups {
		rows := g.Rows[:min(len(g.Rows), most)]
		comparisons, err := q.compareRows(g.Question, rows, members)
		if err != nil {
			return nil, err
		}
		for i := range comparisons {
			comparisons[i].part(len(rows), g.Answers)
		}
		row := questionRow{Key: g.Question, Asks: q.asks(g.Question), Href: q.href("/compare", "question", string(g.Question)),
			Answers: g.Answers, Documents: g.Documents, Compared: len(rows), Comparisons: comparisons}
		loud, quiet := verdicts(comparisons)
		for i, c := range append(loud, quiet...) {
			if i == 0 {
				row.Verdicts = append(row.Verdicts, c)
			} else if c.Relation != row.Verdicts[0].Relation && !slices.Contains(row.Others, c.Relation) {
				row.Others = append(row.Others, c.Relation)
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// reference is what the reference could know on the published-by day: what
// came later must not explain what could be known then.
func (q *request) reference() *claim.Reference {
	if q.known == nil {
		q.known = q.site.Reference.AsOf(q.clocks.PublishedBy)
	}
	return q.known
}

// judged tells how the answers that the graph found to a question stand to each other.
func (q *request) judged(key communique.Question, rows []graph.Row) ([]claim.Comparison, error) {
	seq, err := q.log()
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, row := range rows {
		io.WriteString(h, string(row.Document)+" "+string(row.Claim)+"\n")
	}
	// Beside the answers and the log, only the reference counts, which the day decides.
	name := fmt.Sprintf("%s\x00%s\x00%x", key, q.clocks.PublishedBy, h.Sum(nil))
	return q.site.shelf.compared(seq, name, func() ([]claim.Comparison, error) {
		held, err := q.helds(refsOf(rows)...)
		if err != nil {
			return nil, err
		}
		records := make([]communique.Record, len(held))
		for i, h := range held {
			records[i] = h.Record
		}
		return claim.Compare(key, records, q.reference(), q.site.name), nil
	})
}

// compareRows compares the answers that the graph found to a question. Without
// members, the comparisons have none.
func (q *request) compareRows(key communique.Question, rows []graph.Row, members bool) ([]comparison, error) {
	judged, err := q.judged(key, rows)
	if err != nil {
		return nil, err
	}
	if !members {
		return q.told(key, judged, nil), nil
	}
	views, err := q.rows(rows)
	if err != nil {
		return nil, err
	}
	return q.told(key, judged, views), nil
}

// told shows comparisons; without views, they have neither members nor facts.
func (q *request) told(key communique.Question, judged []claim.Comparison, views []claimView) []comparison {
	at := make(map[communique.ClaimID]int, len(views))
	for i, v := range views {
		at[v.ID] = i
	}
	out := []comparison{}
	for _, c := range judged {
		v := comparison{Question: c.Asks, Key: key, Relation: c.Relation, Because: strings.Join(strings.Fields(c.Because), " "), Settles: c.Settles, Members: []member{}, Reference: []factView{},
			Href: q.href("/compare", "question", string(key))}
		if v.Question == "" {
			v.Question = q.asks(key)
		}
		if views != nil {
			for _, m := range c.Members {
				shown := memberOf(&views[at[m.Claim.ID]], m.Says, m.About)
				shown.Supports = m.Supports
				v.Members = append(v.Members, shown)
			}
			v.hold(v.Members)
			for _, fact := range c.Facts {
				v.Reference = append(v.Reference, q.factView(fact))
			}
		}
		out = append(out, v)
	}
	return out
}

// part notes that only so many of the answers were compared.
func (c *comparison) part(compared, answers int) {
	if compared < answers {
		c.Partial, c.Compared, c.Answers = true, compared, answers
	}
}

func memberOf(v *claimView, says, about string) member {
	if v.Kind == communique.Amendment || says == v.record.Claim.Says() {
		says = v.Says // which names what is amended, too, and has names for ids
	}
	says = strings.Join(strings.Fields(says), " ") // without the line breaks of its text
	return member{Claim: v.ID, Document: v.Document, File: v.File, Start: v.Evidence.Start, End: v.Evidence.End, Exact: v.Evidence.Exact,
		Says: says, About: about, Said: v.Said, Published: v.Published, Outlet: v.Outlet, Speaker: v.Speaker,
		Modality: v.Modality, Polarity: v.Polarity, View: v}
}

func (q *request) factView(f communique.Fact) factView {
	says := f.Says
	if says == "" {
		words := []string{kindTitle(f.Kind), q.site.name(f.Subject), q.site.name(f.Object)}
		if f.Value != nil {
			words = append(words, f.Value.String())
		}
		says = strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	}
	return factView{Fact: says, From: f.From, To: f.To, Source: f.Authority, File: f.File, Days: f.Days}
}

// verdicts orders comparisons by weight, puts agreements apart, and says once
// what several comparisons say in the same words.
func verdicts(all []comparison) (loud, quiet []comparison) {
	for _, c := range all {
		list := &loud
		if c.Relation == claim.Agreement || c.Relation == claim.SameSourceCopy {
			list = &quiet
		}
		same := slices.IndexFunc(*list, func(o comparison) bool { return o.Key == c.Key && o.Relation == c.Relation && o.Because == c.Because })
		if same < 0 {
			*list = append(*list, c)
			continue
		}
		o := &(*list)[same]
		o.hold(joinMembers(slices.Clip(o.Members), c.Members))
	}
	slices.SortStableFunc(loud, func(a, b comparison) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
	return loud, quiet
}

// joinMembers appends to some members those of others that are not among them.
func joinMembers(members, others []member) []member {
	there := make(map[communique.ClaimID]bool, len(members))
	for _, m := range members {
		there[m.Claim] = true
	}
	for _, m := range others {
		if !there[m.Claim] {
			there[m.Claim] = true
			members = append(members, m)
		}
	}
	return members
}

// hold sets the members, of which the first few stand open.
func (c *comparison) hold(members []member) {
	const open = 8
	n := min(len(members), open)
	c.Members, c.Few, c.Folds = members, members[:n], members[n:]
}

// isLoud reports whether a relation says that an answer stands against something.
func isLoud(r claim.Relation) bool {
	return r == claim.Misreport || r == claim.AgainstReference || r == claim.Contradiction || r == claim.StaleInternal
}

// weight orders comparisons by how much they ask for attention.
func weight(r claim.Relation) int {
	return slices.Index([]claim.Relation{
		claim.Misreport, claim.AgainstReference, claim.Contradiction, claim.StaleInternal, claim.DifferentAct,
		claim.Evolution, claim.Stance, claim.Scope, claim.Modality, claim.Undetermined, claim.Refinement, claim.SameSourceCopy, claim.Agreement}, r)
}
