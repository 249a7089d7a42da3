package who

import (
	"strings"
	"testing"
	"testing/fstest"
)

const header = "id\tname\taliases\tadjectives\ttype\tparent\tfrom\tto\ttopics\tauthority\n"

// fixture is a small gazetteer, so that the tables of these tests do not move
// with the data folder.
func fixture(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load(tables())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func tables() fstest.MapFS {
	entity := func(lines ...string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(header + strings.Join(lines, "\n") + "\n")}
	}
	return fstest.MapFS{
		"gazetteer/states.tsv": entity(
			"state:united-states\tUnited States\tUS | U.S. | America\tAmerican | Americans\tstate",
			"state:united-kingdom\tUnited Kingdom\tUK | Britain\tBritish\tstate",
			"state:russia\tRussia\tRussian Federation\tRussian | Russians\tstate",
			"state:ukraine\tUkraine\t\tUkrainian\tstate",
			"state:georgia\tGeorgia\t\tGeorgian\tstate",
			"state:estonia\tEstonia\t\tEstonian\tstate",
			"state:poland\tPoland\t\tPolish\tstate",
			"state:turkey\tTürkiye\tTurkey\tTurkish\tstate",
			"state:jordan\tJordan\t\tJordanian\tstate",
			"state:chad\tChad\t\tChadian\tstate",
			"state:guinea\tGuinea\t\tGuinean\tstate",
			"state:guinea-bissau\tGuinea-Bissau\t\t\tstate",
			"state:papua-new-guinea\tPapua New Guinea\t\t\tstate",
			"state:canada\tCanada\t\tCanadian\tstate",
			"state:china\tChina\t\tChinese\tstate",
			"state:mexico\tMexico\t\tMexican\tstate",
			"state:japan\tJapan\t\tJapanese\tstate",
		),
		"gazetteer/organisations.tsv": entity(
			"org:nato\tNATO\tNorth Atlantic Treaty Organization\t\torganisation",
			"org:north-atlantic-council\tNorth Atlantic Council\tNAC\t\torganisation\torg:nato",
			"org:atlantic-council\tAtlantic Council\t\t\torganisation",
			"org:united-nations\tUnited Nations\tUN\t\torganisation",
			"org:world-health-organization\tWorld Health Organization\tWHO\t\torganisation\torg:united-nations",
			"org:us-congress\tUS Congress\tCongress\t\torganisation\tstate:united-states",
		),
		"gazetteer/people.tsv": entity(
			"person:jens-stoltenberg\tJens Stoltenberg\t\t\tperson",
			"person:anders-fogh-rasmussen\tAnders Fogh Rasmussen\t\t\tperson",
			"person:joe-biden\tJoe Biden\tJoseph Biden\t\tperson",
			"person:theresa-may\tTheresa May\t\t\tperson",
			"person:george-h-w-bush\tGeorge H. W. Bush\t\t\tperson",
			"person:xi-jinping\tXi Jinping\t\t\tperson",
			"person:hana-mori\tHana Mori\t\t\tperson",
			"person:lloyd-hale\tLloyd Hale\t\t\tperson",
			"person:anna-hale\tAnna Hale\tAnnie Hale\t\tperson",
			"person:mike-orr\tMike Orr\t\t\tperson",
			"person:justin-trudeau\tJustin Trudeau\t\t\tperson",
			"person:vladimir-putin\tVladimir Putin\t\t\tperson",
			"person:george-w-bush\tGeorge W. Bush\t\t\tperson",
			"person:ursula-von-der-leyen\tUrsula von der Leyen\t\t\tperson",
		),
		"gazetteer/instruments.tsv": entity(
			"instrument:north-atlantic-treaty\tNorth Atlantic Treaty\tWashington Treaty\t\tinstrument\torg:nato",
			"instrument:article-5\tArticle 5\tArticle V | Article 5 of the North Atlantic Treaty\t\tinstrument\tinstrument:north-atlantic-treaty",
			"instrument:un-charter\tUN Charter\tCharter of the United Nations\t\tinstrument\torg:united-nations",
		),
		"gazetteer/documents.tsv": entity(
			"document:tide-communique\tTide Communiqué\t\t\tdocument\torg:nato\t2021-06-14\t2021-06-14",
			"document:plan-2010\tGrand Plan 2010\t\t\tdocument\torg:nato\t2010-11-19\t2010-11-19",
			"document:plan-2022\tGrand Plan 2022\t\t\tdocument\torg:nato\t2022-06-29\t2022-06-29",
		),
		"gazetteer/concepts.tsv": entity("concept:cyberspace\tcyberspace\t\t\tconcept", "concept:space\tspace\touter space\t\tconcept"),
		"gazetteer/nominals.tsv": {Data: []byte("phrase\tentity\ttype\tneeds\tauthority\n" +
			"the Alliance\torg:nato\tgroup\torg:nato\t-\nthe alliance\torg:nato\tgroup\torg:nato\t-\nthe Council\torg:north-atlantic-council\tgroup\torg:north-atlantic-council\t-\nAllies\torg:nato\tgroup\torg:nato\t-\n")},
		"gazetteer/offices.tsv": {Data: []byte("title\tnames\torganisation\tsingle\tauthority\n" +
			"np:secretary general\tSecretary General | Secretary-General\torg:nato\tyes\t-\n" +
			"np:secretary-general\tSecretary-General | Secretary General\torg:united-nations\tyes\t-\n" +
			"np:president\tPresident | US President\tstate:united-states\tyes\t-\n" +
			"np:president\tPresident | Russian President\tstate:russia\tyes\t-\n" +
			"np:president\tPresident\tstate:china\tyes\t-\n" +
			"np:vice president\tVice President\tstate:united-states\tyes\t-\nnp:secretary of defense\tSecretary of Defense\tstate:united-states\tyes\t-\n" +
			"np:prime minister\tPrime Minister\tstate:japan\tyes\t-\nnp:prime minister\tPrime Minister\tstate:canada\tyes\t-\nnp:prime minister\tPrime Minister\tstate:united-kingdom\tyes\t-\n")},
		"gazetteer/holders.tsv": {Data: []byte("title\torganisation\tperson\tfrom\tto\tauthority\n" +
			"np:secretary general\torg:nato\tperson:anders-fogh-rasmussen\t2009-08-01\t2014-09-30\t-\n" +
			"np:secretary general\torg:nato\tperson:jens-stoltenberg\t2014-10-01\t2024-09-30\t-\n" +
			"np:president\tstate:china\tperson:xi-jinping\t2013-03-14\t\t-\n" +
			"np:president\tstate:united-states\tperson:anna-hale\t1981-01-20\t1989-01-19\t-\n" +
			"np:president\tstate:united-states\tperson:george-h-w-bush\t1989-01-20\t1993-01-19\t-\n" +
			"np:vice president\tstate:united-states\tperson:mike-orr\t2017-01-20\t2021-01-19\t-\n" +
			"np:secretary of defense\tstate:united-states\tperson:lloyd-hale\t2021-01-22\t2025-01-20\t-\n" +
			"np:president\tstate:united-states\tperson:george-w-bush\t2001-01-20\t2009-01-20\t-\n" +
			"np:president\tstate:united-states\tperson:joe-biden\t2021-01-20\t2025-01-20\t-\n" +
			"np:prime minister\tstate:japan\tperson:hana-mori\t2021-10-04\t2024-10-01\t-\n" +
			"np:president\tstate:russia\tperson:vladimir-putin\t2012-05-07\t\t-\n" +
			"np:prime minister\tstate:canada\tperson:justin-trudeau\t2015-11-04\t2025-03-14\t-\n" +
			"np:prime minister\tstate:united-kingdom\tperson:theresa-may\t2016-07-13\t2019-07-24\t-\n")},
		"gazetteer/ambiguous.tsv": {Data: []byte("name\tcandidates\treason\tauthority\n" +
			"Georgia\tstate:georgia\talso a state of the United States\t-\nWashington\tstate:united-states\ta city or the government in it\t-\n" +
			"Atlantic Council\torg:atlantic-council | org:north-atlantic-council\ta think tank\t-\nCongress\torg:us-congress\talso of other states\t-\n" +
			"Grand Plan\tdocument:plan-2010 | document:plan-2022\ttwo texts\t-\n" +
			"Jordan\tstate:jordan\talso a person’s name\t-\nTurkey\tstate:turkey\talso a bird\t-\n")},
	}
}
