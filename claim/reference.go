package claim

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// Reference holds facts with their authorities, most of them dated; one without
// a date tests nothing that turns on time. It is not changed after
// it was made; a nil Reference knows nothing.
type Reference struct {
	facts []communique.Fact
	by    map[communique.Question][]int // facts by the questions that they answer, in order of time
}

// referenceColumns is the layout of a reference table.
var referenceColumns = []string{"id", "kind", "subject", "object", "n", "unit", "scope", "as", "act", "from", "to", "topics", "says", "authority"}

// LoadReference reads every reference/*.tsv of the data folder. The first
// fault ends it, with file, line and remedy. A folder without tables gives a
// Reference that knows nothing.
func LoadReference(fsys fs.FS) (*Reference, error) {
	names, err := fs.Glob(fsys, "reference/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("claim: reference: %w", err)
	}
	var facts []communique.Fact
	from := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("claim: reference: %w", err)
		}
		table, err := readTable(Table{name, data}, from)
		if err != nil {
			return nil, err
		}
		facts = append(facts, table...)
	}
	return newReference(facts), nil
}

// Table is a reference table as it came: a name for errors, and its bytes.
type Table struct {
	Name string
	Data []byte
}

// readTable reads one table. From tells where each id stands, and learns those
// of this table.
func readTable(t Table, from map[string]string) ([]communique.Fact, error) {
	if !utf8.Valid(t.Data) {
		return nil, fmt.Errorf("claim: %s is not UTF-8; save it as UTF-8", t.Name)
	}
	var facts []communique.Fact
	header := false
	i := 0
	for row := range strings.SplitSeq(strings.TrimPrefix(string(t.Data), "\ufeff"), "\n") {
		i++
		row = strings.TrimRight(row, "\r")
		if strings.TrimSpace(row) == "" || strings.HasPrefix(row, "#") {
			continue
		}
		cells := strings.Split(row, "\t")
		if !header {
			if !slices.Equal(cells, referenceColumns) {
				return nil, fmt.Errorf("claim: %s:%d: the header must be %q, separated by tabs", t.Name, i, strings.Join(referenceColumns, " "))
			}
			header = true
			continue
		}
		f, err := parseFact(cells)
		if err != nil {
			return nil, fmt.Errorf("claim: %s:%d: %w", t.Name, i, err)
		}
		if was := from[f.ID]; was != "" {
			return nil, fmt.Errorf("claim: %s:%d: fact %q stands in %s already; give it an id of its own", t.Name, i, f.ID, was)
		}
		f.File = path.Base(t.Name) + ":" + strconv.Itoa(i)
		from[f.ID] = f.File
		facts = append(facts, f)
	}
	return facts, nil
}

func parseFact(cells []string) (communique.Fact, error) {
	no := communique.Fact{}
	if len(cells) != len(referenceColumns) {
		return no, fmt.Errorf("%d cells instead of %d; separate them by tabs and leave unknown ones empty", len(cells), len(referenceColumns))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	f := communique.Fact{ID: cells[0], Kind: communique.Kind(cells[1]), Subject: communique.EntityID(cells[2]), Object: communique.EntityID(cells[3]),
		Scope: cells[6], As: cells[7], Act: cells[8], Days: communique.Days{From: communique.Day(cells[9]), To: communique.Day(cells[10])},
		Topics: idsIn(cells[11]), Says: cells[12], Authority: cells[13]}
	if cells[4] != "" {
		n, err := strconv.ParseFloat(cells[4], 64)
		if err != nil {
			return no, fmt.Errorf("n is %q; write a number or leave it empty", cells[4])
		}
		if math.IsNaN(n) || math.IsInf(n, 0) || f.Kind == communique.MemberCount && (n < 0 || n != math.Trunc(n)) {
			return no, fmt.Errorf("n is %q; write a number that can be counted", cells[4])
		}
		f.Value = &communique.Value{N: n, Unit: cells[5], Cmp: communique.Equal}
	}
	switch {
	case f.ID == "":
		return no, errors.New("no id; give the fact one of its own")
	case !slices.Contains(communique.Kinds, f.Kind):
		return no, fmt.Errorf("unknown kind %q; use one of %v", f.Kind, communique.Kinds)
	case f.Subject == "":
		return no, errors.New("no subject; name one such as org:nato")
	case f.Kind == communique.MemberCount && f.Value == nil:
		return no, errors.New("a member-count without n; write the number")
	case f.Kind == communique.RoleClaim && (f.Object == "" || communique.EntityID(f.Scope).Kind() == ""):
		return no, errors.New("a role without office or organisation; write the office into object, such as np:secretary general, and the organisation into scope, such as org:nato")
	case f.Authority == "":
		return no, errors.New("no authority; name the public record that says so")
	case f.Says == "":
		return no, errors.New("says is empty; put the fact into one short sentence")
	}
	if err := f.Days.Validate(); err != nil {
		return no, fmt.Errorf("%w; write days as YYYY-MM-DD", err)
	}
	for _, id := range append([]communique.EntityID{f.Subject, f.Object}, f.Topics...) {
		if err := id.Validate(); err != nil {
			return no, fmt.Errorf("%w; write ids such as org:nato", err)
		}
	}
	return f, nil
}

func newReference(facts []communique.Fact) *Reference {
	slices.SortFunc(facts, func(a, b communique.Fact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
	})
	ref := &Reference{facts: facts, by: map[communique.Question][]int{}}
	for i := range facts {
		for _, q := range questionsOf(&facts[i]) {
			ref.by[q] = append(ref.by[q], i)
		}
	}
	for _, list := range ref.by {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(facts[a].From, facts[b].From) })
	}
	return ref
}

// questionsOf returns the questions that a fact answers: those of a claim that
// says the same.
func questionsOf(f *communique.Fact) []communique.Question {
	c := communique.Claim{Kind: f.Kind, Subject: f.Subject, Object: f.Object, Value: f.Value, Scope: f.Scope, As: f.As, Act: f.Act,
		Evidence: communique.Evidence{Exact: f.Says}}
	for _, k := range Kinds {
		if k.Kind == f.Kind {
			return k.Questions(&c)
		}
	}
	return nil
}

// WithTenures returns a Reference that also knows who held which office when.
func (ref *Reference) WithTenures(tenures []communique.Tenure) *Reference {
	facts := slices.Clone(ref.Facts())
	for _, t := range tenures {
		if !t.Days.Known() {
			continue
		}
		facts = append(facts, communique.Fact{
			ID:   "tenure/" + string(t.Title) + "/" + string(t.Organisation) + "/" + string(t.Person) + "/" + t.Days.String(),
			Kind: communique.RoleClaim, Subject: t.Person, Object: t.Title, Scope: string(t.Organisation), Days: t.Days, Authority: t.Authority,
			File: "holders.tsv", Says: nameOf(t.Person, nil) + " was " + t.Title.Name() + " of " + nameOf(t.Organisation, nil)})
	}
	return newReference(facts)
}

// Facts returns every fact, in order of kind, subject, time and id.
func (ref *Reference) Facts() []communique.Fact {
	if ref == nil {
		return nil
	}
	return slices.Clone(ref.facts)
}

// Questions returns the questions that a fact answers, in order.
func (ref *Reference) Questions() []communique.Question {
	if ref == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(ref.by))
}

// MemberCounts returns the member counts of an organisation, in order of time.
func (ref *Reference) MemberCounts(org communique.EntityID) []communique.Fact {
	return ref.Answers(key("member-count", org), communique.Days{})
}

// Answers returns the facts that answer a question and share a day with the
// given days, in order of time; with unknown days all that answer it.
func (ref *Reference) Answers(q communique.Question, on communique.Days) []communique.Fact {
	if ref == nil {
		return nil
	}
	var out []communique.Fact
	for _, i := range ref.by[q] {
		if f := ref.facts[i]; !on.Known() || f.Days.Overlaps(on) {
			out = append(out, f)
		}
	}
	return out
}
