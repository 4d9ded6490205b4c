/// The FNV-1a hash of 64 bits: the same on every machine, quick for short names, and not for security.
///
/// For tables in memory; where a value is kept, and two texts must never meet, there is `Fingerprint`.
///
/// Source: RFC 9923, "The FNV Non-Cryptographic Hash Algorithm", section 5.
public enum FNV1a {
  /// The hash of no bytes.
  public static var basis: UInt64 {
    @inlinable @inline(__always) get { 0xcbf2_9ce4_8422_2325 }
  }

  /// The hash of what `hash` is of and one more byte, or one more code that is larger than a byte.
  @inlinable @inline(__always)
  public static func step(_ hash: UInt64, _ code: some FixedWidthInteger & UnsignedInteger) -> UInt64 {
    (hash ^ UInt64(code)) &* 0x0000_0100_0000_01b3
  }

  /// The hash of bytes, or of what `hash` is of and these bytes.
  @inlinable @inline(__always)
  public static func hash(_ bytes: some Sequence<UInt8>, after hash: UInt64 = basis) -> UInt64 {
    var hash = hash
    for byte in bytes { hash = step(hash, byte) }
    return hash
  }

  /// A hash folded once, so that its low bits are good, and never 0, which marks a free slot of a table.
  @inlinable @inline(__always)
  public static func finished(_ hash: UInt64) -> UInt64 { (hash ^ hash >> 29) | 1 }
}
