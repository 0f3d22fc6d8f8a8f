#include <stdint.h>

// POINT is how many bits of a coefficient are behind the point.
#define POINT 16

// A matrix says what a step of Y, Cb or Cr adds to a pixel's colours.
typedef struct {
	int32_t luma, red_cr, green_cb, green_cr, blue_cb;
} matrix;

// convert_frame turns the planes Y, Cb and Cr of 4:2:0 in video range, whose rows follow each other without padding, into RGBA. With eight_lanes it does the
// same sooner, for which a processor of Intel's kind must have AVX2.
void convert_frame(uint32_t *out, const uint8_t *luma, const uint8_t *cb, const uint8_t *cr, int width, int height, matrix m, int eight_lanes);
