package who

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestGUM measures names of persons, bodies and places on the development part of
// GUM, in many genres none of which is ours: how far the rules go beyond policy.
// An annotation counts where all words of its head are proper nouns. The name of
// a state may be a place or an organization there; demonyms answer to nothing.
func TestGUM(t *testing.T) {
	documents := readGUM(t, filepath.Join(testkit.Shared(t), "datasets", "treebanks", "gum-dev.conllu"))
	g := load(t)
	score, all := map[string]*tally{}, &tally{}
	for _, d := range documents {
		var ours []typed
		for _, m := range re3dMentions(g, d) {
			switch m.typ {
			case "Person", "Organisation", "Location", "state":
				ours = append(ours, m)
			}
		}
		scoreRe3d(d, d.accepted, ours, score, all, *misses)
	}
	var report strings.Builder
	fmt.Fprintf(&report, "GUM: ours on development data; no published official score\n%s", tallyHeader)
	for _, typ := range re3dTypes[:3] {
		score[typ].write(&report, typ)
	}
	all.write(&report, "all")
	testkit.Golden(t, "testdata/gum.txt", report.String(), *update)
}

var (
	gumOpen  = regexp.MustCompile(`\(([0-9]+)-([a-z]+)-[^-()]*-[^-()]*-[^-()]*-([0-9,]+)|([0-9]+)\)|\)`)
	gumTypes = map[string]string{"person": "Person", "organization": "Organisation", "place": "Location"}
)

// readGUM makes one text of each document of the treebank, a paragraph a line.
func readGUM(t *testing.T, file string) []re3dDocument {
	t.Helper()
	type entity struct {
		typ   string
		heads []int // places of its head words, from 1 at first
		first int
	}
	var out []re3dDocument
	var text strings.Builder
	var spans []communique.Span // of the words of the document
	var proper []bool
	open := map[string][]entity{}
	var last []string // the entities opened last, for brackets that close at once
	upTo := 0         // the range of a contraction, whose words stand in it
	var whole communique.Span
	glued := true
	flush := func() {
		if len(out) > 0 {
			out[len(out)-1].text = text.String()
		}
		text.Reset()
		spans, proper, open, glued = nil, nil, map[string][]entity{}, true
	}
	eachLine(t, file, func(b []byte) {
		line := string(b)
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			flush()
			out = append(out, re3dDocument{source: line})
		case strings.HasPrefix(line, "# newpar ") || line == "# newpar":
			if text.Len() > 0 {
				text.WriteByte('\n')
				glued = true
			}
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 10 || strings.Contains(cells[0], ".") {
			return
		}
		write := func() communique.Span {
			if !glued {
				text.WriteByte(' ')
			}
			s := communique.Span{Start: text.Len()}
			text.WriteString(cells[1])
			s.End = text.Len()
			glued = strings.Contains(cells[9], "SpaceAfter=No")
			return s
		}
		if from, to, ok := strings.Cut(cells[0], "-"); ok {
			_ = from
			upTo, _ = strconv.Atoi(to)
			whole = write()
			return
		}
		number, _ := strconv.Atoi(cells[0])
		span := whole
		if number > upTo || number == 1 && upTo > 0 && whole.End != text.Len() {
			upTo = 0
			span = write()
		}
		if number == upTo {
			upTo = 0
		}
		spans, proper = append(spans, span), append(proper, cells[3] == "PROPN")
		_, value, ok := strings.Cut(cells[9], "Entity=")
		if !ok {
			return
		}
		value, _, _ = strings.Cut(value, "|")
		end := func(e entity) {
			if len(e.heads) == 0 || gumTypes[e.typ] == "" {
				return
			}
			for _, h := range e.heads {
				if e.first+h-1 >= len(proper) || !proper[e.first+h-1] {
					return
				}
			}
			w := typed{communique.Span{Start: spans[e.first].Start, End: span.End}, gumTypes[e.typ]}
			d := &out[len(out)-1]
			d.accepted = append(d.accepted, w)
		}
		for _, m := range gumOpen.FindAllStringSubmatch(value, -1) {
			switch {
			case m[2] != "":
				e := entity{typ: m[2], first: len(spans) - 1}
				for _, h := range strings.Split(m[3], ",") {
					n, _ := strconv.Atoi(h)
					e.heads = append(e.heads, n)
				}
				open[m[1]] = append(open[m[1]], e)
				last = append(last, m[1])
			default:
				id := m[4]
				if id == "" {
					if len(last) == 0 {
						continue
					}
					id = last[len(last)-1]
				}
				if n := len(open[id]); n > 0 {
					end(open[id][n-1])
					open[id] = open[id][:n-1]
				}
			}
			if m[2] == "" && len(last) > 0 {
				last = last[:len(last)-1]
			}
		}
	})
	flush()
	return out
}
