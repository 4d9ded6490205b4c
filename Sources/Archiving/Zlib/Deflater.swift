import CZlib
import Synchronization

/// Packs bytes into whole gzip members (RFC 1952).
///
/// The bytes are packed by `QuickDeflate`; zlib's `crc32` sums them up.
enum Deflater {
  /// Packs bytes that follow one another into one gzip member; the same bytes always give the same member.
  static func member(of parts: [UInt8]...) -> [UInt8] {
    let room = idle.withLock { $0.popLast() } ?? DeflateRoom()
    let member = room.member(of: parts)
    idle.withLock { rooms in
      if rooms.count < mostIdle { rooms.append(room) }
    }
    return member
  }

  /// What waits for the next member: each weighs half a megabyte.
  private static let idle = Mutex<[DeflateRoom]>([])
  /// As many as a machine has use for at a time.
  private static let mostIdle = 8
}

/// The room in which one member after the other is packed; whoever took it from the list of idle ones has it alone.
private final class DeflateRoom: @unchecked Sendable {
  private var deflate = QuickDeflate()
  private var input: [UInt8] = []
  private var output: [UInt8] = []

  /// Bytes of input beyond which the room for it is not kept.
  private static let keptBytes = 1 << 20
  /// No name, no time, packed quickly, on a Unix.
  private static let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 3]
  /// The checksum and the length.
  private static let tailLength = 8

  func member(of parts: [[UInt8]]) -> [UInt8] {
    let whole: [UInt8]
    if parts.count == 1 {
      whole = parts[0]
    } else {
      input.removeAll(keepingCapacity: input.capacity <= DeflateRoom.keptBytes)
      for part in parts { input += part }
      whole = input
    }
    let bound = DeflateRoom.head.count + QuickDeflate.bound(whole.count) + DeflateRoom.tailLength
    if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
    defer { if output.count > DeflateRoom.keptBytes { output = [] } }
    return unsafe whole.withUnsafeBytes { bytes in
      unsafe output.withUnsafeMutableBytes { output in
        unsafe output.copyBytes(from: DeflateRoom.head)
        guard let start = output.baseAddress else { return [] }
        var count = DeflateRoom.head.count
        unsafe count += deflate.pack(bytes, into: start + count)
        let sum = unsafe UInt32(
          truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
        unsafe output.storeBytes(of: sum.littleEndian, toByteOffset: count, as: UInt32.self)
        let length = UInt32(truncatingIfNeeded: bytes.count)
        unsafe output.storeBytes(of: length.littleEndian, toByteOffset: count + 4, as: UInt32.self)
        return unsafe [UInt8](UnsafeRawBufferPointer(rebasing: output[..<(count + DeflateRoom.tailLength)]))
      }
    }
  }
}
