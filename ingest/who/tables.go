package who

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// nominal is a group noun: "the Alliance" means org:nato where the document names it.
type nominal struct {
	phrase string
	entity communique.EntityID
	typ    string
	needs  communique.EntityID
}

// ambiguity is a name that several entities share.
type ambiguity struct {
	name       string
	candidates []communique.EntityID
	reason     string
}

// entityTables are the tables of entities; all have the same columns.
var entityTables = []string{"states", "organisations", "people", "instruments", "documents", "events", "concepts", "places", "peoples"}

// row is one line of a table, by column.
type row struct {
	file  string
	line  int
	cells map[string]string
}

func (r row) get(column string) string { return r.cells[column] }

func (r row) list(column string) []string {
	var out []string
	for _, v := range strings.Split(r.cells[column], " | ") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("who: %s: line %d: %w", r.file, r.line, fmt.Errorf(format, args...))
}

func (r row) id(column string) (communique.EntityID, error) {
	id := communique.EntityID(r.get(column))
	if err := id.Validate(); err != nil {
		return "", r.errorf("column %s: %w; write an id such as org:nato", column, err)
	}
	return id, nil
}

func (r row) days() (communique.Days, error) {
	d := communique.Days{From: communique.Day(r.get("from")), To: communique.Day(r.get("to"))}
	if err := d.Validate(); err != nil {
		return d, r.errorf("columns from, to: %w", err)
	}
	return d, nil
}

func (g *Gazetteer) read(fsys fs.FS) error {
	for _, name := range entityTables {
		err := each(fsys, name, []string{"id", "name", "aliases", "adjectives", "type", "parent", "from", "to", "topics", "authority"}, g.addEntity)
		if err != nil {
			return err
		}
	}
	tables := []struct {
		name    string
		columns []string
		add     func(row) error
	}{
		{"nominals", []string{"phrase", "entity", "type", "needs", "authority"}, g.addNominal},
		{"offices", []string{"title", "names", "organisation", "single", "authority"}, g.addOffice},
		{"holders", []string{"title", "organisation", "person", "from", "to", "authority"}, g.addTenure},
		{"ambiguous", []string{"name", "candidates", "reason", "authority"}, g.addAmbiguity},
		{"edition", []string{"table", "known_until", "authority"}, g.addEdition},
	}
	for _, t := range tables {
		if err := each(fsys, t.name, t.columns, t.add); err != nil {
			return err
		}
	}
	return nil
}

func (g *Gazetteer) addEntity(r row) error {
	id, err := r.id("id")
	if err != nil {
		return err
	}
	if id == "" || r.get("name") == "" {
		return r.errorf("no id or no name; fill both or comment the line out with #")
	}
	if _, dup := g.entities[id]; dup {
		return r.errorf("%s stands here a second time; merge the two lines", id)
	}
	parent, err := r.id("parent")
	if err != nil {
		return err
	}
	days, err := r.days()
	if err != nil {
		return err
	}
	e := communique.Entity{ID: id, Name: r.get("name"), Aliases: r.list("aliases"), Adjectives: r.list("adjectives"), Type: r.get("type"), Parent: parent, Exists: days, Authority: r.get("authority")}
	if e.Type == "" {
		e.Type = typeOf(id)
	}
	for _, t := range r.list("topics") {
		topic := communique.EntityID(t)
		if err := topic.Validate(); err != nil {
			return r.errorf("column topics: %w; write an id such as concept:cyberspace", err)
		}
		e.Topics = append(e.Topics, topic)
	}
	g.entities[id] = e
	g.order = append(g.order, id)
	return nil
}

func (g *Gazetteer) addNominal(r row) error {
	entity, err := r.id("entity")
	if err != nil {
		return err
	}
	needs, err := r.id("needs")
	if err != nil {
		return err
	}
	if r.get("phrase") == "" || entity == "" {
		return r.errorf("no phrase or no entity; fill both")
	}
	n := nominal{phrase: r.get("phrase"), entity: entity, typ: r.get("type"), needs: needs}
	if n.typ == "" {
		n.typ = typeOf(entity)
	}
	g.nominals = append(g.nominals, n)
	return nil
}

func (g *Gazetteer) addOffice(r row) error {
	title, err := r.id("title")
	if err != nil {
		return err
	}
	org, err := r.id("organisation")
	if err != nil {
		return err
	}
	if title.Kind() != communique.NounPhrase {
		return r.errorf("title %q; write np: and the office in lower case", title)
	}
	single := r.get("single")
	if single != "yes" && single != "no" && single != "" {
		return r.errorf("column single: %q; write yes or no", single)
	}
	g.offices = append(g.offices, communique.Office{Title: title, Names: r.list("names"), Organisation: org, Single: single == "yes", Authority: r.get("authority")})
	return nil
}

func (g *Gazetteer) addTenure(r row) error {
	t := communique.Tenure{Authority: r.get("authority")}
	var err error
	if t.Title, err = r.id("title"); err != nil {
		return err
	}
	if t.Organisation, err = r.id("organisation"); err != nil {
		return err
	}
	if t.Person, err = r.id("person"); err != nil {
		return err
	}
	if t.Days, err = r.days(); err != nil {
		return err
	}
	if t.Title == "" || t.Person == "" {
		return r.errorf("no title or no person; fill both")
	}
	g.tenures = append(g.tenures, t)
	return nil
}

// addEdition reads until which day a table is known; only that of the holders
// is asked for.
func (g *Gazetteer) addEdition(r row) error {
	day := communique.Day(r.get("known_until"))
	if err := day.Validate(); err != nil || day == "" {
		return r.errorf("column known_until: %q; write a day such as 2025-10-31", day)
	}
	if r.get("table") == "holders" {
		g.heldUntil = day
	}
	return nil
}

func (g *Gazetteer) addAmbiguity(r row) error {
	a := ambiguity{name: r.get("name"), reason: r.get("reason")}
	for _, c := range r.list("candidates") {
		id := communique.EntityID(c)
		if err := id.Validate(); err != nil {
			return r.errorf("column candidates: %w", err)
		}
		a.candidates = append(a.candidates, id)
	}
	if a.name == "" {
		return r.errorf("no name; fill it or comment the line out with #")
	}
	g.ambiguous = append(g.ambiguous, a)
	return nil
}

// each calls add for every line of a table. A table that is missing is empty:
// a small gazetteer need not hold all of them.
func each(fsys fs.FS, name string, columns []string, add func(row) error) error {
	file := "gazetteer/" + name + ".tsv"
	data, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("who: %s: %w", file, err)
	}
	if i := bytes.IndexFunc(data, func(r rune) bool { return r == utf8.RuneError }); i >= 0 {
		return fmt.Errorf("who: %s: line %d: not UTF-8; save the file as UTF-8", file, 1+bytes.Count(data[:i], []byte("\n")))
	}
	var header []string
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSuffix(lines.Text(), "\r")
		if n == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(text, "\t")
		r := row{file: file, line: n, cells: make(map[string]string, len(columns))}
		if header == nil {
			header = cells
			for _, c := range columns {
				if !slices.Contains(header, c) {
					return r.errorf("no column %q; the first line must read %q", c, strings.Join(columns, "\t"))
				}
			}
			continue
		}
		if len(cells) > len(header) {
			return r.errorf("%d cells for %d columns; separate several values of one cell by \" | \", cells by one tab", len(cells), len(header))
		}
		for i, c := range cells {
			r.cells[header[i]] = strings.TrimSpace(c)
		}
		if err := add(r); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("who: %s: %w; a line may have at most 1 MB", file, err)
	}
	return nil
}

// typeOf gives the mention type that an id's prefix implies.
func typeOf(id communique.EntityID) string {
	switch id.Kind() {
	case communique.Person:
		return "person"
	case communique.Organisation:
		return "organisation"
	case communique.State:
		return "state"
	case communique.Instrument:
		return "instrument"
	case communique.NamedDocument:
		return "document"
	case communique.Event:
		return "event"
	case communique.Concept:
		return "concept"
	}
	return "group"
}
