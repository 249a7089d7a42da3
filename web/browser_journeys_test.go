package web_test

import "testing"

var journeys = []struct {
	name string
	walk func(t *testing.T, p *tab)
}{}
