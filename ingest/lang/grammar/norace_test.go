//go:build !race

package grammar

const race = false
