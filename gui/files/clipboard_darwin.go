package files

import (
	"context"
	"os/exec"
)

// A Clipboard puts files on the computer's clipboard, to be pasted into a folder, a mail or a messenger. The zero Clipboard is ready. Its methods may be called on any goroutine.
type Clipboard struct{}

// writeURLs puts the files that it is given by their paths on the pasteboard. See https://developer.apple.com/documentation/appkit/nspasteboard/writeobjects(_:).
const writeURLs = `ObjC.import("AppKit")
function run(paths) {
	const board = $.NSPasteboard.generalPasteboard
	board.clearContents
	if (!board.writeObjects($(paths.map(path => $.NSURL.fileURLWithPath(path))))) throw new Error("the pasteboard took nothing")
}`

// Put puts files on the clipboard in place of what is there. It waits for osascript, which every Mac has. Its error is one of the system's.
func (c *Clipboard) Put(ctx context.Context, paths ...string) error {
	return exec.CommandContext(ctx, "osascript", append([]string{"-l", "JavaScript", "-e", writeURLs}, paths...)...).Run()
}

// Close does nothing: macOS keeps what is on the clipboard.
func (c *Clipboard) Close() {}
