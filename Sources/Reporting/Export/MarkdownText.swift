/// Strangers' text in Markdown, where it must neither format nor link nor bring HTML.
enum MarkdownText {
  /// The text as inline Markdown: characters that could mean something where they stand are escaped (CommonMark §2.4).
  ///
  /// Brackets always are, so that what follows them means nothing. Marks of lists and quotes mean something at the
  /// beginning only, a colon in an address or between the names of a picture (`:smile:`), a dot in `www.` and after a
  /// number at the beginning.
  static func escaped(_ text: String) -> String {
    let characters = Array(TerminalText.sanitised(text))
    var result = ""
    var isFirst = true
    var isNumber = true
    for (position, character) in characters.enumerated() {
      let next = position + 1 < characters.count ? characters[position + 1] : " "
      switch character {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "$": result += "\\\(character)"
      case "(": result += result.hasSuffix("]") ? "\\(" : "("
      case "-", "+", ">": result += isFirst ? "\\\(character)" : String(character)
      case ":": result += next.isWhitespace || next.isNumber ? ":" : "\\:"
      case ".", ")":
        let isListed = isNumber && position > 0 && next.isWhitespace
        let isAddress = character == "." && result.suffix(3).lowercased() == "www"
        result += isListed || isAddress ? "\\\(character)" : String(character)
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "@": result += "&#64;"
      default: result.append(character)
      }
      if character != " " { isFirst = false }
      if !character.isNumber { isNumber = false }
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
