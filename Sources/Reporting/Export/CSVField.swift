/// One field of a CSV file.
public enum CSVField {
  /// A text as a field: quoted where needed (RFC 4180 §2), and never a formula.
  ///
  /// Spreadsheets run fields that begin with `=`, `+`, `-` or `@`, also in full width and after white space; such texts
  /// get an apostrophe before them unless they are plain numbers (OWASP, "CSV Injection"). NUL is left out, line ends
  /// become line feeds.
  public static func encoded(_ text: String) -> String {
    if text.isEmpty { return "" }
    var needsQuotes = false
    var result = ""
    if isFormula(text) { result.append("'") }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{0}": break
      case "\"":
        needsQuotes = true
        result += "\"\""
      case "\n":
        needsQuotes = true
        if previous != "\r" { result.append("\n") }
      case "\r":
        needsQuotes = true
        result.append("\n")
      case ",", ";", "\t":
        needsQuotes = true
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    if result.first == " " || result.last == " " { needsQuotes = true }
    return needsQuotes ? "\"\(result)\"" : result
  }

  private static func isFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\r", "\n": return true
      case " ", "\u{0}", "\u{a0}", "\u{feff}": continue
      case "=", "@", "＝", "＋", "－", "＠": return true
      case "+", "-": return !isNumber(text)
      default: return false
      }
    }
    return false
  }

  /// Whether a text is a decimal number and nothing else.
  private static func isNumber(_ text: String) -> Bool {
    var digits = 0
    var points = 0
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2e: points += 1
      case 0x2b, 0x2d: if position > 0 { return false }
      default: return false
      }
    }
    return digits > 0 && points <= 1
  }
}
