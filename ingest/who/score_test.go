package who

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var (
	update = flag.Bool("update", false, "write golden and score files anew")
	misses = flag.Bool("misses", false, "print what the score counts as missed or wrong")
)

// goldFile is the part of an annotated document that this score reads.
type goldFile struct {
	File     string
	Entities []struct{ ID, Canonical string }
	Mentions []struct {
		Start, End              int
		Text, Entity, Kind, Cls string
	}
	Sections []struct {
		Start, End int
		Cls        string
	}
}

// TestScore measures names on the annotated documents against the committed
// figures. Spans must agree exactly; ids are compared where the gold entity has
// a counterpart in the gazetteer or an id of the same making.
func TestScore(t *testing.T) {
	shared := testkit.Shared(t)
	g := load(t)
	files, _ := filepath.Glob(filepath.Join(shared, "gold", "seeds-full", "00*.json"))
	if len(files) == 0 {
		t.Skip("skipped: no annotated documents at hand")
	}
	var report strings.Builder
	report.WriteString("file\tgold\tfound\tspan right\tid comparable\tid right\n")
	var total [5]int
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold goldFile
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json") + ".txt"
		text, err := os.ReadFile(filepath.Join(shared, "seeds", name))
		if err != nil {
			t.Fatal(err)
		}
		n := scoreNames(t, g, gold, name[:3], string(text))
		fmt.Fprintf(&report, "%s\t%d\t%d\t%d\t%d\t%d\n", name[:3], n[0], n[1], n[2], n[3], n[4])
		for i := range n {
			total[i] += n[i]
		}
	}
	fmt.Fprintf(&report, "all\t%d\t%d\t%d\t%d\t%d\n", total[0], total[1], total[2], total[3], total[4])
	fmt.Fprintf(&report, "precision %.3f recall %.3f id accuracy %.3f\n", float64(total[2])/float64(total[1]), float64(total[2])/float64(total[0]), float64(total[4])/float64(total[3]))
	testkit.Golden(t, "testdata/score.txt", report.String(), *update)
}

func scoreNames(t *testing.T, g *Gazetteer, gold goldFile, label, text string) [5]int {
	off := communique.NewOffsets(text)
	var boiler []communique.Span
	for _, s := range gold.Sections {
		if s.Cls == "boilerplate" {
			boiler = append(boiler, communique.Span{Start: off.Byte(s.Start), End: off.Byte(s.End)})
		}
	}
	r := reading(text)
	g.Find(r)
	found := map[communique.Span]communique.Mention{}
	for _, m := range r.Mentions {
		skip := m.Type == "concept" || m.Type == "group" || m.Type == "place" || m.Entity == ""
		for _, b := range boiler {
			skip = skip || b.Contains(m.Span)
		}
		if !skip {
			found[m.Span] = m
		}
	}
	canonical := map[string]string{}
	for _, e := range gold.Entities {
		canonical[e.ID] = e.Canonical
	}
	var n [5]int
	n[1] = len(found)
	for _, want := range gold.Mentions {
		if want.Kind != "name" && want.Kind != "demonym" || want.Cls == "boilerplate" || strings.HasPrefix(want.Entity, "work:") || strings.HasPrefix(want.Entity, "url:") || strings.HasPrefix(want.Entity, "role:") {
			continue
		}
		id := g.counterpart(want.Entity, canonical[want.Entity], want.Text)
		if id == "" && strings.HasPrefix(want.Entity, "place:") {
			continue // towns are no entities of ours
		}
		n[0]++
		span := communique.Span{Start: off.Byte(want.Start), End: off.Byte(want.End)}
		m, ok := found[span]
		if !ok {
			if *misses {
				t.Logf("%s missed %q %s", label, want.Text, want.Entity)
			}
			continue
		}
		delete(found, span)
		n[2]++
		if id == "" {
			continue
		}
		n[3]++
		if m.Entity == id {
			n[4]++
		} else if *misses {
			t.Logf("%s %q is %s, want %s (%s)", label, want.Text, m.Entity, id, m.Rule)
		}
	}
	if *misses {
		for _, m := range found {
			t.Logf("%s extra %q %s (%s)", label, m.Exact, m.Entity, m.Rule)
		}
	}
	return n
}

// counterpart maps an id of the annotation to one of the gazetteer, "" where
// there is none.
func (g *Gazetteer) counterpart(id, canonical, text string) communique.EntityID {
	prefix, name, _ := strings.Cut(id, ":")
	switch prefix {
	case "per":
		return communique.EntityID("person:" + name)
	case "place":
		if _, ok := g.entities[communique.EntityID("state:"+name)]; ok {
			return communique.EntityID("state:" + name)
		}
		return ""
	case "law":
		prefix = "instrument"
	case "doc":
		prefix = "document"
	}
	if _, ok := g.entities[communique.EntityID(prefix+":"+name)]; ok {
		return communique.EntityID(prefix + ":" + name)
	}
	for _, e := range g.order {
		if g.bears(e, canonical) || g.bears(e, text) {
			return e
		}
	}
	return ""
}
