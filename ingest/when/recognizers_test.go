package when

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestRecognizers runs the specifications of Microsoft's Recognizers-Text for
// English dates as a checklist of constructions. Their conventions are not
// ours: spans leave articles out and take prepositions in, a range is one
// expression, a date without its year has two readings. So an expression counts
// as found where one of ours overlaps it, and as read where that one means a day
// of theirs, the same hour, or as long a time; where nothing is to be found,
// nothing must be. With -v every expression that is not read is listed.
func TestRecognizers(t *testing.T) {
	dir := filepath.Join(testkit.Shared(t), "datasets/recognizers-text/DateTime-English")
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("skipped: no specifications in datasets/recognizers-text")
	}
	var out strings.Builder
	out.WriteString("# Microsoft Recognizers-Text, specifications of English dates (MIT), as a checklist: expressions, found, read, in percent;\n")
	out.WriteString("# cases without any expression, and how many of them stay empty. Made by go test -run Recognizers -update\n")
	all := checklist{}
	for _, file := range files {
		one := checklist{}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []specification
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &cases); err != nil {
			t.Fatal(file, err)
		}
		for _, c := range cases {
			one.run(t, filepath.Base(file), c)
		}
		all.cases += one.cases
		all.expressions += one.expressions
		all.found += one.found
		all.read += one.read
		all.none += one.none
		all.empty += one.empty
		fmt.Fprintf(&out, "%s\t%s\n", strings.TrimSuffix(filepath.Base(file), ".json"), one)
	}
	fmt.Fprintf(&out, "all\t%s\n", all)
	testkit.Golden(t, "testdata/recognizers.txt", out.String(), *update)
}

type checklist struct{ cases, expressions, found, read, none, empty int }

func (c checklist) String() string {
	percent := func(n int) float64 { return 100 * float64(n) / float64(max(c.expressions, 1)) }
	return fmt.Sprintf("cases %d\texpressions %d\tfound %.1f\tread %.1f\tnone %d\tempty %d", c.cases, c.expressions, percent(c.found), percent(c.read), c.none, c.empty)
}

// specification is one case. Extractors have no values, parsers one of two forms.
type specification struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text, Type, TypeName string
		Start                int
		Value                any
		Resolution           any
	}
}

func (c *checklist) run(t *testing.T, file string, s specification) {
	c.cases++
	reference, err := time.Parse("2006-01-02T15:04:05", s.Context.ReferenceDateTime)
	var published communique.Days
	if err == nil {
		published = communique.Days{From: communique.DayOf(reference), To: communique.DayOf(reference)}
	}
	r := read(s.Input)
	r.Sources[0].Published.Days = published
	NewScan(r).Resolve(published)
	if len(s.Results) == 0 {
		c.none++
		if len(r.Times) == 0 {
			c.empty++
		} else if testing.Verbose() {
			t.Logf("%s: NOTHING to find in %q: %q", file, s.Input, r.Times[0].Exact)
		}
		return
	}
	at := communique.NewOffsets(s.Input)
	for _, w := range s.Results {
		c.expressions++
		span := communique.Span{Start: at.Byte(w.Start), End: at.Byte(w.Start + len([]rune(w.Text)))}
		var ours []communique.TimeValue
		for _, v := range r.Times {
			if v.Span.Overlaps(span) {
				ours = append(ours, v)
			}
		}
		typ := strings.TrimPrefix(w.Type+w.TypeName, "datetimeV2.")
		wanted := meaning(w.Value)
		wanted = append(wanted, meaning(w.Resolution)...)
		read := false
		for _, v := range ours {
			read = read || means(v, typ, wanted)
		}
		if len(ours) > 0 {
			c.found++
		}
		if read {
			c.read++
		} else if testing.Verbose() {
			t.Logf("%s: %q %s %v in %q: %v", file, w.Text, typ, wanted, s.Input, values(ours))
		}
	}
}

func values(in []communique.TimeValue) []string {
	var out []string
	for _, v := range in {
		out = append(out, v.Exact+" = "+v.Value)
	}
	return out
}

// meaning collects every string of a result's value: days, hours, TIMEX.
func meaning(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, e := range v {
			out = append(out, meaning(e)...)
		}
	case map[string]any:
		for k, e := range v {
			if k != "type" && k != "Mod" && k != "sourceEntity" {
				out = append(out, meaning(e)...)
			}
		}
	}
	return out
}

// means reports whether one of ours can mean what is wanted; without values
// that it was found is enough.
func means(v communique.TimeValue, typ string, wanted []string) bool {
	if len(wanted) == 0 || typ == "timezone" {
		return true
	}
	switch typ {
	case "set":
		return v.Type == communique.Set
	case "duration":
		n, ok := secondsOf(v.Value)
		for _, w := range wanted {
			if m, err := strconv.ParseFloat(w, 64); err == nil && ok && m == n || w == v.Value {
				return true
			}
		}
		return false
	case "time", "timerange":
		_, hour, _ := strings.Cut(v.Value, "T")
		for _, w := range wanted {
			_, h, ok := strings.Cut(strings.Trim(w, "()"), "T")
			h, _, _ = strings.Cut(h, ",")
			if ok && hour != "" && (strings.HasPrefix(hour, h) || strings.HasPrefix(h, hour)) {
				return true
			}
		}
		return false
	}
	var first, last communique.Day
	for _, w := range wanted {
		if len(w) < 10 || w[4] != '-' {
			continue
		}
		day := communique.Day(w[:10])
		if day.Validate() != nil {
			continue
		}
		if v.Days.Contains(day) {
			return true
		}
		if first == "" || day < first {
			first = day
		}
		last = max(last, day)
	}
	return first != "" && v.Known() && v.Days.Within(communique.Days{From: first, To: last})
}

// secondsOf returns the length of an ISO 8601 duration, a month of 30 days, a year of 365.
func secondsOf(s string) (float64, bool) {
	rest, ok := strings.CutPrefix(s, "P")
	if !ok {
		return 0, false
	}
	total, number, clock := 0.0, "", false
	for _, r := range rest {
		unit := 0.0
		switch r {
		case 'T':
			clock = true
			continue
		case 'Y':
			unit = 365 * 86400
		case 'W':
			unit = 7 * 86400
		case 'D':
			unit = 86400
		case 'H':
			unit = 3600
		case 'S':
			unit = 1
		case 'M':
			if unit = 30 * 86400; clock {
				unit = 60
			}
		default:
			number += string(r)
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return 0, false
		}
		total, number = total+n*unit, ""
	}
	return total, number == ""
}
