//go:build race

package grammar

const race = true
