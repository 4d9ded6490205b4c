/// A single-byte charset of the Encoding standard, as far as addresses need it: their queries are written in it.
struct LegacyCharset {
  private var bytes: [UInt32: UInt8] = [:]

  /// Finds a charset by any of its usual labels; `nil` for UTF-8 and for charsets of more bytes, whose queries are
  /// written in UTF-8 here.
  init?(label: String) {
    guard let text = LegacyCharsetTables.table(LegacyCharset.name(label)) else { return nil }
    var table = PackedTable(text)
    var scalar: Int64 = 0x80
    var byte = 0x80
    while let distance = table.nextSigned(), byte <= 0xff {
      scalar += Int64(distance)
      let key = UInt32(truncatingIfNeeded: scalar)
      if bytes[key] == nil { bytes[key] = UInt8(byte) }
      byte += 1
    }
  }

  private static func name(_ label: String) -> String {
    let lower = label.lowercased().filter { $0 != " " && $0 != "\t" && $0 != "\n" }
    switch lower {
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "cp1252", "x-cp1252":
      return "windows-1252"
    case "iso-8859-9", "iso8859-9", "latin5", "cp1254": return "windows-1254"
    case "iso-8859-11", "tis-620", "dos-874": return "windows-874"
    case "iso-8859-8-i": return "iso-8859-8"
    case "latin2", "l2": return "iso-8859-2"
    case "koi", "koi8", "koi8_r", "cskoi8r": return "koi8-r"
    case "mac", "x-mac-roman", "csmacintosh": return "macintosh"
    case "cp866", "866": return "ibm866"
    default: break
    }
    if lower.hasPrefix("cp125") { return "windows-" + lower.dropFirst(2) }
    if lower.hasPrefix("x-cp125") { return "windows-" + lower.dropFirst(4) }
    if lower.hasPrefix("iso8859") {
      return "iso-8859" + (lower.dropFirst(7).first == "-" ? "" : "-") + lower.dropFirst(7)
    }
    return lower
  }

  /// UTF-8 text in this charset, percent-encoded; what the charset lacks becomes a numeric reference.
  func percentEncoded(_ utf8: ArraySlice<UInt8>, encoding set: PercentEncoding.Encoded) -> [UInt8] {
    var output: [UInt8] = []
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x80 {
        PercentEncoding.append([UInt8(scalar.value)], encoding: set, to: &output)
      } else if let byte = bytes[scalar.value] {
        PercentEncoding.append(byte, to: &output)
      } else {
        output += Array("%26%23\(scalar.value)%3B".utf8)
      }
    }
    return output
  }
}
