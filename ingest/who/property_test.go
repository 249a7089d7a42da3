package who

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// sound reports what is wrong with the mentions of a reading.
func sound(t *testing.T, r *communique.Reading) {
	t.Helper()
	end := 0
	for _, m := range r.Mentions {
		if err := m.Evidence.Validate(r.Text); err != nil {
			t.Fatalf("%q: %v", m.Exact, err)
		}
		if err := m.Entity.Validate(); err != nil {
			t.Fatalf("%q: %v", m.Exact, err)
		}
		if m.Start < end {
			t.Fatalf("%q overlaps the mention before it or is out of order", m.Exact)
		}
		if m.Type == "" || m.Via == "" || m.Rule == "" {
			t.Fatalf("%q: type %q, via %q, rule %q: none may be empty", m.Exact, m.Type, m.Via, m.Rule)
		}
		end = m.End
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"NATO Secretary General Jens Stoltenberg spoke. He left. MR. STOLTENBERG: Yes.",
		"The Cyberspace Operations Centre (CYOC) and (CYOC) ((X)) ()",
		"Article 5(2) of the UN Charter’s Article 51 ’s's - – Guinea-",
		"President\u00a0Biden’s \u2028Ministry of of the and Defence University of",
		"THE PRESIDENT: \xff\xfe Q: \x00 “He said “she” ”",
		"İstanbul ŁÓDŹ ǅ von der von Jean-Pierre- O’Brien’s A.B. U.S.-",
		"Abu Karim al-Tunisi of al- met in Vellin, Poland and Al Tanf; Deir ez-Zor’s 3rd Battalion, Lake Orro, the city of",
		"Executive Order 14028 and Directive (EU) 2022/2555, resolutions 1 and 2, the Convention on the Law of the",
		"Jane Doe (born 1950) is a general. The Tidal Growth Centre. The Growth Centre. The Centre. Coalition. MS. DOE: Yes.",
		"", "A", ".", "(", "’s",
	} {
		f.Add(seed)
	}
	g, err := Load(tables())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		r := reading(text)
		g.Find(r)
		sound(t, r)
		first := append([]communique.Mention(nil), r.Mentions...)
		g.Find(r)
		if !reflect.DeepEqual(first, append([]communique.Mention(nil), r.Mentions...)) {
			t.Fatal("Find is not deterministic")
		}
		r.Sources[0].Published.Days = communique.Days{From: "2018-01-01", To: "2018-12-31"}
		g.Resolve(r)
		sound(t, r)
		kept := map[communique.Span]bool{}
		for _, m := range r.Mentions {
			kept[m.Span] = true
		}
		for _, m := range first {
			if !kept[m.Span] {
				t.Fatalf("Resolve lost %q", m.Exact)
			}
		}
		again := len(r.Mentions)
		g.Resolve(r)
		if len(r.Mentions) != again {
			t.Fatalf("a second Resolve found %d mentions, the first %d", len(r.Mentions), again)
		}
	})
}

// TestReading runs the shipped gazetteer over the documents at hand.
func TestReading(t *testing.T) {
	g := load(t)
	files, _ := filepath.Glob(filepath.Join(testkit.Shared(t), "corpora", "policy", "*.txt"))
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := reading(strings.ToValidUTF8(string(b), "\uFFFD"))
		g.Find(r)
		sound(t, r)
		r.Sources[0].Published.Days = communique.Days{From: "2021-06-14", To: "2021-06-14"}
		g.Resolve(r)
		sound(t, r)
	}
}

// TestLoad proves that the shipped tables load, and that every id they refer to exists.
func TestLoad(t *testing.T) {
	g := load(t)
	for _, e := range g.Entities() {
		if e.Parent != "" {
			if _, ok := g.Entity(e.Parent); !ok {
				t.Errorf("%s: parent %s is in no table", e.ID, e.Parent)
			}
		}
	}
	for _, tenure := range g.tenures {
		if _, ok := g.Entity(tenure.Person); !ok {
			t.Errorf("holders: %s is in no table", tenure.Person)
		}
	}
	for _, a := range g.ambiguous {
		for _, c := range a.candidates {
			if _, ok := g.Entity(c); !ok && c.Kind() != communique.NounPhrase {
				t.Errorf("ambiguous: %s: %s is in no table", a.name, c)
			}
		}
	}
	for _, n := range g.nominals {
		if _, ok := g.Entity(n.entity); !ok {
			t.Errorf("nominals: %s: %s is in no table", n.phrase, n.entity)
		}
	}
}

func TestHolder(t *testing.T) {
	g := fixture(t)
	for _, c := range []struct {
		on   communique.Days
		want communique.EntityID
	}{
		{communique.Days{From: "2018-04-04", To: "2018-04-04"}, "person:jens-stoltenberg"},
		{communique.Days{From: "2014-10-01", To: "2024-09-30"}, "person:jens-stoltenberg"},
		{communique.Days{From: "2014-09-30", To: "2014-10-01"}, ""},
		{communique.Days{From: "2024-09-30", To: "2024-10-01"}, ""}, // nobody is known for the second day
		{communique.Days{From: "2018-04-04"}, ""},
		{communique.Days{}, ""},
		{communique.Days{From: "1950-01-01", To: "1950-01-01"}, ""},
	} {
		got, ok := g.Holder("np:secretary general", "org:nato", c.on)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("Holder on %s: %q, %t; want %q", c.on, got, ok, c.want)
		}
	}
}

// TestHolderEdition: an open tenure is known to hold only until the day of the
// table’s edition.
func TestHolderEdition(t *testing.T) {
	files := tables()
	files["gazetteer/edition.tsv"] = &fstest.MapFile{Data: []byte("table\tknown_until\tauthority\nholders\t2025-10-31\t-\n")}
	g, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		on   communique.Day
		want communique.EntityID
	}{
		{"2020-01-01", "person:vladimir-putin"},
		{"2025-10-31", "person:vladimir-putin"},
		{"2025-11-01", ""},
	} {
		got, ok := g.Holder("np:president", "state:russia", communique.Days{From: c.on, To: c.on})
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("Holder on %s: %q, %t; want %q", c.on, got, ok, c.want)
		}
	}
	r := reading("Russia is at war. The Russian president spoke.")
	r.Sources[0].Published.Days = communique.Days{From: "2026-03-06", To: "2026-03-06"}
	g.Find(r)
	g.Resolve(r)
	last := r.Mentions[len(r.Mentions)-1]
	if last.Entity != "" || last.Rule != "holders are known only until 2025-10-31" {
		t.Errorf("after the edition: %q by %q, want nobody", last.Entity, last.Rule)
	}
}

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ file, content, want string }{
		{"states", "id\tname\nstate:x\tX\n", `who: gazetteer/states.tsv: line 1: no column "aliases"`},
		{"states", header + "state:X\tX\n", "line 2: column id:"},
		{"states", header + "# note\n\nstate:x\t\n", "line 4: no id or no name"},
		{"states", header + "state:x\tX\nstate:x\tX\n", "line 3: state:x stands here a second time"},
		{"states", header + "state:x\tX\t\t\tstate\t\t2020-13-01\n", "line 2: columns from, to:"},
		{"states", header + "state:x\tX\t\t\tstate\t\t\t\t\t\t\t\n", "line 2: 12 cells for 10 columns"},
		{"states", header + "state:x\tX\xff\n", "line 2: not UTF-8"},
		{"offices", "title\tnames\torganisation\tsingle\tauthority\nnp:x\tX\torg:x\tmaybe\n", "write yes or no"},
		{"offices", "title\tnames\torganisation\tsingle\tauthority\norg:x\tX\torg:x\tyes\n", "write np: and the office"},
		{"holders", "title\torganisation\tperson\tfrom\tto\tauthority\nnp:x\torg:x\t\t\n", "no title or no person"},
		{"ambiguous", "name\tcandidates\treason\tauthority\nX\tnowhere:x\n", "column candidates"},
		{"nominals", "phrase\tentity\ttype\tneeds\tauthority\nthe X\t\n", "no phrase or no entity"},
	} {
		fsys := tables()
		fsys["gazetteer/"+c.file+".tsv"].Data = []byte(c.content)
		_, err := Load(fsys)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want one with %q", c.file, c.content, err, c.want)
		}
	}
}

func TestName(t *testing.T) {
	g := fixture(t)
	for id, want := range map[communique.EntityID]string{
		"org:nato":              "NATO",
		"person:sarah-brown":    "Sarah Brown",
		"np:member states":      "member states",
		"org:ministry-of-tides": "Ministry of Tides",
		"concept:new-idea":      "new idea",
		"":                      "",
		"org:é-ä":               "É Ä",
	} {
		if got := g.Name(id); got != want {
			t.Errorf("Name(%q) = %q, want %q", id, got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g, r := manyBriefings(b)
	b.SetBytes(int64(len(r.Text)))
	b.ReportAllocs()
	for b.Loop() {
		g.Find(r)
	}
}

func BenchmarkResolve(b *testing.B) {
	g, r := manyBriefings(b)
	g.Find(r)
	found := r.Mentions
	b.SetBytes(int64(len(r.Text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Mentions = found
		g.Resolve(r)
	}
}

// manyBriefings reads some press briefings as one text.
func manyBriefings(b *testing.B) (*Gazetteer, *communique.Reading) {
	b.Helper()
	g := load(b)
	files, _ := filepath.Glob(filepath.Join(testkit.Shared(b), "corpora", "policy", "us_wh_2021*.txt"))
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(data)
		all.WriteByte('\n')
	}
	return g, reading(strings.ToValidUTF8(all.String(), "\uFFFD"))
}
