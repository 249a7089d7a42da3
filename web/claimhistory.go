package web

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// happening is an entry of the log that concerns a claim or a document.
type happening struct {
	Seq    uint64         `json:"seq"`
	Day    communique.Day `json:"day"`
	Agent  corpus.Agent   `json:"agent"`
	Says   string         `json:"says"`
	Reason string         `json:"reason,omitempty"`
	Undone bool           `json:"undone,omitempty"` // it was taken back later
}

// historyOf tells what the log says of a claim: which readings of its document
// found it, what people said of it or of its document, and what they took back.
func historyOf(h *corpus.History, id communique.ClaimID) []happening {
	out := []happening{}
	told := map[uint64]int{} // entries that are told, by their number: their place in out
	held := false
	for _, v := range h.Versions {
		e := happening{Seq: v.Seq, Day: communique.DayOf(v.Recorded), Agent: v.Agent}
		switch {
		case v.Kind == corpus.ReadingEntry:
			found := slices.ContainsFunc(v.Reading.Claims, func(c communique.Claim) bool { return c.ID == id })
			e.Says = readingWords(found, held, v.Reading.Reader)
			held = held || found
		case v.Annotation == nil:
		case v.Annotation.Kind == communique.Undo:
			seq, err := strconv.ParseUint(v.Annotation.Target, 10, 64)
			i, known := told[seq]
			if err != nil || !known {
				continue
			}
			out[i].Undone = true
			e.Says = fmt.Sprintf("took back entry %d", seq)
		case v.Annotation.Target == string(id):
			e.Says = done(v.Annotation.Kind) + " this claim"
		case v.Annotation.Kind == communique.Retract:
			e.Says = "retracted the document"
		}
		if e.Says == "" {
			continue
		}
		if v.Annotation != nil {
			e.Reason = v.Annotation.Reason
		}
		told[v.Seq] = len(out)
		out = append(out, e)
	}
	return out
}

// readingWords tells what a reading means to a claim; "" where nothing.
func readingWords(found, held bool, reader string) string {
	switch {
	case found && held:
		return "read the document again with " + reader + " and found this claim again"
	case found:
		return "read the document with " + reader + " and found this claim"
	case held:
		return "read the document again with " + reader + " and did not find this claim any more"
	}
	return ""
}

// kindSays tells what a claim of a kind says, and by what it is known.
func kindSays(k communique.Kind) string {
	switch k {
	case communique.MemberCount:
		return "A number stands with a word for members of an organisation."
	case communique.Membership:
		return "Somebody is called a member of an organisation."
	case communique.Accession:
		return "Somebody is said to have joined or left an organisation."
	case communique.QuantityClaim:
		return "A number stands with what it counts."
	case communique.Invocation:
		return "A provision is said to have been invoked, or that it can be."
	case communique.Decision:
		return "Somebody who can decide is said to have decided something."
	case communique.Recognition:
		return "Somebody is said to have recognised something as something."
	case communique.Adoption:
		return "A document or policy is said to have been adopted or issued."
	case communique.Amendment:
		return "A document is said to change, reaffirm or extend another."
	case communique.Establishment:
		return "A body is said to have been set up."
	case communique.Incident:
		return "An attack or other incident is said to have happened to somebody."
	case communique.Attribution:
		return "Somebody is said to be behind an incident."
	case communique.Denial:
		return "Somebody is said to deny something."
	case communique.Sanction:
		return "Measures are said to have been taken against somebody."
	case communique.RoleClaim:
		return "Somebody is named together with an office."
	case communique.Position:
		return "Somebody is said to hold that something is, may be or ought to be so."
	}
	return ""
}
