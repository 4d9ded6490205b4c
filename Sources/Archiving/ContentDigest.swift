/// Digests that other parts of the program need.
public enum ContentDigest {
  /// A text's SHA-256 as a content security policy writes it: `sha256-` and Base64 (CSP 3 §2.3.1).
  @Sendable public static func policySource(of text: String) -> String {
    var digest = Digest(.sha256)
    digest.combine(Array(text.utf8)[...])
    return "sha256-" + base64(digest.finish())
  }

  /// RFC 4648 §4.
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let piece = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | UInt32(place < piece.count ? piece[start + place] : 0) }
      for place in 0..<4 {
        text.append(place <= piece.count ? letters[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3d)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
