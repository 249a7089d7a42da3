package claim

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

const topicHeader = "topic\tkinds\tnames\twith\tauthority\n"

func topicFile(text string) fstest.MapFS {
	return fstest.MapFS{topicTable: {Data: []byte(text)}}
}

func TestLoadTopicsSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"topic\tkinds\n", "topics.tsv:1: the header must be"},
		{topicHeader + "concept:x\tsanction\n", "topics.tsv:2: 2 cells instead of 5"},
		{topicHeader + "concept:x\tguess\t\t\tA\n", "topics.tsv:2: unknown kind \"guess\""},
		{topicHeader + "# a comment\norg:nato\tsanction\t\t\tA\n", "topics.tsv:3: topic \"org:nato\" is no concept"},
		{topicHeader + "concept:x\t\tNATO\t\tA\n", "topics.tsv:2: "},
		{topicHeader + "concept:x\t\t\tconcept:y\tA\n", "every claim would have the topic"},
	} {
		if _, err := LoadTopics(topicFile(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one with %q", test.text, err, test.want)
		}
	}
	if rules, err := LoadTopics(fstest.MapFS{}); rules != nil || err != nil {
		t.Errorf("no table: %v, %v", rules, err)
	}
}

func TestTopicRules(t *testing.T) {
	rules, err := LoadTopics(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	ids := func(s string) []communique.EntityID { return idsIn(strings.ReplaceAll(s, " ", "|")) }
	for _, test := range []struct {
		kind        communique.Kind
		named, want string
	}{
		{communique.Position, "instrument:article-5 concept:cyber-attack", "concept:article-5-cyber"},
		{communique.Position, "instrument:article-5 state:russia", ""},
		{communique.Position, "concept:cyber-attack", ""},
		{communique.Recognition, "org:nato concept:cyberspace concept:operational-domains", "concept:cyberspace-domain"},
		{communique.Sanction, "state:united-states state:russia", "concept:sanctions"},
		{communique.Accession, "state:finland org:nato", "concept:membership"},
		{communique.Incident, "event:estonia-2007", ""},
	} {
		var got []string
		for i := range rules {
			if rules[i].holds(test.kind, ids(test.named)) {
				got = append(got, string(rules[i].Topic))
			}
		}
		if have := strings.Join(got, " "); have != test.want {
			t.Errorf("%s naming %s: topics %q, want %q", test.kind, test.named, have, test.want)
		}
	}
}

// What a claim is about carries what that is a part of, round in a circle too.
func TestWithParents(t *testing.T) {
	parents := map[communique.EntityID]communique.EntityID{"concept:a": "concept:b", "concept:b": "concept:c", "concept:round": "concept:trip", "concept:trip": "concept:round", "concept:d": "org:nato"}
	s := &scan{finder: &Finder{Entity: func(id communique.EntityID) (communique.Entity, bool) {
		p, ok := parents[id]
		return communique.Entity{ID: id, Parent: p}, ok
	}}}
	for _, test := range []struct{ have, want string }{
		{"", ""}, {"concept:a", "concept:a concept:b concept:c"}, {"concept:c", "concept:c"}, {"concept:d", "concept:d"},
		{"concept:round", "concept:round concept:trip"}, {"concept:b concept:a", "concept:a concept:b concept:c"},
	} {
		var got []string
		for _, id := range s.withParents(idsIn(strings.ReplaceAll(test.have, " ", "|"))) {
			got = append(got, string(id))
		}
		if have := strings.Join(got, " "); have != test.want {
			t.Errorf("%q with parents: %q, want %q", test.have, have, test.want)
		}
	}
}
