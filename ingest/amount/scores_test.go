package amount

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// newsSentence is a sentence of NewsQuant with its gold quantities.
type newsSentence struct {
	Text       string
	Quantities []struct {
		Change, Value, Unit string
		Normalized          string `json:"normalized_unit"`
	}
}

// TestScores measures the finder on NewsQuant in two ways and holds the figures
// to the committed file. With -v every error is listed.
//
// The first counts as the authors' evaluate_models.py does, whose published
// figures stand beside ours: every gold quantity, those without a unit too, and
// every one found; a range is one quantity that both ends of must be right; a
// value may be counted once for each quantity found that has it, up to the
// number of gold ones; comparator and unit count where the value is right. Our
// quantities are put into their form (theirs): two bounds of one range are
// joined, "from A to B" is a range, vague plurals reach to ten times their kind,
// "at least" is ">" and "at most" "<". Units compare as normalised there or as
// written (plainUnit). Theirs has the changes "up" and "down", which are no
// bounds and which a Quantity does not tell: "comparator" counts them as "=",
// "change" as errors.
//
// The second counts one to one, leaves out the gold without a unit, which are
// not looked for, and takes the ends of a range for two values.
func TestScores(t *testing.T) {
	file := filepath.Join(testkit.Shared(t), "datasets/newsquant/NewsQuant-dev.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	var docs []newsSentence
	if err := json.Unmarshal(raw, &docs); err != nil {
		t.Fatal(err)
	}
	var cqe, split tally
	for _, d := range docs {
		found := read(d.Text).Quantities
		cqe.countAsCQE(d, theirs(d.Text, found))
		split.countOneToOne(t, d, found)
	}
	got := "# NewsQuant-dev, F1 in percent; made by go test -run Scores -update\n" +
		"# as CQE's evaluate_models.py counts (published, on the whole set: CQE value 92.0, quantulum3 73.0)\n" + cqe.String() +
		"# one to one, only gold with a unit, the ends of a range apart\n" + split.String()
	testkit.Golden(t, "testdata/scores.txt", got, *update)
}

// tally counts what is right among the gold and the found.
type tally struct{ gold, found, value, change, comparator, unit, all int }

func (n tally) String() string {
	f1 := func(right int) float64 { return 200 * float64(right) / float64(n.gold+n.found) }
	return fmt.Sprintf("gold %d\tfound %d\tvalue %.1f (P %.1f R %.1f)\tvalue and comparator %.1f\tvalue and change %.1f\tvalue and unit %.1f\tall %.1f\n", n.gold, n.found, f1(n.value),
		100*float64(n.value)/float64(n.found), 100*float64(n.value)/float64(n.gold), f1(n.comparator), f1(n.change), f1(n.unit), f1(n.all))
}

// tag is a quantity in the form of NewsQuant: low and high are equal but for a range.
type tag struct {
	low, high float64
	ranged    bool
	change    string
	units     []string // any of them
}

// theirs puts quantities into the form of NewsQuant.
func theirs(text string, found []communique.Quantity) []tag {
	change := map[communique.Comparator]string{communique.Greater: ">", communique.AtLeast: ">", communique.Less: "<", communique.AtMost: "<", communique.Approximately: "~", communique.Equal: "="}
	var out []tag
	for i := 0; i < len(found); i++ {
		q := found[i]
		tg := tag{q.N, q.N, false, change[q.Cmp], []string{plainUnit(q.Unit)}}
		if i+1 < len(found) && found[i+1].Unit == q.Unit {
			next := found[i+1]
			between := strings.TrimSpace(text[q.End:next.Start])
			fromTo := q.Cmp == communique.Equal && next.Cmp == communique.Equal && between == "to" && strings.HasSuffix(strings.ToLower(strings.TrimSpace(text[:q.Start])), "from")
			fromTo = fromTo || q.Cmp == communique.Equal && next.Cmp == communique.Equal && between == "to" && strings.HasPrefix(strings.ToLower(q.Exact), "from ")
			if q.Cmp == communique.AtLeast && next.Cmp == communique.AtMost && len(between) <= 4 || fromTo {
				tg.high, tg.ranged, tg.change = next.N, true, "="
				if low := strings.ToLower(text[max(0, q.Start-8):q.End]); strings.Contains(low, "about ") || strings.Contains(low, "~") {
					tg.change = "~"
				}
				i++
			}
		}
		if vagueWords.MatchString(q.Exact) && q.Cmp == communique.AtLeast {
			tg.high, tg.ranged, tg.change = 10*q.N, true, "="
		}
		out = append(out, tg)
	}
	return out
}

var vagueWords = regexp.MustCompile(`(?i)^(dozens|tens|hundreds|thousands|millions|billions|trillions)\b`)

// same is their isclose: within a hundred-thousandth.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-8+1e-5*math.Abs(b) }

func (n *tally) countAsCQE(d newsSentence, found []tag) {
	var gold []tag
	for _, q := range d.Quantities {
		g := tag{change: q.Change, units: []string{plainUnit(q.Normalized), plainUnit(q.Unit)}}
		if i := strings.IndexByte(q.Value, '-'); i > 0 && !strings.Contains(q.Value, "E") {
			g.low, _ = strconv.ParseFloat(strings.TrimSpace(q.Value[:i]), 64)
			g.high, _ = strconv.ParseFloat(strings.TrimSpace(q.Value[i+1:]), 64)
			g.ranged = true
		} else {
			g.low, _ = strconv.ParseFloat(q.Value, 64)
			g.high = g.low
		}
		gold = append(gold, g)
	}
	byUnit := func(a, b tag) int { return strings.Compare(a.units[0], b.units[0]) }
	slices.SortStableFunc(gold, byUnit)
	slices.SortStableFunc(found, byUnit)
	n.gold += len(gold)
	n.found += len(found)
	left := len(gold)
	for _, g := range gold {
		for i, f := range found {
			if g.ranged != f.ranged || !same(f.low, g.low) || !same(f.high, g.high) {
				continue
			}
			if left > 0 {
				n.value++
				left--
			}
			if f.change == g.change {
				n.change++
			}
			bounds := f.change == g.change || f.change == "=" && (g.change == "up" || g.change == "down")
			if bounds {
				n.comparator++
			}
			if slices.Contains(g.units, f.units[0]) {
				n.unit++
				if bounds {
					n.all++
				}
				found = slices.Delete(slices.Clone(found), i, i+1)
				break
			}
		}
	}
}

func (n *tally) countOneToOne(t *testing.T, d newsSentence, found []communique.Quantity) {
	logf := func(format string, args ...any) {
		if testing.Verbose() {
			t.Logf(format, args...)
		}
	}
	type want struct {
		n     float64
		cmp   string
		units []string
		done  bool
	}
	var wants []want
	for _, q := range d.Quantities {
		if q.Unit == "-" {
			continue
		}
		value := strings.TrimPrefix(q.Value, "-")
		for i, part := range strings.Split(value, "-") {
			v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
			if err != nil || i > 1 {
				continue
			}
			if len(value) < len(q.Value) {
				v = -v
			}
			wants = append(wants, want{v, q.Change, []string{plainUnit(q.Unit), plainUnit(q.Normalized)}, false})
		}
	}
	n.gold += len(wants)
	n.found += len(found)
	for _, q := range found {
		best, right := -1, false
		for i, w := range wants {
			if w.done || !same(q.N, w.n) {
				continue
			}
			if r := slices.Contains(w.units, plainUnit(q.Unit)); best < 0 || r && !right {
				best, right = i, r
			}
		}
		if best < 0 {
			logf("SPURIOUS %q %v %s <- %s", q.Exact, q.N, q.Unit, d.Text)
			continue
		}
		w := &wants[best]
		w.done = true
		n.value++
		bounds := comparatorEqual(w.cmp, q.Cmp)
		if bounds {
			n.comparator++
		} else {
			logf("COMPARATOR %q %s for %s <- %s", q.Exact, q.Cmp, w.cmp, d.Text)
		}
		if string(q.Cmp) == w.cmp {
			n.change++
		}
		if right {
			n.unit++
			if bounds {
				n.all++
			}
		} else {
			logf("UNIT %q for %q <- %s", q.Unit, w.units, d.Text)
		}
	}
	for _, w := range wants {
		if !w.done {
			logf("MISSED %v %s <- %s", w.n, w.units, d.Text)
		}
	}
}

// comparatorEqual takes "up" and "down" for equality: they tell a change, not a
// bound. The ends of a range have the comparator of the whole.
func comparatorEqual(gold string, got communique.Comparator) bool {
	switch got {
	case communique.AtLeast:
		return gold != "<"
	case communique.AtMost:
		return gold != ">"
	case communique.Equal:
		return gold == "=" || gold == "up" || gold == "down"
	}
	return gold == string(got)
}

// plainUnit puts signs into words, leaves out whose dollars they are where only
// one side says it, and takes off the plural.
func plainUnit(u string) string {
	u = strings.ToLower(strings.TrimSpace(u))
	u = strings.NewReplacer("us$", "dollars", "hk$", "hong kong dollars", "$a", "australian dollars", "$ us", "dollars", "$", "dollars", "%", "percent", "&", "percent", "£", "pounds", "€", "euros", "per cent", "percent",
		"percentage point", "percentage point", "percentage", "percent", "a year", "per year", "a month", "per month", "an ounce", "per ounce", "-old", "", " of age", "", "sterling", "").Replace(u)
	u = strings.TrimPrefix(strings.TrimPrefix(u, "us "), "united states ")
	for _, country := range []string{"japanese ", "malaysian ", "danish ", "israeli ", "swiss "} {
		u = strings.TrimPrefix(u, country)
	}
	u = strings.TrimPrefix(u, "of the ")
	u = strings.TrimPrefix(strings.TrimPrefix(u, "of "), "percent ")
	u = strings.NewReplacer("dollars", "dollar", "inches", "inch", " and ", " ").Replace(u)
	if head, per, ok := strings.Cut(u, " per "); ok {
		u = strings.TrimSuffix(head, "s") + " per " + per
	}
	return strings.TrimSuffix(strings.TrimSpace(u), "s")
}
