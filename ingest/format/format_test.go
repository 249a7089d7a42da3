package format

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// checkText proves the laws of a text: valid UTF-8, blocks in order, not
// overlapping, not empty, on rune borders.
func checkText(t *testing.T, read Text) {
	t.Helper()
	for _, s := range []string{read.Text, read.Title, read.Outlet, read.Author, read.URL, read.Licence, read.Language} {
		if !utf8.ValidString(s) {
			t.Fatalf("not valid UTF-8: %q", s)
		}
	}
	end := 0
	for i, b := range read.Blocks {
		if b.Start < end || b.Start >= b.End || b.End > len(read.Text) || !utf8.RuneStart(read.Text[b.Start]) || b.Type == "" {
			t.Fatalf("block %d %+v of a text of %d bytes, after %d", i, b, len(read.Text), end)
		}
		end = b.End
	}
}

// Plain UTF-8 is its own text, down to the carriage returns.
func TestPlainIsItself(t *testing.T) {
	for _, s := range []string{"a", "line\r\nline\rline\n", "é e\u0301 \u00a0“x”\n", "# not a heading\n* nor a list\n", "tab\tand\fpage", "<b>not a page", "a\ufeffb"} {
		for _, name := range []string{"", "a.txt", "A.TXT", "dir/a.unknown"} {
			got, err := Parse(name, []byte(s))
			if err != nil || got.Text != s || got.Format != "text" || got.Blocks != nil {
				t.Errorf("Parse(%q, %q) = %q, %q, %v", name, s, got.Format, got.Text, err)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	const want = "Der Außenminister sagte: „Ça va“ — naïve café.\r\nSecond line, long enough to be a text of its own.\n"
	le, err := xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	be, err := xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	western, err := charmap.Windows1252.NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"utf-8": want, "utf-8 with mark": "\ufeff" + want,
		"utf-16le with mark": "\xff\xfe" + le, "utf-16be with mark": "\xfe\xff" + be, "utf-16le": le, "utf-16be": be,
		"windows-1252":       western,
		"utf-8, broken once": strings.Repeat(want, 3) + "\xff", // repaired below
	} {
		want := want
		if strings.HasSuffix(data, "\xff") {
			want = strings.Repeat(want, 3) + "\uFFFD"
		}
		got, err := Parse("a.txt", []byte(data))
		if err != nil || got.Text != want {
			t.Errorf("%s: got %q, %v", name, got.Text, err)
		}
	}

	cyrillic, err := charmap.Windows1251.NewEncoder().String("<html><head><meta charset='windows-1251'></head><body><p>Министры договорились о совместной защите сетей.</p></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Parse("", []byte(cyrillic)); err != nil || !strings.Contains(got.Text, "Министры договорились") {
		t.Errorf("windows-1251 page: got %q, %v", got.Text, err)
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       error
		says       string
	}{
		{"nothing", "", ErrEmpty, "give a file"},
		{"white space", " \r\n\t\u00a0\u200b\ufeff", ErrEmpty, "give a file"},
		{"only a mark", "\xef\xbb\xbf", ErrEmpty, "give a file"},
		{"empty page", "<!doctype html><html><body><script>var a</script><!-- words --></body></html>", ErrEmpty, "html"},
		{"pdf", "%PDF-1.7\n%âãÏÓ\n", ErrBinary, "PDF"},
		{"zip", "PK\x03\x04abc", ErrBinary, "Office"},
		{"png", "\x89PNG\r\n\x1a\n", ErrBinary, "PNG"},
		{"zero bytes", "abc\x00\x01\x02def\x00\x00", ErrBinary, "zero bytes"},
		{"controls", "a\x01b\x02c\x03d\x04e\x05f\x06", ErrBinary, "control"},
		{"noise", "\x81\x8d\xfe\xfa\x90\x9d\x80\xff\xff\xc0", ErrEncoding, "UTF-8"},
		{"broken after a mark", "\xef\xbb\xbfabc\xff", ErrEncoding, "UTF-8"},
	} {
		_, err := Parse("x.txt", []byte(tt.data))
		if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got error %q, want %q that says %q", tt.name, err, tt.want, tt.says)
		}
	}
	if _, err := Parse("x.txt", bytes.Repeat([]byte("a"), MaxBytes+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: got error %v", err)
	}
}

func TestReadAll(t *testing.T) {
	if got, err := ReadAll(strings.NewReader("words")); err != nil || string(got) != "words" {
		t.Errorf("got %q, %v", got, err)
	}
	endless := &counter{}
	if _, err := ReadAll(endless); !errors.Is(err, ErrTooLarge) || endless.n > MaxBytes+1 {
		t.Errorf("an endless file: read %d bytes, %v", endless.n, err)
	}
}

// counter is a file without end that counts what is read of it.
type counter struct{ n int }

func (c *counter) Read(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"a.txt", "<!-- x --><!DOCTYPE HTML><html><p>Some words stand here.", "html"},
		{"a.txt", "\n<html lang=en><body><p>Some words stand here.", "html"},
		{"", "<div><p>One</p><p>Two</p></div>", "html"},
		{"page.HTM", "Some words <b>stand</b> here.", "html"},
		{"a.txt", "<headline> is not a tag of HTML", "text"},
		{"a.md", "# Head\n\nWords.", "markdown"},
		{"a.txt", "---\ntitle: Words\n---\nMore words.", "markdown"},
		{"a.txt", "---\nNot fields at all\n---\n", "text"},
		{"a.txt", "Source: somewhere\n\nWords", "text"},
		{"https://x.example/a.html?b=c.txt", "Some words stand here.", "html"},
		{"a.html?b", "Words", "text"},
	} {
		got, err := Parse(tt.name, []byte(tt.data))
		if err != nil || got.Format != tt.want {
			t.Errorf("Parse(%q, %q): format %q, %v; want %q", tt.name, tt.data, got.Format, err, tt.want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	for _, tt := range []struct {
		name, head string
		want       string // the fields, one a line; "none" where it is no head
	}{
		{"plain", "title: Words\ndate: 2021-06-15\n", "title=Words\ndate=2021-06-15\n"},
		{"escapes", `title: "Readout of President\_Biden\u2019s \"Meeting\""` + "\n", "title=Readout of President\u00a0Biden’s \"Meeting\"\n"},
		{"a long line", "title: \"Remarks at the 2024 Girls\\\n  \\ Leading Change\\_Day\"\n", "title=Remarks at the 2024 Girls Leading Change\u00a0Day\n"},
		{"a folded line", "title: Remarks\n  by the President\ndate: 2021\n", "title=Remarks by the President\ndate=2021\n"},
		{"a block", "title: >-\n  Remarks\n  by the President\n", "title=Remarks by the President\n"},
		{"single quotes", "title: 'NATO''s pledge'\ndate: '2021-06-15'\n", "title=NATO's pledge\ndate=2021-06-15\n"},
		{"dates stay as written", "date: 2024-10-31 14:03:42-04:00\nnumber: 0x10\n", "date=2024-10-31 14:03:42-04:00\nnumber=0x10\n"},
		{"nothing", "title: null\noutlet: ~\nlang:\n", "title=\noutlet=\nlang=\n"},
		{"lists", "author: [A. Writer, B. Writer]\ntags:\n- a\n- b\nmore:\n  c: d\n", "author=A. Writer, B. Writer\ntags=a, b\nmore=\n"},
		{"an alias stands for nothing", "outlet: &o The Post\nauthor: *o\n", "outlet=The Post\nauthor=\n"},
		{"a comment", "# of us\ntitle: Words # of others\n", "title=Words\n"},
		{"no YAML: a colon", "title: Cyber: a primer\ndate: 2021-06-15\n", "title=Cyber: a primer\ndate=2021-06-15\n"},
		{"no YAML: a quotation", "title: \"War\" and peace\n", "title=\"War\" and peace\n"},
		{"no YAML: a star", "title: *Cyber* war\n", "title=*Cyber* war\n"},
		{"keys of several words", "Note to editors: words\n", "none"},
		{"no keys", "Words\n", "none"},
		{"empty", "", "none"},
		{"too many", strings.Repeat("a: b\n", 200), "none"},
		{"too long for YAML", "title: \"a\\_b\"\nrest: " + strings.Repeat("c", 70<<10) + "\n", "title=a\\_b\nrest=" + strings.Repeat("c", 70<<10) + "\n"},
	} {
		fields, rest := frontMatter("---\n" + tt.head + "---\nText: it\n---\n")
		got, after := "", "Text: it\n---\n"
		for _, f := range fields {
			got += f.key + "=" + f.value + "\n"
		}
		if fields == nil {
			got, after = "none", "---\n"+tt.head+"---\n"+after
		}
		if got != tt.want || rest != after {
			t.Errorf("%s: %.200q: got %.200q and the rest %.50q, want %.200q", tt.name, tt.head, got, rest, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	long := "<p>" + strings.Repeat("The allies agreed on many things in the course of the day. ", 4) + "</p>"
	for _, tt := range []struct {
		name, page string
		want       string // dates, divided by a space
	}{
		{"none", "<body><article>" + long + "</article><footer>© 2021 <time datetime=2021-01-01>x</time></footer>", ""},
		{"time in the article", "<body><article><h1>T</h1><time datetime=2020-05-06>6 May</time>" + long + "</article>", "2020-05-06"},
		{"time deep in the article", "<body><article><h1>T</h1>" + long + long + long + "<time datetime=2020-05-06>6 May</time></article>", ""},
		{"changed", "<body><article><h1>T</h1><time class=updated datetime=2020-05-06>6 May</time>" + long + "</article>", ""},
		{"side bar", "<body><div class=sidebar><article><time datetime=2020-05-06>x</time></article></div><main>" + long + "</main>", ""},
		{"comment", "<body><article><h1>T</h1><div id=comments><time datetime=2020-05-06>x</time></div>" + long + "</article>", ""},
		{"list of articles", "<body><article><time datetime=2020-05-06>x</time></article><article><time datetime=2020-05-07>y</time></article>", ""},
		{"order", "<meta name=dc.date content=2020-01-03><meta property=article:published_time content=2020-01-02><script type=application/ld+json>[{\"@type\":\"Report\",\"datePublished\":\"2020-01-01\"}]</script><body>" + long, "2020-01-01 2020-01-02 2020-01-03"},
		{"modified only", "<meta property=article:modified_time content=2020-01-02><meta name=last-modified content=2020-01-02><body>" + long, ""},
		{"cards of others", "<script type=application/ld+json>{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-01-01\"}]}</script><body>" + long, ""},
	} {
		got, err := Parse("a.html", []byte("<!doctype html><html>"+tt.page+"</html>"))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		var dates []string
		for _, d := range got.Dates {
			dates = append(dates, d.Raw)
		}
		if got := strings.Join(dates, " "); got != tt.want {
			t.Errorf("%s: dates %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Pages made to hurt are read, or refused, all the same.
func TestHostile(t *testing.T) {
	const n = 40_000
	for name, page := range map[string]string{
		"deep":            strings.Repeat("<div>", n) + "words",
		"deep formats":    strings.Repeat("<b><i>", n) + "words",
		"unclosed":        "<html><body>" + strings.Repeat("<p><a href=x>words here ", n/4),
		"one long line":   "<html><p>" + strings.Repeat("word ", 1<<20/5),
		"huge":            "<html><p>" + strings.Repeat("word ", 4<<20/5),
		"table":           "<html><table>" + strings.Repeat("<tr><td>", n/4) + "words",
		"comments":        "<html>" + strings.Repeat("<!--", n) + "words",
		"attributes":      "<html><p " + strings.Repeat("a=b ", n) + ">words",
		"script":          "<html><script>" + strings.Repeat("<", n) + "</script><p>words",
		"json":            "<html><script type=application/ld+json>" + strings.Repeat("[", n) + "</script><p>words",
		"authors":         "<html>" + manyAuthors(5_000) + "<p>words",
		"lists":           "<html>" + strings.Repeat("<ul><li>", 150) + "words",
		"many paragraphs": "<html>" + strings.Repeat("<p>Some words stand here, and they are not few.</p>", 3_000),
	} {
		read, err := Parse("a.html", []byte(page))
		if err != nil && !errors.Is(err, ErrEmpty) {
			t.Errorf("%s: %v", name, err)
		}
		checkText(t, read)
	}
	for name, source := range map[string]string{
		"brackets": strings.Repeat("[", n), "links": strings.Repeat("[a](", n), "stars": strings.Repeat("*a _b ", n), "quotes": strings.Repeat("> ", n) + "a",
		"items": strings.Repeat("- ", n) + "a", "ticks": strings.Repeat("`a``", n), "angle": strings.Repeat("<a ", n), "pipes": strings.Repeat("|", n) + "\n" + strings.Repeat("-|", n),
		"front": "---\n" + strings.Repeat("a: b\n", n), "references": strings.Repeat("[a]: b\n", n/10) + "words", "ladder": ladder(700),
		"bracket lines": strings.Repeat("[a\n", n), "star lines": strings.Repeat("*a\n", n), "tick lines": strings.Repeat("a `b\n", n), "tag lines": strings.Repeat("b <a\n", n),
		"image lines": strings.Repeat("b ![a](\n", n), "closing lines": strings.Repeat("a**\n", n), "tables": strings.Repeat("| a |\n|---|\n| b |\n", n/10), "under": strings.Repeat("a_ _b\n", n),
		"front lists": "---\na: " + strings.Repeat("[", n) + "\n---\nwords", "front steps": "---\na:\n" + ladder(200) + "---\nwords", "front keys": "---\n" + strings.Repeat("? ", n) + "\n---\nwords",
		"front text": "---\na: \"" + strings.Repeat("b\n ", 1<<18) + "\"\n---\nwords", "front aliases": "---\n" + aliases(30) + "---\nwords",
		"quote lines": strings.Repeat("> a\n", n), "fences": strings.Repeat("```\n", n), "comments": strings.Repeat("<!-- a\n", n), "entities": strings.Repeat("&amp &#\n", n),
	} {
		read, err := Parse("a.md", []byte(source))
		if err != nil && !errors.Is(err, ErrEmpty) {
			t.Errorf("%s: %v", name, err)
		}
		checkText(t, read)
	}
}

// manyAuthors makes meta tags that all name another author.
func manyAuthors(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<meta name=author content=a%d><meta name=date content=%d>", i, i)
	}
	return b.String()
}

// aliases makes lists of which each names the one before ten times.
func aliases(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 words\n")
	for i := range n {
		fmt.Fprintf(&b, "a%d: &a%d [*a%d%s]\n", i+1, i+1, i, strings.Repeat(fmt.Sprintf(", *a%d", i), 9))
	}
	return b.String() + fmt.Sprintf("title: *a%d\n", n)
}

// ladder makes a list in which every item is set in deeper.
func ladder(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "a", "<html><p>a", "---\na: b\n---\n# c\n", "\xff\xfea\x00", "\xfe\xff\x00a", "<!doctype html><table><tr><td>a<td>b", "| a |\n|--|\n| b |",
		"<html><script type=application/ld+json>{\"@type\":[\"NewsArticle\"],\"author\":[[\"x\"]],\"headline\":5}</script><p>x", "%PDF", "<a rel=license href=x>", "é\x80", "<?xml encoding=\"x\"?>\x80a",
		"---\ntitle: \"a\\_b\\u2019\\\n  \\ c\"\n---\nd", "---\nt: [a, *b, {c: d}]\nu: &b |\n  e\n...\n", "---\n? a\n: !!binary x\n<<: *a\n---\n", "---\na: b: c\n---\nd",
		"<html><pre>\na\n\nb</pre><li>x<p>y</li><br>", "\\*a\\* &amp; &#0; &#xD800;", "<html lang=e><head><title>t</title><body><article><h1>t</h1><time>2</time>",
	} {
		f.Add("a.html", []byte(s))
		f.Add("a.md", []byte(s))
		f.Add("a.txt", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		read, err := Parse(name, data)
		if err == nil && blank(read.Text) {
			t.Fatalf("a blank text and no error for %q", data)
		}
		checkText(t, read)
	})
}
