// Package media brings clips in: [ReadInfo] tells what a clip is, and a [Decoder] shows its frames, makes its filmstrip, and writes it in other forms. What is in a clip's file beside the
// film is core/clipfile's; frames are made a clip of by core/encode.
//
// The rules of this room:
//   - A clip may come from anywhere, so nothing in it is believed: sizes are bounded before they are used, and FFmpeg, which reads every codec that a service may
//     send, runs as WebAssembly in a sandbox that sees the files it is given, has no network, and cannot have more memory than its limit.
//   - A file is written whole or not at all.
//   - A decoder that is slow to start is started in the background, never by a person's click.
//   - Errors are *core.Error: BadClip for a file that is not a clip that we can read, ClipMissing where there is none.
package media
