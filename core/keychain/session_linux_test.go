package keychain

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/processtest"
)

// These tests use the real thing: a D-Bus session of their own, and in it gnome-keyring. The library beneath keeps one connection for each process, so every scene is
// played by a process of its own: this test binary, run again.
const scene = "CARACAL_KEYCHAIN_SCENE"

func TestARealSecretServiceKeepsTheKey(t *testing.T) {
	home := t.TempDir()
	// Each line is another process, and the two sessions are another login each.
	session(t, home, `
		printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ready
		`+scene+`=store $TEST
		`+scene+`=load $TEST
		`+scene+`=delete $TEST
		`+scene+`=empty $TEST
		`+scene+`=store $TEST`)
	session(t, home, `
		printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ready
		`+scene+`=load $TEST`)
	files, err := filepath.Glob(filepath.Join(home, ".local", "share", "keyrings", "*"))
	if err != nil || len(files) == 0 {
		t.Errorf("the keyring wrote %v, %v", files, err)
	}
	for _, f := range files {
		if b, err := os.ReadFile(f); err != nil || strings.Contains(string(b), key) {
			t.Errorf("%s has the key in clear, or %v", f, err)
		}
	}
}

func TestALockedSecretServiceFreezesNothing(t *testing.T) {
	home := t.TempDir()
	session(t, home, `
		printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ready
		`+scene+`=store $TEST`)
	session(t, home, `
		gnome-keyring-daemon --start --components=secrets >/dev/null; ready
		`+scene+`=locked $TEST`)
}

func TestASessionWithoutASecretService(t *testing.T) {
	session(t, t.TempDir(), scene+`=missing $TEST`)
}

func TestABusThatDoesNotAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // whoever connects waits for ever in its queue
	run(t, processtest.Test(t.Context(), "TestScene"), scene+"=silent", "DBUS_SESSION_BUS_ADDRESS=unix:path="+path)
}

func TestNoBusAtAll(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	if reachable() {
		t.Skip("this user has a session bus")
	}
	k := New()
	if err := k.Store(t.Context(), key); core.KindOf(err) != core.NoKeychain {
		t.Errorf("Store = %v", err)
	}
	check(t, k, key, Session)
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		t.Errorf("a bus was started at %s", address)
	}
}

// session runs a script in a D-Bus session that starts no services by itself.
func session(t *testing.T, home, script string) {
	t.Helper()
	for _, tool := range []string{"dbus-run-session", "dbus-send", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s here", tool)
		}
	}
	config := filepath.Join(t.TempDir(), "session.conf")
	const bare = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(bare), 0o600); err != nil {
		t.Fatal(err)
	}
	// The daemon goes to the background a little before it has its name on the bus.
	const ready = "ready() { until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner " +
		"string:org.freedesktop.secrets 2>/dev/null | grep -q true; do sleep 0.05; done; }\n"
	runtime := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--config-file="+config, "--", "sh", "-e", "-c", ready+script)
	run(t, cmd, "HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, ".local", "share"), "XDG_RUNTIME_DIR="+runtime, "TEST="+strings.Join(processtest.Test(t.Context(), "TestScene").Args, " "))
}

func run(t *testing.T, cmd *exec.Cmd, env ...string) {
	t.Helper()
	cmd.Env = append(append(os.Environ(), Variable+"="), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestScene is what the processes above run.
func TestScene(t *testing.T) {
	k := New()
	if os.Getenv(scene) == "silent" {
		k.patience = time.Second // it is waited out to its end
	}
	switch os.Getenv(scene) {
	case "store":
		if err := k.Store(t.Context(), key); err != nil {
			t.Errorf("Store = %v", err)
		}
		check(t, k, key, System)
	case "load":
		if err := k.Load(t.Context()); err != nil {
			t.Errorf("Load = %v", err)
		}
		check(t, k, key, System)
	case "delete":
		if err := k.Delete(t.Context()); err != nil {
			t.Errorf("Delete = %v", err)
		}
	case "empty":
		if err := k.Load(t.Context()); err != nil {
			t.Errorf("Load = %v", err)
		}
		check(t, k, "", Nowhere)
	case "locked", "silent":
		if err := k.Load(t.Context()); core.KindOf(err) != core.KeychainLocked {
			t.Errorf("Load = %v of kind %q", err, core.KindOf(err))
		}
		if err := k.Store(t.Context(), key); core.KindOf(err) != core.KeychainLocked {
			t.Errorf("Store = %v of kind %q", err, core.KindOf(err))
		}
		check(t, k, key, Session)
	case "missing":
		if err := k.Load(t.Context()); core.KindOf(err) != core.NoKeychain {
			t.Errorf("Load = %v of kind %q", err, core.KindOf(err))
		}
		if err := k.Store(t.Context(), key); core.KindOf(err) != core.NoKeychain {
			t.Errorf("Store = %v of kind %q", err, core.KindOf(err))
		}
		check(t, k, key, Session)
	default:
		t.Skip("a scene of the tests above")
	}
}
