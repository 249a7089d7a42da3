package amount

import "strings"

// signs are the currency signs and what they count. It is never written to.
var signs = map[string]string{"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₽": "rubles", "₹": "rupees", "₩": "won", "₺": "liras", "₴": "hryvnias", "₪": "shekels",
	"₦": "naira", "฿": "baht", "₫": "dong", "₱": "pesos", "￥": "yen", "＄": "dollars", "¢": "cents"}

// codes are the letters that stand before an amount of money, in capitals. It is never written to.
var codes = map[string]string{"USD": "US dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CNY": "yuan", "RMB": "yuan", "RUB": "rubles", "UAH": "hryvnias", "CHF": "Swiss francs", "SEK": "kronor",
	"NOK": "kroner", "DKK": "kroner", "PLN": "zlotys", "CZK": "korunas", "INR": "rupees", "TRY": "liras", "ILS": "shekels", "NIS": "shekels", "AUD": "Australian dollars", "CAD": "Canadian dollars",
	"NZD": "New Zealand dollars", "HKD": "Hong Kong dollars", "SGD": "Singapore dollars", "KRW": "won", "BRL": "reais", "MXN": "Mexican pesos", "ZAR": "rand", "AED": "dirhams", "SAR": "riyals", "MYR": "ringgit",
	"IDR": "rupiah", "THB": "baht", "PKR": "rupees", "BDT": "taka", "RM": "ringgit", "RS": "rupees", "PS": "pounds", "SFR": "Swiss francs", "FR": "francs", "DKR": "kroner", "SKR": "kronor", "KSH": "Kenyan shillings", "SH": "shillings"}

// dollars are the letters before or after a dollar sign that say whose it is. It is never written to.
var dollars = map[string]string{"US": "US dollars", "A": "Australian dollars", "AU": "Australian dollars", "C": "Canadian dollars", "CA": "Canadian dollars", "CAD": "Canadian dollars", "NZ": "New Zealand dollars", "HK": "Hong Kong dollars",
	"S": "Singapore dollars", "SG": "Singapore dollars", "T": "Taiwan dollars", "NT": "Taiwan dollars", "R": "reais", "USD": "US dollars", "AUD": "Australian dollars", "CDN": "Canadian dollars", "CANADIAN": "Canadian dollars", "AUSTRALIAN": "Australian dollars"}

// prefixed reports whether the word at atom i can be the letters of a currency
// that stands before its amount.
func (g *grammar) prefixed(i int) bool {
	a := g.atoms[i]
	return a.Capital && a.End-a.Start <= 3 && i+1 < len(g.atoms) && (g.digits(i+1) || !g.letters(i+1))
}

// currency reads the sign or the letters of a currency before an amount, and
// returns what it counts and the atom after them; "" where there is none.
func (g *grammar) currency(i int) (unit string, end int) {
	if i >= len(g.atoms) || g.digits(i) {
		return "", i
	}
	if g.letters(i) {
		if !g.prefixed(i) {
			return "", i
		}
		word := g.of(i)
		if g.mark(i+1, '$') {
			if unit = dollars[word]; unit != "" && (g.glued(i+1) || len(word) > 1) {
				return unit, i + 2
			}
			return "", i
		}
		if g.mark(i+1, '=') && g.glued(i+1) && g.glued(i+2) && word == "Y" { // as wires write the yen
			return "yen", i + 2
		}
		if unit = codes[strings.ToUpper(word)]; unit == "" || !g.digits(i+1) {
			return "", i
		}
		if word == "PS" || word == "Fr" || word == "FR" || word == "Sh" || word == "SH" || word == "TRY" { // also a console, a page's front, a verb
			if !g.glued(i+1) || !g.mark(i+2, ',') && !g.mark(i+2, '.') && g.scale(i+2) == 0 {
				return "", i
			}
		}
		return unit, i + 1
	}
	unit = signs[g.of(i)]
	if unit == "" {
		return "", i
	}
	if g.mark(i, '$') && g.glued(i+1) && g.letters(i+1) {
		if u := dollars[strings.ToUpper(g.of(i+1))]; u != "" {
			return u, i + 2
		}
	}
	return unit, i + 1
}

// owner reads the letters after an amount in dollars that say whose they are: "$31 US", "$75 U.S.".
func (g *grammar) owner(unit string, i int) (string, int) {
	if unit != "dollars" || !g.letters(i) || !g.capital(i) {
		return unit, i
	}
	if g.is(i, "u") && g.mark(i+1, '.') && g.is(i+2, "s") && g.glued(i+2) {
		end := i + 3
		if g.mark(end, '.') && g.glued(end) {
			end++
		}
		if g.letters(end) && g.capital(end) { // the U.S. Government
			return unit, i
		}
		return "US dollars", end
	}
	u := dollars[strings.ToUpper(g.of(i))]
	if u == "" || g.atoms[i].End-g.atoms[i].Start < 2 || g.letters(i+1) && g.capital(i+1) {
		return unit, i
	}
	return u, i + 1
}
