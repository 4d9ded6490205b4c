import CZlib

/// zlib's deflate, for whole gzip members.
///
/// The corresponding C functions are `deflateInit2`, `deflate`, `deflateBound` and `deflateEnd`.
enum Deflater {
  /// Packs bytes into one gzip member; the same bytes always give the same member.
  ///
  /// - Parameter level: zlib's, 1 (quick) to 9 (small).
  /// - Returns: `nil` when there is no memory.
  static func member(of bytes: [UInt8], level: Int32) -> [UInt8]? {
    var stream = unsafe z_stream()
    guard unsafe stance_deflate_begin(&stream, level) == Z_OK else { return nil }
    defer { unsafe _ = deflateEnd(&stream) }
    let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
    var isDone = false
    let packed = unsafe bytes.withUnsafeBytes { input in
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        unsafe stream.next_in = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
          .assumingMemoryBound(to: UInt8.self)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(bound)
        isDone = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
        count = unsafe bound - Int(stream.avail_out)
      }
    }
    return isDone ? packed : nil
  }
}
