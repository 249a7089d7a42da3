package corpus

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/communique-kg/communique"
)

func TestPlainEntry(t *testing.T) {
	e := Entry{Seq: 17, Recorded: time.Date(2026, 1, 2, 3, 4, 5, 60, time.UTC), Agent: "communique 0.1.0", Kind: ReadingEntry, Document: "sha256-0", Reading: "d"}
	for _, test := range []struct {
		change func(*Entry)
		plain  bool
	}{
		{func(*Entry) {}, true},
		{func(e *Entry) { e.Recorded = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }, true},
		{func(e *Entry) { e.Recorded = e.Recorded.In(time.FixedZone("", 3600)) }, true},
		{func(e *Entry) { e.Agent = "a \"b\" é <c>" }, false},
		{func(e *Entry) { e.Kind, e.Source = SourceEntry, &communique.Source{Outlet: "o"} }, false},
		{func(e *Entry) { e.Annotation = &communique.Annotation{Kind: communique.Accept} }, false},
		{func(e *Entry) { e.Reading = "" }, false},
	} {
		e := e
		test.change(&e)
		value, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, plain := plainEntry(string(value)); plain != test.plain {
			t.Errorf("%s: plain %v, want %v", value, plain, test.plain)
		}
		if got, err := decodeEntry(seqKey(e.Seq), value); err != nil || !got.Recorded.Equal(e.Recorded) || got.Agent != e.Agent || got.Document != e.Document || got.Reading != e.Reading {
			t.Errorf("%s reads as %+v, %v", value, got, err)
		}
	}
}

// FuzzPlainEntry holds that an entry which is read without JSON is what JSON reads.
func FuzzPlainEntry(f *testing.F) {
	f.Add(`{"seq":1,"recorded":"2026-01-02T03:04:05.00000006Z","agent":"a","kind":"reading","document":"sha256-0","reading":"d"}`)
	f.Add(`{"seq":1,"recorded":"2026-01-02T03:04:05+01:00","agent":"a","kind":"reading","document":"b","kind":"reading","document":"sha256-0","reading":"d"}`)
	f.Add(`{"seq":01,"recorded":"2026-01-02T03:04:05,5Z","agent":"\u0061","kind":"reading","document":"","reading":""}`)
	f.Fuzz(func(t *testing.T, value string) {
		got, plain := plainEntry(value)
		if !plain {
			return
		}
		var want Entry
		if err := json.Unmarshal([]byte(value), &want); err != nil {
			t.Fatalf("%s was read, JSON says %v", value, err)
		}
		if !got.Recorded.Equal(want.Recorded) {
			t.Errorf("%s: recorded %v, want %v", value, got.Recorded, want.Recorded)
		}
		got.Recorded = want.Recorded
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s reads as %+v, want %+v", value, got, want)
		}
	})
}
