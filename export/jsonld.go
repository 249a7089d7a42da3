package export

import (
	"bytes"
	"encoding/json"
)

// JSONLD is a graph in JSON-LD 1.1. Its context stands in the file, so that nobody
// needs the network to read it.
var JSONLD = Format{
	Name: "jsonld", Title: "JSON-LD", Says: "linked data", MediaType: "application/ld+json; charset=utf-8", Extension: ".jsonld",
	Head: `{"@context":` + context() + `,"@graph":[` + "\n", Between: ",\n", Tail: "\n]}\n", Claim: jsonldClaim,
}

// context maps the terms to their IRIs.
func context() string {
	var b bytes.Buffer
	b.WriteString(`{"@version":1.1`)
	for _, t := range terms {
		b.WriteString("," + quoted(t.name) + ":")
		if t.value == "" {
			b.WriteString(quoted(t.iri))
		} else {
			b.WriteString(`{"@id":` + quoted(t.iri) + `,"@type":` + quoted(t.value) + `}`)
		}
	}
	b.WriteString("}")
	return b.String()
}

func quoted(s string) string {
	b, err := encode(s)
	if err != nil {
		panic(err) // unreachable: a text always encodes
	}
	return string(b)
}

func jsonldClaim(c *Citation) ([]byte, error) {
	var b bytes.Buffer
	for i, t := range c.things() {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.WriteString(`{"@id":` + quoted(t.id) + `,"@type":`)
		classes, err := json.Marshal(t.classes)
		if err != nil {
			return nil, err
		}
		b.Write(classes)
		for j := 0; j < len(t.says); {
			name, values := t.says[j].term, []string{}
			for ; j < len(t.says) && t.says[j].term == name; j++ {
				values = append(values, t.says[j].value)
			}
			b.WriteString("," + quoted(name) + ":")
			if len(values) == 1 {
				b.WriteString(quoted(values[0]))
				continue
			}
			list, err := encode(values)
			if err != nil {
				return nil, err
			}
			b.Write(list)
		}
		b.WriteString("}")
	}
	return b.Bytes(), nil
}
