/// The bytes of an archive, whether packed or plain, one piece after the other in constant memory.
///
/// Gzip is told by its first two bytes. Members are undone one after the other; where one begins is remembered, for that
/// is where a record can be read again without all before it.
struct UnpackedBytes: ~Copyable {
  /// Where bytes come from.
  enum Source {
    case file(ArchiveFile)
    case bytes([UInt8])
  }

  private let source: Source
  /// Bytes as they are in the file, not yet undone.
  private var raw: [UInt8]
  private var rawStart = 0
  private var rawEnd = 0
  /// The file's offset of `raw[rawStart]`.
  private var rawOffset: Int
  private var isAtEnd = false
  private var inflater: Inflater?
  /// Whether a member was begun and not ended.
  private var isInMember = false

  /// Bytes undone and not yet taken: `buffer[start..<end]`.
  private(set) var buffer: [UInt8] = []
  private(set) var start = 0
  private(set) var end = 0
  /// How many bytes were undone before `buffer[start]`.
  private(set) var position = 0
  /// Whether the archive is packed.
  private(set) var isPacked = false
  /// The last member's beginning: the file's offset, and how many bytes were undone before it.
  private(set) var member: (offset: Int, position: Int) = (0, 0)
  /// Members that were damaged or cut off.
  private(set) var damages = 0

  private static let piece = 1 << 16

  /// - Parameter offset: where in the file the first byte lies.
  init(_ source: consuming Source, offset: Int = 0) throws(ArchiveError) {
    self.source = source
    rawOffset = offset
    switch self.source {
    case .file:
      raw = [UInt8](repeating: 0, count: UnpackedBytes.piece)
      if offset > 0, case .file(let file) = self.source { try file.seek(to: offset) }
    case .bytes(let bytes):
      raw = bytes
      rawStart = min(offset, bytes.count)
      rawEnd = bytes.count
    }
    member = (offset, 0)
    try needRaw(2)
    isPacked = rawEnd - rawStart >= 2 && raw[rawStart] == 0x1f && raw[rawStart + 1] == 0x8b
  }

  /// The file's offset of the next byte that is taken; `nil` within a member.
  var fileOffset: Int? {
    if !isPacked { return rawOffset - (end - start) }
    return position == member.position ? member.offset : nil
  }

  /// The file's offset up to which everything was undone and taken without fault.
  var consumedOffset: Int { isPacked ? rawOffset : rawOffset - (end - start) }

  /// Makes at least `count` bytes ready; fewer are there at the end of the archive, and before damage.
  ///
  /// - Parameter isWithinMember: whether to stop where the next member would begin.
  mutating func need(_ count: Int, isWithinMember: Bool = false) throws(ArchiveError) {
    let former = damages
    while end - start < count, damages == former {
      if isWithinMember, isPacked, !isInMember { return }
      if try !fill() { return }
    }
  }

  /// Takes bytes that are ready.
  mutating func take(_ count: Int) {
    start += count
    position += count
    if start == end {
      start = 0
      end = 0
    }
  }

  /// Passes over bytes; gives how many there were.
  mutating func skip(_ count: Int) throws(ArchiveError) -> Int {
    var left = count
    while left > 0 {
      try need(1)
      let here = min(left, end - start)
      if here == 0 { break }
      take(here)
      left -= here
    }
    return count - left
  }

  /// Takes a line without its end (LF, or CR LF); `nil` at the end, before damage, or when there is none within `limit`
  /// bytes.
  mutating func line(limit: Int) throws(ArchiveError) -> [UInt8]? {
    let former = damages
    var searched = 0
    while damages == former {
      if let length = buffer[(start + searched)..<end].firstIndex(of: 0x0a).map({ $0 - start }) {
        var line = buffer[start..<(start + length)]
        if line.last == 0x0d { line.removeLast() }
        let copy = Array(line)
        take(length + 1)
        return copy
      }
      searched = end - start
      if searched > limit { return nil }
      if try !fill() { return nil }
    }
    return nil
  }

  /// Passes over what is left of the member that is being read.
  mutating func skipMember() throws(ArchiveError) {
    let former = damages
    repeat {
      take(end - start)
      if !isInMember { return }
    } while try fill() && damages == former
    take(end - start)
  }

  // MARK: Filling

  /// Undoes some more bytes; `false` at the end.
  private mutating func fill() throws(ArchiveError) -> Bool {
    if start > 0, start == end || start > buffer.count / 2 {
      let rest = start..<end
      unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[rest]))
      }
      end -= start
      start = 0
    }
    if buffer.count - end < UnpackedBytes.piece {
      buffer += [UInt8](repeating: 0, count: max(UnpackedBytes.piece, buffer.count))
    }
    return isPacked ? try inflate() : try copy()
  }

  private mutating func copy() throws(ArchiveError) -> Bool {
    try needRaw(1)
    let count = min(rawEnd - rawStart, buffer.count - end)
    if count == 0 { return false }
    buffer.replaceSubrange(end..<(end + count), with: raw[rawStart..<(rawStart + count)])
    end += count
    takeRaw(count)
    return true
  }

  private mutating func inflate() throws(ArchiveError) -> Bool {
    while true {
      if !isInMember {
        let former = damages
        guard try beginMember() else { return false }
        if damages != former { return true }
      }
      try needRaw(1)
      let (first, last, free) = (rawStart, rawEnd, end)
      let result = unsafe raw.withUnsafeBytes { input in
        unsafe buffer.withUnsafeMutableBytes { output in
          unsafe inflater?.step(
            UnsafeRawBufferPointer(rebasing: input[first..<last]),
            into: UnsafeMutableRawBufferPointer(rebasing: output[free...]))
        }
      }
      guard let result else { return false }
      takeRaw(result.taken)
      end += result.given
      switch result.step {
      case .end:
        // Even with nothing to give: the caller may not want the next member's bytes.
        isInMember = false
        return true
      case .damaged:
        damages += 1
        isInMember = false
        if result.taken == 0 { takeRaw(1) }
        try findMember()
        return true
      case .more:
        if result.taken == 0, result.given == 0 {
          // The file ends within the member.
          damages += 1
          isInMember = false
          takeRaw(rawEnd - rawStart)
          return true
        }
      }
      if result.given > 0 { return true }
    }
  }

  /// Begins the member at the next raw byte; `false` at the end of the file.
  private mutating func beginMember() throws(ArchiveError) -> Bool {
    try needRaw(2)
    if rawEnd - rawStart < 2 { return false }
    if raw[rawStart] != 0x1f || raw[rawStart + 1] != 0x8b {
      // Padding of zeros is no damage (tar and tapes do so); anything else is.
      let isPadding = raw[rawStart] == 0
      try findMember()
      if !isPadding { damages += 1 }
      if rawEnd - rawStart < 2 { return false }
      if !isPadding { return true }
    }
    if inflater == nil { inflater = Inflater(.gzip) } else { inflater?.reset() }
    isInMember = true
    member = (rawOffset, position + end - start)
    return true
  }

  /// Goes to the next bytes that look like the head of a gzip member: magic, deflate, no reserved flags.
  private mutating func findMember() throws(ArchiveError) {
    while true {
      try needRaw(4)
      if rawEnd - rawStart < 4 { return takeRaw(rawEnd - rawStart) }
      let last = rawEnd - 4
      var here = rawStart
      while here <= last {
        if raw[here] == 0x1f, raw[here + 1] == 0x8b, raw[here + 2] == 8, raw[here + 3] & 0xe0 == 0 {
          return takeRaw(here - rawStart)
        }
        here += 1
      }
      takeRaw(here - rawStart)
    }
  }

  // MARK: Raw bytes

  private mutating func takeRaw(_ count: Int) {
    rawStart += count
    rawOffset += count
  }

  private mutating func needRaw(_ count: Int) throws(ArchiveError) {
    guard case .file(let file) = source else { return }
    while rawEnd - rawStart < count, !isAtEnd {
      if rawStart > 0 {
        let rest = rawEnd - rawStart
        for index in 0..<rest { raw[index] = raw[rawStart + index] }
        rawStart = 0
        rawEnd = rest
      }
      var failure: ArchiveError?
      let filled = rawEnd
      let got = unsafe raw.withUnsafeMutableBytes { buffer in
        do throws(ArchiveError) {
          return unsafe try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      if got == 0 { isAtEnd = true }
      rawEnd += got
    }
  }
}
