internal import ArgumentParser
internal import Datelines
internal import Model

/// A day, month, year or instant on the command line, read as UTC where it names no zone.
struct DateOption {
  /// The beginning of what was named.
  let instant: Instant

  /// Reads a date in the form of machines.
  ///
  /// - Throws: `ValidationError` naming the form.
  init(_ text: String) throws {
    guard let time = Dateline.timestamp(fromMachine: text, source: .text) else {
      throw ValidationError("write a day as 2011-10-26, a month as 2011-10, a year as 2011")
    }
    instant = time.instant
  }

  /// Says of two dates that nothing lies between them.
  ///
  /// - Throws: `ValidationError` when the first does not come before the second.
  static func validate(since: DateOption?, until: DateOption?) throws {
    guard let since, let until, since.instant >= until.instant else { return }
    throw ValidationError("--since has to be earlier than --until: from the one on, and before the other")
  }
}
