/// Writes bits, the first in the lowest place of a byte (RFC 1951 §3.1.1).
@safe struct BitWriter {
  private var output: UnsafeMutableRawPointer
  private var held: UInt64 = 0
  private var count = 0

  /// Writes from a place on; whoever calls has made room, and for eight bytes beyond what is written.
  @unsafe init(_ output: UnsafeMutableRawPointer) { unsafe self.output = unsafe output }

  /// Takes bits without a look whether there is room: at most 56 between two calls of `flush`.
  @inline(__always) mutating func hold(_ bits: UInt64, _ width: Int) {
    held |= bits &<< UInt64(truncatingIfNeeded: count)
    count &+= width
  }

  /// Writes the whole bytes of what is held.
  @inline(__always) mutating func flush() {
    unsafe output.storeBytes(of: held.littleEndian, as: UInt64.self)
    unsafe output += count &>> 3
    held = held &>> UInt64(truncatingIfNeeded: count & ~7)
    count &= 7
  }

  /// Takes and writes up to 56 bits.
  mutating func put(_ bits: UInt64, _ width: Int) {
    hold(bits, width)
    flush()
  }

  /// Fills up the byte that has begun.
  mutating func fill() {
    if count > 0 { put(0, 8 - count) }
  }

  /// Writes bytes as they are; the byte before them is full.
  mutating func copy(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    unsafe output.copyMemory(from: start, byteCount: bytes.count)
    unsafe output += bytes.count
  }

  /// The place behind the last full byte.
  var end: UnsafeMutableRawPointer { unsafe output }
}
