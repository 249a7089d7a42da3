package who

import (
	"fmt"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// show lists mentions as "words=id", those left open as "words=?".
func show(r *communique.Reading) string {
	var out []string
	for _, m := range r.Mentions {
		id := string(m.Entity)
		if id == "" {
			id = "?"
		}
		out = append(out, m.Exact+"="+id)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	g := fixture(t)
	for _, c := range []struct{ text, want string }{
		// names, possessives, acronyms
		{"NATO’s allies met NATO's council.", "NATO=org:nato; NATO=org:nato"},
		{"It told us that the U.S.-led effort and the US budget matter.", "U.S.=state:united-states; US=state:united-states"},
		{"NATO TELLS US TO WAIT FOR WHO REPORT", "NATO=org:nato"},
		{"Officials say Nato will act.", "Nato=org:nato"},
		{"They work in cyberspace and in Cyberspace.", "cyberspace=concept:cyberspace; Cyberspace=concept:cyberspace"},
		{"People who know it wait.", ""},
		{"Russians and the Polish government spoke; they polish shoes.", "Russians=state:russia; Polish=state:poland"},
		// the family's name first, as at home
		{"Mori Hana met Biden Joe; Hana Mori left.", "Mori Hana=person:hana-mori; Hana Mori=person:hana-mori"},
		// longest match
		{"The North Atlantic Council met; the Atlantic Council wrote.", "North Atlantic Council=org:north-atlantic-council; Atlantic Council=org:atlantic-council"},
		{"Guinea, Guinea-Bissau and Papua New Guinea signed, off the Gulf of Guinea.", "Guinea=state:guinea; Guinea-Bissau=state:guinea-bissau; Papua New Guinea=state:papua-new-guinea"},
		{"New Mexico borders Mexico.", "Mexico=state:mexico"},
		// articles
		{"NATO may invoke Article 5.", "NATO=org:nato; Article 5=instrument:article-5"},
		{"NATO knows Article 5 of the UN Charter.", "NATO=org:nato; Article 5=?; UN Charter=instrument:un-charter"},
		{"Article 5 of the Washington Treaty binds.", "Article 5=instrument:article-5; Washington Treaty=instrument:north-atlantic-treaty"},
		{"Article 5 of the constitution says so, NATO or not.", "Article 5=?; NATO=org:nato"},
		{"Article 5 of this law applies.", "Article 5=?"},
		{"NATO noted Article 5.3 and Article 51.", "NATO=org:nato"},
		// acronyms defined in the text
		{"The Cyberspace Operations Centre (CYOC) opened. CYOC grows.", "Cyberspace Operations Centre=org:cyberspace-operations-centre; CYOC=org:cyberspace-operations-centre; CYOC=org:cyberspace-operations-centre"},
		{"A Distributed Denial of Service (DDoS) hit it. DDoS is old.", ""},
		{"The United Nations (UNO) met. UNO agreed.", "United Nations=org:united-nations; UNO=org:united-nations; UNO=org:united-nations"},
		// what stands after a title and is no name
		{"A Minister Assisting the council and the Chief Prosecutor of Kenya met Miss Universe. Assisting them is hard.", ""},
		{"Lt. Gov. Jane Doe took the Fifth Amendment.", "Jane Doe=person:jane-doe"},
		{"She spoke in the\nJames S. Doe Press Briefing Room\ntoday", ""},
		// unknown bodies
		{"Staff of the Communications Security Establishment and the Ministry of Digital Affairs came.", "Communications Security Establishment=org:communications-security-establishment; Ministry of Digital Affairs=org:ministry-of-digital-affairs"},
		{"She joined the NATO Signals and Data Agency.", "NATO Signals and Data Agency=org:nato-signals-and-data-agency"},
		{"The council met. The Council met. Our Committee is small.", ""},
		{"The Office of the Under Secretary met an Internet Service Provider.", ""},
		{"It joined the National Tide Centre and the Centre for the Study of Floods.", "National Tide Centre=org:national-tide-centre; Centre for the Study of Floods=org:centre-for-the-study-of-floods"},
		{"Why The New Cyber Command Matters For Every Small Agency", ""},
		{"He led the Department for Culture, Media and Sport and the Ministry of Roads, Jane Doe and NATO.", "Department for Culture, Media and Sport=org:department-for-culture-media-and-sport; Ministry of Roads=org:ministry-of-roads; Jane Doe=person:jane-doe; NATO=org:nato"},
		{"a memo of the Department of\nHomeland Security and the National\nTide Centre", ""},
		// editions and plurals
		{"The 2010 Grand Plan will be replaced by the next Grand Plan.", "Grand Plan=document:plan-2010; Grand Plan=?"},
		{"They met in small spaces.", ""},
		{"Defences on land, in cyberspace and in space leave space for talks.", "cyberspace=concept:cyberspace; space=concept:space"},
		{"BRUSSELS (AP) NATO met.", "NATO=org:nato"},
		// titles and surnames
		{"President Biden and his daughter Ashley Biden came.", "Biden=person:joe-biden; Ashley Biden=person:ashley-biden"},
		{"Vladimir Putin came. Prime Minister Putin left.", "Vladimir Putin=person:vladimir-putin; Putin=?"},
		{"President Xi spoke; Xi left.", "Xi=person:xi-jinping; Xi=person:xi-jinping"},
		{"Laura Bush came. President Bush left. Mr. Bush spoke.", "Laura Bush=person:laura-bush; Bush=?; Bush=?"},
		{"Vice President Orr spoke, then Secretary Hale and Deputy Secretary Hale.", "Orr=person:mike-orr; Hale=person:lloyd-hale; Hale=person:lloyd-hale"},
		{"The assisting officers saw General Assisting leave.", ""},
		// unknown people
		{"Ada Lind, a senior scientist with the firm, spoke.", "Ada Lind=person:ada-lind"},
		{"Minister Karin Aldmo and Gen. Piet Oster left. Oster smiled.", "Karin Aldmo=person:karin-aldmo; Piet Oster=person:piet-oster; Oster=person:piet-oster"},
		{"“No,” said Milo Tarn.", "Milo Tarn=person:milo-tarn"},
		{"Strong Winds blew. Cyber Threats grew.", ""},
		{"Mr. Hollis agreed. Hollis left.", "Hollis=person:hollis; Hollis=person:hollis"},
		// surnames
		{"Jens Stoltenberg came. Stoltenberg spoke.", "Jens Stoltenberg=person:jens-stoltenberg; Stoltenberg=person:jens-stoltenberg"},
		{"Sarah Brown met Peter Brown. Brown spoke.", "Sarah Brown=person:sarah-brown; Peter Brown=person:peter-brown; Brown=?"},
		{"President Biden met President Putin. Biden left.", "Biden=person:joe-biden; Putin=person:vladimir-putin; Biden=person:joe-biden"},
		{"Ashley Biden came. President Biden spoke.", "Ashley Biden=person:ashley-biden; Biden=person:joe-biden"},
		{"When Putin came, he waited.", "Putin=?"},
		{"Ursula von der Leyen spoke. Later von der Leyen left.", "Ursula von der Leyen=person:ursula-von-der-leyen; von der Leyen=person:ursula-von-der-leyen"},
		{"Jens Stoltenberg spoke.\nMR. STOLTENBERG:  Thank you.", "Jens Stoltenberg=person:jens-stoltenberg; STOLTENBERG=person:jens-stoltenberg"},
		// places
		{"Troops left Husn and Al Tanf in Ruritania, near al-Qasr. They met in Husn, not in English.", "Husn=np:husn; Al Tanf=np:al tanf; Ruritania=np:ruritania; al-Qasr=np:al-qasr; Husn=np:husn"},
		{"The city of Vellin lies on Lake Orro in Harran province. Vellin grew by the Sorra River.", "Vellin=np:vellin; Lake Orro=np:lake orro; Harran province=np:harran province; Vellin=np:vellin; Sorra River=np:sorra river"},
		{"A clerk from Brodno, Poland, spoke in Security matters and in Defence.", "Brodno=np:brodno; Poland=state:poland"},
		{"He spoke in Cloud terms; the cloud is old. In Act One they sing in March.", ""},
		// military units and other bodies
		{"The 12th River Battalion and the Free Coastal Forces joined the Green Movement of Poland.", "12th River Battalion=org:12th-river-battalion; Free Coastal Forces=org:free-coastal-forces; Green Movement of Poland=org:green-movement-of-poland"},
		{"The Tidal Growth Centre opened. The Growth Centre grows; an Armed Forces band of the Working Group of Poland played for the Armed Forces.", "Tidal Growth Centre=org:tidal-growth-centre; Growth Centre=org:tidal-growth-centre; Armed Forces=np:armed forces; Working Group of Poland=org:working-group-of-poland; Armed Forces=np:armed forces"},
		{"The NATO Alliance met. New Forces came, and the Group left.", "NATO=org:nato"},
		// documents
		{"The Digital Harbours Act of 2015 and Executive Order 14999 follow Security Council resolution 2999 (2019). An Act passed; the Joint Declaration and the Internet Protocol are old.", "Digital Harbours Act of 2015=document:digital-harbours-act-of-2015; Executive Order 14999=document:executive-order-14999; Security Council resolution 2999 (2019)=document:security-council-resolution-2999-2019"},
		{"They signed the Convention on the Safety of Harbours, after Order 66 and Resolution 12.", "Convention on the Safety of Harbours=document:convention-on-the-safety-of-harbours"},
		// names that only the rest of the document explains
		{"How The Tidal Growth Centre Changed Everything\nThe Tidal Growth Centre opened. TIDAL GROWTH CENTRE OPENED AGAIN", "Tidal Growth Centre=org:tidal-growth-centre; Tidal Growth Centre=org:tidal-growth-centre; TIDAL GROWTH CENTRE=org:tidal-growth-centre"},
		{"The outskirts of Washington; Washington’s mayor; a Washington-based group. Washington said so.", "Washington=?; Washington=?; Washington=?; Washington=state:united-states"},
		// operations
		{"They ran Operation Silent Harbour and Exercise Tidal Wave. Operation costs rose.", "Operation Silent Harbour=event:operation-silent-harbour; Exercise Tidal Wave=event:exercise-tidal-wave"},
		{"The Counter Flood Service (CFS) came.", "Counter Flood Service=org:counter-flood-service; CFS=org:counter-flood-service"},
		// names with prefixes and initials
		{"Abu Karim al-Tunisi spoke. Later al-Tunisi left.", "Abu Karim al-Tunisi=person:abu-karim-al-tunisi; al-Tunisi=person:abu-karim-al-tunisi"},
		// traps
		{"It may rain in May. May is warm, and on 3 May it will.", ""},
		{"Theresa May spoke in May. May said so, and Mrs May left.", "Theresa May=person:theresa-may; May=person:theresa-may; May=person:theresa-may"},
		{"Will the State act? The President may.", ""},
		{"They ate turkey in Turkey with Michael Jordan and Chad Wolfe of Jordan and Chad.", "Turkey=state:turkey; Michael Jordan=person:michael-jordan; Jordan=state:jordan; Chad=state:chad"},
		{"Russian troops left Georgia after talks in Tbilisi.", "Russian=state:russia; Georgia=state:georgia; Tbilisi=np:tbilisi"},
		{"The company from Atlanta, Georgia, grew.", "Atlanta=np:atlanta; Georgia=?"},
		{"Officials in Washington agreed. Washington said no. George Washington lived.", "Washington=?; Washington=state:united-states; George Washington=person:george-washington"},
		{"Congress voted on the U.S. budget.", "Congress=org:us-congress; U.S.=state:united-states"},
		{"A congress of poets met in Congress Hall.", "Congress=?"},
	} {
		r := reading(c.text)
		g.Find(r)
		if got := show(r); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestOutdated holds what the day of publication makes of a title and surname
// that only one person of the gazetteer ever bore.
func TestOutdated(t *testing.T) {
	g := fixture(t)
	for _, c := range []struct{ text, published, want string }{
		{"Secretary of Defense Hale and President Hale met. Then Hale left.", "2023-03-01", "Hale=person:lloyd-hale; Hale=?; Hale=person:lloyd-hale"},
		{"He met the Secretary of Defense. Hale is a town.", "2023-03-01", "the Secretary of Defense=?; Hale=?"},
		{"Sen. Annie Hale: “It is so.” Annie Hale spoke.", "2023-03-01", "Annie Hale=?; Annie Hale=person:anna-hale"},
		{"Sen. Annie Hale: “It is so.”", "1995-03-01", "Annie Hale=person:anna-hale"},
		{"President Hale signed it. President Hale said why.", "2023-03-01", "Hale=person:anna-hale; Hale=person:anna-hale"},
		{"Secretary of Defense Hale knew former President Hale, so Hale left.", "2023-03-01", "Hale=person:lloyd-hale; Hale=person:anna-hale; Hale=?"},
		{"Prime Minister Trudeau is here.", "2026-03-01", "Trudeau=?"},
		{"Prime Minister Trudeau said so in 2018.", "2026-03-01", "Trudeau=person:justin-trudeau"},
		{"Former Prime Minister Trudeau is here.", "2026-03-01", "Trudeau=person:justin-trudeau"},
		{"Press call by Joe Biden\nMS. HALE:  Hello.\nMR. ORR:  Hello.", "2018-03-01", "Joe Biden=person:joe-biden; HALE=person:hale; ORR=person:mike-orr"},
		{"Press call by Joe Biden\nMS. HALE:  Hello.", "1985-03-01", "Joe Biden=person:joe-biden; HALE=person:anna-hale"},
		{"Russia met. Mr. Putin spoke, and Putin left. Mr. Biden waits.", "2018-03-01", "Russia=state:russia; Putin=person:vladimir-putin; Putin=person:vladimir-putin; Biden=?"},
		{"Mr. Putin spoke.", "2018-03-01", "Putin=?"},
		{"Prime Minister Trudeau is here.", "2018-03-01", "Trudeau=person:justin-trudeau"},
	} {
		r := reading(c.text)
		r.Sources[0].Published.Days = communique.Days{From: communique.Day(c.published), To: communique.Day(c.published)}
		g.Find(r)
		g.Resolve(r)
		if got := show(r); got != c.want {
			t.Errorf("%q published %s:\n got %s\nwant %s", c.text, c.published, got, c.want)
		}
	}
}

// TestLabels resolves the label of a speaker: by the title of the text, which may
// stand outside it, and never by whom the speech only speaks of.
func TestLabels(t *testing.T) {
	for _, c := range []struct {
		title string
		want  communique.EntityID
	}{
		{"Remarks by President Biden After a Visit", "person:joe-biden"},
		{"Remarks After a Visit", ""},
	} {
		g := fixture(t)
		r := reading("Q Mr. President?\nTHE PRESIDENT:  I have told Russia that it must stop.")
		r.Title = c.title
		r.Sources[0].Published.Days = communique.Days{From: "2022-03-01", To: "2022-03-01"}
		g.Find(r)
		g.Resolve(r)
		for _, m := range r.Mentions {
			if m.Exact == "THE PRESIDENT" && m.Entity != c.want {
				t.Errorf("%q: THE PRESIDENT is %q, want %q (%s)", c.title, m.Entity, c.want, m.Rule)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	g := fixture(t)
	year := func(y int) communique.Days {
		return communique.Days{From: communique.Day(fmt.Sprintf("%d-03-01", y)), To: communique.Day(fmt.Sprintf("%d-03-31", y))}
	}
	for _, c := range []struct {
		text      string
		published communique.Days
		want      string // mentions that Resolve added, and their ids
	}{
		{"NATO agreed. The Secretary General of NATO spoke.", year(2018), "The Secretary General=person:jens-stoltenberg"},
		{"NATO agreed. The Secretary General of NATO spoke.", year(2012), "The Secretary General=person:anders-fogh-rasmussen"},
		{"NATO agreed. The Secretary General of NATO spoke.", communique.Days{}, "The Secretary General=?"},
		{"NATO agreed. The Secretary General of NATO spoke.", communique.Days{From: "2014-01-01", To: "2014-12-31"}, "The Secretary General=?"},
		{"The NATO Secretary General spoke.", year(2018), "Secretary General=person:jens-stoltenberg"},
		{"NATO agreed. The alliance’s Secretary General spoke.", year(2018), "The alliance=org:nato; Secretary General=person:jens-stoltenberg"},
		{"NATO agreed. The Secretary General spoke.", year(2018), "The Secretary General=person:jens-stoltenberg"},
		{"NATO and the United Nations met. The Secretary General spoke.", year(2018), "The Secretary General=?"},
		{"NATO Secretary General Jens Stoltenberg spoke.", year(2018), ""},
		{"Jens Stoltenberg, the NATO Secretary General, spoke.", year(2018), ""},
		{"Canada’s prime minister spoke. A former prime minister of Canada left.", year(2018), "prime minister=person:justin-trudeau"},
		{"NATO met. Joe Biden spoke to them. He smiled and his staff left.", year(2022), "He=person:joe-biden; his=person:joe-biden"},
		{"Theresa May met Jens Stoltenberg. She left.", year(2018), "She=person:theresa-may"},
		{"Theresa May spoke. He left.", year(2018), ""},
		{"Jens Stoltenberg spoke.\nNothing else.\nNor here.\nHe left.", year(2018), ""},
		{"NATO met. The Alliance and Allies agreed, and their allies too.", year(2018), "The Alliance=org:nato; Allies=org:nato"},
		{"The Alliance for Peace met in Poland.", year(2018), ""},
		{"The council met in Poland; the North Atlantic Council did too, and the Council agreed.", year(2018), "the Council=org:north-atlantic-council"},
		{"NATO met. The communiqué says it, and this communique was long.", communique.Days{From: "2021-06-16", To: "2021-06-16"}, "The communiqué=document:tide-communique; this communique=document:tide-communique"},
		{"The Rivers Strategy\nNATO has the Tide Strategy.\nThis strategy, the strategy of NATO and the strategy are good.", year(2024), "This strategy=document:rivers-strategy; the strategy=document:rivers-strategy"},
		{"A long day\nNATO made the Tide Declaration.\nThe declaration and this declaration are good.", year(2024), "The declaration=document:tide-declaration; this declaration=document:tide-declaration"},
		{"NATO met. The communiqué says it.", communique.Days{From: "2021-06-26", To: "2021-06-26"}, ""},
		{"NATO met. The communiqué says it.", year(2021), ""},
		{"Russia met. The communiqué says it.", communique.Days{From: "2021-06-16", To: "2021-06-16"}, ""},
		{"NATO issued the Tide Communiqué.\nThe ministers left.\nThey slept.\nThe communiqué read well; the communiqué of Paris did not, nor the declaration.", year(2024), "The communiqué=document:tide-communique"},
		{"Remarks by President Biden on Russia\nTHE PRESIDENT:  Putin will fail.", year(2022), "THE PRESIDENT=person:joe-biden"},
	} {
		r := reading(c.text)
		r.Sources[0].Published.Days = c.published
		g.Find(r)
		before := map[communique.Span]bool{}
		for _, m := range r.Mentions {
			before[m.Span] = true
		}
		g.Resolve(r)
		var added []string
		for _, m := range r.Mentions {
			if before[m.Span] {
				continue
			}
			id := string(m.Entity)
			if id == "" {
				id = "?"
			}
			added = append(added, m.Exact+"="+id)
		}
		if got := strings.Join(added, "; "); got != c.want {
			t.Errorf("%q published %s:\n got %s\nwant %s", c.text, c.published, got, c.want)
		}
	}
}
