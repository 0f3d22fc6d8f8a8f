package index

// Migrations are for a test of what an index of an earlier version becomes.
func Migrations() []string { return migrations() }
