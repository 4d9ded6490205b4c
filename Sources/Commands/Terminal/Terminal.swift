internal import Glibc

/// What the terminal, where there is one, can show.
struct Terminal {
  /// How many colours may be used.
  enum Colours: Sendable {
    case none, sixteen, many
  }

  /// When colour is wanted, as `--color` says.
  enum Choice: String, Sendable, CaseIterable {
    case auto, always, never
  }

  /// Columns: the terminal's, else `COLUMNS`, else 80.
  var width: Int
  /// How many colours may be used.
  var colours: Colours
  /// Whether the locale speaks UTF-8.
  var isUnicode: Bool

  /// What stdout can show.
  ///
  /// `NO_COLOR` (no-color.org) and `TERM=dumb` turn colour off unless `--color always` insists.
  static func output(_ choice: Choice) -> Terminal {
    var size = winsize()
    var width = 80
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 {
      width = columns
    }
    let term = environment("TERM") ?? ""
    let isWanted: Bool =
      switch choice {
      case .always: true
      case .never: false
      case .auto: StandardOutput.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && term != "dumb"
      }
    let isRich = term.contains("256color") || ["truecolor", "24bit"].contains(environment("COLORTERM") ?? "")
    let locale = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") ?? ""
    let spelled = locale.lowercased()
    return Terminal(
      width: width, colours: isWanted ? (isRich ? .many : .sixteen) : .none,
      isUnicode: spelled.contains("utf-8") || spelled.contains("utf8"))
  }

  /// The value of an environment variable; `nil` when it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
