// Package lynx makes clips with ByteDance's Lynx model at WaveSpeedAI. An [Engine] makes one clip with a [wavespeed.Client], step by step, in a way that survives a kill at any moment.
//
// Every submit that the service accepts costs money, is never undone, and cannot be made idempotent. So the rules of this room are:
//   - A submit is sent once, after its mark is durable, and is not cut off when a person stops waiting.
//   - An unknown submit is looked up in the service's list of runs. A run that was made from our own upload is ours; any other only when the list is complete and by the
//     rule of match, which resolves all unknown submits of this computer together. Otherwise the person decides. Nothing in here submits again by itself, except after a 429
//     that left no run behind.
//   - Every fact that such a decision needs is in the mark, so that the process that comes after a kill knows as much as the one before.
package lynx
