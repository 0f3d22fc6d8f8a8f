package encode

// // An OpenH264 encoder begins with the table of its methods; this calls its SetOption (ISVCEncoderVtbl in codec_api.h).
// static int set_parameters(void *encoder, void *parameters) {
// 	enum { set_option = 7, encode_param_ext = 3 };
// 	typedef int method(void *encoder, int option, void *value);
// 	return (*(method ***)encoder)[set_option](encoder, encode_param_ext, parameters);
// }
import "C"

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/pion/mediadevices/pkg/codec"
)

// tune sets those parameters of an encoder that its binding has no way to set. It changes the copy of them that the binding keeps, which it finds by their names there, and
// hands that to OpenH264.
func tune(h264 codec.ReadCloser, q quantiser) (err error) {
	defer func() {
		if r := recover(); r != nil { // reflect, when something has another name or shape
			err = fmt.Errorf("openh264 has another binding than this was written for: %v", r)
		}
	}()
	binding := reflect.ValueOf(h264).Elem().FieldByName("engine").Elem()
	parameters := binding.FieldByName("params")
	at := func(v reflect.Value) unsafe.Pointer { return unsafe.Pointer(v.UnsafeAddr()) }

	layer := parameters.FieldByName("sSpatialLayers").Index(0)
	*(*C.int)(at(layer.FieldByName("iDLayerQp"))) = C.int(q)
	// It would leave in its place, as background, what moves by less than a tenth of a pixel.
	*(*C.char)(at(parameters.FieldByName("bEnableBackgroundDetection"))) = 0
	// It would begin anew with a key frame where it takes much movement for another scene, and looks at each frame twice for that.
	*(*C.char)(at(parameters.FieldByName("bEnableSceneChangeDetect"))) = 0
	if q <= undeblocked { // the encoder, and every player, would look at the edges of all blocks for what is not there
		*(*C.int)(at(parameters.FieldByName("iLoopFilterDisableIdc"))) = 1
	}
	if C.set_parameters(binding.FieldByName("engine").UnsafePointer(), at(parameters)) != 0 {
		return errors.New("openh264 refuses its parameters")
	}
	return nil
}
