# On Debian `make run` and `make test` need nothing but Go, git and make: .ci/setup installs the rest.

TAGS    := migrated_fynedo
LDFLAGS := -s -w

# The race detector makes arithmetic ten times slower. It watches Caracal, Fyne and all that draws into pictures of ours, and not what computes for itself: the engine of the
# database, the sandbox's compiler, decoders, the search for faces, what tests measure with. The rest of the sandbox is watched: its code for maps that goroutines share is also
# everybody's, because the linker keeps one copy, and unwatched it hides from the detector what encoding/json does right.
WAZEVO := github.com/tetratelabs/wazero/internal/engine/wazevo
ALONE  := modernc.org/... $(WAZEVO)/backend/... $(WAZEVO)/ssa/... github.com/esimov/pigo/... github.com/muesli/smartcrop/... github.com/deepteams/webp/... \
	golang.org/x/image/... image/... compress/... hash/... caracal/core/draft/drafttest caracal/core/media/mediatest
RACE := -race $(ALONE:%=-gcflags=%=-race=false) -gcflags=image/draw=-race -gcflags=golang.org/x/image/draw=-race

.PHONY: run build test bench check pictures package try clean

run: build
	./caracal

build:
	.ci/setup build
	go build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o caracal .

test:
	.ci/setup test
	go test $(RACE) -timeout 30m ./...

bench:
	.ci/setup test
	go test -run '^$$' -bench . -benchtime 5x -timeout 60m ./...

check:
	.ci/check

pictures:
	.ci/setup test
	mkdir -p .github/pictures
	go test ./gui/e2e -count=1 -run TakePictures -pictures ../../.github/pictures

package:
	.ci/setup package
	.ci/package

try:
	.ci/setup try
	.ci/try

clean:
	rm -rf caracal caracal.exe dist bench
