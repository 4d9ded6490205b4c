/// The digests that archives name: SHA-1 and SHA-256 (FIPS 180-4), in Base32 as is the custom in WARC files.
///
/// They find damage and equal contents; nobody's safety rests on them.
struct Digest: ~Copyable {
  /// Which of the two.
  enum Algorithm: String {
    case sha1, sha256
  }

  private var hasher: Hasher

  init(_ algorithm: Algorithm = .sha1) { hasher = Hasher(algorithm) }

  /// Takes bytes.
  mutating func combine(_ bytes: ArraySlice<UInt8>) { hasher.combine(bytes) }

  /// The digest's bytes.
  consuming func finish() -> [UInt8] { hasher.finish() }

  /// The digest of bytes that follow one another as WARC writes it: `sha1:` and 32 letters.
  static func text(of bytes: ArraySlice<UInt8>..., algorithm: Algorithm = .sha1) -> String {
    var digest = Digest(algorithm)
    for part in bytes { digest.combine(part) }
    return "\(algorithm.rawValue):\(base32(digest.finish()))"
  }

  /// Whether bytes have the digest that an archive states, in Base32 or hexadecimal; `nil` for algorithms that are not known.
  static func agrees(_ stated: String, with bytes: ArraySlice<UInt8>) -> Bool? {
    let parts = stated.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let algorithm = Algorithm(rawValue: parts[0].lowercased().filter { $0 != "-" }) else {
      return nil
    }
    var digest = Digest(algorithm)
    digest.combine(bytes)
    let value = digest.finish()
    let text = parts[1].lowercased()
    return text == base32(value).lowercased() || text == hexadecimal(value)
  }

  /// RFC 4648 §6.
  static func base32(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var width = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      width += 8
      while width >= 5 {
        width -= 5
        text.append(letters[Int(bits >> UInt32(width) & 31)])
      }
      bits &= (1 << UInt32(width)) - 1
    }
    if width > 0 { text.append(letters[Int(bits << UInt32(5 - width) & 31)]) }
    while text.count % 8 != 0 { text.append(0x3d) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Two lower-case digits a byte.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
