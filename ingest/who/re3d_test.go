package who

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// re3dTypes are the types of re3d that mentions can answer.
var re3dTypes = []string{"Person", "Organisation", "Location", "Nationality", "DocumentReference"}

// typed is a span with a type of re3d.
type typed struct {
	communique.Span
	typ string
}

// re3dDocument is one text of re3d with what was annotated in it.
type re3dDocument struct {
	source, text string
	accepted     []typed // with the agreement of the annotators
	proposed     []typed // these and what a tool proposed, names inside longer ones among them
}

// TestRe3d measures mentions on the development sources of re3d. A mention is
// right where an annotation of its type has the same span (exact), the same but
// for an article before it (the), or shares a letter with it (overlapping); no
// annotation answers for two mentions.
//
// The types are mapped so: a demonym, and the name of a people or faith, is a
// Nationality; a place is a Location; the name of a state is a Location, or an
// Organisation where the annotation says that the state acts there; bodies and
// groups are Organisations; documents and instruments DocumentReferences.
// Events and concepts answer to nothing in re3d and are left out.
func TestRe3d(t *testing.T) {
	documents := readRe3d(t, filepath.Join(testkit.Shared(t), "datasets", "re3d"))
	if len(documents) == 0 {
		t.Skip("skipped: re3d is not at hand")
	}
	g := load(t)
	var report strings.Builder
	report.WriteString("re3d: ours on development data; no published official score\n")
	for i, view := range []struct {
		title string
		gold  func(re3dDocument) []typed
	}{
		{"annotations that the annotators agreed on (confidence at least .5)", func(d re3dDocument) []typed { return d.accepted }},
		{"those that hold a name (a capital letter inside a sentence)", func(d re3dDocument) []typed { return named(d.text, d.accepted) }},
		{"all annotations, also proposals of a tool, names inside longer ones among them", func(d re3dDocument) []typed { return d.proposed }},
	} {
		score := map[string]*tally{}
		all := &tally{}
		for _, d := range documents {
			ours := re3dMentions(g, d)
			scoreRe3d(d, view.gold(d), ours, score, all, *misses && i == 0)
		}
		fmt.Fprintf(&report, "\n%s\n%s", view.title, tallyHeader)
		for _, typ := range re3dTypes {
			if score[typ] != nil {
				score[typ].write(&report, typ)
			}
		}
		all.write(&report, "all")
	}
	testkit.Golden(t, "testdata/re3d.txt", report.String(), *update)
}

var tallyHeader = fmt.Sprintf("%-18s%6s%7s%9s%9s%9s%13s%13s%13s\n", "type", "gold", "found", "P exact", "R exact", "F exact", "F but the", "F overlap", "R overlap")

type tally struct{ gold, found, exact, article, overlap int }

func (n *tally) write(b *strings.Builder, typ string) {
	f := func(right int) float64 { return 2 * float64(right) / float64(max(1, n.gold+n.found)) }
	fmt.Fprintf(b, "%-18s%6d%7d%9.3f%9.3f%9.3f%13.3f%13.3f%13.3f\n", typ, n.gold, n.found, float64(n.exact)/float64(max(1, n.found)), float64(n.exact)/float64(max(1, n.gold)), f(n.exact), f(n.article), f(n.overlap), float64(n.overlap)/float64(max(1, n.gold)))
}

// scoreRe3d adds what one document counts, and prints what is missed or wrong if
// asked to.
func scoreRe3d(d re3dDocument, gold, ours []typed, score map[string]*tally, all *tally, print bool) {
	count := func(typ string, add func(*tally)) {
		if score[typ] == nil {
			score[typ] = &tally{}
		}
		add(score[typ])
		add(all)
	}
	for _, w := range gold {
		count(w.typ, func(n *tally) { n.gold++ })
	}
	for i := range ours {
		if ours[i].typ == "state" {
			ours[i].typ = "Location"
			if !slices.ContainsFunc(gold, func(w typed) bool { return w.typ == "Location" && w.Span == ours[i].Span }) &&
				slices.ContainsFunc(gold, func(w typed) bool { return w.typ == "Organisation" && w.Overlaps(ours[i].Span) }) {
				ours[i].typ = "Organisation"
			}
		}
	}
	for _, m := range ours {
		count(m.typ, func(n *tally) { n.found++ })
	}
	for pass, right := range []func(typed, typed) bool{
		func(w, m typed) bool { return w.Span == m.Span },
		func(w, m typed) bool { return lessArticle(d.text, w.Span) == lessArticle(d.text, m.Span) },
		func(w, m typed) bool { return w.Overlaps(m.Span) },
	} {
		used := make([]bool, len(gold))
		done := make([]bool, len(ours))
		// The stricter matches first, so that no loose one takes their place.
		for _, strict := range []func(typed, typed) bool{func(w, m typed) bool { return w.Span == m.Span }, right} {
			for k, m := range ours {
				for i, w := range gold {
					if !done[k] && !used[i] && w.typ == m.typ && strict(w, m) {
						used[i], done[k] = true, true
						count(m.typ, func(n *tally) {
							switch pass {
							case 0:
								n.exact++
							case 1:
								n.article++
							default:
								n.overlap++
							}
						})
					}
				}
			}
		}
		if print && pass == 2 {
			for i, w := range gold {
				if !used[i] {
					fmt.Printf("missed\t%s\t%s\t%s\n", w.typ, w.Of(d.text), around(d.text, w.Span))
				}
			}
			for k, m := range ours {
				if !done[k] {
					fmt.Printf("extra\t%s\t%s\t%s\n", m.typ, m.Of(d.text), around(d.text, m.Span))
				}
			}
		}
	}
}

func around(text string, s communique.Span) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text[max(0, s.Start-50):s.Start]+"["+s.Of(text)+"]"+text[s.End:min(len(text), s.End+40)], "")), " ")
}

// lessArticle gives a span without the article before it.
func lessArticle(text string, s communique.Span) communique.Span {
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if strings.HasPrefix(s.Of(text), article) {
			s.Start += len(article)
			return s
		}
	}
	return s
}

// named keeps the annotations with a capital letter that no sentence begins with.
func named(text string, all []typed) []typed {
	var out []typed
	for _, w := range all {
		for i, word := range strings.Fields(w.Of(text)) {
			begins := i == 0 && (w.Start < 2 || strings.ContainsAny(text[w.Start-2:w.Start], ".\n!?”\""))
			if word[0] >= 'A' && word[0] <= 'Z' && !begins || acronymLike(word) && len(word) > 1 {
				out = append(out, w)
				break
			}
		}
	}
	return out
}

// re3dMentions are our mentions under the types of re3d.
func re3dMentions(g *Gazetteer, d re3dDocument) []typed {
	r := reading(d.text)
	g.Find(r)
	g.Resolve(r)
	var out []typed
	for _, m := range r.Mentions {
		w := typed{Span: m.Span}
		switch {
		case m.Via == communique.ViaDemonym:
			w.typ = "Nationality"
		case m.Type == "person":
			w.typ = "Person"
		case m.Type == "organisation", m.Type == "group":
			w.typ = "Organisation"
		case m.Type == "place":
			w.typ = "Location"
		case m.Type == "state":
			w.typ = "state"
		case m.Type == "document", m.Type == "instrument":
			w.typ = "DocumentReference"
		default:
			continue
		}
		out = append(out, w)
	}
	return out
}

// readRe3d reads the sources that are at hand, in order of their names.
func readRe3d(t *testing.T, folder string) []re3dDocument {
	t.Helper()
	var out []re3dDocument
	files, _ := filepath.Glob(filepath.Join(folder, "*", "documents.json"))
	for _, file := range files {
		at := map[string]int{}
		eachLine(t, file, func(line []byte) {
			var d struct {
				ID   string `json:"_id"`
				Text string
			}
			if err := json.Unmarshal(line, &d); err != nil {
				t.Fatal(err)
			}
			at[d.ID] = len(out)
			out = append(out, re3dDocument{source: filepath.Base(filepath.Dir(file)), text: d.Text})
		})
		eachLine(t, filepath.Join(filepath.Dir(file), "entities.json"), func(line []byte) {
			var e struct {
				Begin, End int
				Type       string
				DocumentID string
				Confidence float64
			}
			if err := json.Unmarshal(line, &e); err != nil {
				t.Fatal(err)
			}
			d := &out[at[e.DocumentID]]
			off := communique.NewOffsets(d.text)
			w := typed{Span: communique.Span{Start: off.Byte(e.Begin), End: off.Byte(e.End)}, typ: e.Type}
			if !slices.Contains(re3dTypes, e.Type) || slices.Contains(d.proposed, w) {
				return
			}
			d.proposed = append(d.proposed, w)
			if e.Confidence >= .5 {
				d.accepted = append(d.accepted, w)
			}
		})
	}
	return out
}

func eachLine(t *testing.T, file string, found func([]byte)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		found(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
