package draw

import (
	"fmt"
	"html/template"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestBars(t *testing.T) {
	golden(t, "bars.txtar", func(t *testing.T, text string) template.HTML {
		var years []Year
		for line := range strings.Lines(text) {
			f := strings.Fields(line)
			y, err1 := strconv.Atoi(f[0])
			n, err2 := strconv.Atoi(f[1])
			if err1 != nil || err2 != nil {
				t.Fatal(line)
			}
			years = append(years, Year{y, n})
		}
		var counts []Count
		for i, b := range BinYears(years, 30) {
			c := Count{Name: b.Name(), N: b.N, Label: b.Name() + ": " + strconv.Itoa(b.N), Href: "/timeline?from=" + strconv.Itoa(b.First), Shown: i == 1 || i == 2, Gap: b.Gap}
			if b.Gap {
				c.Name, c.Href = "…", ""
			}
			counts = append(counts, c)
		}
		drawn := LayBars(counts)
		drawn.Title = "By year"
		return svgOf(t, drawn)
	})
}

// TestBinsKeepTheirLaws holds that no count is lost, that bins are in order and
// do not overlap, that there are no more than asked for, and that the order is all one.
func TestBinsKeepTheirLaws(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(3, seed))
		var years []Year
		total := 0
		for range r.IntN(200) {
			y := Year{r.IntN(1 + r.IntN(10_000)), r.IntN(5)}
			total += y.N
			years = append(years, y)
		}
		most := 20 + r.IntN(30)
		bins := BinYears(years, most)
		sum := 0
		for i, b := range bins {
			sum += b.N
			if b.Last < b.First || i > 0 && b.First != bins[i-1].Last+1 || b.Gap && b.N > 0 {
				t.Errorf("seed %d: bin %d of %+v", seed, i, bins)
			}
		}
		if sum != total || len(bins) > most {
			t.Errorf("seed %d: %d things in %d bins, want %d in at most %d", seed, sum, len(bins), total, most)
		}
		r.Shuffle(len(years), func(i, j int) { years[i], years[j] = years[j], years[i] })
		if !slices.Equal(BinYears(years, most), bins) {
			t.Errorf("seed %d: the order changes the bins", seed)
		}
	}
}

// TestBarsKeepTheirLaws holds that bars stand inside, in order, apart, wide
// enough, and as high as their counts.
func TestBarsKeepTheirLaws(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(5, seed))
		var counts []Count
		for i := range r.IntN(120) {
			counts = append(counts, Count{Name: fmt.Sprint(1900 + i), N: r.IntN(1000) - 100, Shown: i > 5 && i < 9})
		}
		b := LayBars(counts)
		if len(b.Bars) != len(counts) {
			t.Fatalf("%d bars of %d", len(b.Bars), len(counts))
		}
		for i, bar := range b.Bars {
			if bar.X < 0 || bar.X+bar.W > b.Width || bar.W < 24 || bar.Y < 0 || bar.Y+bar.H != b.Base || bar.BX < bar.X || bar.BX+bar.BW > bar.X+bar.W || (bar.N > 0) != (bar.H > 0) || bar.Top() < 12 {
				t.Errorf("seed %d: bar %+v of %d × %d", seed, bar, b.Width, b.Height)
			}
			for _, o := range b.Bars[:i] {
				if o.X+o.W > bar.X || bar.N > o.N && o.N > 0 && bar.H < o.H {
					t.Errorf("seed %d: bars %+v and %+v", seed, o, bar)
				}
			}
		}
	}
}
