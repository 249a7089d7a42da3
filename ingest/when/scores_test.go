package when

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestScores measures the finder on TempEval-3, WikiWars and the seeds as the
// shared scorer does (extents strict and relaxed, values among the relaxed) and
// holds the figures to the committed file. With -v every error is listed.
func TestScores(t *testing.T) {
	shared := testkit.Shared(t)
	var out strings.Builder
	out.WriteString("# F1 in percent of strict extents, relaxed extents and values, as score_timex.py counts; made by go test -run Scores -update\n")
	out.WriteString("# published, on the official test set; ours on development data:\n")
	out.WriteString("# HeidelTime, TempEval-3 platinum 81.3 90.3 77.6, WikiWars 82.1 89.3; best strict 92.1 (SynTime), best value 82.7 on platinum\n")
	out.WriteString("# Where the sets disagree, TIMEX3 was followed: hedges and modifiers belong to the extent, both ends of a range are times; errors.txt counts what is left\n")
	for _, set := range []string{"tempeval3/TimeBank", "tempeval3/AQUAINT", "wikiwars/tml"} {
		files, err := filepath.Glob(filepath.Join(shared, "datasets", set, "*.tml"))
		if err != nil || len(files) == 0 {
			t.Skipf("skipped: no documents in datasets/%s", set)
		}
		var total tally
		for _, file := range files {
			doc := readTimeML(t, file)
			r := resolved(doc.text, doc.published)
			total.add(t, filepath.Base(file), doc, r.Times)
		}
		fmt.Fprintf(&out, "%s\t%s\n", set, total)
	}
	files, err := filepath.Glob(filepath.Join(shared, "gold/seeds/0*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no gold for the seeds: ", err)
	}
	var total tally
	edtfs := 0
	for _, file := range files {
		doc := readSeed(t, shared, file)
		r := resolved(doc.text, doc.published)
		for _, g := range doc.gold {
			for _, got := range r.Times {
				if got.Span == g.Span && got.EDTF == g.EDTF {
					edtfs++
				}
			}
		}
		var in []communique.TimeValue
		for _, v := range r.Times {
			if doc.inArticle(v.Span) {
				in = append(in, v)
			}
		}
		total.add(t, filepath.Base(file), doc, in)
	}
	fmt.Fprintf(&out, "seeds\t%s\tedtf equal %d of %d\n", total, edtfs, total.gold)
	testkit.Golden(t, "testdata/scores.txt", out.String(), *update)
}

type tally struct{ gold, found, strict, relaxed, value int }

func (a tally) String() string {
	f1 := func(n int) float64 {
		if a.gold+a.found == 0 {
			return 0
		}
		return 200 * float64(n) / float64(a.gold+a.found)
	}
	return fmt.Sprintf("gold %d\tfound %d\tstrict %.1f\trelaxed %.1f\tvalue %.1f", a.gold, a.found, f1(a.strict), f1(a.relaxed), f1(a.value))
}

// add aligns one to one: equal extents first, then the largest overlap.
func (a *tally) add(t *testing.T, name string, doc timeDoc, got []communique.TimeValue) {
	type pair struct{ overlap, g, p int }
	var pairs []pair
	for i, g := range doc.gold {
		for j, p := range got {
			if n := min(g.End, p.End) - max(g.Start, p.Start); n > 0 {
				if g.Span == p.Span {
					n = 1 << 30
				}
				pairs = append(pairs, pair{n, i, j})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.overlap, x.overlap) })
	goldDone, gotDone := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if goldDone[p.g] || gotDone[p.p] {
			continue
		}
		goldDone[p.g], gotDone[p.p] = true, true
		g, v := doc.gold[p.g], got[p.p]
		a.relaxed++
		if g.Span == v.Span {
			a.strict++
		} else if testing.Verbose() {
			t.Logf("%s: EXTENT %q for %q %s", name, v.Exact, g.Exact, g.Value)
		}
		if g.Value == v.Value {
			a.value++
		} else if testing.Verbose() {
			t.Logf("%s: VALUE %q %s for %s (%s) <- ...%s", name, v.Exact, v.Value, g.Value, v.Basis, doc.text[max(0, g.Start-60):g.Start])
		}
	}
	for i, g := range doc.gold {
		if !goldDone[i] && testing.Verbose() {
			t.Logf("%s: MISSED %q %s %s <- %s", name, g.Exact, g.Type, g.Value, doc.text[max(0, g.Start-30):g.Start])
		}
	}
	for j, v := range got {
		if !gotDone[j] && testing.Verbose() {
			t.Logf("%s: SPURIOUS %q %s <- %s", name, v.Exact, v.Value, doc.text[max(0, v.Start-30):v.Start])
		}
	}
	a.gold += len(doc.gold)
	a.found += len(got)
}

type timeDoc struct {
	text      string
	published communique.Days
	gold      []communique.TimeValue
	article   []communique.Span
}

func (d timeDoc) inArticle(s communique.Span) bool {
	return slices.ContainsFunc(d.article, func(a communique.Span) bool { return a.Overlaps(s) })
}

var (
	timeMLText = regexp.MustCompile(`(?s)<TEXT\b[^>]*>(.*?)</TEXT>`)
	timeMLTag  = regexp.MustCompile(`(?s)<(/?)([A-Za-z][\w-]*)([^<>]*?)(/?)>`)
	timeMLAttr = regexp.MustCompile(`([A-Za-z_:][\w:.-]*)\s*=\s*"([^"]*)"`)
)

func timeMLAttrs(s string) map[string]string {
	out := map[string]string{}
	for _, m := range timeMLAttr.FindAllStringSubmatch(s, -1) {
		out[m[1]] = html.UnescapeString(m[2])
	}
	return out
}

// readTimeML reads a document as eval/timeml.py does.
func readTimeML(t *testing.T, file string) timeDoc {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.ToValidUTF8(string(raw), "\ufffd")
	var doc timeDoc
	for _, m := range timeMLTag.FindAllStringSubmatch(s, -1) {
		if a := timeMLAttrs(m[3]); m[2] == "TIMEX3" && strings.HasSuffix(a["functionInDocument"], "_TIME") {
			if v := a["value"]; len(v) >= 10 {
				doc.published = daysOf(v[:10])
			}
			break
		}
	}
	m := timeMLText.FindStringSubmatch(s)
	if m == nil {
		return doc
	}
	body := m[1]
	type open struct {
		attrs map[string]string
		at    int
	}
	var stack []open
	var text strings.Builder
	pos := 0
	for _, tag := range timeMLTag.FindAllStringSubmatchIndex(body, -1) {
		text.WriteString(html.UnescapeString(body[pos:tag[0]]))
		pos = tag[1]
		if body[tag[4]:tag[5]] != "TIMEX3" {
			continue
		}
		switch {
		case tag[3] > tag[2]:
			if n := len(stack); n > 0 {
				o := stack[n-1]
				stack = stack[:n-1]
				doc.gold = append(doc.gold, communique.TimeValue{Evidence: communique.Evidence{Span: communique.Span{Start: o.at, End: text.Len()}},
					Type: communique.TimeType(o.attrs["type"]), Value: o.attrs["value"]})
			}
		case tag[9] > tag[8]:
		default:
			stack = append(stack, open{timeMLAttrs(body[tag[6]:tag[7]]), text.Len()})
		}
	}
	text.WriteString(html.UnescapeString(body[pos:]))
	doc.text = text.String()
	for i := range doc.gold {
		g := &doc.gold[i]
		s := g.Of(doc.text)
		g.Start += len(s) - len(strings.TrimLeft(s, " \t\r\n"))
		g.End -= len(s) - len(strings.TrimRight(s, " \t\r\n"))
		if g.Start < g.End {
			g.Evidence = g.Quote(doc.text)
		}
	}
	doc.gold = slices.DeleteFunc(doc.gold, func(g communique.TimeValue) bool { return g.Start >= g.End })
	return doc
}

func readSeed(t *testing.T, shared, file string) timeDoc {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Document struct{ Published string }
		Regions  []struct {
			Start, End int
			Role       string
		}
		Times []struct {
			Start, End        int
			Type, Value, EDTF string
		}
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(shared, "seeds", strings.TrimSuffix(filepath.Base(file), ".json")+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	doc := timeDoc{text: string(text), published: daysOf(gold.Document.Published)}
	at := communique.NewOffsets(doc.text)
	for _, g := range gold.Times {
		s := communique.Span{Start: at.Byte(g.Start), End: at.Byte(g.End)}
		doc.gold = append(doc.gold, communique.TimeValue{Evidence: s.Quote(doc.text), Type: communique.TimeType(g.Type), Value: g.Value, EDTF: g.EDTF})
	}
	for _, g := range gold.Regions {
		if g.Role == "article" {
			doc.article = append(doc.article, communique.Span{Start: at.Byte(g.Start), End: at.Byte(g.End)})
		}
	}
	return doc
}
