package linear

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

func reserve(size uint64) ([]byte, error) {
	at, err := windows.VirtualAlloc(0, uintptr(size), windows.MEM_RESERVE, windows.PAGE_READWRITE)
	if err != nil {
		return nil, err
	}
	// The address is none of Go's, which vet cannot know.
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&at)), size), nil
}

func commit(bytes []byte) error {
	if len(bytes) == 0 {
		return nil
	}
	_, err := windows.VirtualAlloc(address(bytes), uintptr(len(bytes)), windows.MEM_COMMIT, windows.PAGE_READWRITE)
	return err
}

func release(bytes []byte) error { return windows.VirtualFree(address(bytes), 0, windows.MEM_RELEASE) }

func address(bytes []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(bytes))) }
