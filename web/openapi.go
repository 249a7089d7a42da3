package web

import (
	"reflect"
	"strings"
)

// openAPI describes the API by the table of routes.
func openAPI(s *Server, _ *request) (any, error) {
	paths := map[string]map[string]any{}
	for _, r := range routes() {
		if r.side&public == 0 || r.page != "" || !strings.HasPrefix(r.path, "/api/") && r.method == "POST" || strings.HasPrefix(r.path, "/add") || r.path == "/original" || strings.HasPrefix(r.path, "/assets/") {
			continue
		}
		params := []any{}
		where := r.path
		if strings.Contains(where, ":id") {
			where = strings.ReplaceAll(where, ":id", "{id}")
			params = append(params, map[string]any{"name": "id", "in": "path", "required": true, "schema": map[string]any{"type": "string"}})
		}
		for _, p := range r.params {
			params = append(params, p.describe())
		}
		good := map[string]any{"description": r.summary}
		if r.result != nil {
			good["content"] = map[string]any{"application/json": map[string]any{"schema": schemaOf(reflect.TypeOf(r.result), 0)}}
		}
		problem := map[string]any{"description": "A problem of RFC 9457", "content": map[string]any{"application/problem+json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/Problem"}}}}
		op := map[string]any{"summary": r.summary, "parameters": params, "responses": map[string]any{"200": good, "default": problem}}
		if r.body > 0 {
			op["requestBody"] = bodyOf(r.path)
			op["responses"].(map[string]any)["201"] = good
		}
		if paths[where] == nil {
			paths[where] = map[string]any{}
		}
		paths[where][strings.ToLower(r.method)] = op
	}
	return map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{"title": "Communiqué", "version": "1", "summary": "Claims about cyber policy: who said what, when, and on what evidence.",
			"description": "Offsets are Unicode code points in the document's text, end exclusive. Dates are inclusive UTC days; times are EDTF. Lists page with cursors: pass \"next\" as after. Program version: " + s.Version.Program},
		"paths": paths,
		"components": map[string]any{"schemas": map[string]any{"Problem": map[string]any{"type": "object", "properties": map[string]any{
			"type": map[string]any{"type": "string"}, "status": map[string]any{"type": "integer"}, "title": map[string]any{"type": "string"}, "detail": map[string]any{"type": "string"},
			"param": map[string]any{"type": "string"}, "known": map[string]any{"type": "array", "items": map[string]any{"type": "string"}}, "instance": map[string]any{"type": "string"}}}}},
	}, nil
}

// describe gives a parameter in the words of OpenAPI.
func (p param) describe() map[string]any {
	kind := p.Type
	if kind == "" {
		kind = "string"
	}
	schema := map[string]any{"type": kind}
	if p.One != nil {
		schema["enum"] = p.One
	}
	if p.Many {
		schema = map[string]any{"type": "array", "items": schema, "maxItems": maxValues}
	}
	return map[string]any{"name": p.Name, "in": "query", "description": p.Says, "schema": schema}
}

func bodyOf(path string) map[string]any {
	object := func(fields ...string) map[string]any {
		props := map[string]any{}
		for _, f := range fields {
			props[f] = map[string]any{"type": "string"}
		}
		return map[string]any{"type": "object", "properties": props}
	}
	if strings.HasSuffix(path, "/annotations") {
		return map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": object("kind", "target", "into", "change", "reason")}}}
	}
	if strings.HasSuffix(path, "/batches") {
		batch := object("outlet", "author", "published", "url", "licence")
		batch["properties"].(map[string]any)["files"] = map[string]any{"type": "array", "items": map[string]any{"type": "object",
			"properties": map[string]any{"name": map[string]any{"type": "string"}, "size": map[string]any{"type": "integer"}}}}
		return map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": batch}}}
	}
	form := object("outlet", "author", "published", "url", "licence", "text")
	form["properties"].(map[string]any)["file"] = map[string]any{"type": "array", "items": map[string]any{"type": "string", "format": "binary"}}
	if strings.HasSuffix(path, "/files") {
		return map[string]any{"required": true, "content": map[string]any{"multipart/form-data": map[string]any{"schema": form}}}
	}
	return map[string]any{"required": true, "content": map[string]any{
		"multipart/form-data":      map[string]any{"schema": form},
		"application/json":         map[string]any{"schema": object("name", "text", "url", "outlet", "author", "published", "licence")},
		"application/octet-stream": map[string]any{"schema": map[string]any{"type": "string", "format": "binary"}},
	}}
}

// schemaOf derives a JSON schema from the struct that is encoded.
func schemaOf(t reflect.Type, depth int) map[string]any {
	const deepest = 8
	switch t.Kind() {
	case reflect.Pointer:
		s := schemaOf(t.Elem(), depth)
		if kind, ok := s["type"].(string); ok {
			s["type"] = []string{kind, "null"}
		}
		return s
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), depth+1)}
	case reflect.Struct:
		props := map[string]any{}
		if depth < deepest {
			properties(t, props, depth)
		}
		return map[string]any{"type": "object", "properties": props}
	}
	return map[string]any{}
}

func properties(t reflect.Type, props map[string]any, depth int) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			properties(f.Type, props, depth)
		case !f.IsExported():
		default:
			if name == "" {
				name = f.Name
			}
			props[name] = schemaOf(f.Type, depth+1)
		}
	}
}
