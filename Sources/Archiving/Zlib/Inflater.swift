import CZlib

/// zlib's inflate as a value that is freed exactly once.
///
/// The corresponding C functions are `inflateInit2`, `inflate`, `inflateReset` and `inflateEnd`.
@safe struct Inflater: ~Copyable {
  /// What is undone.
  enum Wrapping: Int32 {
    /// A gzip member with its head and checksum (RFC 1952).
    case gzip = 31
    /// A zlib stream (RFC 1950), which HTTP calls `deflate`.
    case zlib = 15
    /// Deflate without any frame (RFC 1951), which some servers call `deflate` too.
    case bare = -15
  }

  /// How a step ended.
  enum Step {
    /// More bytes are wanted, or there is more to come.
    case more
    /// The stream is complete and its checksum fits.
    case end
    /// The bytes are none of this format, or were altered.
    case damaged
  }

  // Behind a pointer: zlib keeps one to the structure that it was begun with.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins a stream; `nil` when there is no memory.
  init?(_ wrapping: Wrapping) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe stance_inflate_begin(stream, wrapping.rawValue) == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins the next stream of the same kind.
  mutating func reset() { unsafe _ = inflateReset(stream) }

  /// Undoes some bytes.
  ///
  /// - Parameters:
  ///   - input: bytes of the stream; those beyond its end are left alone.
  ///   - output: where the bytes go.
  /// - Returns: how many bytes were taken and given, and how it ended.
  mutating func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (taken: Int, given: Int, step: Step) {
    let inputCount = min(input.count, Int(UInt32.max))
    let outputCount = min(output.count, Int(UInt32.max))
    unsafe stream.pointee.next_in = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let result = unsafe inflate(stream, Z_NO_FLUSH)
    let taken = unsafe inputCount - Int(stream.pointee.avail_in)
    let given = unsafe outputCount - Int(stream.pointee.avail_out)
    switch result {
    case Z_STREAM_END: return (taken, given, .end)
    case Z_OK, Z_BUF_ERROR: return (taken, given, .more)
    default: return (taken, given, .damaged)
    }
  }
}

extension Inflater {
  /// Undoes a whole body.
  ///
  /// - Returns: the bytes; `nil` when they are more than `limit`. What is damaged or cut off ends the bytes there.
  static func undo(
    _ wrapping: Wrapping, _ bytes: ArraySlice<UInt8>, limit: Int
  ) -> (bytes: [UInt8], isComplete: Bool)? {
    guard var inflater = Inflater(wrapping) else { return nil }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var taken = 0
    return unsafe bytes.withUnsafeBytes { input in
      while true {
        let result = unsafe piece.withUnsafeMutableBytes { buffer in
          unsafe inflater.step(UnsafeRawBufferPointer(rebasing: input[taken...]), into: buffer)
        }
        taken += result.taken
        output += piece[..<result.given]
        if output.count > limit { return nil }
        switch result.step {
        case .end:
          // Several gzip members in a row are one body (RFC 1952 §2.2).
          let rest = input.count - taken
          guard wrapping == .gzip, rest > 18, unsafe input[taken] == 0x1f, unsafe input[taken + 1] == 0x8b else {
            return (output, true)
          }
          inflater.reset()
        case .damaged: return (output, false)
        case .more: if result.taken == 0, result.given == 0 { return (output, false) }
        }
      }
    }
  }
}
