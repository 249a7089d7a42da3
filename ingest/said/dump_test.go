package said

import (
	"fmt"
	"os"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/testkit"
)

func TestDump(t *testing.T) {
	name := os.Getenv("SAID_DUMP")
	if name == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(name)
	g, err := who.Load(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	r := &communique.Reading{Document: &communique.Document{Text: string(b), Sources: []communique.Source{{}}}}
	read(r, g)
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
	for _, s := range r.Statements {
		c := s.Content[0].Exact
		if len(c) > 150 {
			c = c[:90] + " … " + c[len(c)-50:]
		}
		fmt.Printf("%s [%s] %s|%q cue %q to %q occ %q via %s said %q #%d: %s\n", s.Kind, s.Rule, s.Speaker, s.SpeakerSpan.Exact, s.Cue.Exact, s.Addressee, s.Occasion, s.Via, s.Said.Exact, len(s.Content), c)
	}
}
