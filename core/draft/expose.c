// The innermost loops of Draft. They are in C because a compiler for Go has no instructions for eight pixels at a time, which take a third of the time.
//
// In-between places are mixed from four neighbours, bilinearly, with their weights in steps of 1/128 pixel across and down. Everything is whole numbers, so that
// every processor makes the same clip.

#include "expose.h"

// A place is in the negative, 16.16 fixed point.
typedef struct {
	int32_t x, y;
} place;

static place plus(place a, place b) { return (place){a.x + b.x, a.y + b.y}; }

// part returns an n-th of the way between two places. Whole cells are so common that they are worth a shift.
static place part(place from, place to, int n) {
	int32_t dx = to.x - from.x, dy = to.y - from.y;
	return n == CELL ? (place){dx / CELL, dy / CELL} : (place){dx / n, dy / n};
}

static place half(place p) { return (place){p.x / 2, p.y / 2}; }

// A tile is a cell of the mesh: the places at the upper ends of its left and right edge, and how far they go with each row of pixels.
typedef struct {
	place left, right, left_step, right_step;
	int width, height; // in pixels of the frame; at the frame's edges it may be less than CELL
} tile;

static tile tile_at(const mesh *m, int column, int row) {
	int i = row * m->columns + column, below = i + m->columns;
	tile t = {.left = {m->x[i], m->y[i]}, .right = {m->x[i + 1], m->y[i + 1]}};
	t.width = m->width - column * CELL < CELL ? m->width - column * CELL : CELL;
	t.height = m->height - row * CELL < CELL ? m->height - row * CELL : CELL;
	t.left_step = part(t.left, (place){m->x[below], m->y[below]}, t.height);
	t.right_step = part(t.right, (place){m->x[below + 1], m->y[below + 1]}, t.height);
	return t;
}

// The negative counts half a pixel to the lower right: the centres of its pixels are at 1, 2, 3 …
static const place centre = {1 << 15, 1 << 15};

// mix returns the mean of four neighbours by the fractions of a place.
static uint8_t mix(place p, int upper_left, int upper_right, int lower_left, int lower_right) {
	int x = p.x >> 9 & 127, y = p.y >> 9 & 127, both = x * y;
	int right = 128 * x - both, below = 128 * y - both, rest = 128 * 128 - both - right - below;
	return (upper_left * rest + upper_right * right + lower_left * below + lower_right * both + (1 << 13)) >> 14;
}

static void luma_tile(tile t, uint8_t *out, int out_stride, const uint8_t *luma, int stride) {
	place left = plus(t.left, half(t.left_step)), right = plus(t.right, half(t.right_step));
	for (int row = 0; row < t.height; row++, out += out_stride) {
		place step = part(left, right, t.width), p = plus(plus(left, half(step)), centre);
		for (int i = 0; i < t.width; i++, p = plus(p, step)) {
			const uint8_t *upper = luma + (p.y >> 16) * stride + (p.x >> 16), *lower = upper + stride;
			out[i] = mix(p, upper[0], upper[1], lower[0], lower[1]);
		}
		left = plus(left, t.left_step);
		right = plus(right, t.right_step);
	}
}

// A sample of chroma lies halfway between two rows of luma and level with the left one of two columns (ITU-T H.264 E.2.1, chroma_sample_loc_type 0).
static void chroma_tile(tile t, uint8_t *cb, uint8_t *cr, int out_stride, const uint16_t *chroma, int stride) {
	place left = plus(t.left, t.left_step), right = plus(t.right, t.right_step);
	for (int row = 0; row < t.height; row += 2, cb += out_stride, cr += out_stride) {
		place step = part(left, right, t.width), p = plus(half(plus(left, half(step))), centre);
		for (int i = 0; 2 * i < t.width; i++, p = plus(p, step)) {
			const uint16_t *upper = chroma + (p.y >> 16) * stride + (p.x >> 16), *lower = upper + stride;
			cb[i] = mix(p, upper[0] & 255, upper[1] & 255, lower[0] & 255, lower[1] & 255);
			cr[i] = mix(p, upper[0] >> 8, upper[1] >> 8, lower[0] >> 8, lower[1] >> 8);
		}
		left = plus(left, plus(t.left_step, t.left_step));
		right = plus(right, plus(t.right_step, t.right_step));
	}
}

// Compilers for Windows do not align the stack as these instructions need it.
#if defined(__x86_64__) && !defined(_WIN32)

#include <immintrin.h>

#define AVX2 static inline __attribute__((target("avx2"), always_inline))

// Eight places side by side.
typedef struct {
	__m256i x, y;
} places;

// row_of returns the first eight places of a row of pixels.
AVX2 places row_of(place first, place step) {
	const __m256i count = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
	return (places){
		_mm256_add_epi32(_mm256_set1_epi32(first.x), _mm256_mullo_epi32(count, _mm256_set1_epi32(step.x))),
		_mm256_add_epi32(_mm256_set1_epi32(first.y), _mm256_mullo_epi32(count, _mm256_set1_epi32(step.y))),
	};
}

// neighbour returns where the upper left neighbours are in rows of the given length.
AVX2 __m256i neighbour(places p, int stride) {
	return _mm256_add_epi32(_mm256_mullo_epi32(_mm256_srai_epi32(p.y, 16), _mm256_set1_epi32(stride)), _mm256_srai_epi32(p.x, 16));
}

// The weights of mix, in pairs of 16 bits, the left one lower.
typedef struct {
	__m256i upper, lower;
} weights;

AVX2 weights weigh(places p) {
	const __m256i low = _mm256_set1_epi32(127);
	__m256i x = _mm256_and_si256(_mm256_srai_epi32(p.x, 9), low), y = _mm256_and_si256(_mm256_srai_epi32(p.y, 9), low);
	__m256i both = _mm256_madd_epi16(x, y);
	__m256i right = _mm256_sub_epi32(_mm256_slli_epi32(x, 7), both), below = _mm256_sub_epi32(_mm256_slli_epi32(y, 7), both);
	__m256i rest = _mm256_sub_epi32(_mm256_sub_epi32(_mm256_set1_epi32(128 * 128), both), _mm256_add_epi32(right, below));
	return (weights){_mm256_or_si256(rest, _mm256_slli_epi32(right, 16)), _mm256_or_si256(below, _mm256_slli_epi32(both, 16))};
}

// mix8 returns eight means, 32 bits each, of neighbours in pairs of 16 bits.
AVX2 __m256i mix8(__m256i upper, __m256i lower, weights w) {
	__m256i sum = _mm256_add_epi32(_mm256_madd_epi16(upper, w.upper), _mm256_madd_epi16(lower, w.lower));
	return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 13)), 14);
}

// store writes the lowest bytes of eight numbers of 32 bits.
AVX2 void store(uint8_t *out, __m256i numbers) {
	__m128i words = _mm_packus_epi32(_mm256_castsi256_si128(numbers), _mm256_extracti128_si256(numbers, 1));
	_mm_storel_epi64((__m128i *)out, _mm_packus_epi16(words, words));
}

// pairs takes the two lowest bytes of each 32 bits apart.
AVX2 __m256i pairs(__m256i bytes) {
	const __m256i low = _mm256_set1_epi32(0x000000ff), high = _mm256_set1_epi32(0x00ff0000);
	return _mm256_or_si256(_mm256_and_si256(bytes, low), _mm256_and_si256(_mm256_slli_epi32(bytes, 8), high));
}

// luma_at mixes eight pixels. The camera hardly ever turns, so that their neighbours are mostly in the same two rows, within sixteen bytes: these are loaded at
// once, which is a good deal faster than one by one.
AVX2 __m256i luma_at(places p, place first, place last, const uint8_t *luma, int stride) {
	int column = first.x >> 16, row = first.y >> 16, reach = (last.x >> 16) - column;
	if (row == last.y >> 16 && reach >= 0 && reach < 15) {
		const uint8_t *corner = luma + row * stride + column;
		__m256i upper = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)corner));
		__m256i lower = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(corner + stride)));
		// Into each 32 bits go the bytes i and i+1, with a zero behind each.
		__m256i i = _mm256_sub_epi32(_mm256_srai_epi32(p.x, 16), _mm256_set1_epi32(column));
		__m256i order = _mm256_add_epi32(_mm256_mullo_epi32(i, _mm256_set1_epi32(0x00010001)), _mm256_set1_epi32((int)0x80018000));
		return mix8(_mm256_shuffle_epi8(upper, order), _mm256_shuffle_epi8(lower, order), weigh(p));
	}
	__m256i at = neighbour(p, stride);
	__m256i upper = _mm256_i32gather_epi32((const int *)luma, at, 1), lower = _mm256_i32gather_epi32((const int *)(luma + stride), at, 1);
	return mix8(pairs(upper), pairs(lower), weigh(p));
}

__attribute__((target("avx2"))) static void luma_tile_by_vectors(tile t, uint8_t *out, int out_stride, const uint8_t *luma, int stride) {
	place left = plus(t.left, half(t.left_step)), right = plus(t.right, half(t.right_step));
	for (int row = 0; row < t.height; row++, out += out_stride) {
		place step = part(left, right, CELL), p = plus(plus(left, half(step)), centre);
		// The encoder has used the cache for itself since the last frame, so the line of the next tiles is asked for early.
		__builtin_prefetch(luma + (p.y >> 16) * stride + (p.x >> 16) + 64);
		for (int i = 0; i < CELL; i += 8, p = plus(p, (place){8 * step.x, 8 * step.y})) {
			place last = {p.x + 7 * step.x, p.y + 7 * step.y};
			store(out + i, luma_at(row_of(p, step), p, last, luma, stride));
		}
		left = plus(left, t.left_step);
		right = plus(right, t.right_step);
	}
}

__attribute__((target("avx2"))) static void chroma_tile_by_vectors(tile t, uint8_t *cb, uint8_t *cr, int out_stride, const uint16_t *chroma, int stride) {
	const __m256i low = _mm256_set1_epi32(0x00ff00ff);
	place left = plus(t.left, t.left_step), right = plus(t.right, t.right_step);
	for (int row = 0; row < t.height; row += 2, cb += out_stride, cr += out_stride) {
		place step = part(left, right, CELL);
		places eight = row_of(plus(half(plus(left, half(step))), centre), step);
		__m256i at = neighbour(eight, stride);
		weights w = weigh(eight);
		// Each gather brings two neighbours with their blue and their red.
		__m256i upper = _mm256_i32gather_epi32((const int *)chroma, at, 2), lower = _mm256_i32gather_epi32((const int *)(chroma + stride), at, 2);
		store(cb, mix8(_mm256_and_si256(upper, low), _mm256_and_si256(lower, low), w));
		store(cr, mix8(_mm256_and_si256(_mm256_srli_epi32(upper, 8), low), _mm256_and_si256(_mm256_srli_epi32(lower, 8), low), w));
		left = plus(left, plus(t.left_step, t.left_step));
		right = plus(right, plus(t.right_step, t.right_step));
	}
}

#else

#define luma_tile_by_vectors luma_tile
#define chroma_tile_by_vectors chroma_tile

#endif

void expose_luma(uint8_t *out, int out_stride, mesh m, const uint8_t *luma, int stride, int vectors) {
	for (int y = 0; y < m.height; y += CELL)
		for (int x = 0; x < m.width; x += CELL) {
			tile t = tile_at(&m, x / CELL, y / CELL);
			(vectors && t.width == CELL ? luma_tile_by_vectors : luma_tile)(t, out + y * out_stride + x, out_stride, luma, stride);
		}
}

void expose_chroma(uint8_t *cb, uint8_t *cr, int out_stride, mesh m, const uint16_t *chroma, int stride, int vectors) {
	for (int y = 0; y < m.height; y += CELL)
		for (int x = 0; x < m.width; x += CELL) {
			tile t = tile_at(&m, x / CELL, y / CELL);
			int at = y / 2 * out_stride + x / 2;
			(vectors && t.width == CELL ? chroma_tile_by_vectors : chroma_tile)(t, cb + at, cr + at, out_stride, chroma, stride);
		}
}
