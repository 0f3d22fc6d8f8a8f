// From video's colours to the screen's. This is where playback spends its time outside FFmpeg, and it is in C because a compiler for Go has no instructions for many
// pixels at a time, which take a tenth of the time. The loops are so plain that a compiler for C finds them by itself. Everything is whole numbers, so that every
// processor makes the same colours.

#include "convert.h"

#include <stddef.h>

#define INLINE static inline __attribute__((always_inline))

// Colours are fixed point until they are in a pixel.
typedef struct {
	int32_t red, green, blue;
} colour;

// tint returns what Cb and Cr add to a pixel.
INLINE colour tint(matrix m, uint8_t cb, uint8_t cr) {
	int32_t u = cb - 128, v = cr - 128;
	return (colour){m.red_cr * v, m.green_cb * u + m.green_cr * v, m.blue_cb * u};
}

INLINE uint32_t clamp(int32_t fixed) {
	int32_t v = fixed >> POINT;
	v = v < 0 ? 0 : v;
	return v > 255 ? 255 : v;
}

// pixel packs an opaque pixel. Its red has the lowest byte, which comes first in the memory of all processors that we build for.
INLINE uint32_t pixel(matrix m, uint8_t luma, colour c) {
	int32_t grey = m.luma * (luma - 16) + (1 << (POINT - 1)); // the half makes clamp round
	return clamp(grey + c.red) | clamp(grey + c.green) << 8 | clamp(grey + c.blue) << 16 | 0xff000000;
}

INLINE void row(uint32_t *restrict out, const uint8_t *restrict luma, const uint8_t *restrict cb, const uint8_t *restrict cr, int width, matrix m) {
	int pairs = width / 2;
	for (int i = 0; i < pairs; i++) {
		colour c = tint(m, cb[i], cr[i]);
		out[2 * i] = pixel(m, luma[2 * i], c);
		out[2 * i + 1] = pixel(m, luma[2 * i + 1], c);
	}
	if (width % 2 == 1)
		out[2 * pairs] = pixel(m, luma[2 * pairs], tint(m, cb[pairs], cr[pairs]));
}

INLINE void rows(uint32_t *out, const uint8_t *luma, const uint8_t *cb, const uint8_t *cr, int width, int height, matrix m) {
	size_t across = (width + 1) / 2;
	for (size_t y = 0; y < (size_t)height; y++)
		row(out + y * width, luma + y * width, cb + y / 2 * across, cr + y / 2 * across, width, m);
}

// The compiler makes the same rows twice: for any processor of its kind, and for those with AVX2.
static void convert_anywhere(uint32_t *out, const uint8_t *luma, const uint8_t *cb, const uint8_t *cr, int width, int height, matrix m) {
	rows(out, luma, cb, cr, width, height, m);
}

// Compilers for Windows do not align the stack as these instructions need it.
#if defined(__x86_64__) && !defined(_WIN32)

__attribute__((target("avx2"))) static void convert_by_eight(uint32_t *out, const uint8_t *luma, const uint8_t *cb, const uint8_t *cr, int width, int height, matrix m) {
	rows(out, luma, cb, cr, width, height, m);
}

#else

#define convert_by_eight convert_anywhere

#endif

void convert_frame(uint32_t *out, const uint8_t *luma, const uint8_t *cb, const uint8_t *cr, int width, int height, matrix m, int eight_lanes) {
	(eight_lanes ? convert_by_eight : convert_anywhere)(out, luma, cb, cr, width, height, m);
}
