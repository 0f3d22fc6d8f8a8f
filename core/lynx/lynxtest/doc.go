// Package lynxtest plays the part of WaveSpeedAI on this computer: it answers as the real service does, as far as anyone outside could find out, checks what clients
// send as strictly, keeps a record of it, and can be broken in every way that a client must survive.
//
// The rules of this room:
//   - It shares no code with the client, so that a mistake there is not repeated here.
//   - It is told about the world by HTTP only, and is asked about it by the methods that begin with what was seen: Submits, Runs, Requests, Leaks, Notes.
//   - Storage and clips are on a second host, which wants no key and tells when it is shown one; a third is there to be redirected to.
//   - All waiting is by the clock at the time of the question, so that it works in a testing/synctest bubble, and nothing runs while nobody asks.
package lynxtest
