package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

// measures are the committed figures of reading, each made and held by a test of
// its own package. Published are figures of others on the official test set of
// the same data; ours are on the development part, so they stand beside each
// other, not in one ranking.
var measures = []struct{ what, file, published string }{
	{"Claims, statements and times of the five seeds (score_claims.py); the seeds were in view when rules were written", "ingest/testdata/scores-seeds.txt", ""},
	{"Claims and statements of 18 policy statements that were annotated before rules were written for them (score_claims.py)", "ingest/testdata/scores-policy.txt", ""},
	{"Claims and statements of 6 policy statements held out: annotated after the rules were written, their errors never looked at (score_claims.py)", "ingest/testdata/scores-second.txt", ""},
	{"Claims and statements of 5 policy statements held out at first: their errors have been seen since (score_claims.py)", "ingest/testdata/scores-heldout.txt", ""},
	{"Relations between the claims of the seeds (score_relations.py)", "claim/testdata/relations.txt", ""},
	{"Attribution, word by word, PolNeAR development part: exact source, cue and content (score_bio.py)", "ingest/said/testdata/bio.txt",
		"exact F1 of source / cue / content: rules 10.7 / 22.8 / 5.6; CRF 50.6 / 53.4 / 28.6; convolution without pre-training 62.1 / 63.3 / 50.4; BiLSTM 73.3 / 66.2 / 63.6"},
	{"Attribution, statement by statement, PolNeAR development part", "ingest/said/testdata/news.txt", ""},
	{"Statements of the seeds, by file", "ingest/said/testdata/score.txt", ""},
	{"Times: TempEval-3 newswire, WikiWars, seeds (score_timex.py)", "ingest/when/testdata/scores.txt",
		"strict / relaxed / value F1: HeidelTime 81.3 / 90.3 / 77.6 on TempEval-3 platinum, 82.1 / 89.3 on WikiWars; best value 82.7; best strict 92.1 (SynTime)"},
	{"Times: the Recognizers specifications as a checklist", "ingest/when/testdata/recognizers.txt", ""},
	{"Quantities: NewsQuant development part", "ingest/amount/testdata/scores.txt", "value F1: CQE 92.0; quantulum3 73.0"},
	{"Quantities: the Recognizers specifications as a checklist", "ingest/amount/testdata/recognizers.txt", ""},
	{"Names: re3d development sources, by type", "ingest/who/testdata/re3d.txt", ""},
	{"Names of the seeds, by file", "ingest/who/testdata/score.txt", ""},
	{"Names of GUM, development part", "ingest/who/testdata/gum.txt", ""},
	{"Publication dates of policy statements and of White House pages", "ingest/testdata/scores-published.txt", ""},
	{"Regions: boilerplate of the seeds, by character", "ingest/region/testdata/scores.txt", ""},
	{"Tagger, parser and name finder on EWT and GUM development parts", "ingest/lang/grammar/testdata/scores.txt", ""},
	{"Errors of attribution, read and counted", "ingest/said/testdata/errors.txt", ""},
	{"Errors of times, read and counted", "ingest/when/testdata/errors.txt", ""},
	{"Errors of names, read and counted", "ingest/who/testdata/errors.txt", ""},
	{"Errors of quantities, read and counted", "ingest/amount/testdata/errors.txt", ""},
	{"Errors of regions, read and counted", "ingest/region/testdata/errors.txt", ""},
}

// TestScoreboard holds testdata/scores.txt to the figures that it puts together.
func TestScoreboard(t *testing.T) {
	root := testkit.Root(t)
	var b strings.Builder
	fmt.Fprintln(&b, "Figures of reading, put together by `make scores` from the files that the tests of each package make and hold.")
	fmt.Fprintln(&b, "Ours are on development data; published ones are on the official test set, and were not measured here.")
	for _, m := range measures {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.file)))
		if err != nil {
			t.Errorf("%s: %v", m.what, err)
			continue
		}
		fmt.Fprintf(&b, "\n%s\n%s\n", m.what, strings.Repeat("=", min(len(m.what), 100)))
		fmt.Fprintf(&b, "made and held by: %s\n", m.file)
		if m.published != "" {
			fmt.Fprintf(&b, "published (official test set): %s\n", m.published)
		}
		for line := range strings.Lines(string(data)) {
			b.WriteString(strings.TrimRight(line, " \t\r\n") + "\n")
		}
	}
	golden(t, "scores.txt", b.String())
}
