package ingest_test

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/ingest/when"
)

func TestPublished(t *testing.T) {
	rd := newReader(t)
	anchor, ok := when.ParseDate("2015-05")
	if !ok {
		t.Fatal("2015-05 is no date")
	}
	given, ok := when.ParseDate("2019-11-20")
	if !ok {
		t.Fatal("2019-11-20 is no date")
	}
	body := "The ministers met and talked about cyber defence for two hours. They agreed to meet again. Nothing else was decided, and the allies went home.\n"
	for _, test := range []struct {
		name, file, text string
		source           communique.Source
		anchor           communique.TimeValue
		want, basis      string // basis: a part of it
	}{
		{name: "nothing says", text: "A meeting\n\n" + body},
		{name: "the anchor only where nothing says", text: "A meeting\n\n" + body, anchor: anchor, want: "2015-05"},
		{name: "what the caller says goes first", text: "A meeting\n\n14 June 2021\n\n" + body, source: communique.Source{Published: given}, want: "2019-11-20"},
		{name: "front matter", file: "a.md", text: "---\ntitle: A meeting\npublished: 2021-06-14\n---\n\n" + body, want: "2021-06-14", basis: "front matter"},
		{name: "a date line", text: "A meeting\n\n14 June 2021\n\n" + body, anchor: anchor, want: "2021-06-14", basis: "dateline"},
		{name: "an agency's dateline", text: "A meeting in Brussels\n\nBRUSSELS, June 14, 2021 – " + body, want: "2021-06-14", basis: "dateline"},
		{name: "a date in a sentence is none", text: "A meeting\n\nThe last meeting took place on 14 June 2021, when the ministers talked about cyber defence.\n\n" + body},
		{name: "a title that ends with its day", text: "Press Briefing by the Press Secretary, May 18, 2022\n\n" + body, want: "2022-05-18", basis: "title"},
		{name: "a title about a holiday", text: "A Proclamation on Labor Day, 2022\n\n" + body},
		{name: "a day among the words of a title", text: "Summary of the leaders’ 16 February 2023 call\n\n" + body},
		{name: "a meeting of three days", text: "Leaders’ Meeting\n\nBonn, 11–13 June 2021\n\n" + body},
		{name: "the end of a sentence that was wrapped", text: "Nominations sent\n\nJohn Doe, of Maine, to be a member of the board for a term expiring\nJanuary 31, 2028.\n\n" + body},
		{name: "a title about a day", text: "What happened on May 18, 2022 in Brussels\n\n" + body},
		{name: "the date of a motto", text: "A meeting\n\n“We stand together.”\n\n– President Biden, February 19, 2021\n\n" + body},
		{name: "the date of a motto under its speaker", text: "A meeting\n\n“We stand together.”\n\nPresident Biden\nFebruary 19, 2021\n\n" + strings.Repeat(body+"\n", 5)},
		{name: "a treaty's closing formula", text: "A treaty\n\n" + body + "\nDone at Washington, the fourth day of April, 1949.\n", want: "1949-04-04", basis: "signature"},
		{name: "a treaty's closing sentence, its day far behind", text: "A treaty\n\n" + strings.Repeat(body+"\n", 9) + "Done at Washington in a single original in the Arabic, Chinese, English, French, Russian and Spanish languages, all six texts being equally authentic and each of them deposited with the depositary, on 4 April 1949.\n\n" + strings.Repeat(body+"\n", 9), want: "1949-04-04", basis: "signature"},
		{name: "a collection of treaties", text: "Treaties\n\n" + strings.Repeat(body+"\n", 9) + "Done at Washington, 4 April 1949.\n\n" + strings.Repeat(body+"\n", 9) + "Done at London on 5 May 1955.\n\n" + strings.Repeat(body+"\n", 9)},
		{name: "a treaty that another text tells of", text: "A speech\n\n" + body + "\nThe treaty was signed at Lisbon on 13 December 2007.\n"},
		{name: "a proclamation's", text: "A proclamation\n\n" + body + "\nIN WITNESS WHEREOF, I have hereunto set my hand this twenty-second day of July, in the year of our Lord two thousand twenty‑two.\n", want: "2022-07-22", basis: "signature"},
		{name: "a day under the issuer", text: "An order\n\n" + strings.Repeat(body+"\n", 9) + "\nTHE WHITE HOUSE,\n\nJune 6, 2025.\n", want: "2025-06-06", basis: "signature"},
		{name: "meta of a page", file: "a.html", text: "<html><head><meta property=\"article:published_time\" content=\"2021-06-14T10:00:00Z\"></head><body><article><h1>A meeting</h1><p>" + strings.Repeat(body, 3) + "</p></article></body></html>", want: "2021-06-14", basis: "article:published_time"},
		{name: "a member count told as present", text: "A meeting\n\nNATO has 29 members. " + body, want: "2017-06-05/2020-03-26", basis: "inferred"},
		{name: "the newest count bounds", text: "A meeting\n\nNATO has 32 members. " + body, want: "2024-03-07/..", basis: "inferred"},
		{name: "a session that is greeted", text: "I congratulate you, Sir, on your election as President of the General Assembly at its sixty-second session.\n\n" + body, want: "2007-09-01/2007-12-31", basis: "inferred"},
		{name: "a session that goes on", text: "The sixty-first session of the Assembly was hard, and this sixty-second session of the Assembly will be too.\n\n" + body, want: "2007-09-01/2008-09-30", basis: "inferred"},
		{name: "a session that is over", text: "I thank the President of the General Assembly at its sixty-first session.\n\n" + body, want: "", basis: ""},
		{name: "a count that held twice", text: "A meeting\n\nThe European Union has 27 member states. " + body, want: "2007-01-01/..", basis: "inferred"},
		{name: "an act told as news", text: "A meeting\n\nNATO issued a statement on cyber attacks at a meeting in Wales earlier this month.\n\nNATO Secretary General Anders Fogh Rasmussen welcomed it. " + body, want: "2014-09", basis: "earlier this month"},
		{name: "an act told as news, at another place", text: "A meeting\n\nNATO issued a statement on cyber attacks at a meeting in Oslo earlier this month.\n\nNATO Secretary General Anders Fogh Rasmussen welcomed it. " + body},
		{name: "two acts that may be meant", text: "A meeting\n\nNATO issued a statement on cyber defence earlier this month.\n\nNATO Secretary General Jens Stoltenberg welcomed it. " + body},
		{name: "an act that is to come", text: "A meeting\n\nNATO will issue a statement on cyber attacks in Wales this month.\n\nNATO Secretary General Anders Fogh Rasmussen welcomed it. " + body},
		{name: "something else that was done yesterday", text: "A meeting\n\nNATO ministers spoke with Albania about cyber attacks yesterday.\n\nNATO Secretary General Jens Stoltenberg welcomed it. " + body},
		{name: "an act of today", text: "A welcome\n\nToday Finland became the 31st member of NATO. " + body, want: "2023-04-04", basis: "today"},
		{name: "an act that is done again and again", text: "Sanctions\n\nToday the United States imposed sanctions on Russia. " + body},
		{name: "an act of another day", text: "A welcome\n\nFinland became the 31st member of NATO last year. Today we know better. " + body},
		{name: "the month of a title page", text: "A strategy for cyberspace\n\nNovember 2011\n\n" + body, want: "2011-11", basis: "title page"},
		{name: "a month in a sentence", text: "A strategy for cyberspace\n\nIt was in November 2011\n\n" + body},
		{name: "a treaty", text: "A protocol\n\n" + strings.Repeat(body+"\n", 3) + "SIGNED at Brussels on the 26th day of March 2003.\n", want: "2003-03-26", basis: "signature"},
		{name: "a day below a text", text: "A charter\n\n" + strings.Repeat(body+"\n", 12) + "Paris, 12 November 2018\n", want: "2018-11-12", basis: "signature"},
		{name: "a text that ends with a day", text: "A charter\n\n" + strings.Repeat(body+"\n", 4) + "The last time that they had met in the city of Paris was on 12 November 2018\n"},
		{name: "the meeting of a communiqué", text: "A communiqué\n\nWe, the leaders of the seven, met in Cornwall on 11-13 June 2021 and talked for three days.\n\n" + body, want: "2021-06-13", basis: "meeting"},
		{name: "a meeting that others had", text: "A report\n\nThe leaders met in Cornwall on 13 June 2021 and talked for three days.\n\n" + body},
		{name: "the others are not the count", text: "A meeting\n\nThe other 29 allies agreed. " + body},
	} {
		file := test.file
		if file == "" {
			file = "a.txt"
		}
		d, err := rd.Read(ingest.Input{Name: file, Data: []byte(test.text), Source: test.source, Anchor: test.anchor})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := d.Published(); got.EDTF != test.want || !strings.Contains(got.Basis, test.basis) {
			t.Errorf("%s: published %q (%s), want %q (%s)", test.name, got.EDTF, got.Basis, test.want, test.basis)
		}
	}
}

func TestOtherLanguagesMakeNoClaims(t *testing.T) {
	rd := newReader(t)
	text := "Die NATO hat 28 Mitglieder. Die Minister haben am 14. Juni 2021 in Brüssel beschlossen, dass ein Cyberangriff den Bündnisfall auslösen kann. Das sagte der Generalsekretär nach der Sitzung vor der Presse.\n"
	d, err := rd.Read(ingest.Input{Name: "a.txt", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	if d.Language != "de" || len(d.Claims)+len(d.Statements)+len(d.Mentions) > 0 || d.Text != text {
		t.Errorf("language %q, %d claims, %d statements, %d mentions", d.Language, len(d.Claims), len(d.Statements), len(d.Mentions))
	}
}

// FuzzRead wants of any bytes an error or a document that is valid; Read
// validates, so that what it must not do is panic or hang.
func FuzzRead(f *testing.F) {
	rd := newReader(f)
	for _, seed := range []string{
		"", "NATO has 28 members.", "“We reaffirm”, Stoltenberg said Wednesday.\n\nMR. SULLIVAN: Yes.\n\nQ Why?\n",
		"# Title\n\n- a\n- b\n", "<p>NATO – 30 allies</p>", "\xff\xfeN\x00A\x00", "a\x00b", strings.Repeat("“", 100), "Article 5 Article 5",
		"\u202eevil\u202c in 2014, back in 2014", "1. 2. 3. 28 28 28", "A: No.\nQ: Has Article 5 ever been invoked?\nA: No.",
	} {
		f.Add("a.txt", []byte(seed))
	}
	f.Add("a.md", []byte("---\npublished: 2021-06-14\n---\n[NATO](x) has *28* members"))
	f.Add("a.html", []byte("<html><body><article><p>NATO has 28 members.</p></article>"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, err := rd.Read(ingest.Input{Name: name, Data: data})
		if err == nil && d.ID != communique.DocIDOf(data) {
			t.Errorf("document %s of other bytes", d.ID)
		}
	})
}

// A fault of a finder is an error of its document: a reader without a gazetteer
// is the nearest one at hand.
func TestFaultCostsOneDocument(t *testing.T) {
	broken := &ingest.Reader{Version: "test"}
	d, err := broken.Read(ingest.Input{Name: "a.txt", Data: []byte("NATO has 28 members.\n")})
	if d != nil || err == nil || !strings.Contains(err.Error(), "fault of the program") || !strings.Contains(err.Error(), "ingest/who") {
		t.Errorf("got %v, %v", d, err)
	}
}
