package film

// UpTo is upTo for tests from outside.
var UpTo = upTo
