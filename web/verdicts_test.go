package web

import (
	"fmt"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

func TestVerdictsSayOnceWhatIsTheSame(t *testing.T) {
	of := func(relation claim.Relation, because string, ids ...communique.ClaimID) comparison {
		c := comparison{Key: "q", Relation: relation, Because: because}
		var members []member
		for _, id := range ids {
			members = append(members, member{Claim: id})
		}
		c.hold(members)
		return c
	}
	all := []comparison{of(claim.Evolution, "each", "a", "b"), of(claim.Agreement, "same", "a", "b"), of(claim.Misreport, "differs", "a", "b"),
		of(claim.Misreport, "differs", "b", "c"), of(claim.Misreport, "otherwise", "a"), of(claim.Agreement, "same", "c")}
	loud, quiet := verdicts(all)
	tell := func(list []comparison) string {
		s := ""
		for _, c := range list {
			s += fmt.Sprint(c.Relation, " ", c.Because)
			for _, m := range c.Members {
				s += " " + string(m.Claim)
			}
			s += "; "
		}
		return s
	}
	if got, want := tell(loud), "misreport differs a b c; misreport otherwise a; evolution each a b; "; got != want {
		t.Errorf("loud: %s, want %s", got, want)
	}
	if got, want := tell(quiet), "agreement same a b c; "; got != want {
		t.Errorf("quiet: %s, want %s", got, want)
	}
	if got, want := tell(all[2:3]), "misreport differs a b; "; got != want {
		t.Errorf("what was given has changed: %s, want %s", got, want)
	}
	var many []communique.ClaimID
	for i := range 20 {
		many = append(many, communique.ClaimID(fmt.Sprint("c-", i)))
	}
	if c := of(claim.Evolution, "each", many...); len(c.Few)+len(c.Folds) != 20 || len(c.Few) >= 20 || c.Folds[0].Claim != many[len(c.Few)] {
		t.Errorf("%d answers stand open and %d are folded, of 20", len(c.Few), len(c.Folds))
	}
}
