internal import ArgumentParser
internal import Datelines
internal import Model

/// A day, month, year or instant on the command line, read as UTC where it names no zone.
struct DateOption: ExpressibleByArgument {
  /// The beginning of what was named.
  let instant: Instant

  init?(argument: String) {
    guard let time = Dateline.timestamp(fromMachine: argument, source: .text) else { return nil }
    instant = time.instant
  }

  static let help = "a date such as 2011-10-26"
}
