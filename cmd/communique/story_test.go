package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/communique-kg/communique/internal/testkit"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"communique": main})
}

// TestStories runs the user's stories in testdata/stories.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/stories",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await":  await,
			"fill":   fill,
			"fetch":  fetch,
			"binary": binary,
			"send":   send,
			"settle": settle,
			"slay":   slay,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "shared" {
				return sharedDir(t) != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHARED", sharedDir(t))
			env.Setenv("COMMUNIQUE_STORE", filepath.Join(env.WorkDir, "store"))
			return nil
		},
	})
}

// sharedDir is the material beside the project, "" where there is none.
func sharedDir(t *testing.T) string {
	dir := os.Getenv("COMMUNIQUE_SHARED")
	if dir == "" {
		dir = filepath.Join(testkit.Root(t), "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "seeds")); err != nil {
		return ""
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// patience bounds how long a story waits for another process.
const patience = time.Minute

// await waits until a file exists (await FILE) or holds a match of a pattern
// (await FILE PATTERN).
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: await FILE [PATTERN]")
	}
	pattern := regexp.MustCompile("")
	if len(args) == 2 {
		pattern = regexp.MustCompile(args[1])
	}
	path := ts.MkAbs(args[0])
	there := until(func() bool {
		b, err := os.ReadFile(path)
		return err == nil && pattern.Match(b)
	})
	if !there {
		ts.Fatalf("%s: not there, or no match of %q, after %s", args[0], pattern, patience)
	}
}

// until asks again and again until the answer is yes, and gives up when patience ends.
func until(yes func() bool) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if yes() {
			return true
		}
	}
	return false
}

// slay starts a command and kills it, with no chance to tidy up, as soon as a
// file has grown to a size: slay FILE BYTES COMMAND ARGS…. A command that ends
// by itself before that is a failure: nothing would have been tried.
func slay(ts *testscript.TestScript, neg bool, args []string) {
	var size int64
	if neg || len(args) < 3 {
		ts.Fatalf("usage: slay FILE BYTES COMMAND [ARGS…]")
	}
	if _, err := fmt.Sscan(args[1], &size); err != nil {
		ts.Fatalf("slay: %v", err)
	}
	path := ts.MkAbs(args[0])
	args = args[2:]
	// Exec looks the command up in the script's PATH; the shell of the test
	// process does not have it.
	program, err := exec.LookPath(args[0])
	if err != nil {
		program = filepath.Join(filepath.SplitList(ts.Getenv("PATH"))[0], args[0])
	}
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "COMMUNIQUE_STORE="+ts.Getenv("COMMUNIQUE_STORE"))
	ts.Check(cmd.Start())
	grown := until(func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() >= size
	})
	ts.Check(cmd.Process.Kill())
	if cmd.Wait() == nil || !grown {
		ts.Fatalf("%v was not killed in the middle", args)
	}
}

// fill makes a folder with n short documents: fill DIR N.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	var n int
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fill DIR N")
	}
	if _, err := fmt.Sscan(args[1], &n); err != nil {
		ts.Fatalf("fill: %v", err)
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	for i := range n {
		text := fmt.Sprintf("Report %d\n\nNATO has %d members, an official said on 4 April 2018. The alliance decided in 2014 that a cyber attack could trigger Article 5.\n", i, 20+i%13)
		ts.Check(os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o666))
	}
}

// binary makes a file of n bytes that are no text: binary FILE N.
func binary(ts *testscript.TestScript, neg bool, args []string) {
	var n int64
	if neg || len(args) != 2 {
		ts.Fatalf("usage: binary FILE N")
	}
	if _, err := fmt.Sscan(args[1], &n); err != nil {
		ts.Fatalf("binary: %v", err)
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	ts.Check(f.Truncate(n))
}

// fetch asks a running server, whose greeting stands in a file, for a page and
// prints status and body: fetch FILE PATH PATTERN.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fetch GREETING PATH PATTERN")
	}
	res, err := http.Get(base(ts, args[0]) + args[1])
	ts.Check(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	ts.Check(err)
	answer := res.Status + "\n" + string(body)
	if !regexp.MustCompile(args[2]).MatchString(answer) {
		ts.Fatalf("%s: no match of %q in:\n%s", args[1], args[2], answer)
	}
}

// send adds every file of a folder by the form of a running server, whose
// greeting stands in a file: send GREETING DIR. It returns when the server has
// acknowledged them, which is before they are read.
func send(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: send GREETING DIR")
	}
	dir := ts.MkAbs(args[1])
	files, err := os.ReadDir(dir)
	ts.Check(err)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		ts.Check(err)
		part, err := form.CreateFormFile("file", f.Name())
		ts.Check(err)
		part.Write(data)
	}
	ts.Check(form.Close())
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Post(base(ts, args[0])+"/add", form.FormDataContentType(), &body)
	ts.Check(err)
	res.Body.Close()
	if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/add/batch?id=") {
		ts.Fatalf("%s, to %q", res.Status, to)
	}
}

// settle waits until a running server has read the files of its newest batch, of
// which so many must be in the store then: settle GREETING N.
func settle(ts *testscript.TestScript, neg bool, args []string) {
	var want int
	if neg || len(args) != 2 {
		ts.Fatalf("usage: settle GREETING N")
	}
	if _, err := fmt.Sscan(args[1], &want); err != nil {
		ts.Fatalf("settle: %v", err)
	}
	var answer struct {
		Batches []struct {
			Done                 bool
			Added, Known, Failed int
		}
	}
	at := base(ts, args[0]) + "/api/v1/batches"
	done := until(func() bool {
		res, err := http.Get(at)
		ts.Check(err)
		defer res.Body.Close()
		ts.Check(json.NewDecoder(res.Body).Decode(&answer))
		return len(answer.Batches) > 0 && answer.Batches[0].Done
	})
	if b := answer.Batches; !done || b[0].Added+b[0].Known != want {
		ts.Fatalf("batches: %+v", b)
	}
}

// base is the address of a server whose greeting stands in a file.
func base(ts *testscript.TestScript, greeting string) string {
	return regexp.MustCompile(`http://[^/\s]+`).FindString(ts.ReadFile(greeting))
}
