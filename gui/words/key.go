package words

// What stands on the card of the key for the service.
func SaveKey() string       { return say("Save") }
func SavingKey() string     { return say("Saving…") }
func CheckKey() string      { return say("Check key") }
func CheckingKey() string   { return say("Asking WaveSpeed…") }
func RemoveKey() string     { return say("Remove…") }
func KeepKey() string       { return say("Keep it") }
func RetryKeychain() string { return say("Try the keychain again") }
func GetKey() string        { return say("Get a key") }
func TopUp() string         { return say("Top up") }

// KeyHelp says which keys may not work.
func KeyHelp() string {
	return say("A key made before the first top-up may not work, and trial credit may not cover Lynx: top up first, then make a key.")
}

// PasteKey stands where a key is put in, in the place of another or not.
func PasteKey(another bool) string {
	if another {
		return say("Paste another key to replace it")
	}
	return say("Paste your WaveSpeed key")
}

// NotKey says that what was put in is no key.
func NotKey() string {
	return say("This is no key: it has characters that no key has. Copy it again.")
}

// RemoveKeyTitle and RemoveKeyWords ask whether the key is to go, from the keychain too.
func RemoveKeyTitle() string { return say("Remove the key?") }

func RemoveKeyWords(keychain string) string {
	return say("Caracal forgets it, here and in %s. Lynx needs it again before the next clip.", keychain)
}

// Which key is in use, of which only a part is shown, and where it is kept.
func KeyInKeychain(masked, keychain string) string {
	return masked + " · " + say("kept in %s", keychain)
}

func KeyForSession(masked string) string { return masked + " · " + say("for this session only") }

func KeyInVariable(masked, variable string) string {
	return masked + " · " + say("from %s in the environment", variable)
}

func NoKeyYet() string                     { return say("No key yet") }
func LookingForKey(keychain string) string { return say("Looking into %s…", keychain) }

// KeychainName is what people call the place where a system (as runtime.GOOS names it) keeps passwords.
func KeychainName(goos string) string {
	switch goos {
	case "darwin":
		return say("the macOS Keychain")
	case "windows":
		return say("the Windows Credential Manager")
	}
	return say("your desktop's keyring")
}
