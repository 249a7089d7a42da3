package export

import (
	"encoding/xml"
	"regexp"
	"strings"
	"testing"
)

// graphmlFile is GraphML as its schema has it, as far as it is used.
type graphmlFile struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph []struct {
		Directed string           `xml:"edgedefault,attr"`
		Items    []graphmlElement `xml:",any"`
	} `xml:"graph"`
	Other []graphmlElement `xml:",any"`
}

type graphmlElement struct {
	XMLName xml.Name
	ID      string `xml:"id,attr"`
	Source  string `xml:"source,attr"`
	Target  string `xml:"target,attr"`
	Data    []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
	Other []graphmlElement `xml:",any"`
}

var nmtoken = regexp.MustCompile(`^[\w.:-]+$`)

// readGraphML holds a file to the structure of the GraphML schema: keys, then one
// graph of nodes and edges; ids that are tokens and unique; edges between nodes;
// data of declared keys, each once.
func readGraphML(t testing.TB, s string, claims []*Citation) {
	t.Helper()
	var file graphmlFile
	dec := xml.NewDecoder(strings.NewReader(s))
	dec.Strict = true
	if err := dec.Decode(&file); err != nil {
		t.Fatalf("graphml: %v", err)
	}
	if len(file.Graph) != 1 || file.Graph[0].Directed != "directed" || len(file.Other) > 0 {
		t.Fatalf("graphml: %d graphs, %v", len(file.Graph), file.Other)
	}
	keys := map[string]string{}
	for _, k := range file.Keys {
		if keys[k.ID] != "" || !nmtoken.MatchString(k.ID) || k.Name == "" || k.Type != "string" && k.Type != "int" {
			t.Errorf("graphml: key %+v", k)
		}
		keys[k.ID] = k.For
	}
	ids, edges := map[string]string{}, map[string]graphmlElement{}
	named := map[string]bool{}
	for _, e := range file.Graph[0].Items {
		kind := e.XMLName.Local
		if ids[e.ID] != "" || !nmtoken.MatchString(e.ID) || kind != "node" && kind != "edge" || len(e.Other) > 0 {
			t.Errorf("graphml: <%s id=%q>", kind, e.ID)
		}
		ids[e.ID] = kind
		seen := map[string]bool{}
		for _, d := range e.Data {
			if keys[d.Key] != kind || seen[d.Key] || d.Value == "" {
				t.Errorf("graphml: <%s id=%q> has the data %q", kind, e.ID, d.Key)
			}
			seen[d.Key] = true
			if d.Key == "node-id" {
				if named[d.Value] {
					t.Errorf("graphml: two nodes for %s", d.Value)
				}
				named[d.Value] = true
			}
		}
		if kind == "edge" {
			edges[e.ID] = e
			if ids[e.Source] != "node" || ids[e.Target] != "node" {
				t.Errorf("graphml: edge %s leads from %q to %q", e.ID, e.Source, e.Target)
			}
		}
	}
	for _, c := range claims {
		e, ok := edges[string(c.Claim.ID)]
		if !ok {
			t.Errorf("graphml: no edge for claim %s", c.Claim.ID)
			continue
		}
		for key, want := range map[string]string{"edge-kind": string(c.Claim.Kind), "edge-evidence": c.Claim.Evidence.Exact, "edge-document": string(c.Document.ID), "edge-polarity": string(c.Claim.Polarity), "edge-modality": string(c.Claim.Modality)} {
			found := false
			for _, d := range e.Data {
				found = found || d.Key == key && d.Value == inXML(want)
			}
			if !found {
				t.Errorf("graphml: claim %s lacks %s %q: %+v", c.Claim.ID, key, want, e.Data)
			}
		}
	}
}

// inXML is a text as XML can hold it: it has no place for some characters.
func inXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return 0xfffd
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// TestGraphMLRemembersOneFile holds that a node stands once in a file, and again
// in the next.
func TestGraphMLRemembersOneFile(t *testing.T) {
	s := samples()
	first, second := write(t, GraphML, nil, s[0], s[1]), write(t, GraphML, nil, s[0], s[1])
	if first != second {
		t.Errorf("the second file is another:\n%s\n%s", first, second)
	}
	again := *s[0]
	k := *s[0].Claim
	k.ID += "0"
	again.Claim = &k
	readGraphML(t, write(t, GraphML, nil, s[0], &again), []*Citation{s[0], &again})
}
