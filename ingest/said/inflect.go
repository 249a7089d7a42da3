package said

import "strings"

// inflect returns the forms of a verb as its entry gives it: "say:said" for an
// irregular past, "write:wrote:written" where the participle differs, a plus sign
// after a stem whose last letter is doubled ("slam+").
func inflect(entry string) []string {
	parts := strings.Split(entry, ":")
	stem, doubled := strings.CutSuffix(parts[0], "+")
	n := len(stem)
	if n < 2 {
		return nil
	}
	last := stem
	if doubled {
		last += stem[n-1:]
	}
	vowelBefore := strings.ContainsRune("aeiou", rune(stem[n-2]))
	forms := []string{stem}
	switch {
	case strings.HasSuffix(stem, "y") && !vowelBefore:
		forms = append(forms, stem[:n-1]+"ies", stem[:n-1]+"ied", stem+"ing")
	case strings.HasSuffix(stem, "ie"):
		forms = append(forms, stem+"s", stem+"d", stem[:n-2]+"ying")
	case strings.HasSuffix(stem, "ee"):
		forms = append(forms, stem+"s", stem+"d", stem+"ing")
	case strings.HasSuffix(stem, "e"):
		forms = append(forms, stem+"s", stem+"d", stem[:n-1]+"ing")
	case strings.HasSuffix(stem, "s"), strings.HasSuffix(stem, "sh"), strings.HasSuffix(stem, "ch"), strings.HasSuffix(stem, "x"), strings.HasSuffix(stem, "z"), strings.HasSuffix(stem, "go"), strings.HasSuffix(stem, "to"):
		forms = append(forms, last+"es", last+"ed", last+"ing")
	default:
		forms = append(forms, stem+"s", last+"ed", last+"ing")
	}
	if len(parts) > 1 {
		forms[2] = parts[1]
		forms = append(forms, parts[2:]...)
	}
	return forms
}

// plural returns the plural of a regular noun.
func plural(noun string) string {
	n := len(noun)
	switch {
	case n > 2 && noun[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(noun[n-2])):
		return noun[:n-1] + "ies"
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "x"):
		return noun + "es"
	}
	return noun + "s"
}
