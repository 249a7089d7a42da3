package who

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	name := os.Getenv("WHO_DUMP")
	if name == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(name)
	g := load(t)
	r := reading(string(b))
	g.Find(r)
	g.Resolve(r)
	for _, m := range r.Mentions {
		if m.Type == "concept" {
			continue
		}
		fmt.Printf("%d %q %s %s %s %s\n", m.Start, m.Exact, m.Entity, m.Type, m.Via, m.Rule)
	}
}
