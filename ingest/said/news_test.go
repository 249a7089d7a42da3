package said

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestNews measures statements on political news that nothing here was written
// for, against the committed figures. Its annotation counts more as attribution
// than we do (wants, plans, opinions), so that recall is low by definition; the
// figure to watch is precision.
func TestNews(t *testing.T) {
	dir := filepath.Join(testkit.Shared(t), "datasets", "polnear", "dev")
	files, _ := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	if len(files) == 0 {
		t.Skip("skipped: no annotated news at hand")
	}
	g := shipped(t)
	gold, found, matched, source := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".ann")
		name = name[:strings.LastIndexByte(name, '_')]
		if seen[name] {
			continue // the first annotator’s version
		}
		seen[name] = true
		text, err := os.ReadFile(filepath.Join(dir, "text", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		wants, err := attributions(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		r := fresh(string(text))
		read(r, g)
		gold += len(wants)
		found += len(r.Statements)
		used := map[int]bool{}
		for _, w := range wants {
			for i, s := range r.Statements {
				var have []communique.Span
				for _, c := range s.Content {
					have = append(have, c.Span)
				}
				if used[i] || jaccard(w.content, have) < .5 {
					continue
				}
				used[i] = true
				matched++
				for _, span := range w.source {
					if span.Overlaps(s.SpeakerSpan.Span) {
						source++
						break
					}
				}
				break
			}
		}
	}
	testkit.Golden(t, "testdata/news.txt", fmt.Sprintf("gold %d found %d matched %d source right %d\nprecision %.3f recall %.3f\n",
		gold, found, matched, source, float64(matched)/float64(found), float64(matched)/float64(gold)), *update)
}

type annotated struct{ source, content []communique.Span }

// attributions reads a stand-off file: text-bound lines "T1<tab>Content 1 9;12 20<tab>…"
// and events "E1<tab>Attribution:T2 Source:T3 Content:T1".
func attributions(file, text string) ([]annotated, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	off := communique.NewOffsets(text)
	spans := map[string][]communique.Span{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(cells) < 2 || !strings.HasPrefix(cells[0], "T") {
			continue
		}
		_, places, _ := strings.Cut(cells[1], " ")
		for _, place := range strings.Split(places, ";") {
			from, to, _ := strings.Cut(place, " ")
			a, err := strconv.Atoi(from)
			if err != nil {
				return nil, fmt.Errorf("%s: %q: %w", filepath.Base(file), cells[1], err)
			}
			b, err := strconv.Atoi(to)
			if err != nil {
				return nil, fmt.Errorf("%s: %q: %w", filepath.Base(file), cells[1], err)
			}
			spans[cells[0]] = append(spans[cells[0]], communique.Span{Start: off.Byte(a), End: off.Byte(b)})
		}
	}
	var out []annotated
	for line := range strings.Lines(string(data)) {
		id, event, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !strings.HasPrefix(id, "E") {
			continue
		}
		var a annotated
		for _, part := range strings.Fields(event) {
			role, span, _ := strings.Cut(part, ":")
			switch strings.TrimRight(role, "0123456789") {
			case "Source":
				a.source = append(a.source, spans[span]...)
			case "Content":
				a.content = append(a.content, spans[span]...)
			}
		}
		if len(a.content) > 0 {
			out = append(out, a)
		}
	}
	return out, nil
}
