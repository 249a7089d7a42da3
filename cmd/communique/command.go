package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// app is what every command works with: the streams and the store that was chosen.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	storeDir       string
	references     []string // files with further reference facts
}

// commands makes every command, in the order of the help.
var commands = []func(*app) *cobra.Command{
	demoCommand, ingestCommand, extractCommand, serveCommand, searchCommand, claimsCommand, timelineCommand, compareCommand, exportCommand,
	checkCommand, rebuildCommand, backupCommand, restoreCommand, versionCommand,
}

// run runs one command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := &cobra.Command{
		Use:           "communique",
		Short:         "Traces who said what in policy statements, when, and on what evidence",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("a command is needed")}
		},
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&a.storeDir, "store", defaultStore(), "folder of the store")
	for _, make := range commands {
		cmd := make(a)
		check := cmd.Args
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			switch {
			case check != nil:
				if err := check(cmd, args); err != nil {
					return usageError{err}
				}
			case len(args) > 0:
				return usageError{fmt.Errorf("%s takes no %q; what narrows it is given by flags", cmd.Name(), args[0])}
			}
			return nil
		}
		root.AddCommand(cmd)
	}
	cmd, err := root.ExecuteContextC(ctx)
	return a.exitCode(cmd, err)
}

// defaultStore is the store that commands use where --store is not given.
func defaultStore() string {
	if dir := os.Getenv("COMMUNIQUE_STORE"); dir != "" {
		return dir
	}
	return "communique-store"
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError says that a command line is wrong.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }

// stoppedError ends a command that was told to stop and has more to say of it.
type stoppedError struct{ so string }

func (e stoppedError) Error() string { return "stopped; " + e.so }

// stopped says what holds after a command was stopped. Other errors it leaves alone.
func stopped(err error, so string) error {
	if errors.Is(err, context.Canceled) {
		return stoppedError{so}
	}
	return err
}

// errReported ends a command whose failures were each said already.
var errReported = errors.New("some documents failed")

// exitCode is the one place that turns the error of a command into what the user
// sees and the exit code.
func (a *app) exitCode(cmd *cobra.Command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitFailed
	case closedEarly(err):
		return exitFailed // nobody is there to be told
	case errors.Is(err, context.Canceled):
		a.complain(errors.New("stopped"))
		return exitFailed
	case errors.As(err, &usage):
		a.complain(usage.err)
		line := "communique COMMAND"
		help := "communique --help"
		if cmd.HasParent() {
			line, help = cmd.UseLine(), cmd.CommandPath()+" --help"
		}
		fmt.Fprintf(a.stderr, "usage: %s\n(%s tells more)\n", line, help)
		return exitUsage
	case strings.HasPrefix(err.Error(), "unknown command"):
		a.complain(err)
		fmt.Fprintln(a.stderr, "usage: communique COMMAND\n(communique --help lists the commands)")
		return exitUsage
	}
	a.complain(err)
	return exitFailed
}

// closedEarly reports whether whoever read the output has gone, as head does.
func closedEarly(err error) bool {
	var file *fs.PathError
	return errors.As(err, &file) && file.Op == "write" && errors.Is(err, syscall.EPIPE)
}

// complain says one thing that went wrong, on one line, whatever the name of
// the file that it is about.
func (a *app) complain(err error) {
	fmt.Fprintf(a.stderr, "communique: %s\n", printable(oneLine(err.Error())))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
