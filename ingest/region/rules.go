package region

import (
	"strings"

	"github.com/communique-kg/communique"
)

// rule scores the evidence that a unit is one kind of boilerplate. A score of 1
// is enough for a short line, 1.5 for a paragraph, 2 for a long one (see enough);
// 0 is no evidence.
type rule struct {
	name  string
	typ   string // type of the region
	score func(d *draft, i int) float64
}

// rules are tried in order; the best score decides, the first of equal ones.
var rules = []rule{
	{"head", "head", headScore},
	{"repeated headline", "repeat", repeatScore},
	{"running head", "navigation", runningScore},
	{"table of contents", "navigation", contentsScore},
	{"note that cites", "note", noteScore},
	{"note in brackets", "note", bracketScore},
	{"template", "navigation", templateScore},
	{"debris of a figure", "widget", debrisScore},
	{"end of a release", "widget", endScore},
	{"page clock", "clock", clockScore},
	{"masthead", "navigation", mastheadScore},
	{"menu", "navigation", menuScore},
	{"filed under", "navigation", filedScore},
	{"photo credit", "caption", creditScore},
	{"widget", "widget", widgetScore},
	{"related links", "navigation", relatedScore},
	{"form", "widget", formScore},
	{"copyright", "policy", copyrightScore},
	{"cookie notice", "policy", cookieScore},
	{"rules of conduct", "policy", conductScore},
	{"author's bio", "bio", bioScore},
	{"reader's comment", "comment", commentScore},
	{"heading of nothing", "widget", orphanScore},
}

// enough is the score that makes boilerplate of a unit with so many words.
func enough(words int) float64 {
	switch {
	case words <= 25:
		return 1
	case words <= 60:
		return 1.5
	}
	return 2
}

// setBoilerplate decides which units are boilerplate.
func (d *draft) setBoilerplate() {
	for i := range d.units {
		u := &d.units[i]
		if u.setOff {
			u.role, u.typ = communique.Boilerplate, "widget"
			continue
		}
		best := 0.0
		for _, r := range rules {
			if s := r.score(d, i); s > best && s >= enough(u.words) {
				best = s
				u.role, u.typ = communique.Boilerplate, r.typ
			}
		}
	}
	d.setCommentSection()
	d.setBios()
	d.setNotes()
	d.setBackMatter()
	d.setBetween()
}

// setCommentSection makes boilerplate of all that follows the place where
// readers answer: it comes after an article and nothing of the article after it.
func (d *draft) setCommentSection() {
	from, says := len(d.units), 0
	for i := d.prose + 1; i < len(d.units) && from == len(d.units); i++ {
		u := &d.units[i]
		switch {
		case commentScore(d, i) >= 1 && d.furnitureBelow(i):
			from = i
		case d.opensComment(i):
			// Articles report what people say in such lines too: only a numbered one
			// is a reader's beyond doubt, or two where readers are asked to answer.
			if says++; numbered(u.text) || says > 1 && d.replies {
				from = i
				for j := d.prose + 1; j < i; j++ {
					if d.opensComment(j) {
						from = min(from, j)
					}
				}
			}
		}
	}
	for i := from; i < len(d.units); i++ {
		if u := &d.units[i]; u.role == "" {
			u.role, u.typ = communique.Boilerplate, "comment"
			if numbered(u.text) && !commentOpens(u) {
				u.typ = "policy"
			}
		}
	}
}

// furnitureBelow reports whether unit i is near the end of the text or has
// other boilerplate, or a comment, soon below it.
func (d *draft) furnitureBelow(i int) bool {
	const soon = 4
	if i+soon >= len(d.units) {
		return true
	}
	for j := i + 1; j <= i+soon; j++ {
		if d.units[j].role == communique.Boilerplate || d.opensComment(j) {
			return true
		}
	}
	return false
}

// opensComment reports whether unit i is the line above a reader's comment; what
// somebody is reported to say stands in quotation marks.
func (d *draft) opensComment(i int) bool {
	return commentOpens(&d.units[i]) && i+1 < len(d.units) && !quoted(d.units[i+1].text)
}

// setBios gives a bio the lines that belong to it: the name before "About NAME"
// and the paragraph after it.
func (d *draft) setBios() {
	for i := range d.units {
		u := &d.units[i]
		if u.role != communique.Boilerplate || u.typ != "bio" || !aboutName(u) {
			continue
		}
		name := strings.TrimPrefix(u.low, "about ")
		if i > 0 && d.units[i-1].low == name {
			d.units[i-1].role, d.units[i-1].typ = communique.Boilerplate, "bio"
		}
		if i+1 < len(d.units) && d.units[i+1].role == "" && strings.HasPrefix(d.units[i+1].low, firstWord(name)) {
			d.units[i+1].role, d.units[i+1].typ = communique.Boilerplate, "bio"
		}
	}
}

// setBetween makes boilerplate of short lines that stand between boilerplate, or
// between it and the end of the text.
func (d *draft) setBetween() {
	end := len(d.units)
	for i := 0; i < end; i++ {
		if d.units[i].role != "" || i == 0 || d.units[i-1].role != communique.Boilerplate || i == d.headline {
			continue
		}
		// At most four short lines, none of them prose.
		j := i
		for j < end && j < i+4 && d.units[j].role == "" && j != d.headline && d.units[j].words <= 8 && !d.units[j].stopped && !quoted(d.units[j].text) {
			j++
		}
		closed := j == end || d.units[j].role == communique.Boilerplate
		// The first lines hold the headline and its parts; only the end is judged by its neighbours.
		if j > i && closed && i > d.last {
			for ; i < j; i++ {
				d.units[i].role, d.units[i].typ = communique.Boilerplate, "widget"
			}
		}
	}
}

func headScore(d *draft, i int) float64 {
	u := &d.units[i]
	if strings.HasPrefix(u.low, "<meta") || strings.HasPrefix(u.low, "<?xml") || strings.HasPrefix(u.low, "<!doctype") {
		return 2
	}
	// A head stands at the very beginning, without a gap in it.
	for j := 0; j < i; j++ {
		if j > 20 || d.units[j].role != communique.Boilerplate || d.units[j].typ != "head" {
			return 0
		}
	}
	if u.text == "---" || headField(u) {
		return 1
	}
	return 0
}

// headField reports whether a unit is a field of a head, or a line that a press
// release has instead of one.
func headField(u *unit) bool {
	if u.is("for immediate release", "press release", "embargoed", "news release") || u.begins("embargoed until", "under embargo", "embargo until") && u.words <= 10 {
		return true
	}
	key, value, ok := strings.Cut(u.low, ":")
	if !ok || u.words > 25 || strings.TrimSpace(value) == "" || u.stopped && len(value) > 100 {
		return false
	}
	switch key {
	case "title", "date", "source", "url", "link", "author", "authors", "outlet", "publisher", "published", "publication date", "language", "licence", "license",
		"speaker", "president", "country", "place", "location", "document", "document id", "retrieved", "accessed", "crawled", "from", "to", "subject", "tags", "id", "embargo":
		return true
	}
	return false
}

// repeatScore finds the headline where it is said again before or soon after the article begins.
func repeatScore(d *draft, i int) float64 {
	u := &d.units[i]
	if d.headline < 0 || i <= d.headline || u.key == "" || u.key != d.units[d.headline].key || u.words < 4 && i > d.headline+3 {
		return 0
	}
	if i <= d.headline+12 && i <= d.prose || i > d.last {
		return 1.5
	}
	return 0
}

// clockScore finds the page's own clock: a day with a time and nothing else,
// near one of the page's ends. A transcript's time without a day is its own.
func clockScore(d *draft, i int) float64 {
	u := &d.units[i]
	if !u.digits || u.words > 7 || i > 8 && i < len(d.units)-8 || u.letters > 25 {
		return 0
	}
	day := strings.Count(u.low, "/") == 2 || strings.Count(u.low, "-") == 2 || u.count(months...) > 0 || u.count("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") > 0
	if day && clockSeconds(u.low) {
		return 1
	}
	if day && strings.Contains(u.low, ":") && d.headline > i && u.words <= 5 {
		return 1
	}
	return 0
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// clockSeconds reports whether a time with seconds stands in s, as only clocks write it.
func clockSeconds(s string) bool {
	for i := 0; i+8 <= len(s); i++ {
		if s[i+2] == ':' && s[i+5] == ':' && isDigit(s[i]) && isDigit(s[i+1]) && isDigit(s[i+3]) && isDigit(s[i+4]) && isDigit(s[i+6]) && isDigit(s[i+7]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// mastheadScore finds the outlet's name above the headline, told by a clock or
// a widget that stands there too.
func mastheadScore(d *draft, i int) float64 {
	u := &d.units[i]
	if d.headline < 0 || i >= d.headline || d.headline > 8 || u.words > 5 || u.stopped || captioned(u) {
		return 0
	}
	for j := range d.headline {
		if j != i && (clockScore(d, j) >= 1 || widgetScore(d, j) >= 1 || menuScore(d, j) >= 1) {
			return 1
		}
	}
	return 0
}

// menuScore finds a run of the short lines that lead through a site.
func menuScore(d *draft, i int) float64 {
	const longest, fewest = 3, 4
	link := func(u *unit) bool { return u.short(longest) && u.letters > 0 && label(u.text) == "" }
	if !link(&d.units[i]) || i == d.headline {
		return 0
	}
	from, to := i, i+1
	for from > 0 && i-from < 12 && link(&d.units[from-1]) {
		from--
	}
	for to < len(d.units) && to-i < 12 && link(&d.units[to]) {
		to++
	}
	if to-from < fewest {
		return 0
	}
	known := 0
	for j := from; j < to; j++ {
		if d.units[j].is("home", "about", "about us", "contact", "contact us", "menu", "search", "log in", "login", "sign in", "register", "subscribe", "news", "world", "politics",
			"business", "sport", "sports", "opinion", "culture", "science", "technology", "video", "videos", "podcasts", "newsletters", "more", "skip to content", "sitemap",
			"privacy", "privacy policy", "terms", "terms of use", "help", "careers", "advertise", "rss", "archive", "archives", "facebook", "twitter", "linkedin", "youtube", "instagram") {
			known++
		}
	}
	if known >= 2 && known*4 >= to-from {
		return 1
	}
	return 0
}

// filedScore finds the lines that say where a page is filed.
func filedScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 40 {
		return 0
	}
	score := 0.0
	if u.begins("filed under", "categories:", "category:", "tags:", "tag:", "tagged:", "tagged with", "posted in", "topics:", "keywords:", "labels:", "posted by", "file under") && !u.stopped {
		score = 1.5
	}
	// Lists from which the links were lost keep their commas.
	if strings.Contains(u.low, ", , ") || strings.HasSuffix(u.low, ", ,") {
		score++
	}
	return score
}

// creditScore finds the line that says who took a picture and no more.
func creditScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 40 {
		return 0
	}
	score := 0.0
	if u.begins("photo by", "photos by", "photo:", "photo credit", "photo courtesy", "photograph by", "photograph:", "image by", "image:", "image credit", "image courtesy", "picture:", "picture by", "credit:", "illustration by", "illustration:", "graphic:", "file photo", "source: getty", "getty images") {
		score = 1
	}
	if u.countOf(creditWords) > 0 {
		score += 0.5
	}
	if score < 1 {
		return 0 // agencies are named in articles too
	}
	return score
}

var creditWords = phrasesOf("getty images", "shutterstock", "wikimedia commons", "flickr", "visual information", "endorsement", "creative commons")

func widgetScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 20 || quoted(u.text) || label(u.text) != "" {
		return 0
	}
	score := 0.0
	switch {
	case u.begins("like us", "like this", "follow us", "follow me", "find us on", "share on", "share this", "share via", "share with", "tweet this", "pin it", "subscribe to", "subscribe now",
		"sign up for", "sign up to", "join our", "get our", "download our", "download the app", "click here", "tap here", "read more", "continue reading", "show more", "load more",
		"see more", "view comments", "print this", "email this", "back to top", "skip to", "add to favorites", "bookmark", "scroll to", "support our", "donate", "report an error",
		"do you want to report", "listen to this article", "advertisement", "sponsored", "turn on", "enable javascript", "please enable"):
		score = 1
	case u.is("share", "tweet", "print", "email", "subscribe", "comments", "comment", "facebook", "twitter", "whatsapp", "linkedin", "telegram", "reddit", "copy link", "listen", "save", "loading",
		"advertising", "ad", "more", "next", "previous", "next article", "previous article", "close", "menu", "search"):
		score = 1
	case strings.HasPrefix(u.low, "make ") && strings.HasSuffix(u.low, " homepage"), strings.HasPrefix(u.low, "welcome to ") && u.count("chat", "website", "site", "forum") > 0:
		score = 1
	case u.begins("type here", "type a message", "type your", "send us a message", "how can we help", "start a chat", "chat with us"):
		score = 1
	case i > d.prose && i*3 > len(d.units)*2 && u.begins("media contact", "press contact", "media contacts", "press contacts", "media enquiries", "media inquiries", "for media enquiries", "for media inquiries"):
		score = 1
	case u.words <= 4 && u.digits && (strings.HasSuffix(u.low, " min read") || strings.HasSuffix(u.low, " minute read") || strings.HasSuffix(u.low, " minutes read") || strings.HasSuffix(u.low, " mins read") || strings.HasSuffix(u.low, " shares") || strings.HasSuffix(u.low, " views")),
		u.begins("reading time", "estimated reading time") && u.words <= 6:
		score = 1
	}
	if u.countOf(widgetWords) > 0 {
		score += 0.6
	}
	if u.count("you", "your", "us", "our") > 0 && !u.prose() {
		score += 0.2
	}
	// The end of a page is where such lines stand.
	if i > d.last {
		score += 0.3
	}
	return score
}

var widgetWords = phrasesOf("how can we help you", "chat with us", "whatsapp chat", "live chat", "click here", "newsletter", "your inbox", "cookie settings")

// relatedScore finds the heading above links to other pages, and those links.
func relatedScore(d *draft, i int) float64 {
	u := &d.units[i]
	heads := func(u *unit) bool {
		return u.is("related", "related articles", "related posts", "related stories", "related content", "related links", "related news", "you may also like", "you might also like",
			"more from this author", "more on this story", "more on this topic", "read also", "see also", "read next", "recommended", "recommended reading", "most read", "most popular",
			"trending", "latest news", "top stories", "also read", "don't miss", "more stories", "around the web") || u.short(8) && u.begins("more from", "more on", "related:", "read more:", "also read:", "see also:")
	}
	if heads(u) {
		return 1
	}
	// Titles directly below it, up to the next paragraph.
	for j := i; j > 0 && i-j < 12; j-- {
		if !d.units[j].short(20) {
			return 0
		}
		if heads(&d.units[j-1]) {
			return 1
		}
	}
	return 0
}

func formScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 30 {
		return 0
	}
	score := 0.0
	if u.countOf(formWords) > 0 {
		score = 1.5
	}
	if strings.HasSuffix(u.low, "*") && u.is("name", "email", "e-mail", "comment", "website", "first name", "last name", "message", "your name", "your email") {
		score++
	}
	if u.is("submit", "post comment", "submit comment", "cancel reply", "reset", "log in", "sign in", "register", "captcha") {
		score++
	}
	return score
}

var formWords = phrasesOf("your email address will not be published", "required fields are marked", "save my name, email", "notify me of", "forgot your password", "remember me", "enter your email", "confirm your email")

func copyrightScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 60 {
		return 0
	}
	score := 0.0
	if strings.HasPrefix(u.low, "©") || strings.HasPrefix(u.low, "(c) 19") || strings.HasPrefix(u.low, "(c) 20") || u.begins("copyright ©", "copyright (c)", "crown copyright") || u.begins("copyright") && u.digits {
		score = 1
	} else if strings.Contains(u.low, "© ") && u.digits && u.words <= 25 {
		score = 0.7
	}
	if u.countOf(copyrightWords) > 0 {
		score += 1
	}
	return score
}

var copyrightWords = phrasesOf("all rights reserved", "may not be reproduced", "reproduced without", "without permission", "terms of use", "privacy policy")

func cookieScore(d *draft, i int) float64 {
	u := &d.units[i]
	if u.words > 150 || u.count("cookie", "cookies") == 0 {
		return 0
	}
	return 0.5*float64(u.countOf(consentWords)) +
		0.3*float64(u.count("you", "your"))
}

var consentWords = phrasesOf("we use", "we and our", "this site uses", "this website uses", "uses cookies", "accept", "consent", "preferences", "your browser", "your experience", "analytics", "personalise", "personalize", "manage", "third-party", "partners", "decline", "cookie policy")

// conductScore finds the rules for those who write comments, and the conditions
// of a site: they speak to the user, of posting, and of rights reserved.
func conductScore(d *draft, i int) float64 {
	u := &d.units[i]
	site := u.countOf(siteWords)
	if site == 0 {
		return 0
	}
	rights := u.countOf(rightsWords)
	if rights == 0 {
		return 0
	}
	score := 0.4*float64(min(site, 3)) + 0.5*float64(rights)
	if u.count("you", "your", "we", "our") > 0 {
		score += 0.4
	} else {
		score /= 2 // rules speak to their readers; without that, they may be news
	}
	// A policy statement speaks of users and conduct too; a page's rules come after its text.
	if i <= d.prose {
		score -= 0.5
	}
	return score
}

var (
	siteWords   = phrasesOf("comment", "comments", "commenting", "forum", "forums", "post", "posts", "posting", "message", "messages", "user", "users", "moderated", "moderators", "netiquette", "register", "username", "account", "website", "site", "content")
	rightsWords = phrasesOf("reserves the right", "reserve the right", "by submitting", "by posting", "by using this", "by continuing", "you agree", "you acknowledge", "will be banned", "being banned", "not be published", "will be removed", "be deleted", "code of conduct", "not be tolerated", "terms of use", "privacy policy", "without notice", "is prohibited", "are prohibited", "house rules", "community guidelines")
)

// bioScore finds the paragraph about the author below an article, and the
// line "About NAME" above it.
func bioScore(d *draft, i int) float64 {
	u := &d.units[i]
	if i < len(d.units)/2 && i < d.last || i <= d.prose || quoted(u.text) || label(u.text) != "" {
		return 0
	}
	if aboutName(u) {
		next := ""
		if i+1 < len(d.units) {
			next = d.units[i+1].low
		}
		if strings.HasPrefix(next, firstWord(strings.TrimPrefix(u.low, "about "))) || d.units[i-1].low == strings.TrimPrefix(u.low, "about ") {
			return 1.5
		}
		return 0
	}
	if u.is("about the author", "about the authors", "about us", "author bio") {
		return 1
	}
	if u.words > 150 || u.words < 8 {
		return 0
	}
	score := 0.0
	if u.begins("hi", "hey", "hello", "howdy", "hi there", "hey there") {
		score += 0.7
	}
	if u.begins("i'm", "i am", "my name is") || u.count("i'm", "my name is", "welcome to my") > 0 {
		score += 0.5
	}
	score += 0.5 * float64(min(3, u.countOf(authorWords)))
	if u.countOf(viewWords) > 0 && u.count("views", "opinions") > 0 {
		score++
	}
	if strings.Contains(u.low, "on twitter @") || strings.Contains(u.low, "follow him") || strings.Contains(u.low, "follow her") || strings.HasPrefix(u.low, "follow ") && strings.Contains(u.low, "@") {
		score++
	}
	if u.countOf(careerWords) > 0 {
		score += 0.6
	}
	return score
}

var (
	authorWords = phrasesOf("i'm passionate", "passionate about", "year-old", "enthusiast", "blogger", "freelance", "based in", "when i'm not", "when he's not", "when she's not", "digital marketing", "coding", "certifications", "connect with me", "follow me")
	viewWords   = phrasesOf("views expressed", "opinions expressed", "his own", "her own", "their own", "author's own")
	careerWords = phrasesOf("is a professor", "is professor", "is a journalist", "is a reporter", "is a writer", "is a staff writer", "is a freelance", "is a correspondent", "is a columnist", "is a contributor", "is a senior fellow", "is a nonresident", "is a research fellow", "is an editor", "is the editor", "is the author", "is a graduate", "covers", "has written for", "holds a degree", "a former")
)

func commentScore(d *draft, i int) float64 {
	u := &d.units[i]
	switch {
	case i <= d.prose:
		return 0
	case commentCount(u):
		return 1
	case u.begins("leave a reply", "leave a comment", "post a comment", "log in to comment", "you must be logged in", "comments are closed", "comments are moderated", "no comments yet", "be the first to comment") && u.words <= 20:
		return 1.5
	}
	return 0
}

// orphanScore finds a short line at the very end that heads nothing.
func orphanScore(d *draft, i int) float64 {
	u := &d.units[i]
	if i != len(d.units)-1 || d.last < 0 || i < 6 || u.words > 4 || u.stopped || u.digits || u.letters < 4 || u.block != "" || quoted(u.text) || label(u.text) != "" ||
		strings.ContainsAny(u.text, ",:;(#*-—") || d.turns > 1 || u.words < 2 || lower(u.text) || u.caps || strings.Contains(u.text, ".") {
		return 0
	}
	// A name closes a letter or a speech; it is no evidence of a page's furniture
	// where the lines before it are those of a signature too.
	if !d.units[i-1].prose() {
		return 0
	}
	return 1
}
