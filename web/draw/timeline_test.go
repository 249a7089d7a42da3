package draw

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/communique-kg/communique"
)

var update = flag.Bool("update", false, "write the golden files again")

var someLanes = []string{"Decisions", "Recognitions", "Adoptions", "Changes and reaffirmations", "Remarks", "Reports", "Looking back"}

// golden draws every case of a file and compares it with the drawing that
// follows the case.
func golden(t *testing.T, name string, drawing func(t *testing.T, text string) template.HTML) {
	t.Helper()
	file := filepath.Join("testdata", name)
	cases, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := &txtar.Archive{Comment: cases.Comment}
	for _, f := range cases.Files {
		if strings.HasSuffix(f.Name, ".svg") {
			continue
		}
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".svg", Data: []byte(drawing(t, string(f.Data)) + "\n")})
	}
	got := txtar.Format(out)
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := txtar.Format(cases); !bytes.Equal(got, want) && !*update {
		t.Errorf("the drawings of %s changed; look at them and run go test ./web/draw -update\ngot:\n%s", file, got)
	}
}

// daysOfWords reads FROM/TO or one day.
func daysOfWords(t *testing.T, words string) communique.Days {
	t.Helper()
	from, to, ok := strings.Cut(words, "/")
	if !ok {
		to = from
	}
	d := communique.Days{From: communique.Day(strings.Trim(from, ".")), To: communique.Day(strings.Trim(to, "."))}
	if err := d.Validate(); err != nil || !d.Known() {
		t.Fatalf("%q: %v", words, err)
	}
	return d
}

// marksOf reads marks from lines: FROM/TO, the lane, what is known of them, and
// "back on 1, 3", the lines that one looks back on.
func marksOf(t *testing.T, text string) (marks []Mark, links []Link) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		words, rest, _ := strings.Cut(line, " ")
		m := Mark{Days: daysOfWords(t, words), Label: line, Href: "/claim?id=c-" + strconv.Itoa(len(marks)+1)}
		rest, back, _ := strings.Cut(rest, " back on ")
		for lane, name := range someLanes {
			if strings.HasPrefix(rest, name) {
				m.Lane = lane
			}
		}
		m.Inferred, m.Approximate = strings.Contains(rest, "inferred"), strings.Contains(rest, "approximate")
		m.Against, m.Glance = strings.Contains(rest, "against"), strings.Contains(rest, "glance")
		for n := range strings.SplitSeq(back, ", ") {
			if i, err := strconv.Atoi(n); err == nil {
				links = append(links, Link{From: i - 1, To: len(marks)})
			}
		}
		marks = append(marks, m)
	}
	return marks, links
}

func svgOf(t testing.TB, drawing interface{ SVG() (template.HTML, error) }) template.HTML {
	t.Helper()
	svg, err := drawing.SVG()
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

func TestTimeline(t *testing.T) {
	golden(t, "timeline.txtar", func(t *testing.T, text string) template.HTML {
		marks, links := marksOf(t, text)
		drawn := LayTimeline(someLanes, marks, links)
		drawn.Title = "The events over the years"
		return svgOf(t, drawn)
	})
}

// someMarks makes marks on random days.
func someMarks(r *rand.Rand) (marks []Mark, links []Link) {
	day := func() communique.Day {
		return communique.Day(fmt.Sprintf("%04d-%02d-%02d", 1900+r.IntN(1+r.IntN(200)), 1+r.IntN(12), 1+r.IntN(28)))
	}
	for i := range r.IntN(80) {
		m := Mark{Lane: r.IntN(len(someLanes)), Label: fmt.Sprint(i), Glance: r.IntN(8) == 0}
		m.From, m.To = day(), day()
		if m.To < m.From {
			m.From, m.To = m.To, m.From
		}
		switch r.IntN(5) {
		case 0:
			m.From = ""
		case 1:
			m.To = ""
		case 2:
			m.To = m.From
		}
		marks = append(marks, m)
	}
	for range r.IntN(10) {
		links = append(links, Link{r.IntN(len(marks)+2) - 1, r.IntN(len(marks)+2) - 1})
	}
	return marks, links
}

// TestTimelineKeepsItsLaws holds for random marks that all are shown, inside the
// drawing, in the order of time, large enough to hit and apart from each other,
// that connectors end on their marks, and that the order of the marks is all one.
func TestTimelineKeepsItsLaws(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(7, seed))
		marks, links := someMarks(r)
		a := LayTimeline(someLanes, marks, links)
		if len(a.Marks) != len(marks) {
			t.Fatalf("seed %d: %d marks of %d", seed, len(a.Marks), len(marks))
		}
		inside(t, a)
		joined(t, a, marks, links)

		places := r.Perm(len(marks))
		mixed := make([]Mark, len(marks))
		for i, p := range places {
			mixed[p] = marks[i]
		}
		moved := slices.Clone(links)
		for i, l := range moved {
			if l.From >= 0 && l.From < len(marks) && l.To >= 0 && l.To < len(marks) {
				moved[i] = Link{places[l.From], places[l.To]}
			}
		}
		if got, want := svgOf(t, LayTimeline(someLanes, mixed, moved)), svgOf(t, a); got != want {
			t.Fatalf("seed %d: the order of the marks changes the drawing:\n%s\n%s", seed, got, want)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// inside holds that marks stand in the box, in their lanes and in order, large
// enough and apart.
func inside(t *testing.T, a Timeline) {
	t.Helper()
	for i, p := range a.Marks {
		if p.X < 0 || p.X+p.W > a.Width || p.Y < topHeight || p.Y+rowHeight > a.Height || p.W < 24 {
			t.Errorf("mark %+v leaves the drawing of %d × %d, or is too small", p, a.Width, a.Height)
		}
		if p.CX < p.X || p.CX > p.X+p.W || p.CY != p.Y+rowHeight/2 {
			t.Errorf("the middle of %+v is outside it", p)
		}
		for _, s := range []*Stretch{p.Bar, p.Begin, p.End} {
			if s != nil && (s.X < 0 || s.X+s.W > a.Width || s.W < 0) {
				t.Errorf("a part of %+v leaves the drawing: %+v", p, *s)
			}
		}
		for _, o := range a.Marks[:i] {
			if p.X < o.X+o.W && o.X < p.X+p.W && p.Y < o.Y+rowHeight && o.Y < p.Y+rowHeight {
				t.Errorf("marks %+v and %+v touch", p, o)
			}
			if p.From == p.To && o.From == o.To && p.From < o.From {
				t.Errorf("%s comes after %s", p.From, o.From)
			}
			if p.Lane < o.Lane && p.Y >= o.Y {
				t.Errorf("lane %d stands below lane %d", p.Lane, o.Lane)
			}
		}
	}
	for i, tick := range a.Ticks {
		if i > 0 && tick.X <= a.Ticks[i-1].X {
			t.Error("ticks out of order")
		}
	}
}

// joined holds that each link between two different marks is drawn once, from
// the middle of one to the middle of the other, with the number of the earlier.
func joined(t *testing.T, a Timeline, marks []Mark, links []Link) {
	t.Helper()
	at := inTime(marks)
	wanted := map[string]bool{}
	for _, l := range links {
		if min(l.From, l.To) < 0 || max(l.From, l.To) >= len(marks) || l.From == l.To {
			continue
		}
		from, to := a.Marks[slices.Index(at, l.From)], a.Marks[slices.Index(at, l.To)]
		path := curve(from.CX, from.CY, to.CX, to.CY)
		if !slices.ContainsFunc(to.Back, func(c Connector) bool { return c.Path == path && c.Act == from.Act }) || from.Act < 1 || from.Act > numbers {
			t.Errorf("nothing joins %+v and %+v", from, to)
		}
		wanted[fmt.Sprint(l)] = true
	}
	drawn := 0
	for _, p := range a.Marks {
		drawn += len(p.Back)
	}
	if drawn != len(wanted) {
		t.Errorf("%d connectors, want %d", drawn, len(wanted))
	}
}

// TestTimelineOfVeryMany holds that a drawing stays bounded and quick.
func TestTimelineOfVeryMany(t *testing.T) {
	var marks []Mark
	for i := range 2000 {
		day := communique.Day(fmt.Sprintf("%04d-01-01", i*5))
		marks = append(marks, Mark{Days: communique.Days{From: day, To: day}}, Mark{Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}})
	}
	a := LayTimeline([]string{"All"}, marks, nil)
	if a.Width > 100_000 || a.Height > 2010*rowHeight {
		t.Errorf("the drawing is %d × %d", a.Width, a.Height)
	}
	if a := LayTimeline(nil, nil, nil); a.Width <= 0 || a.Height <= 0 || len(a.Marks) != 0 {
		t.Errorf("a drawing of nothing is %+v", a)
	}
}

// TestDrawingsAreInert holds that what a document says is only ever text.
func TestDrawingsAreInert(t *testing.T) {
	const evil = "\"><script>alert(1)</script>\x00\x0b\u009b"
	m := Mark{Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}, Label: evil, Href: "javascript:alert(1)"}
	line := LayTimeline([]string{evil}, []Mark{m}, nil)
	line.Title = evil
	names, err := line.Names()
	if err != nil {
		t.Fatal(err)
	}
	stairs := LaySteps(nil, []Dot{{Mark: m, Value: 3}})
	counts := LayBars([]Count{{Name: evil, N: 3, Label: evil, Href: "javascript:alert(1)"}, {Name: evil, Label: evil}})
	counts.Title = evil
	file, err := line.File(About{Title: evil, Says: evil, Base: "https://example.org/\"><script>"})
	if err != nil {
		t.Fatal(err)
	}
	for _, svg := range []string{string(svgOf(t, line)), string(names), string(svgOf(t, stairs)), string(svgOf(t, counts)), string(file)} {
		if strings.Contains(svg, "<script") || strings.Contains(svg, "javascript:") || strings.ContainsAny(svg, "\x00\x0b\u009b") {
			t.Errorf("the drawing runs what it shows: %s", svg)
		}
		wellFormed(t, svg)
	}
}

func FuzzTimeline(f *testing.F) {
	f.Add("2014-09-05", "2014-09-05", "0000-01-01", "9999-12-31", "label", uint8(3))
	f.Add("", "2017-06-04", "2024-03-07", "", "\x00<&\">", uint8(200))
	f.Add("2014-13-40", "abc", "-", "99999-01-01", "", uint8(0))
	f.Fuzz(func(t *testing.T, a, b, c, d, label string, n uint8) {
		var marks []Mark
		var links []Link
		for i := range int(n) {
			m := Mark{Days: communique.Days{From: communique.Day(a), To: communique.Day(b)}, Lane: i % 3, Label: label, Href: label, Inferred: i%4 == 0, Glance: i%5 == 0}
			if i%2 == 0 {
				m.Days = communique.Days{From: communique.Day(c), To: communique.Day(d)}
			}
			marks = append(marks, m)
			links = append(links, Link{i / 2, i})
		}
		drawn := LayTimeline([]string{label, "b"}, marks, links) // the third lane is missing
		wellFormed(t, string(svgOf(t, drawn)))
		valid := true
		for _, m := range marks {
			valid = valid && m.Known() && m.Days.Validate() == nil
		}
		if valid && drawn.Width > 4*(widest+gapWidth)+100 {
			t.Errorf("four days make a drawing of %d", drawn.Width)
		}
		var dots []Dot
		for i, m := range marks {
			dots = append(dots, Dot{m, float64(i % 7)})
		}
		wellFormed(t, string(svgOf(t, LaySteps([]Step{{Days: communique.Days{From: communique.Day(a), To: communique.Day(d)}, Value: 3}}, dots))))
		file, err := drawn.File(About{Title: label, Says: label, Base: "https://example.org"})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, string(file))
	})
}
