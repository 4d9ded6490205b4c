internal import ArgumentParser

/// Which posts are kept, by when they were published.
struct PeriodArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep only posts published from here on (2011-10-26, 2011-10 or 2011), and those without a date.",
      valueName: "date"),
    transform: DateOption.init)
  var since: DateOption?

  @Option(
    help: ArgumentHelp("Keep only posts published before this date, and those without one.", valueName: "date"),
    transform: DateOption.init)
  var until: DateOption?

  func validate() throws { try DateOption.validate(since: since, until: until) }
}
