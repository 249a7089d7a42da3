package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's version; readings carry it, so that it must grow
// whenever reading would give other findings.
const version = "0.1.0"

// reader names what reads documents.
const reader = "communique " + version

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Says version, commit and extractor version",
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "communique %s\ncommit     %s\nextractor  %s (rules, no models)\n", version, commit(), reader)
			return err
		},
	}
}

// commit returns the commit that the program was built from, "unknown" outside a checkout.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, modified := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " with changes"
		}
	}
	return revision + modified
}
