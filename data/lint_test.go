package data

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	communique "github.com/communique-kg/communique"
)

const (
	entityHeader    = "id name aliases adjectives type parent from to topics authority"
	factHeader      = "id kind subject object n unit scope as act from to topics says authority"
	nominalHeader   = "phrase entity type needs authority"
	officeHeader    = "title names organisation single authority"
	holderHeader    = "title organisation person from to authority"
	ambiguousHeader = "name candidates reason authority"
	editionHeader   = "table known_until authority"
	topicHeader     = "topic kinds names with authority"
)

// entityTables says which kind of entity each table of entities holds.
var entityTables = map[string]communique.EntityKind{
	"gazetteer/states.tsv":        communique.State,
	"gazetteer/organisations.tsv": communique.Organisation,
	"gazetteer/people.tsv":        communique.Person,
	"gazetteer/instruments.tsv":   communique.Instrument,
	"gazetteer/documents.tsv":     communique.NamedDocument,
	"gazetteer/events.tsv":        communique.Event,
	"gazetteer/concepts.tsv":      communique.Concept,
	"gazetteer/places.tsv":        communique.NounPhrase,
	"gazetteer/peoples.tsv":       communique.NounPhrase,
}

var otherTables = map[string]string{
	"gazetteer/nominals.tsv":  nominalHeader,
	"gazetteer/offices.tsv":   officeHeader,
	"gazetteer/holders.tsv":   holderHeader,
	"gazetteer/ambiguous.tsv": ambiguousHeader,
	"gazetteer/edition.tsv":   editionHeader,
	"gazetteer/topics.tsv":    topicHeader,
}

// row is one line of a table, by column.
type row struct {
	at   string // file:line, for messages
	cell map[string]string
}

func (r row) id(column string) communique.EntityID { return communique.EntityID(r.cell[column]) }

func (r row) days() communique.Days {
	return communique.Days{From: communique.Day(r.cell["from"]), To: communique.Day(r.cell["to"])}
}

func (r row) list(column string) []string {
	if r.cell[column] == "" {
		return nil
	}
	return strings.Split(r.cell[column], " | ")
}

// load reads one table and reports what is wrong with its form.
func load(t *testing.T, name, header string) []row {
	t.Helper()
	b, err := fs.ReadFile(Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	if !strings.HasSuffix(text, "\n") || strings.Contains(text, "\r") {
		t.Errorf("%s: want lines that end in a plain newline", name)
	}
	columns := strings.Fields(header)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if want := strings.Join(columns, "\t"); lines[0] != want {
		t.Fatalf("%s: header is %q, want %q", name, lines[0], want)
	}
	var rows []row
	for i, line := range lines[1:] {
		at := fmt.Sprintf("%s:%d", name, i+2)
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != len(columns) {
			t.Errorf("%s: %d fields, want %d", at, len(cells), len(columns))
			continue
		}
		r := row{at: at, cell: map[string]string{}}
		for j, c := range cells {
			r.cell[columns[j]] = c
			if problem := plain(c); problem != "" {
				t.Errorf("%s: %s: %s in %q", at, columns[j], problem, c)
			}
		}
		if r.cell["authority"] == "" {
			t.Errorf("%s: no authority", at)
		}
		checkDays(t, r)
		rows = append(rows, r)
	}
	return rows
}

// plain says what keeps a cell from being a plain value, "" where nothing does.
func plain(cell string) string {
	if cell != strings.TrimSpace(cell) {
		return "space at an end"
	}
	if strings.Contains(cell, "  ") {
		return "two spaces"
	}
	for _, r := range cell {
		if unicode.IsControl(r) || r == '\u00a0' || r == unicode.ReplacementChar {
			return fmt.Sprintf("character %q", r)
		}
	}
	if strings.Contains(cell, "|") {
		parts := strings.Split(cell, " | ")
		for i, p := range parts {
			if p == "" || strings.Contains(p, "|") {
				return "stray |"
			}
			if slices.Contains(parts[:i], p) {
				return "value twice"
			}
		}
	}
	return ""
}

func checkDays(t *testing.T, r row) {
	t.Helper()
	d := r.days()
	if err := d.Validate(); err != nil {
		t.Errorf("%s: %v", r.at, err)
	}
	// An open beginning would claim every earlier day; only of a body that has
	// ended may the first day be unknown, since nobody is resolved by it.
	if d.From == "" && d.To != "" && !strings.HasPrefix(r.cell["id"], "org:") {
		t.Errorf("%s: to without from", r.at)
	}
}

func sorted(t *testing.T, rows []row, key func(row) string) {
	t.Helper()
	for i := 1; i < len(rows); i++ {
		if key(rows[i]) <= key(rows[i-1]) {
			t.Errorf("%s: %q is out of order or there twice", rows[i].at, key(rows[i]))
		}
	}
}

func entities(t *testing.T) map[communique.EntityID]row {
	t.Helper()
	all := map[communique.EntityID]row{}
	for name := range entityTables {
		for _, r := range load(t, name, entityHeader) {
			if first, twice := all[r.id("id")]; twice {
				t.Errorf("%s: id of %s again", r.at, first.at)
			}
			all[r.id("id")] = r
		}
	}
	return all
}

func referenceTables(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(Files(), "reference/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no reference tables (%v)", err)
	}
	return names
}

func facts(t *testing.T) []row {
	t.Helper()
	var all []row
	for _, name := range referenceTables(t) {
		all = append(all, load(t, name, factHeader)...)
	}
	return all
}

func TestEveryTableIsKnown(t *testing.T) {
	names, err := fs.Glob(Files(), "gazetteer/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if _, ok := entityTables[name]; !ok && otherTables[name] == "" {
			t.Errorf("%s: no test knows this table", name)
		}
	}
	if want := len(entityTables) + len(otherTables); len(names) != want {
		t.Errorf("%d tables in gazetteer, want %d", len(names), want)
	}
}

func TestEntities(t *testing.T) {
	all := entities(t)
	for name, kind := range entityTables {
		rows := load(t, name, entityHeader)
		sorted(t, rows, func(r row) string { return r.cell["id"] })
		for _, r := range rows {
			if err := r.id("id").Validate(); err != nil {
				t.Errorf("%s: %v", r.at, err)
			}
			if r.id("id").Kind() != kind {
				t.Errorf("%s: %s does not belong in this table", r.at, r.cell["id"])
			}
			if r.cell["name"] == "" || r.cell["type"] == "" {
				t.Errorf("%s: no name or no type", r.at)
			}
			if slices.Contains(r.list("aliases"), r.cell["name"]) {
				t.Errorf("%s: the name is among the aliases", r.at)
			}
			if p := r.id("parent"); p != "" {
				if _, ok := all[p]; !ok || p == r.id("id") {
					t.Errorf("%s: parent %s is not in the gazetteer", r.at, p)
				}
			}
			checkTopics(t, r, all)
		}
	}
}

func checkTopics(t *testing.T, r row, all map[communique.EntityID]row) {
	t.Helper()
	for _, topic := range r.list("topics") {
		if id := communique.EntityID(topic); id.Kind() != communique.Concept || all[id].at == "" {
			t.Errorf("%s: topic %s is no concept of the gazetteer", r.at, topic)
		}
	}
}

// known reports whether an id is in the gazetteer or a noun phrase.
func known(id communique.EntityID, all map[communique.EntityID]row) bool {
	if id.Kind() == communique.NounPhrase {
		return id.Validate() == nil
	}
	_, ok := all[id]
	return ok
}

func TestNominals(t *testing.T) {
	all := entities(t)
	rows := load(t, "gazetteer/nominals.tsv", nominalHeader)
	sorted(t, rows, func(r row) string { return r.cell["phrase"] })
	for _, r := range rows {
		if !known(r.id("entity"), all) {
			t.Errorf("%s: %s is not in the gazetteer", r.at, r.cell["entity"])
		}
		if n := r.id("needs"); n != "" && !known(n, all) {
			t.Errorf("%s: %s is not in the gazetteer", r.at, n)
		}
		if r.cell["phrase"] == "" || r.cell["type"] == "" {
			t.Errorf("%s: no phrase or no type", r.at)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	all := entities(t)
	rows := load(t, "gazetteer/ambiguous.tsv", ambiguousHeader)
	sorted(t, rows, func(r row) string { return r.cell["name"] })
	for _, r := range rows {
		if r.cell["name"] == "" || r.cell["reason"] == "" || len(r.list("candidates")) == 0 {
			t.Errorf("%s: want a name, candidates and a reason", r.at)
		}
		for _, c := range r.list("candidates") {
			if !known(communique.EntityID(c), all) {
				t.Errorf("%s: candidate %s is not in the gazetteer", r.at, c)
			}
		}
	}
}

// A name leads to one entity, or ambiguous.tsv lists all that it can mean.
func TestNamesAreNotShared(t *testing.T) {
	candidates := map[string][]string{}
	for _, r := range load(t, "gazetteer/ambiguous.tsv", ambiguousHeader) {
		key := strings.ToLower(r.cell["name"])
		candidates[key] = append(candidates[key], r.list("candidates")...)
	}
	owners := map[string][]string{}
	for name := range entityTables {
		for _, r := range load(t, name, entityHeader) {
			names := append([]string{r.cell["name"]}, r.list("aliases")...)
			for _, n := range append(names, r.list("adjectives")...) {
				key := strings.ToLower(n)
				if !slices.Contains(owners[key], r.cell["id"]) {
					owners[key] = append(owners[key], r.cell["id"])
				}
			}
		}
	}
	for name, ids := range owners {
		if len(ids) < 2 {
			continue
		}
		slices.Sort(ids)
		for _, id := range ids {
			if !slices.Contains(candidates[name], id) {
				t.Errorf("%q names %s, and ambiguous.tsv does not list %s for it", name, strings.Join(ids, " and "), id)
			}
		}
	}
}

func TestOfficesAndHolders(t *testing.T) {
	all := entities(t)
	single := map[string]bool{}
	offices := load(t, "gazetteer/offices.tsv", officeHeader)
	office := func(r row) string { return r.cell["title"] + " " + r.cell["organisation"] }
	sorted(t, offices, office)
	for _, r := range offices {
		if err := r.id("title").Validate(); err != nil || r.id("title").Kind() != communique.NounPhrase {
			t.Errorf("%s: title %s is no noun phrase", r.at, r.cell["title"])
		}
		if !known(r.id("organisation"), all) {
			t.Errorf("%s: %s is not in the gazetteer", r.at, r.cell["organisation"])
		}
		if len(r.list("names")) == 0 {
			t.Errorf("%s: no names", r.at)
		}
		switch r.cell["single"] {
		case "yes", "no":
			single[office(r)] = r.cell["single"] == "yes"
		default:
			t.Errorf("%s: single is %q, want yes or no", r.at, r.cell["single"])
		}
	}
	last := map[string]row{}
	holders := load(t, "gazetteer/holders.tsv", holderHeader)
	sorted(t, holders, func(r row) string { return office(r) + " " + r.cell["from"] + " " + r.cell["person"] })
	for _, r := range holders {
		one, ok := single[office(r)]
		if !ok {
			t.Errorf("%s: no office %s", r.at, office(r))
		}
		if r.id("person").Kind() != communique.Person || !known(r.id("person"), all) {
			t.Errorf("%s: %s is not in people.tsv", r.at, r.cell["person"])
		}
		if !one || !r.days().Known() {
			continue
		}
		// Rows come in the order of their first day, so only neighbours can overlap.
		if before, ok := last[office(r)]; ok && before.days().Overlaps(r.days()) {
			t.Errorf("%s: %s and %s (%s) hold one office on one day", r.at, r.cell["person"], before.cell["person"], before.at)
		}
		last[office(r)] = r
	}
}

// TestTopics proves that a topic rule names concepts and entities of the
// gazetteer, and that the parents of concepts are concepts and run in no circle.
// package claim proves that the rules can be read.
func TestTopics(t *testing.T) {
	all := entities(t)
	rows := load(t, "gazetteer/topics.tsv", topicHeader)
	sorted(t, rows, func(r row) string { return r.cell["topic"] })
	for _, r := range rows {
		for _, id := range slices.Concat([]string{r.cell["topic"]}, r.list("names"), r.list("with")) {
			if all[communique.EntityID(id)].at == "" {
				t.Errorf("%s: %s is not in the gazetteer", r.at, id)
			}
		}
	}
	for _, r := range load(t, "gazetteer/concepts.tsv", entityHeader) {
		seen := map[communique.EntityID]bool{}
		for id := r.id("id"); id != ""; id = all[id].id("parent") {
			if id.Kind() != communique.Concept || seen[id] {
				t.Errorf("%s: its parents run in a circle or to %s, which is no concept", r.at, id)
				break
			}
			seen[id] = true
		}
	}
}

// TestEdition proves that every dated table of the edition exists, once, and
// that no tenure begins or ends after the day until which tenures are known.
func TestEdition(t *testing.T) {
	until := map[string]communique.Day{}
	for _, r := range load(t, "gazetteer/edition.tsv", editionHeader) {
		name, day := r.cell["table"], communique.Day(r.cell["known_until"])
		if _, ok := otherTables["gazetteer/"+name+".tsv"]; !ok {
			t.Errorf("%s: no table gazetteer/%s.tsv", r.at, name)
		}
		if err := day.Validate(); err != nil || day == "" {
			t.Errorf("%s: known_until is %q, want a day", r.at, day)
		}
		if _, twice := until[name]; twice {
			t.Errorf("%s: %s stands here twice", r.at, name)
		}
		until[name] = day
	}
	known := until["holders"]
	if known == "" {
		t.Fatal("gazetteer/edition.tsv: no line for holders")
	}
	for _, r := range load(t, "gazetteer/holders.tsv", holderHeader) {
		if days := r.days(); days.From > known || days.To > known {
			t.Errorf("%s: %s is after %s, until which holders are known", r.at, days, known)
		}
	}
}

func TestFacts(t *testing.T) {
	all := entities(t)
	seen := map[string]string{}
	for _, name := range referenceTables(t) {
		sorted(t, load(t, name, factHeader), func(r row) string { return r.cell["id"] })
	}
	for _, r := range facts(t) {
		if first, twice := seen[r.cell["id"]]; twice {
			t.Errorf("%s: id of %s again", r.at, first)
		}
		seen[r.cell["id"]] = r.at
		if r.cell["id"] == "" || strings.ContainsAny(r.cell["id"], " :") {
			t.Errorf("%s: id %q", r.at, r.cell["id"])
		}
		if !slices.Contains(communique.Kinds, communique.Kind(r.cell["kind"])) {
			t.Errorf("%s: unknown kind %q", r.at, r.cell["kind"])
		}
		if !known(r.id("subject"), all) {
			t.Errorf("%s: subject %s is not in the gazetteer", r.at, r.cell["subject"])
		}
		if o := r.id("object"); o != "" && !known(o, all) {
			t.Errorf("%s: object %s is not in the gazetteer", r.at, o)
		}
		if n := r.cell["n"]; n != "" {
			if _, err := strconv.ParseFloat(n, 64); err != nil || r.cell["unit"] == "" {
				t.Errorf("%s: n %q needs to be a number with a unit", r.at, n)
			}
		}
		if !strings.HasSuffix(r.cell["says"], ".") {
			t.Errorf("%s: says %q, want a sentence", r.at, r.cell["says"])
		}
		checkTopics(t, r, all)
		checkShape(t, r)
	}
}

// checkShape holds each kind of fact to the columns that the claim kinds require.
func checkShape(t *testing.T, r row) {
	t.Helper()
	want := map[communique.Kind][]string{
		communique.MemberCount: {"n", "unit"},
		communique.Membership:  {"object"},
		communique.Accession:   {"object", "from", "to"},
		communique.Invocation:  {"from"},
		communique.Decision:    {"object", "from", "to"},
		communique.Recognition: {"object", "as", "from", "to"},
		communique.Adoption:    {"object", "from", "to"},
		communique.Amendment:   {"object", "act", "from", "to"},
		communique.Incident:    {"from", "to"},
		communique.Attribution: {"object", "from", "to"},
		communique.Sanction:    {"object", "from", "to"},
	}
	for _, column := range want[communique.Kind(r.cell["kind"])] {
		if r.cell[column] == "" {
			t.Errorf("%s: a fact of kind %s needs %s", r.at, r.cell["kind"], column)
		}
	}
}

// On every day for which both are told, an organisation has as many members as
// its member count says.
func TestMemberCounts(t *testing.T) {
	members := map[communique.EntityID][]communique.Days{}
	all := facts(t)
	for _, r := range all {
		if communique.Kind(r.cell["kind"]) == communique.Membership && r.days().Known() {
			members[r.id("object")] = append(members[r.id("object")], r.days())
		}
	}
	checked := 0
	for _, r := range all {
		if communique.Kind(r.cell["kind"]) != communique.MemberCount || !r.days().Known() || members[r.id("subject")] == nil {
			continue
		}
		want, err := strconv.Atoi(r.cell["n"])
		if err != nil {
			t.Errorf("%s: n: %v", r.at, err)
			continue
		}
		// The number changes only on a first day or on the day after a last one.
		days := []communique.Day{r.days().From, r.days().To}
		for _, m := range members[r.id("subject")] {
			days = append(days, m.From, m.To.Add(1))
		}
		for _, day := range days {
			if day == "" || !r.days().Contains(day) {
				continue
			}
			got := 0
			for _, m := range members[r.id("subject")] {
				if m.Contains(day) {
					got++
				}
			}
			if checked++; got != want {
				t.Errorf("%s: %s has %d members on %s by the memberships, %d by the count", r.at, r.cell["subject"], got, day, want)
			}
		}
	}
	if checked == 0 {
		t.Error("no member count could be checked")
	}
}

// The counts of one organisation follow each other without a gap or an overlap.
func TestMemberCountsFollow(t *testing.T) {
	counts := map[communique.EntityID][]row{}
	for _, r := range facts(t) {
		if communique.Kind(r.cell["kind"]) == communique.MemberCount && r.days().Known() {
			counts[r.id("subject")] = append(counts[r.id("subject")], r)
		}
	}
	for _, rows := range counts {
		slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.cell["from"], b.cell["from"]) })
		for i := 1; i < len(rows); i++ {
			if to := rows[i-1].days().To; to.Add(1) != rows[i].days().From {
				t.Errorf("%s: begins on %s, but the count before ends on %q", rows[i].at, rows[i].cell["from"], to)
			}
		}
	}
}

// An accession and the membership that it begins name the same day.
func TestAccessionsBeginMemberships(t *testing.T) {
	begins := map[string]string{}
	all := facts(t)
	for _, r := range all {
		if communique.Kind(r.cell["kind"]) == communique.Membership {
			begins[r.cell["subject"]+" "+r.cell["object"]] = r.cell["from"]
		}
	}
	for _, r := range all {
		if communique.Kind(r.cell["kind"]) != communique.Accession {
			continue
		}
		if from := begins[r.cell["subject"]+" "+r.cell["object"]]; from != r.cell["from"] {
			t.Errorf("%s: accession on %s, membership from %q", r.at, r.cell["from"], from)
		}
	}
}

func TestSamplesAreEmbedded(t *testing.T) {
	entries, err := fs.ReadDir(Files(), "samples")
	if err != nil || len(entries) == 0 {
		t.Fatalf("samples: %d files, %v", len(entries), err)
	}
	for _, e := range entries {
		if strings.HasPrefix(path.Base(e.Name()), ".") {
			t.Errorf("samples: hidden file %s", e.Name())
		}
	}
}
