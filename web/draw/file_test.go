package draw

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// wellFormed reads a drawing as XML.
func wellFormed(t testing.TB, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	d.Strict = true
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v: %s", err, svg)
		}
	}
}

// TestFile holds that a drawing stands alone: well-formed, with its style, its
// links only where they lead somewhere, and the same bytes each time.
func TestFile(t *testing.T) {
	marks, links := marksOf(t, "2014-09-05 Decisions\n2014-01-01/2014-12-31 Decisions inferred\n2018-04-05 Looking back glance back on 1\n2009-04-01/.. Reports")
	drawn := LayTimeline(someLanes, marks, links)
	file := func(base string) string {
		b, err := drawn.File(About{Title: "Cyber & Article 5", Says: "Four claims, in order of time.", Base: base})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, string(b))
		return string(b)
	}
	alone := file("")
	for _, want := range []string{`<?xml version="1.0" encoding="UTF-8"?>`, `xmlns="http://www.w3.org/2000/svg"`, "<title id=\"drawing-title\">Cyber &amp; Article 5</title>", "<desc", "<style>.axis", `class="connector of-1"`} {
		if !strings.Contains(alone, want) {
			t.Errorf("the file lacks %q: %s", want, alone)
		}
	}
	if strings.Contains(alone, "href=") {
		t.Errorf("links lead nowhere: %s", alone)
	}
	if linked := file("http://127.0.0.1:8080"); strings.Count(linked, `<a href="http://127.0.0.1:8080/claim?id=c-`) != 4 {
		t.Errorf("links: %s", linked)
	}
	if again := file(""); again != alone {
		t.Error("the same drawing gives another file")
	}
}
