// Package lynx makes clips with ByteDance's Lynx model through the REST API of WaveSpeedAI. A [Client] speaks to the service; an [Engine] makes one clip
// with it, step by step, in a way that survives a kill at any moment.
//
// Every submit that the service accepts costs money, is never undone, and cannot be made idempotent. So the rules of this room are:
//   - A submit is one POST on a connection of its own. It follows no redirect, is not sent again by net/http, and is not cut off when a person stops waiting.
//   - What became of a submit is one of three: accepted, surely not accepted, or unknown. Unknown is the default.
//   - An unknown submit is looked up in the service's list of runs. A run that was made from our own upload is ours; any other only when the list is complete and by the
//     rule of match, which resolves all unknown submits of this computer together. Otherwise the person decides. Nothing in here submits again by itself, except after a 429
//     that left no run behind.
//   - Every fact that such a decision needs is in the mark, so that the process that comes after a kill knows as much as the one before.
//   - The API key goes to the configured host over https (http only on this computer), and to no other: not to storage, not along a redirect, not to an
//     address that an answer names. It is in no error.
//   - Error texts hold no URL and no prompt: the addresses of uploads and clips are readable by whoever knows them.
//   - Every answer is bounded before it is read and is checked on its three levels: the HTTP status, its code, and the status of the run in it.
package lynx
