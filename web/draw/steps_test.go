package draw

import (
	"html/template"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// stepsOf reads lines: "step FROM/TO VALUE", "dot FROM/TO VALUE" and what is known of it.
func stepsOf(t *testing.T, text string) (steps []Step, dots []Dot) {
	t.Helper()
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		n, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		days := daysOfWords(t, f[1])
		if f[0] == "step" {
			steps = append(steps, Step{days, n})
			continue
		}
		dots = append(dots, Dot{Mark{Days: days, Label: strings.TrimSpace(line), Href: "#answer-" + strconv.Itoa(len(dots)+1), Against: slices.Contains(f, "against"), Inferred: slices.Contains(f, "inferred")}, n})
	}
	return steps, dots
}

func TestSteps(t *testing.T) {
	golden(t, "steps.txtar", func(t *testing.T, text string) template.HTML {
		steps, dots := stepsOf(t, text)
		drawn := LaySteps(steps, dots)
		drawn.Title = "Members over the years"
		return svgOf(t, drawn)
	})
}

// TestStepsKeepTheirLaws holds that dots stand inside, apart and in the row of
// their value, greater values above smaller ones, and that the order is all one.
func TestStepsKeepTheirLaws(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(11, seed))
		marks, _ := someMarks(r)
		var dots []Dot
		var steps []Step
		for i, m := range marks {
			if m.Glance = false; i%5 == 0 {
				steps = append(steps, Step{m.Days, float64(r.IntN(6))})
				continue
			}
			dots = append(dots, Dot{m, float64(r.IntN(6))})
		}
		a := LaySteps(steps, dots)
		inside(t, a)
		if len(a.Stairs) != len(steps) || len(a.Marks) != len(dots) {
			t.Errorf("%d stairs of %d, %d dots of %d", len(a.Stairs), len(steps), len(a.Marks), len(dots))
		}
		for _, p := range a.Marks {
			if l := a.Lanes[p.Lane]; p.Y < l.Top || p.Y+rowHeight > l.Bottom {
				t.Errorf("%+v stands outside the band of its value, %+v", p, l)
			}
		}
		for i, l := range a.Lanes {
			n, err := strconv.ParseFloat(l.Name, 64)
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 {
				if above, _ := strconv.ParseFloat(a.Lanes[i-1].Name, 64); above <= n || a.Lanes[i-1].Bottom >= l.Top {
					t.Errorf("%v stands above %v", above, n)
				}
			}
		}
		for _, s := range a.Stairs {
			for _, part := range []*Stretch{s.Bar, s.Begin, s.End} {
				if part != nil && (part.X < 0 || part.W < 0 || part.X+part.W > a.Width || part.Y < topHeight || part.Y > a.Height) {
					t.Errorf("a stair leaves the drawing: %+v", *part)
				}
			}
		}
		r.Shuffle(len(dots), func(i, j int) { dots[i], dots[j] = dots[j], dots[i] })
		r.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		if svgOf(t, LaySteps(steps, dots)) != svgOf(t, a) {
			t.Error("the order changes the drawing")
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
