package claim

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/communique-kg/communique"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var june2018 = communique.TimeValue{EDTF: "2018-06-15", Days: communique.Days{From: "2018-06-15", To: "2018-06-15"}, Basis: "byline"}

var knownEntities = map[communique.EntityID]communique.Entity{
	"org:north-atlantic-council":    {ID: "org:north-atlantic-council", Parent: "org:nato"},
	"document:brussels-communique":  {ID: "document:brussels-communique", Parent: "org:nato"},
	"instrument:article-5":          {ID: "instrument:article-5", Topics: []communique.EntityID{"concept:collective-defence"}},
	"event:9-11":                    {ID: "event:9-11", Name: "the attacks of 9/11", Exists: communique.Days{From: "2001-09-11", To: "2001-09-11"}},
	"event:albania-2022":            {ID: "event:albania-2022", Exists: communique.Days{From: "2022-07-15", To: "2022-07-15"}},
	"event:estonia-2007":            {ID: "event:estonia-2007", Exists: communique.Days{From: "2007-04-27"}},
	"org:nato":                      {ID: "org:nato", Name: "NATO"},
	"document:paris-call":           {ID: "document:paris-call", Parent: "state:france"},
	"document:cyber-defence-pledge": {ID: "document:cyber-defence-pledge", Parent: "org:nato"},
}

var testFinder = Finder{
	Tenures: func(id communique.EntityID) []communique.Tenure {
		if id == "person:dwight-eisenhower" {
			return []communique.Tenure{{Title: "np:president", Organisation: "state:united-states", Person: id, Days: communique.Days{From: "1953-01-20", To: "1961-01-19"}}}
		}
		if id == "person:viktor-yanukovych" {
			return []communique.Tenure{{Title: "np:president", Organisation: "state:ukraine", Person: id, Days: communique.Days{From: "2010-02-25", To: "2014-02-22"}}}
		}
		if id != "person:joe-biden" {
			return nil
		}
		return []communique.Tenure{{Title: "np:president", Organisation: "state:united-states", Person: id}}
	},
	Entity: func(id communique.EntityID) (communique.Entity, bool) { e, ok := knownEntities[id]; return e, ok },
	Offices: []communique.Office{
		{Title: "np:secretary general", Names: []string{"Secretary General", "Secretary-General"}, Organisation: "org:nato"},
		{Title: "np:secretary general", Names: []string{"Secretary General"}, Organisation: "org:un"},
		{Title: "np:president", Names: []string{"Ukrainian President"}, Organisation: "state:ukraine"},
		{Title: "np:national security adviser", Names: []string{"National Security Adviser", "National Security Advisor"}, Organisation: "state:united-states"},
	},
}

// TestFind holds what each kind finds and leaves alone, in golden files of one
// kind each: a marked text (see read) and what is found in it.
func TestFind(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		kind := communique.Kind(strings.TrimSuffix(filepath.Base(file), ".txtar"))
		t.Run(string(kind), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out []txtar.File
			for _, f := range a.Files {
				if strings.HasSuffix(f.Name, ".want") {
					continue
				}
				text := strings.TrimRight(string(f.Data), "\n")
				r := withGrammar(t, read(t, june2018, text))
				got := show(testFinder.Find(r), kind)
				out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
				if *update {
					continue
				}
				want, found := "", false
				for _, w := range a.Files {
					if w.Name == f.Name+".want" {
						want, found = string(w.Data), true
					}
				}
				if !found || got != want {
					t.Errorf("%s: %s\ngot:\n%swant:\n%s", f.Name, text, got, want)
				}
			}
			if *update {
				a.Files = out
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// show writes the claims of a kind, one a line with its fields below.
func show(claims []communique.Claim, kind communique.Kind) string {
	var b strings.Builder
	for _, c := range claims {
		if c.Kind != kind {
			continue
		}
		fmt.Fprintf(&b, "%q\n ", c.Evidence.Exact)
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&b, " %s=%s", name, value)
			}
		}
		field("subject", string(c.Subject))
		field("object", string(c.Object))
		if c.Value != nil {
			field("value", c.Value.String())
		}
		field("scope", c.Scope)
		field("as", c.As)
		field("act", c.Act)
		field("about", c.About.EDTF)
		if c.Modality != communique.Asserted {
			field("modality", string(c.Modality))
		}
		if c.Polarity != communique.Affirmed {
			field("polarity", string(c.Polarity))
		}
		field("speaker", string(c.Speaker))
		field("rule", c.Rule)
		b.WriteByte('\n')
		if c.Proposition != "" {
			fmt.Fprintf(&b, "  says: %s\n", c.Proposition)
		}
		if len(c.Questions) > 0 {
			fmt.Fprintf(&b, "  asks: %v\n", c.Questions)
		}
	}
	if b.Len() == 0 {
		return "nothing\n"
	}
	return b.String()
}

// newScan returns a scan of its own, where Find takes one from its room.
func newScan(f *Finder, r *communique.Reading) *scan {
	s := &scan{}
	s.take(f, r)
	return s
}
