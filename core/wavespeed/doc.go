// Package wavespeed speaks to the REST API of WaveSpeedAI: a [Client] uploads pictures, orders clips of the Lynx model, asks what became of them, downloads them, and asks for prices, the
// balance and refunds. It knows nothing of jobs, marks or files of ours: what is ordered, looked for and tried again is decided by who calls, which is package lynx.
//
// The rules of this room:
//   - A submit is one POST on a connection of its own. It follows no redirect and is not sent again by net/http.
//   - What became of a submit is one of three: accepted, surely not accepted, or unknown. Unknown is the default.
//   - The API key goes to the configured host over https (http only on this computer), and to no other: not to storage, not along a redirect, not to an
//     address that an answer names. It is in no error.
//   - Error texts hold no URL and no prompt: the addresses of uploads and clips are readable by whoever knows them.
//   - Every answer is bounded before it is read and is checked on its three levels: the HTTP status, its code, and the status of the run in it.
package wavespeed
