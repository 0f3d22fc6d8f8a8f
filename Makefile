# On Debian `make run` and `make test` need nothing but Go, git and make: .ci/setup installs the rest.

TAGS    := migrated_fynedo
LDFLAGS := -s -w

.PHONY: run build test bench check package clean

run: build
	./caracal

build:
	.ci/setup build
	go build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o caracal .

test:
	.ci/setup test
	go test -race -timeout 30m ./...

bench:
	.ci/setup test
	go test -run '^$$' -bench . -benchtime 5x -timeout 60m ./...

check:
	.ci/check

package:
	.ci/setup package
	.ci/package

clean:
	rm -rf caracal caracal.exe dist bench
