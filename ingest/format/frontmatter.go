package format

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// field is one entry of front matter, its key in lower case.
type field struct{ key, value string }

// frontMatter returns the fields between two lines of three hyphens at the
// beginning of source, and what follows; no fields and source where there is
// none. The head is read as YAML, and line by line where it is none that can be
// read: people write colons and quotes into titles without a care for YAML.
// Only a head whose keys are single words is one; other lines between rules are
// text.
func frontMatter(source string) ([]field, string) {
	head, rest, ok := cutHead(source)
	if !ok {
		return nil, source
	}
	fields, ok := yamlFields(head)
	if !ok {
		fields, ok = lineFields(head)
	}
	if !ok || len(fields) == 0 {
		return nil, source
	}
	return fields, rest
}

// cutHead returns the lines between the first line, which must be three
// hyphens, and the next line of three hyphens or dots, and what follows that.
func cutHead(source string) (head, rest string, ok bool) {
	offset, first := 0, 0
	for line := range strings.Lines(source) {
		n := strings.TrimRight(line, " \t\r\n")
		switch {
		case offset == 0:
			if n != "---" {
				return "", "", false
			}
			first = len(line)
		case n == "---" || n == "...":
			return source[first:offset], source[offset+len(line):], true
		}
		offset += len(line)
	}
	return "", "", false
}

// mostFields is the most fields that a head has; what has more is text.
const mostFields = 100

// yamlFields reads a head as YAML; ok tells whether it is a mapping of words to
// values. A list of single values is given with commas between them. A field
// that has more to it than that, or nothing, has the value "", and so has an
// alias, which is never followed: a few lines of them can stand for gigabytes.
func yamlFields(head string) (fields []field, ok bool) {
	const longest = 64 << 10
	if len(head) > longest {
		return nil, false
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(head), &document); err != nil || len(document.Content) != 1 {
		return nil, false
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode || len(root.Content) > 2*mostFields {
		return nil, false
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key := root.Content[i]
		if key.Kind != yaml.ScalarNode || !fieldKey(key.Value) {
			return nil, false
		}
		fields = append(fields, field{strings.ToLower(key.Value), yamlValue(root.Content[i+1])})
	}
	return fields, true
}

func yamlValue(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		return yamlScalar(n)
	case yaml.SequenceNode:
		var values []string
		for _, v := range n.Content {
			if v.Kind != yaml.ScalarNode {
				return ""
			}
			values = append(values, yamlScalar(v))
		}
		return strings.Join(values, ", ")
	}
	return ""
}

// yamlScalar returns a value as it is written, less quotes and escapes: a date
// stays as its author wrote it.
func yamlScalar(n *yaml.Node) string {
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// lineFields reads "key: value" off each line of a head; lines set in, items
// and comments are left out. Anything else makes it no head.
func lineFields(head string) (fields []field, ok bool) {
	for line := range strings.Lines(head) {
		n := strings.TrimRight(line, " \t\r\n")
		if n == "" || strings.HasPrefix(n, "#") || strings.HasPrefix(n, " ") || strings.HasPrefix(n, "- ") {
			continue
		}
		key, value, ok := strings.Cut(n, ":")
		if !ok || !fieldKey(key) || len(fields) > mostFields {
			return nil, false
		}
		fields = append(fields, field{strings.ToLower(key), unquote(strings.TrimSpace(value))})
	}
	return fields, true
}

func fieldKey(key string) bool { return key != "" && !strings.ContainsAny(key, " \t.") }

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}
