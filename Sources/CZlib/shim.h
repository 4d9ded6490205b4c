#pragma once
#include <zlib.h>

// Swift does not see inflateInit2, which is a macro: this says the same in a plain function.

/// Begins to undo gzip (`bits` 31), zlib (15) or bare deflate (-15).
static inline int stance_inflate_begin(z_stream *stream, int bits) { return inflateInit2(stream, bits); }
