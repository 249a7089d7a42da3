package said

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/testkit"
)

// TestBIO measures source, cue and content word by word on the news of TestNews
// in the form in which other readers of quotations are measured: a span counts
// only where its first and last word agree. Published with it stand, for source,
// cue and content: rules 10.7, 22.8, 5.6; a conditional random field 50.6, 53.4,
// 28.6; a convolutional network 62.1, 63.3, 50.4 (all on the test part).
func TestBIO(t *testing.T) {
	path := filepath.Join(testkit.Shared(t), "datasets", "cofenet", "polnear-dev.txt")
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: no labelled news at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	g := shipped(t)
	var rows []labelled
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row labelled
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	scores := map[string]*[3]int{"source": {}, "cue": {}, "content": {}} // gold, found, both
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].ID == rows[0].ID {
			n++
		}
		for i, have := range labels(rows[:n], g) {
			count(t, rows[i], have, scores)
		}
		rows = rows[n:]
	}
	var b strings.Builder
	b.WriteString("F1 published, on the official test set, for source, cue, content: rules 10.7 22.8 5.6; CRF 50.6 53.4 28.6; CNN 62.1 63.3 50.4; BiLSTM 73.3 66.2 63.6; ours on development data\n")
	b.WriteString("role\tgold\tfound\texact\tprecision\trecall\tF1\n")
	for _, role := range []string{"source", "cue", "content"} {
		n := scores[role]
		p, r := float64(n[2])/float64(max(n[1], 1)), float64(n[2])/float64(max(n[0], 1))
		fmt.Fprintf(&b, "%s\t%d\t%d\t%d\t%.3f\t%.3f\t%.3f\n", role, n[0], n[1], n[2], p, r, 2*p*r/max(p+r, 1e-9))
	}
	testkit.Golden(t, "testdata/bio.txt", b.String(), *update)
}

// labelled is a paragraph of a document with a label for each word: "O",
// "B-source", "I-source" and so on.
type labelled struct {
	ID             string
	Tokens, Labels []string
}

// labels reads the paragraphs of one document and labels their words.
func labels(rows []labelled, g *who.Gazetteer) [][]string {
	var b strings.Builder
	type place struct {
		communique.Span
		row, word int
	}
	var words []place
	out := make([][]string, len(rows))
	for i, row := range rows {
		if i > 0 {
			b.WriteString("\n\n")
		}
		out[i] = make([]string, len(row.Tokens))
		glued, open := true, false
		for k, word := range row.Tokens {
			out[i][k] = "O"
			if written, ok := brackets[word]; ok {
				word = written
			}
			// Some texts open a quotation with the mark that closes it.
			if word == "“" || word == "”" && !open && k+1 < len(row.Tokens) && (k == 0 || row.Tokens[k-1] != ",") {
				word, open = "“", true
			} else if word == "”" {
				open = false
			}
			if !glued && !strings.HasPrefix(word, "”") && !strings.HasPrefix(word, "’") && !strings.Contains(".,;:!?)]%'", word[:1]) && word != "n't" {
				b.WriteByte(' ')
			}
			glued = word == "“" || word == "(" || word == "[" || word == "$"
			start := b.Len()
			b.WriteString(word)
			words = append(words, place{communique.Span{Start: start, End: b.Len()}, i, k})
		}
	}
	r := fresh(b.String())
	read(r, g)
	mark := func(s communique.Span, role string) {
		row := -1
		from, _ := slices.BinarySearchFunc(words, s.Start, func(w place, at int) int { return w.End - at - 1 })
		for _, w := range words[from:] {
			if w.Start >= s.End {
				break
			}
			if w.row != row {
				out[w.row][w.word], row = "B-"+role, w.row
			} else {
				out[w.row][w.word] = "I-" + role
			}
		}
	}
	for _, role := range []string{"content", "source", "cue"} { // the later wins a clash
		for _, s := range r.Statements {
			switch role {
			case "content":
				for _, c := range s.Content {
					mark(c.Span, role)
				}
			case "source":
				mark(s.SpeakerSpan.Span, role)
			case "cue":
				mark(s.Cue.Span, role)
			}
		}
	}
	return out
}

// brackets are words that stand for marks in the labelled text.
var brackets = map[string]string{"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "`": "‘"}

// stretch is a run of words with one role.
type stretch struct {
	role     string
	from, to int
}

func stretches(labels []string) []stretch {
	var out []stretch
	for i, l := range labels {
		kind, role, _ := strings.Cut(l, "-")
		last := len(out) - 1
		switch {
		case kind == "B":
			out = append(out, stretch{role, i, i + 1})
		case kind == "I" && last >= 0 && out[last].to == i && out[last].role == role:
			out[last].to++
		}
	}
	return out
}

// count adds the stretches of one paragraph to the scores.
func count(t *testing.T, row labelled, have []string, scores map[string]*[3]int) {
	want, got := stretches(row.Labels), stretches(have)
	for _, s := range want {
		scores[s.role][0]++
		if slices.Contains(got, s) {
			scores[s.role][2]++
		}
	}
	for _, s := range got {
		scores[s.role][1]++
		if *verbose && !slices.Contains(want, s) {
			for _, w := range want {
				if w.role == s.role && w.from < s.to && s.from < w.to {
					t.Logf("%s\t%s\t%s", s.role, strings.Join(row.Tokens[s.from:s.to], " "), strings.Join(row.Tokens[w.from:w.to], " "))
				}
			}
		}
	}
}
