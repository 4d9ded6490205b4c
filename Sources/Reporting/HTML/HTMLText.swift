/// Strangers' text in HTML.
public enum HTMLText {
  /// The text as content of an element or of a quoted attribute: nothing in it can begin markup or end the quotes, and
  /// controls and turned writing become U+FFFD.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 32)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "\n"
      default: result.unicodeScalars.append(isHarmful(scalar) ? "\u{fffd}" : scalar)
      }
    }
    return result
  }

  /// Whether a byte is one of markup's, a control, or may begin a control (U+0080…) or a mark of direction (U+202A…).
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x1f, 0x22, 0x26, 0x27, 0x3c, 0x3e, 0x7f, 0xc2, 0xe2: true
    default: false
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// The address of a link, escaped; `nil` unless it leads to http or https.
  public static func address(_ text: String) -> String? {
    let lower = text.prefix(8).lowercased()
    return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? escaped(text) : nil
  }
}
