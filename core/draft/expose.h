#include <stdint.h>

// CELL is the distance of a mesh's crossings in pixels of the frame.
#define CELL 16

// A mesh says where the pixels of a frame come from: x and y are the places of its crossings in the negative, row by row, in pixels of luma from the upper left
// corner, 16.16 fixed point. Between the crossings places go straight. The last crossings lie on the frame's right and lower edge.
typedef struct {
	const int32_t *x, *y;
	int columns;       // of crossings
	int width, height; // of the frame in pixels
} mesh;

// expose_luma fills the frame's plane of luma. The negative's is described in negative.go. With vectors it does the same by eight pixels at a time, for which a processor
// of Intel's kind must have AVX2.
void expose_luma(uint8_t *out, int out_stride, mesh m, const uint8_t *luma, int stride, int vectors);

// expose_chroma fills both of the frame's planes of chroma, which have half its size, rounded up. The negative holds Cb in the lower bytes and Cr in the upper.
void expose_chroma(uint8_t *cb, uint8_t *cr, int out_stride, mesh m, const uint16_t *chroma, int stride, int vectors);
