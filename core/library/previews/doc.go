// Package previews keeps what stands for clips while nobody plays them: a poster of each, and filmstrips, small copies that play at once. All are files in the cache.
//
// The rules of this room:
//   - Whatever is here can be made again from the clips, and goes at any time: nobody loses anything when it does.
//   - Posters and filmstrips share one budget on the disk. Those that were seen least recently go first, and when that was is the time of the file, so that it outlives the program.
//   - A preview is named by its clip and by the size and time of the clip's file, and shows that film for good: what is made while another film comes into the clip's place is
//     not kept.
//   - Nothing is made twice at the same time, and not too much at once: each that is made keeps a core busy.
//   - It knows clips and a decoder, and neither an index nor a library: which clips are worth a filmstrip is for others to say.
package previews
