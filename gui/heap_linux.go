package gui

/*
#include <malloc.h>

static void keep(int freed, int mapped) {
#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, freed);
	mallopt(M_MMAP_THRESHOLD, mapped);
#endif
}
*/
import "C"

// What malloc keeps for the next frame, in bytes: free memory at the end of its heap, and blocks up to this size, which it would have from the system one by one.
const (
	keptHeap  = 8 << 20
	keptBlock = 2 << 20
)

// keepHeap has glibc keep the memory of one frame for the next. Where there is no graphics card, Mesa takes the memory for a frame's textures and for all that it notes before it paints
// from malloc and frees it afterwards. By itself glibc gives that back to the system each time, so that each page of it has to be cleared and mapped again: a tenth of what a key
// in the search costs, and a quarter where its words were looked for before. Four times as much saves no more.
func keepHeap() { C.keep(keptHeap, keptBlock) }
