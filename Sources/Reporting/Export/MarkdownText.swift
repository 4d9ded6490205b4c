/// Strangers' text in Markdown, where it must neither format nor link nor bring HTML.
enum MarkdownText {
  /// The text as inline Markdown: every character that could mean something is escaped (CommonMark §2.4).
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.sanitised(text) {
      switch character {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", "!", "|", "~", ">", "$", ":":
        result += "\\\(character)"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "@": result += "&#64;"
      default: result.append(character)
      }
    }
    return result
  }

  /// The text as a table cell.
  static func cell(_ text: String) -> String { text.isEmpty ? " " : escaped(text) }

  /// A link; only http and https lead anywhere.
  static func link(_ label: String, to address: String) -> String {
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return escaped(label) }
    var target = ""
    for byte in address.utf8 {
      switch byte {
      case 0x21, 0x23...0x27, 0x2b...0x3b, 0x3d, 0x3f...0x5a, 0x5f, 0x61...0x7a, 0x7e:
        target.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        target += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return "[\(escaped(label))](\(target))"
  }
}
