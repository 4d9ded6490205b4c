/// What a terminal can show.
public struct TerminalStyle: Equatable, Sendable {
  /// How many colours.
  public enum Colours: Sendable, CaseIterable {
    /// None: a file, a pipe, `NO_COLOR`.
    case none
    /// The sixteen that every terminal has.
    case ansi16
    /// The palette of 256.
    case ansi256
  }

  /// Columns; less than 40 is taken as 40.
  public var width: Int
  /// How many colours.
  public var colours: Colours
  /// Whether characters beyond ASCII can be shown.
  public var isUnicode: Bool

  /// Makes a style.
  public init(width: Int = 80, colours: Colours = .none, isUnicode: Bool = true) {
    self.width = max(40, min(width, 400))
    self.colours = colours
    self.isUnicode = isUnicode
  }

  /// What a piece of text is, and with that, how it looks.
  public enum Ink: Sendable {
    case plain, strong, faint, quitting, defending, neutral, accent
  }

  /// A piece of text in an ink; the text is not looked at.
  public func paint(_ text: String, _ ink: Ink, reversed: Bool = false) -> String {
    guard colours != .none, ink != .plain || reversed, !text.isEmpty else { return text }
    var codes: [String] = []
    if reversed { codes.append("7") }
    switch (ink, colours) {
    case (.strong, _): codes.append("1")
    // Mid-tones that reach a contrast of 3.7 and more on white and of 5 and more on black.
    case (.quitting, .ansi256): codes.append("38;5;167")
    case (.defending, .ansi256): codes.append("38;5;68")
    case (.neutral, .ansi256), (.faint, .ansi256): codes.append("38;5;244")
    case (.accent, .ansi256): codes.append("38;5;136")
    case (.quitting, _): codes.append("31")
    case (.defending, _): codes.append("94")
    case (.neutral, _), (.faint, _): codes.append("90")
    case (.accent, _): codes.append("33")
    case (.plain, _): break
    }
    return "\u{1b}[\(codes.joined(separator: ";"))m\(text)\u{1b}[0m"
  }
}
