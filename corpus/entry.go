package corpus

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// decodeEntry reads an entry of the log, which must say that its number is that
// of its key.
func decodeEntry(key, value []byte) (Entry, error) {
	e, plain := plainEntry(string(value))
	if !plain {
		e = Entry{}
		if err := json.Unmarshal(value, &e); err != nil {
			return e, fmt.Errorf("corpus: entry %x: %w", key, err)
		}
	}
	if binary.BigEndian.Uint64(key) != e.Seq {
		return e, fmt.Errorf("corpus: entry %x says that it is %d", key, e.Seq)
	}
	return e, nil
}

// plainEntry reads what json.Marshal writes of the entry of a reading whose texts
// need no escape, which is what most of a log consists of and what lists walk
// over by the thousand; false for anything else, also what JSON would read.
func plainEntry(s string) (e Entry, ok bool) {
	seq, s, ok := between(s, `{"seq":`, `,"recorded":"`)
	if !ok {
		return e, false
	}
	recorded, s, ok := strings.Cut(s, `","agent":"`)
	if !ok {
		return e, false
	}
	agent, s, ok := strings.Cut(s, `","kind":"reading","document":"`)
	if !ok {
		return e, false
	}
	document, s, ok := strings.Cut(s, `","reading":"`)
	if !ok {
		return e, false
	}
	reading, ok := strings.CutSuffix(s, `"}`)
	if !ok || !plainText(recorded) || !plainText(agent) || !plainText(document) || !plainText(reading) {
		return e, false
	}
	if e.Seq, ok = plainNumber(seq); !ok {
		return e, false
	}
	var err error
	if e.Recorded, err = time.Parse(time.RFC3339Nano, recorded); err != nil || e.Recorded.Format(time.RFC3339Nano) != recorded {
		return e, false // what JSON reads otherwise, or not at all
	}
	e.Agent, e.Kind, e.Document, e.Reading = Agent(agent), ReadingEntry, communique.DocID(document), reading
	return e, true
}

// between returns what stands between a beginning and the next mark, and what
// follows it.
func between(s, begin, mark string) (in, rest string, ok bool) {
	if s, ok = strings.CutPrefix(s, begin); !ok {
		return "", "", false
	}
	return strings.Cut(s, mark)
}

// plainText reports whether a text stands in JSON as it is.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func plainNumber(s string) (uint64, bool) {
	n, err := strconv.ParseUint(s, 10, 64)
	return n, err == nil && strconv.FormatUint(n, 10) == s
}
