package grammar

import (
	"fmt"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// conllu writes a sentence of words given as form/tag/head/relation, with an
// underscore in front of a form that is glued to the one before.
func conllu(text string, words ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# text = %s\n", text)
	for i, w := range words {
		f := strings.Split(strings.TrimPrefix(w, "_"), "/")
		misc := "_"
		if i+1 < len(words) && strings.HasPrefix(words[i+1], "_") {
			misc = "SpaceAfter=No"
		}
		fmt.Fprintf(&b, "%d\t%s\t_\t_\t%s\t_\t%s\t%s\t_\t%s\n", i+1, f[0], f[1], f[2], f[3], misc)
	}
	return b.String() + "\n"
}

// shown writes tokens as word/tag/head/relation; heads count from 1, 0 is the root.
func shown(e Example) string {
	var b strings.Builder
	for _, t := range e.Tokens {
		fmt.Fprintf(&b, "%s/%v/%d/%v ", t.Of(e.Text), t.Tag, t.Head+1, t.Dependency)
	}
	return strings.TrimSpace(b.String())
}

func TestReadTreebankAligns(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a word with its clitic",
			conllu("Oslo doesn't agree.", "Oslo/NNP/4/nsubj", "does/VBZ/4/aux", "_n't/RB/4/advmod", "agree/VB/0/root", "_././4/punct"),
			"Oslo/NNP/3/nsubj doesn't/VBZ/3/aux agree/VB/0/root ./PUNC/3/punct"},
		{"a clitic that is the head",
			conllu("There's hope", "There/EX/2/expl", "_'s/VBZ/0/root", "hope/NN/2/nsubj"),
			"There's/VBZ/0/root hope/NN/1/nsubj"},
		{"a name's possessive",
			conllu("Fiji’s plan", "Fiji/NNP/3/nmod:poss", "_’s/POS/1/case", "plan/NN/0/root"),
			"Fiji’s/NNP/2/nmod:poss plan/NN/0/root"},
		{"words joined by hyphens",
			conllu("a state-owned bank", "a/DT/5/det", "state/NN/4/compound", "_-/HYPH/4/punct", "_owned/VBN/5/amod", "bank/NN/0/root"),
			"a/DT/3/det state-owned/VBN/3/amod bank/NN/0/root"},
		{"a word that we divide",
			conllu("Gen. Vik spoke", "Gen./NNP/3/nsubj", "Vik/NNP/1/flat", "spoke/VBD/0/root"),
			"Gen/NNP/4/nsubj ./PUNC/1/punct Vik/NNP/1/flat spoke/VBD/0/root"},
		{"relations and tags that we fold",
			conllu("all the “rest”", "all/PDT/4/det:predet", "the/DT/4/det", "“/``/4/punct", "_rest/NN/0/root", "_”/''/4/punct"),
			"all/PDT/4/det the/DT/4/det “/PUNC/4/punct rest/NN/0/root ”/PUNC/4/punct"},
		{"words written together",
			"# text = cannot stay\n1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n1\tcan\t_\t_\tMD\t_\t3\taux\t_\t_\n2\tnot\t_\t_\tRB\t_\t3\tadvmod\t_\t_\n3\tstay\t_\t_\tVB\t_\t0\troot\t_\t_\n\n",
			"cannot/MD/2/aux stay/VB/0/root"},
		{"words written together and otherwise",
			"# text = de um\n1-2\tde\t_\t_\t_\t_\t_\t_\t_\t_\n1\tx\t_\t_\tIN\t_\t3\tcase\t_\t_\n2\ty\t_\t_\tDT\t_\t3\tdet\t_\t_\n3\tum\t_\t_\tNN\t_\t0\troot\t_\t_\n3.1\tz\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
			"de/IN/2/case um/NN/0/root"},
	} {
		examples, skipped, err := ReadTreebank(strings.NewReader(c.in))
		if err != nil || skipped != 0 || len(examples) != 1 {
			t.Errorf("%s: %d examples, %d skipped, %v", c.name, len(examples), skipped, err)
			continue
		}
		if got := shown(examples[0]); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestReadTreebankRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"columns":       "# text = a\n1\ta\tb\n\n",
		"head":          "# text = a\n1\ta\t_\t_\tNN\t_\tx\troot\t_\t_\n\n",
		"head too far":  "# text = a\n1\ta\t_\t_\tNN\t_\t7\troot\t_\t_\n\n",
		"number":        "# text = a\n2\ta\t_\t_\tNN\t_\t0\troot\t_\t_\n\n",
		"range":         "# text = a\n2-1\ta\t_\t_\tNN\t_\t0\troot\t_\t_\n\n",
		"negative head": "# text = a\n1\ta\t_\t_\tNN\t_\t-4\troot\t_\t_\n\n",
	} {
		if _, _, err := ReadTreebank(strings.NewReader(in)); err == nil {
			t.Errorf("%s: no error for %q", name, in)
		}
	}
	for name, in := range map[string]string{
		"a word that the text lacks": conllu("one two", "one/NN/0/root", "three/NN/1/dep"),
		"a ring":                     conllu("one two", "one/NN/2/dep", "two/NN/1/dep"),
		"no text":                    "1\ta\t_\t_\tNN\t_\t0\troot\t_\t_\n\n",
	} {
		if examples, skipped, err := ReadTreebank(strings.NewReader(in)); err != nil || len(examples) != 0 || skipped != 1 {
			t.Errorf("%s: %d examples, %d skipped, %v; want it skipped", name, len(examples), skipped, err)
		}
	}
}

func TestEntitiesOfTreebank(t *testing.T) {
	in := "# global.Entity = GRP-etype\n" +
		"# text = the Bank of Fiji told Ms Vik’s aide in May\n" +
		"1\tthe\t_\t_\tDT\t_\t2\tdet\t_\tEntity=(1-organization-new\n" +
		"2\tBank\t_\t_\tNNP\t_\t5\tnsubj\t_\t_\n" +
		"3\tof\t_\t_\tIN\t_\t4\tcase\t_\t_\n" +
		"4\tFiji\t_\t_\tNNP\t_\t2\tnmod\t_\tEntity=(2-place-new-x)1)\n" +
		"5\ttold\t_\t_\tVBD\t_\t0\troot\t_\t_\n" +
		"6\tMs\t_\t_\tNNP\t_\t9\tnmod:poss\t_\tEntity=(3-person-new(4-person-new\n" +
		"7\tVik\t_\t_\tNNP\t_\t6\tflat\t_\tSpaceAfter=No\n" +
		"8\t’s\t_\t_\tPOS\t_\t6\tcase\t_\tEntity=4)\n" +
		"9\taide\t_\t_\tNN\t_\t5\tobj\t_\tEntity=3)\n" +
		"10\tin\t_\t_\tIN\t_\t11\tcase\t_\t_\n" +
		"11\tMay\t_\t_\tNNP\t_\t5\tobl\t_\tEntity=(5-time-new)\n\n"
	examples, _, err := ReadTreebank(strings.NewReader(in))
	if err != nil || len(examples) != 1 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	var got []string
	e := examples[0]
	for _, n := range collect(nil, e.names, 0) {
		got = append(got, n.Kind.String()+" "+e.Text[e.Tokens[n.First].Start:e.Tokens[n.Last-1].End])
	}
	if want := "organisation Bank of Fiji; person Ms Vik’s"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "; "), want)
	}
}

func TestProjective(t *testing.T) {
	// "A hearing is scheduled on the issue": the issue hangs on the hearing across the verb.
	tokens := make([]communique.Token, 4)
	for i, h := range []int32{1, -1, 1, 0} {
		tokens[i].Head = h
	}
	if got := fmt.Sprint(projective(tokens)); got != "[1 -1 1 1]" {
		t.Errorf("got %s, want the crossing arc lifted to the verb", got)
	}
}
