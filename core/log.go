package core

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// The log file and its size, which keeps what a person may be asked to send us short enough to read.
const (
	logFile    = "caracal.log"
	maxLogSize = 1 << 20
)

// OpenLog returns a logger that writes to caracal.log in the data folder, and what ends it. A log that has grown long is begun anew and the old one kept as
// caracal.log.old. Nobody may log a key, a signed URL or a prompt.
func OpenLog(dir string) (*slog.Logger, io.Closer, error) {
	path := filepath.Join(dir, logFile)
	if info, err := os.Stat(path); err == nil && info.Size() > maxLogSize {
		_ = os.Rename(path, path+".old") // Windows refuses while another Caracal writes to it; then it grows until one starts alone
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, WrapFile("open log", err)
	}
	return slog.New(slog.NewTextHandler(f, nil)), f, nil
}
