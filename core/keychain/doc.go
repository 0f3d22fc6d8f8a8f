// Package keychain keeps the API key where the operating system keeps passwords: the macOS Keychain, the Windows Credential Manager, or the Secret Service of a
// Linux desktop.
//
// The rules of this room:
//   - The key is in the system's keychain, in the memory of this process, and nowhere else. It is in no error.
//   - WAVESPEED_API_KEY in the environment wins over everything and is never stored.
//   - A keychain may be missing, locked, or waiting for somebody to type a password into a window behind ours. Every call gives up after a time, and what cannot
//     be stored is kept for this session only, which the caller is told.
package keychain
