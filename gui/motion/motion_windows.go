package motion

import (
	"context"
	"unsafe"

	"golang.org/x/sys/windows"
)

// getClientAreaAnimation is SPI_GETCLIENTAREAANIMATION of the Windows API.
const getClientAreaAnimation = 0x1042

// Less reports whether the person wants little to move by itself. No answer of the system is a no.
func Less(context.Context) bool {
	animates := uint32(1)
	ask := windows.NewLazySystemDLL("user32.dll").NewProc("SystemParametersInfoW")
	ok, _, _ := ask.Call(getClientAreaAnimation, 0, uintptr(unsafe.Pointer(&animates)), 0)
	return ok != 0 && animates == 0
}
