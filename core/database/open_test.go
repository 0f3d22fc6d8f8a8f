package database

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"caracal/core"
)

const first, second = `CREATE TABLE clips (name TEXT) STRICT;`, `ALTER TABLE clips ADD COLUMN stars INTEGER NOT NULL DEFAULT 3;`

func open1(t *testing.T, path string, o Options) (db *sql.DB, aside string) {
	t.Helper()
	db, aside, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, aside
}

func exec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestMigrationKeepsTheOldDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, _ := open1(t, path, Options{Migrations: []string{first}})
	exec(t, db, `INSERT INTO clips VALUES ('one')`)

	now, _ := open1(t, path, Options{Migrations: []string{first, second}, KeepOld: true})
	var stars int
	if err := now.QueryRow(`SELECT stars FROM clips WHERE name = 'one'`).Scan(&stars); err != nil || stars != 3 {
		t.Error(stars, err)
	}
	old, _ := open1(t, path+".version-1", Options{Migrations: []string{first}})
	var n int
	if err := old.QueryRow(`SELECT count(*) FROM clips`).Scan(&n); err != nil || n != 1 {
		t.Error(n, err)
	}
}

func TestMigrationThatFailsChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, _ := open1(t, path, Options{Migrations: []string{first}})
	exec(t, db, `INSERT INTO clips VALUES ('one')`)
	if _, _, err := Open(path, Options{Migrations: []string{first, second, `this is not SQL`}}); core.KindOf(err) != core.Internal {
		t.Error(err)
	}
	again, aside := open1(t, path, Options{Migrations: []string{first}})
	exec(t, again, `INSERT INTO clips VALUES ('two')`)
	if aside != "" {
		t.Error("it was put aside")
	}
}

func TestDatabaseOfALaterVersionIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, _ := open1(t, path, Options{Migrations: []string{first, second}})
	db.Close()
	_, aside, err := Open(path, Options{Migrations: []string{first}})
	if err == nil || aside != "" || !strings.Contains(err.Error(), "later") {
		t.Error(aside, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	again, aside := open1(t, path, Options{Migrations: []string{first}, Replace: true})
	exec(t, again, `INSERT INTO clips VALUES ('one')`)
	old, err := OpenDamaged(aside)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	var version int
	if err := old.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil || version != 2 {
		t.Error(version, err)
	}
}

func TestManyOpenANewDatabaseAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			db, aside, err := Open(path, Options{Migrations: []string{first, second}, Durable: true})
			if err != nil || aside != "" {
				t.Error(aside, err)
				return
			}
			defer db.Close()
			if _, err := db.Exec(`INSERT INTO clips (name) VALUES ('x')`); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	db, _ := open1(t, path, Options{Migrations: []string{first, second}})
	var n int
	if err := db.QueryRow(`SELECT count(*) FROM clips`).Scan(&n); err != nil || n != 16 {
		t.Error(n, err)
	}
	if err := Check(context.Background(), db); err != nil {
		t.Error(err)
	}
}

func TestDamagedDatabaseIsPutAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	text := strings.Repeat("not a database ", 1000)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	db, aside := open1(t, path, Options{Migrations: []string{first}})
	exec(t, db, `INSERT INTO clips VALUES ('one')`)
	if b, err := os.ReadFile(aside); err != nil || string(b) != text {
		t.Error(err)
	}
}
