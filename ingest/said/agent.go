package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// agents are nouns for those who speak, think and want, beside the speakers.
var agents = set("man woman men women people person family families couple voters voter republicans democrats conservatives liberals americans majority percent half most others none everyone everybody someone somebody " +
	"reader readers user users fan fans teen teens student students child children kid kids parent parents father mother son daughter brother sister wife husband friend friends neighbor neighbors resident residents " +
	"coalition camp party parties caucus board staff office bureau army navy force forces unit regime cabinet congress senate parliament house union media press outlet outlets network networks site sites channel host hosts moderator moderators " +
	"crowd audience guest guests veteran veterans worker workers employee employees customer customers client clients victim victims patient patients teacher teachers nurse nurses soldier soldiers troops public community world nation country countries " +
	"state city county town bank business businesses firms companies industry lobby institute foundation think-tank church tribe club association society federation movement team delegation opposition insurgents rebels activists protesters demonstrators " +
	"hackers attackers defendant defendants plaintiff plaintiffs juror jurors jury panelists panelist members colleagues peers pair trio duo side sides chief chiefs boss bosses billionaire tycoon mogul millennials youth immigrants refugees muslims " +
	"law bill act rule regulation proposal plan agreement treaty motion amendment constitution order ad ads commercial spot video film movie book chapter column editorial story stories piece page website post tweet email emails e-mails message messages letter letters script transcript song " +
	"opponent opponents rival rivals executive executives advocate advocates proponent proponents donor donors delegate superdelegate operative operatives associate associates surrogate surrogates staffer staffers hopeful hopefuls celebrity celebrities " +
	"anchor guy guys lady dad mom counsel representative reps elites elite folks anyone agent agents citizen citizens progressives moderates independents intellectuals pac pacs legislature legislation generation faction factions bloc alliance whites blacks " +
	"footage polling average projection forecast inquiry database files platform policy system language code tribunal committee-members neurosurgeon magnate star " +
	"figure figures number numbers result results evidence chart graphic map graph model models test tests study studies research investigation probe lawsuit suit indictment verdict decision opinion dissent minutes record slogan sign signs headline headlines shirt")

// agentive reports whether the phrase that token h heads can say, think or want.
func (t *tree) agentive(h int) bool {
	w := t.word(h)
	if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false // a bullet
	}
	switch tag := t.tag(h); {
	case tag == communique.PRP, tag == communique.PRPS:
		return w != "there"
	case relatives.Has(w):
		if w == "that" {
			if k := t.antecedentOf(h); k >= 0 {
				return t.agentive(k)
			}
		}
		return true
	}
	if m := t.f.at(h); m != nil {
		switch m.Type {
		case "person", "organisation", "state", "group", "document":
			return true
		case "instrument":
			// What an article provides is no act of speech; a treaty may be quoted.
			return !strings.HasPrefix(strings.ToLower(m.Exact), "art")
		case "concept", "event":
			return speakers.Has(w) || agents.Has(w)
		}
	}
	if tag := t.tag(h); tag.Proper() || tag == communique.CD && !strings.ContainsRune(w, '.') || tag == communique.DT || tag == communique.JJ {
		return true
	}
	bare := strings.TrimSuffix(w, "s")
	if speakers.Has(w) || agents.Has(w) || findings.Has(w) || written.Has(w) || ranks.Has(w) || speakers.Has(bare) || agents.Has(bare) || findings.Has(bare) || written.Has(bare) || papers.Has(bare) || papers.Has(w) {
		return true
	}
	if cut, _, ok := strings.Cut(strings.ReplaceAll(w, "’", "'"), "'"); ok {
		return speakers.Has(cut) || agents.Has(cut) || t.f.upperToken(h)
	}
	for _, suffix := range []string{"ist", "ian", "crat", "man", "men", "woman", "women", "eer", "yer", "ster", "ser", "ker", "ter", "ner", "der", "ger", "tor", "ssor", "ee", "ant"} {
		if strings.HasSuffix(bare, suffix) && !things.Has(bare) {
			return true
		}
	}
	return false
}

// things end as nouns for persons do.
var things = set("center computer matter letter number water paper chapter quarter order border letter winter disaster filter server router register counter power weather factor sector doctor monitor committee fee degree restaurant plant grant warrant figure center character order master barrier carrier trillion murder disorder danger folder thunder hacker-free encounter dinner corner banner manner partner-country marker cancer answer transfer")

// antecedentOf returns the noun that the relative pronoun h stands for, -1 where
// it is not found.
func (t *tree) antecedentOf(h int) int {
	for k, n := h, 0; k >= 0 && n < 12; k, n = t.head(k), n+1 {
		if t.dep(k) == communique.AclRelcl {
			return t.head(k)
		}
	}
	for k := h - 1; k >= t.first && h-k < 3; k-- {
		if t.tag(k).Noun() {
			return k
		}
	}
	return -1
}
