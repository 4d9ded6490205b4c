/// Makes strangers' text safe and measurable for a terminal.
public enum TerminalText {
  /// The text with everything replaced that a terminal would obey instead of show.
  ///
  /// Controls (C0, DEL, C1, with them every escape sequence), bidirectional overrides and isolates, invisible format
  /// characters and tag characters become U+FFFD; white space of every kind becomes a plain space. Joiners stay, since
  /// emoji and Indic scripts need them.
  public static func sanitised(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        // A tower of marks runs over the lines above and below.
        marks += 1
        if marks <= 4 { result.append(scalar) }
        continue
      default: marks = 0
      }
      switch scalar.value {
      case 0x09...0x0d, 0x85, 0xa0, 0x2028, 0x2029: result.append(" ")
      case 0x00...0x1f, 0x7f...0x9f: result.append("\u{fffd}")
      case 0x200c, 0x200d, 0xfe0f: result.append(scalar)
      case 0xad: break
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: result.append("\u{fffd}")
        case .lineSeparator, .paragraphSeparator, .spaceSeparator: result.append(" ")
        default: result.append(scalar)
        }
      }
    }
    return String(result)
  }

  /// The text in ASCII: quotes, dashes and the like as people type them, other characters as `?`.
  public static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for character in text {
      if character.isASCII {
        result.append(character)
        continue
      }
      switch character {
      case "’", "‘", "‚": result += "'"
      case "“", "”", "„", "«", "»": result += "\""
      case "–", "—", "‒", "−", "‑": result += "-"
      case "…": result += "..."
      case "·", "•": result += "-"
      case "×": result += "x"
      case "\u{a0}": result += " "
      default: result += String(character).unicodeScalars.first.flatMap { base(of: $0) } ?? "?"
      }
    }
    return result
  }

  /// The letter without its accent, for Latin-1.
  private static func base(of scalar: Unicode.Scalar) -> String? {
    let plain = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    guard scalar.value >= 0xc0, scalar.value <= 0xff else { return nil }
    return String(Array(plain)[Int(scalar.value) - 0xc0])
  }

  /// How many columns a sanitised text takes.
  ///
  /// Source: Unicode Standard Annex 11 (East Asian Width); marks and joiners take none.
  public static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// How many columns a sanitised character takes.
  static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.isASCII { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch first.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
      0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe4f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
      0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd:
      return 2
    default:
      return character.unicodeScalars.contains("\u{fe0f}") || first.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// The text cut to a number of columns, with an ellipsis where something was cut.
  public static func cut(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard columns(of: text) > width else { return text }
    var result = ""
    var used = 0
    let room = width - columns(of: ellipsis)
    for character in text {
      let columns = columns(of: character)
      guard used + columns <= room else { break }
      result.append(character)
      used += columns
    }
    while result.last == " " { result.removeLast() }
    return result + ellipsis
  }

  /// The text in lines of at most `width` columns, broken at spaces where there are some.
  public static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      var word = String(word)
      while columns(of: word) > width {
        if !line.isEmpty {
          lines.append(line)
          line = ""
          used = 0
        }
        let head = cut(word, to: width, ellipsis: "")
        guard !head.isEmpty else { break }
        lines.append(head)
        word = String(word.dropFirst(head.count))
      }
      let columns = columns(of: word)
      if columns == 0 { continue }
      if used > 0, used + 1 + columns > width {
        lines.append(line)
        line = word
        used = columns
      } else {
        line += (used > 0 ? " " : "") + word
        used += (used > 0 ? 1 : 0) + columns
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The text with spaces after it up to a number of columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// The text with spaces before it up to a number of columns.
  static func aligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(of: text))) + text
  }
}
