internal import ArgumentParser
internal import Reporting

/// Where the store lies.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("The store's folder (default: $STANCE_STORE or ./stance-data).", valueName: "dir"))
  var store: String?

  func validate() throws {
    if store == "" { throw ValidationError("--store wants the name of a folder") }
  }

  /// The folder that is meant.
  var folder: String { store ?? Terminal.environment("STANCE_STORE") ?? StoreOptions.standard }

  /// The folder where none is named.
  static let standard = "stance-data"
}

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Write results as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more.")
  var verbose = false

  @Option(name: .long, help: "Colour: auto, always or never.")
  var color: Terminal.Choice = .auto

  /// What stdout can show, in the words of the reports.
  var style: TerminalStyle {
    let terminal = Terminal.output(color)
    let colours: TerminalStyle.Colours =
      switch terminal.colours {
      case .none: .none
      case .sixteen: .ansi16
      case .many: .ansi256
      }
    return TerminalStyle(width: max(40, min(terminal.width, 200)), colours: colours, isUnicode: terminal.isUnicode)
  }
}

extension Terminal.Choice: ExpressibleByArgument {}
