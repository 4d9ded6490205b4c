/// The digests that archives name: SHA-1 and SHA-256 (FIPS 180-4), in Base32 as is the custom in WARC files.
///
/// They find damage and equal contents; nobody's safety rests on them.
struct Digest {
  /// Which of the two.
  enum Algorithm: String {
    case sha1, sha256
  }

  private let algorithm: Algorithm
  private var state: [UInt32]
  private var pending: [UInt8] = []
  private var count = 0

  init(_ algorithm: Algorithm = .sha1) {
    self.algorithm = algorithm
    switch algorithm {
    case .sha1: state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    case .sha256:
      state = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
      ]
    }
  }

  /// Takes bytes.
  mutating func combine(_ bytes: ArraySlice<UInt8>) {
    count += bytes.count
    var rest = bytes
    if !pending.isEmpty {
      let part = rest.prefix(64 - pending.count)
      pending += part
      rest = rest.dropFirst(part.count)
      guard pending.count == 64 else { return }
      compress(pending[...])
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~63
    if whole > 0 { compress(rest.prefix(whole)) }
    pending += rest.dropFirst(whole)
  }

  /// The digest's bytes.
  consuming func finish() -> [UInt8] {
    let bits = UInt64(count) &* 8
    var tail: [UInt8] = [0x80]
    tail += [UInt8](repeating: 0, count: (119 - count % 64) % 64)
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    combine(tail[...])
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }

  /// The digest of bytes as WARC writes it: `sha1:` and 32 letters.
  static func text(of bytes: ArraySlice<UInt8>, _ algorithm: Algorithm = .sha1) -> String {
    var digest = Digest(algorithm)
    digest.combine(bytes)
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
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private mutating func compress(_ blocks: ArraySlice<UInt8>) {
    switch algorithm {
    case .sha1: unsafe blocks.withUnsafeBytes { unsafe compressSHA1($0) }
    case .sha256: unsafe blocks.withUnsafeBytes { unsafe compressSHA256($0) }
    }
  }

  private mutating func compressSHA1(_ bytes: UnsafeRawBufferPointer) {
    var (h0, h1, h2, h3, h4) = (state[0], state[1], state[2], state[3], state[4])
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
      for start in stride(from: 0, to: bytes.count, by: 64) {
        for i in 0..<16 {
          unsafe words[i] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * i, as: UInt32.self))
        }
        for i in 16..<80 {
          let word = unsafe words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16]
          unsafe words[i] = word << 1 | word >> 31
        }
        var (a, b, c, d, e) = (h0, h1, h2, h3, h4)
        func round(_ i: Int, _ mixed: UInt32, _ constant: UInt32) {
          let next = unsafe (a << 5 | a >> 27) &+ mixed &+ e &+ constant &+ words[i]
          (e, d, c, b, a) = (d, c, b << 30 | b >> 2, a, next)
        }
        for i in 0..<20 { round(i, (b & c) | (~b & d), 0x5a82_7999) }
        for i in 20..<40 { round(i, b ^ c ^ d, 0x6ed9_eba1) }
        for i in 40..<60 { round(i, (b & c) | (b & d) | (c & d), 0x8f1b_bcdc) }
        for i in 60..<80 { round(i, b ^ c ^ d, 0xca62_c1d6) }
        (h0, h1, h2, h3, h4) = (h0 &+ a, h1 &+ b, h2 &+ c, h3 &+ d, h4 &+ e)
      }
    }
    state = [h0, h1, h2, h3, h4]
  }

  private mutating func compressSHA256(_ bytes: UnsafeRawBufferPointer) {
    let constants = Digest.constants
    func turn(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      for start in stride(from: 0, to: bytes.count, by: 64) {
        for i in 0..<16 {
          unsafe words[i] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * i, as: UInt32.self))
        }
        for i in 16..<64 {
          let early = unsafe words[i - 15]
          let late = unsafe words[i - 2]
          let low = turn(early, 7) ^ turn(early, 18) ^ early >> 3
          let high = turn(late, 17) ^ turn(late, 19) ^ late >> 10
          unsafe words[i] = words[i - 16] &+ low &+ words[i - 7] &+ high
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<64 {
          let choice = (e & f) ^ (~e & g)
          let first = unsafe h &+ (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) &+ choice &+ constants[i] &+ words[i]
          let majority = (a & b) ^ (a & c) ^ (b & c)
          let second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ majority
          (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] = state[i] &+ word }
      }
    }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
