package amount

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/fold"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestRecognizers takes the cases of Microsoft's recognizers as a checklist of
// constructions, and holds how many of each file are right to the committed
// file. A case is right if every value that it expects is found, and if nothing
// is found where it expects nothing. Numbers alone are not what Find looks for,
// so those files are read by the reader of numbers. Ranges of bare numbers,
// ordinals in words and relative ones ("the last") are not looked for at all.
func TestRecognizers(t *testing.T) {
	dir := filepath.Join(testkit.Shared(t), "datasets/recognizers-text")
	var b strings.Builder
	b.WriteString("# cases right of all, by file; made by go test -run Recognizers -update\n")
	for _, file := range []struct {
		name string
		read func(string) []float64
	}{
		{"Number-English/NumberModel.json", readNumbers},
		{"Number-English/PercentModel.json", readValues("percent")},
		{"NumberWithUnit-English/AgeModel.json", readValues("")},
		{"NumberWithUnit-English/CurrencyModel.json", readValues("")},
		{"NumberWithUnit-English/DimensionModel.json", readValues("")},
		{"NumberWithUnit-English/TemperatureModel.json", readValues("")},
	} {
		raw, err := os.ReadFile(filepath.Join(dir, file.name))
		if err != nil {
			t.Skipf("skipped: %v", err)
		}
		var cases []struct {
			Input   string
			Results []struct {
				Text       string
				Resolution struct{ Value *string }
			}
		}
		if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\ufeff")), &cases); err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, c := range cases {
			found := file.read(c.Input)
			ok := len(c.Results) > 0 || len(found) == 0
			for _, want := range c.Results {
				if want.Resolution.Value == nil {
					continue
				}
				v, err := strconv.ParseFloat(strings.TrimSuffix(*want.Resolution.Value, "%"), 64)
				if err != nil {
					continue
				}
				hit := false
				for i, n := range found {
					if same(n, v) {
						found[i], hit = -1e300, true
						break
					}
				}
				if !hit {
					ok = false
					if testing.Verbose() {
						t.Logf("%s: %q: %v of %q, found %v", filepath.Base(file.name), want.Text, v, c.Input, found)
					}
				}
			}
			if ok {
				right++
			}
		}
		fmt.Fprintf(&b, "%d of %d\t%s\n", right, len(cases), file.name)
	}
	testkit.Golden(t, "testdata/recognizers.txt", b.String(), *update)
}

// readNumbers reads every number of a text, one after the other.
func readNumbers(text string) []float64 {
	var g grammar
	g.cut(text, fold.ASCII(text), 0, len(text))
	var out []float64
	for i := 0; i < len(g.atoms); {
		if n, ok := g.number(i); ok && (g.atoms[i].Kind != atom.Digits || !g.glued(i) || g.dash(i-1)) {
			out = append(out, n.n)
			i = n.end
			continue
		}
		i++
	}
	return out
}

// readValues finds the values of the quantities of a text that have the unit, all if it is "".
func readValues(unit string) func(string) []float64 {
	return func(text string) []float64 {
		var out []float64
		for _, q := range read(text).Quantities {
			if unit == "" || q.Unit == unit {
				out = append(out, q.N)
			}
		}
		return out
	}
}
