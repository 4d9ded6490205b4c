import Model

/// Bytes that are only ever added at the end, without the checks that an array makes for every one of them.
@safe struct ByteSink: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes.
  private(set) var count = 0

  /// Makes room for so many bytes; more may come.
  init(capacity: Int) {
    self.capacity = max(64, capacity)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit { unsafe base.deallocate() }

  private mutating func grow(by extra: Int) {
    let enough = max(capacity * 2, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: enough)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = enough
  }

  /// Adds one byte.
  @inline(__always) mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    unsafe base[count] = byte
    count += 1
  }

  /// Adds bytes.
  @inline(__always) mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    unsafe (base + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Adds up to eight bytes, the first from the lowest byte of a number.
  @inline(__always) mutating func append(_ word: UInt64, count: Int) {
    if capacity - self.count < 8 { grow(by: 8) }
    unsafe UnsafeMutableRawPointer(base + self.count).storeBytes(of: word.littleEndian, as: UInt64.self)
    self.count += count
  }

  /// Adds the letters of a literal.
  @inline(__always) mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Takes off everything from an offset on.
  @inline(__always) mutating func truncate(to count: Int) {
    if count >= 0, count < self.count { self.count = count }
  }

  /// The byte at an offset.
  @inline(__always) subscript(index: Int) -> UInt8 {
    get { index >= 0 && index < count ? unsafe base[index] : 0 }
    set { if index >= 0, index < count { unsafe base[index] = newValue } }
  }

  /// Hands out all bytes.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(start: base, count: count))
  }

  /// The bytes of a range.
  func array(_ range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// Eight bytes from an offset on, which must all be there.
  @inline(__always) private func word(at offset: Int) -> UInt64 {
    unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }

  /// Whether two stretches of so many bytes are the same.
  @inline(__always) func isSame(_ first: Int, _ second: Int, count: Int) -> Bool {
    precondition(first >= 0 && second >= 0 && first + count <= self.count && second + count <= self.count)
    var offset = 0
    while offset + 8 <= count {
      guard word(at: first + offset) == word(at: second + offset) else { return false }
      offset += 8
    }
    while offset < count {
      guard self[first + offset] == self[second + offset] else { return false }
      offset += 1
    }
    return true
  }

  /// A hash of the bytes from an offset to the end.
  @inline(__always) func hash(from start: Int, _ seed: UInt64) -> UInt64 {
    precondition(start >= 0)
    var hash = seed
    var index = start
    while index + 8 <= count {
      hash = (hash ^ word(at: index)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    while index < count {
      hash = FNV1a.step(hash, self[index])
      index += 1
    }
    return hash ^ hash >> 29
  }
}
