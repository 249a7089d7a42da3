package lang

// follow says how a stop after an abbreviation is to be read.
type follow uint8

const (
	plain    follow = iota // no abbreviation: the stop ends a sentence
	title                  // a name follows: the stop ends nothing
	counter                // a number follows, or the stop ends a sentence: "No. 5"
	trailing               // the stop may do both: "Corp.", "Jr.", "U.S."
)

// abbreviation looks up a word that stands before a stop.
func abbreviation(word string) follow {
	const longest = 8
	if len(word) > longest {
		return plain
	}
	var buf [longest]byte
	for i := range len(word) {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	switch string(buf[:len(word)]) {
	case "mr", "mrs", "ms", "mx", "dr", "prof", "hon", "rev", "fr", "st", "sen", "rep", "reps", "sens", "gov", "govs", "pres",
		"amb", "gen", "lt", "col", "sgt", "cpl", "pvt", "maj", "brig", "capt", "cmdr", "cdr", "adm", "vadm", "radm", "messrs",
		"mme", "mlle", "supt", "insp", "dep", "asst", "atty", "hr", "frau", "sr", "sra", "vs", "cf", "viz", "mt", "ft", "eg", "ie":
		return title
	case "no", "nos", "art", "arts", "sec", "secs", "para", "paras", "par", "p", "pp", "fig", "figs", "ch", "chs", "vol", "vols", "ed", "eds",
		"ann", "app", "cl", "reg", "res", "tab", "ver", "ca", "approx", "est",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return counter
	case "inc", "corp", "ltd", "co", "cos", "llc", "plc", "bros", "jr", "esq", "etc", "al", "dept", "univ", "assn", "intl", "govt", "ret", "ph",
		"ave", "blvd", "rd", "mass", "conn", "calif", "colo", "fla", "tenn", "minn", "wash", "wis", "mich":
		return trailing
	}
	return plain
}

// opens reports whether a capitalised word often begins a sentence and is
// seldom part of a name, which tells the end of "in the U.S. The" from "U.S. Army".
func opens(word string) bool {
	switch word {
	case "The", "A", "An", "This", "That", "These", "Those", "It", "Its", "He", "She", "They", "We", "I", "You", "His", "Her", "Their", "Our", "My",
		"In", "On", "At", "As", "By", "For", "From", "To", "With", "Without", "Under", "Over", "After", "Before", "Since", "During", "Until",
		"While", "When", "Where", "Why", "How", "What", "Who", "Which", "If", "Although", "Though", "Because", "Unless", "Once",
		"But", "And", "Or", "So", "Yet", "Nor", "However", "Moreover", "Furthermore", "Therefore", "Thus", "Meanwhile", "Instead", "Still", "Then",
		"There", "Here", "Now", "Today", "Yesterday", "Also", "Another", "Other", "Others", "Some", "Most", "Many", "Several", "All", "Both", "Each",
		"Not", "Nobody", "Nothing", "No", "Yes", "One", "Such", "Even", "According", "Earlier", "Later", "Last", "Next", "Asked", "It's", "It’s":
		return true
	}
	return false
}
