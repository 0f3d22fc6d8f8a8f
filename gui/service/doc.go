// Package service is the person's account at WaveSpeedAI, as the window knows it: the key and where it is kept, what the doctor says of it, the credit that is left, and the
// clips that are finished there and not on this computer.
//
// The rules of this room:
//   - Nobody is asked anything before there is a key, and the balance is asked for seldom: a person who presses a button is the exception.
//   - The keychain, the service and the disk are asked on goroutines of the inbox; everything else here runs on the Fyne goroutine.
//   - A word on a key that has been replaced by then is not shown of the new one. What nobody knows just now is not said: an old balance would be a lie.
//   - Bringing clips home costs nothing and is offered, never done by itself.
//   - The sentences are in gui/words.
package service
