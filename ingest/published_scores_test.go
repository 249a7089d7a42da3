package ingest_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/ingest/when"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestPublishedScores dates the policy statements beside the project and some
// pages of the White House, of which only title and body are read, and holds the
// figures to the committed file: how many dates are right, by their basis, how
// many wrong, and how many stay unknown. A day of the week before the page's own
// date is right: letters and remarks appear some days after the day that they
// bear. With -v every wrong date is listed. More pages tell more: with every
// fourth, 3,594, there were 508 right and 2 wrong.
func TestPublishedScores(t *testing.T) {
	shared := testkit.Shared(t)
	rd := newReader(t)
	var out strings.Builder
	out.WriteString("# Publication dates read from the text alone: right, wrong, unknown, then the bases of the right ones; made by go test -run PublishedScores -update\n")
	policy := dating{}
	table, err := os.ReadFile(filepath.Join(shared, "corpora/policy/sources.tsv"))
	if err != nil {
		t.Skip("skipped: no policy statements: ", err)
	}
	for _, row := range strings.Split(string(table), "\n")[1:] {
		cells := strings.Split(row, "\t")
		if len(cells) < 4 {
			continue
		}
		data, err := os.ReadFile(filepath.Join(shared, "corpora/policy", cells[0]))
		if err != nil {
			t.Fatal(err)
		}
		policy.add(t, rd, cells[0], data, cells[3])
	}
	fmt.Fprintf(&out, "corpora/policy\t%s\n", policy)
	pages := dating{}
	for name, page := range whitehouse(t, shared) {
		pages.add(t, rd, name, []byte(page.text), page.date)
	}
	fmt.Fprintf(&out, "wh_briefings\t%s\n", pages)
	testkit.Golden(t, "testdata/scores-published.txt", out.String(), *update)
}

type dating struct {
	right, wrong, unknown int
	bases                 map[string]int
}

func (d dating) String() string {
	var bases []string
	for _, b := range slices.Sorted(maps.Keys(d.bases)) {
		bases = append(bases, fmt.Sprintf("%s %d", b, d.bases[b]))
	}
	return fmt.Sprintf("right %d\twrong %d\tunknown %d\t%s", d.right, d.wrong, d.unknown, strings.Join(bases, ", "))
}

func (d *dating) add(t *testing.T, rd *ingest.Reader, name string, data []byte, date string) {
	doc, err := rd.Read(ingest.Input{Name: "a.txt", Data: data})
	if err != nil { // other tests want every document to be read
		t.Logf("%s: %v", name, err)
		d.unknown++
		return
	}
	got := doc.Published()
	if !got.Known() {
		d.unknown++
		return
	}
	date, _, _ = strings.Cut(strings.ReplaceAll(date, "/", " "), " ") // "2001-09/10 (session 56)"
	want, ok := when.ParseDate(date)
	if !ok {
		t.Fatalf("%s: %q is no date", name, date)
	}
	if near := (communique.Days{From: want.From.Add(-7), To: want.To.Add(1)}); !got.Overlaps(near) {
		d.wrong++
		if testing.Verbose() {
			t.Logf("%s: %s (%s), want %s", name, got.EDTF, got.Basis, date)
		}
		return
	}
	d.right++
	basis, _, _ := strings.Cut(got.Basis, ":")
	if d.bases == nil {
		d.bases = map[string]int{}
	}
	d.bases[basis]++
}

type page struct{ text, date string }

// whitehouse returns every ninety-seventh page of the archive, by its name, as a
// text of its title and its body.
func whitehouse(t *testing.T, shared string) map[string]page {
	const step, most = 97, 150
	f, err := os.Open(filepath.Join(shared, "corpora/scale/wh_briefings_2021-2026.tar.gz"))
	if err != nil {
		t.Skip("skipped: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]page{}
	seen := 0
	for r := tar.NewReader(z); len(out) < most; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen%step > 0 || !strings.HasSuffix(h.Name, ".md") {
			continue
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		front, body, ok := strings.Cut(strings.TrimPrefix(string(raw), "---\n"), "\n---\n")
		if !ok {
			continue
		}
		p := page{}
		title := ""
		for _, line := range strings.Split(front, "\n") {
			if v, ok := strings.CutPrefix(line, "date: "); ok {
				p.date = strings.Trim(v, "'\"")
			}
			if v, ok := strings.CutPrefix(line, "title: "); ok {
				title = strings.ReplaceAll(strings.Trim(v, "'\""), `\_`, " ")
			}
		}
		if p.date == "" {
			continue
		}
		p.text = title + "\n\n" + strings.TrimSpace(body) + "\n"
		out[h.Name] = p
	}
	return out
}
