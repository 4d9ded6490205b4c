/// Turns bytes of any charset into valid UTF-8.
enum Decoding {
  /// The bytes, without the byte order mark, as valid UTF-8, and how many of them were no characters.
  static func utf8(from bytes: [UInt8], in charset: Charset) -> (text: [UInt8], undecodable: Int) {
    switch charset.name {
    case "utf-8":
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return repaired(start == 0 ? bytes : Array(bytes[start...]))
    case "utf-16le", "utf-16be": return utf16(bytes, bigEndian: charset.name == "utf-16be")
    case "utf-32le", "utf-32be": return utf32(bytes, bigEndian: charset.name == "utf-32be")
    default:
      if let table = SingleByteCharset.named(charset.name) { return table.utf8(from: bytes[...]) }
      if let conversion = Conversion(from: charset) { return conversion.utf8(from: bytes[...]) }
      return repaired(bytes)
    }
  }

  /// The bytes themselves when they are valid UTF-8, else with U+FFFD for every maximal ill-formed part.
  static func repaired(_ bytes: [UInt8]) -> (text: [UInt8], undecodable: Int) {
    if UTF8Check(bytes).isValid { return (bytes, 0) }
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return (text, max(1, replacements(in: text) - replacements(in: bytes)))
  }

  private static func replacements(in bytes: [UInt8]) -> Int {
    var count = 0
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { count += 1 }
      index += 1
    }
    return count
  }

  private static func utf32(_ bytes: [UInt8], bigEndian: Bool) -> (text: [UInt8], undecodable: Int) {
    var text: [UInt8] = []
    var undecodable = 0
    var index = 0
    while index + 3 < bytes.count {
      var code: UInt32 = 0
      for offset in 0..<4 { code = code << 8 | UInt32(bytes[index + (bigEndian ? offset : 3 - offset)]) }
      if code > 0x10_FFFF || (0xD800...0xDFFF).contains(code) {
        code = 0xFFFD
        undecodable += 1
      }
      if index > 0 || code != 0xFEFF { text.append(codePoint: code) }
      index += 4
    }
    return (text, undecodable)
  }

  private static func utf16(_ bytes: [UInt8], bigEndian: Bool) -> (text: [UInt8], undecodable: Int) {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 0
    while index + 1 < bytes.count {
      let high = UInt16(bytes[bigEndian ? index : index + 1])
      let unit = high << 8 | UInt16(bytes[bigEndian ? index + 1 : index])
      if index > 0 || unit != 0xFEFF { units.append(unit) }
      index += 2
    }
    let text = Array(String(decoding: units, as: UTF16.self).utf8)
    let cut = bytes.count % 2
    return (cut == 0 ? text : text + [0xEF, 0xBF, 0xBD], replacements(in: text) + cut)
  }
}

/// What a look at bytes as UTF-8 tells.
struct UTF8Check {
  /// Whether all bytes are well-formed UTF-8 (Unicode 15, table 3-7).
  private(set) var isValid = true
  /// Characters beyond ASCII before the first ill-formed byte.
  private(set) var multiByteCharacters = 0

  /// Looks at all bytes up to the first ill-formed one.
  init(_ bytes: [UInt8]) {
    let (valid, characters) = unsafe bytes.withUnsafeBytes { raw in
      var index = 0
      var characters = 0
      let count = raw.count
      while index < count {
        while index + 32 <= count {
          let first = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          let second = unsafe raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
          let third = unsafe raw.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
          let fourth = unsafe raw.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
          if (first | second | third | fourth) & 0x8080_8080_8080_8080 != 0 { break }
          index += 32
        }
        if index >= count { break }
        if index + 8 <= count,
          unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
          continue
        }
        let lead = unsafe raw[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length =
          lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0
        guard length > 0, index + length <= count else { return (false, characters) }
        let second = unsafe raw[index + 1]
        guard second & 0xC0 == 0x80 else { return (false, characters) }
        if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F || lead == 0xF0 && second < 0x90
          || lead == 0xF4 && second > 0x8F
        {
          return (false, characters)
        }
        if length > 2, unsafe raw[index + 2] & 0xC0 != 0x80 { return (false, characters) }
        if length > 3, unsafe raw[index + 3] & 0xC0 != 0x80 { return (false, characters) }
        characters += 1
        index += length
      }
      return (true, characters)
    }
    isValid = valid
    multiByteCharacters = characters
  }
}
