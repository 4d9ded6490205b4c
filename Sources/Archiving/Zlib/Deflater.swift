import CZlib
import Synchronization

/// zlib's deflate, for whole gzip members.
///
/// A stream weighs a quarter of a megabyte and is kept for the next member.
/// The corresponding C functions are `deflateInit2`, `deflateReset`, `deflate`, `deflateBound` and `deflateEnd`.
enum Deflater {
  /// Packs bytes that follow one another into one gzip member; the same bytes always give the same member.
  ///
  /// - Parameter level: zlib's, 1 (quick) to 9 (small).
  /// - Returns: `nil` when there is no memory.
  static func member(of parts: [UInt8]..., level: Int32) -> [UInt8]? {
    guard let stream = idle.withLock({ streams in take(level, from: &streams) }) ?? DeflateStream(level: level) else {
      return nil
    }
    let member = stream.member(of: parts)
    idle.withLock { streams in
      if streams.count < mostIdle { streams.append(stream) }
    }
    return member
  }

  /// Streams that wait for the next member.
  private static let idle = Mutex<[DeflateStream]>([])
  /// As many as a machine has use for at a time.
  private static let mostIdle = 8

  private static func take(_ level: Int32, from streams: inout [DeflateStream]) -> DeflateStream? {
    streams.lastIndex { $0.level == level }.map { streams.remove(at: $0) }
  }
}

/// One stream of zlib; whoever took it from the list of idle ones has it alone.
@safe private final class DeflateStream: @unchecked Sendable {
  let level: Int32
  /// zlib remembers where it stands, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Room for a member as large as it may become, which the next one takes over.
  private var room: [UInt8] = []
  /// Bytes beyond which the room is not kept.
  private static let mostKept = 1 << 20

  init?(level: Int32) {
    self.level = level
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    if unsafe stance_deflate_begin(stream, level) != Z_OK { return nil }
  }

  deinit {
    unsafe _ = deflateEnd(stream)
    unsafe stream.deallocate()
  }

  func member(of parts: [[UInt8]]) -> [UInt8]? {
    guard unsafe deflateReset(stream) == Z_OK else { return nil }
    let bound = Int(unsafe deflateBound(stream, UInt(parts.reduce(0) { $0 + $1.count })))
    if room.count < bound { room = [UInt8](repeating: 0, count: bound) }
    defer { if room.count > DeflateStream.mostKept { room = [] } }
    return unsafe room.withUnsafeMutableBufferPointer { output in
      var isDone = false
      unsafe stream.pointee.next_out = output.baseAddress
      unsafe stream.pointee.avail_out = UInt32(bound)
      for (place, part) in parts.enumerated() {
        let isLast = place == parts.count - 1
        unsafe part.withUnsafeBytes { input in
          unsafe stream.pointee.next_in = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
          unsafe stream.pointee.avail_in = UInt32(input.count)
          isDone = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_END
        }
      }
      let count = unsafe bound - Int(stream.pointee.avail_out)
      return unsafe isDone ? Array(UnsafeBufferPointer(rebasing: output[..<count])) : nil
    }
  }
}
