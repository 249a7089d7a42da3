package amount

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestScores measures the finder on NewsQuant and holds the figures to the
// committed file. A gold range is two values, as here. Units are compared in
// lower case, with signs put into words. With -v every error is listed.
func TestScores(t *testing.T) {
	file := filepath.Join(testkit.Shared(t), "datasets/newsquant/NewsQuant-dev.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	var docs []struct {
		Text       string
		Quantities []struct{ Change, Value, Unit string }
	}
	if err := json.Unmarshal(raw, &docs); err != nil {
		t.Fatal(err)
	}
	logf := func(format string, args ...any) {
		if testing.Verbose() {
			t.Logf(format, args...)
		}
	}
	var gold, found, values, comparators, units, all int
	for _, d := range docs {
		type want struct {
			n         float64
			cmp, unit string
			done      bool
		}
		var wants []want
		for _, q := range d.Quantities {
			if q.Unit == "-" {
				continue // counts nothing; not looked for
			}
			for i, part := range strings.Split(q.Value, "-") {
				n, err := strconv.ParseFloat(part, 64)
				if err != nil || i > 1 {
					continue
				}
				wants = append(wants, want{n: n, cmp: q.Change, unit: plainUnit(q.Unit)})
			}
		}
		gold += len(wants)
		got := read(d.Text).Quantities
		found += len(got)
		for _, q := range got {
			best, score := -1, -1
			for i, w := range wants {
				if w.done || math.Abs(w.n-q.N) > 1e-6*math.Max(1, math.Abs(w.n)) {
					continue
				}
				s := 0
				if w.unit == plainUnit(q.Unit) {
					s = 1
				}
				if s > score {
					best, score = i, s
				}
			}
			if best < 0 {
				logf("SPURIOUS %q %v %s <- %s", q.Exact, q.N, q.Unit, d.Text)
				continue
			}
			w := &wants[best]
			w.done = true
			values++
			sameCmp := comparatorEqual(w.cmp, q.Cmp)
			if sameCmp {
				comparators++
			}
			if score == 1 {
				units++
				if sameCmp {
					all++
				}
			} else {
				logf("UNIT %q for %q <- %s", q.Unit, w.unit, d.Text)
			}
		}
		for _, w := range wants {
			if !w.done {
				logf("MISSED %v %s <- %s", w.n, w.unit, d.Text)
			}
		}
	}
	f1 := func(n int) float64 { return 200 * float64(n) / float64(gold+found) }
	got := fmt.Sprintf("# F1 in percent on NewsQuant-dev, quantities with a unit; made by go test -run Scores -update\n"+
		"gold %d\tfound %d\tvalue %.1f\tvalue and comparator %.1f\tvalue and unit %.1f\tall %.1f\n", gold, found, f1(values), f1(comparators), f1(units), f1(all))
	testkit.Golden(t, "testdata/scores.txt", got, *update)
}

// comparatorEqual takes "up" and "down" for equality: they tell a change, not a bound.
func comparatorEqual(gold string, got communique.Comparator) bool {
	switch got {
	case communique.AtLeast:
		return gold == ">" || gold == "=" || gold == "up" || gold == "down" || gold == "~" // a range or a bound
	case communique.AtMost:
		return gold == "<" || gold == "=" || gold == "up" || gold == "down" || gold == "~"
	case communique.Equal:
		return gold == "=" || gold == "up" || gold == "down"
	}
	return gold == string(got)
}

func plainUnit(u string) string {
	u = strings.ToLower(u)
	u = strings.NewReplacer("us$", "us dollars", "$", "dollars", "%", "percent", "&", "percent", "£", "pounds", "€", "euros", "a year", "per year", "-old", "").Replace(u)
	u = strings.TrimPrefix(u, "us ")
	return strings.TrimSuffix(u, "s")
}
