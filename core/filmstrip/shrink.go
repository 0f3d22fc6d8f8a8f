package filmstrip

import (
	"encoding/binary"
	"image"
)

// shrink fills dst with src made smaller: each pixel is the mean of those that it stands for.
func shrink(dst, src *image.YCbCr) {
	size, from := dst.Rect.Size(), src.Rect.Size()
	half := func(p image.Point) image.Point { return image.Pt((p.X+1)/2, (p.Y+1)/2) }
	shrinkPlane(dst.Y, dst.YStride, size, src.Y, src.YStride, from)
	shrinkPlane(dst.Cb, dst.CStride, half(size), src.Cb, src.CStride, half(from))
	shrinkPlane(dst.Cr, dst.CStride, half(size), src.Cr, src.CStride, half(from))
}

// shrinkPlane does so with a plane of size from, which is at least as large as size.
func shrinkPlane(dst []uint8, dstStride int, size image.Point, src []uint8, srcStride int, from image.Point) {
	columns := make([]uint16, from.X)
	step := 1
	if from.Y >= 3*size.Y {
		step = 2 // where there are three rows or more for one, every second will do, at half the work
	}
	// A pixel stands for one of two numbers of columns: the division by each is a multiplication by its inverse.
	const point = 24
	inverse := func(n int) uint32 { return uint32((1<<point + n/2) / n) }
	narrow := from.X / size.X
	ends := make([]int, size.X) // of the columns of each pixel
	for x := range ends {
		ends[x] = (x + 1) * from.X / size.X
	}
	for y := range size.Y {
		top, end := y*from.Y/size.Y, (y+1)*from.Y/size.Y
		rows := (end - top + step - 1) / step
		sumRows(columns, src[top*srcStride:], srcStride*step, rows)
		inverses := [2]uint32{inverse(narrow * rows), inverse((narrow + 1) * rows)}
		out := dst[y*dstStride:][:size.X]
		left := 0
		for x, right := range ends {
			sum := uint32(0)
			for _, v := range columns[left:right] {
				sum += uint32(v)
			}
			out[x] = uint8((sum*inverses[right-left-narrow] + 1<<(point-1)) >> point)
			left = right
		}
	}
}

// sumRows adds so many rows up, column by column, eight columns at a time: four each in the even and in the odd bytes of a word. There are fewer than 256 rows.
func sumRows(sums []uint16, rows []uint8, stride, n int) {
	const evenBytes = 0x00ff00ff00ff00ff
	x := 0
	for ; x+8 <= len(sums); x += 8 {
		var even, odd uint64
		for row := range n {
			v := binary.LittleEndian.Uint64(rows[row*stride+x:])
			even += v & evenBytes
			odd += v >> 8 & evenBytes
		}
		to := sums[x:][:8]
		to[0], to[1] = uint16(even), uint16(odd)
		to[2], to[3] = uint16(even>>16), uint16(odd>>16)
		to[4], to[5] = uint16(even>>32), uint16(odd>>32)
		to[6], to[7] = uint16(even>>48), uint16(odd>>48)
	}
	for ; x < len(sums); x++ {
		sums[x] = 0
		for row := range n {
			sums[x] += uint16(rows[row*stride+x])
		}
	}
}
