public import ArgumentParser
public import Model
public import Trends

/// Which voices are counted, and how.
struct TrendArguments: ParsableArguments {
  @Option(help: "The service, where the store has several.")
  var service: String?

  @Option(help: "Width of the periods: day, week or month (default: chosen by the data).")
  var by: Bucket?

  @Option(
    help: ArgumentHelp(
      "Only voices from here on (2011-10-26, 2011-10 or 2011); those without a date are left out.", valueName: "date"),
    transform: DateOption.init)
  var since: DateOption?

  @Option(
    help: ArgumentHelp("Only voices before this date; those without one are left out.", valueName: "date"),
    transform: DateOption.init)
  var until: DateOption?

  @Option(help: "Only voices of this kind: post, comment or quote; may be given several times.")
  var kind: [Voice.Kind] = []

  @Option(
    help: ArgumentHelp(
      "Only voices of this site, by its host or its name; may be given several times.", valueName: "site"))
  var site: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only voices with this reason; may be given several times. The built-in lexicon has \(reasons).",
      valueName: "reason"))
  var reason: [String] = []

  /// The built-in lexicon's reasons; a test holds the list to it.
  static let reasons = """
    privacy, breach, price, algorithm, accuracy, ethics, moderation, quality, ads, lock-in, time, community, \
    alternatives, support, ai-training, ego
    """

  func validate() throws { try DateOption.validate(since: since, until: until) }

  /// What was asked for, with sites and reasons as the store knows them.
  ///
  /// - Throws: `Failure` naming a site or a reason that is not to be found, and those that are.
  func filter(_ names: FilterNames) throws -> TrendFilter {
    try TrendFilter(
      since: since?.instant, until: until?.instant, kinds: kind.isEmpty ? Set(Voice.Kind.allCases) : Set(kind),
      sites: names.sites(site), reasons: names.reasons(reason))
  }

  /// What was asked for, one wish at a time, each with the words of the command line.
  func wishes(_ filter: TrendFilter) -> [(option: String, filter: TrendFilter)] {
    var wishes: [(option: String, filter: TrendFilter)] = []
    if since != nil || until != nil {
      let options = [since.map { _ in "--since" }, until.map { _ in "--until" }].compactMap(\.self)
      wishes.append((options.joined(separator: " and "), TrendFilter(since: filter.since, until: filter.until)))
    }
    if !kind.isEmpty {
      wishes.append((kind.map { "--kind \($0.rawValue)" }.joined(separator: " "), TrendFilter(kinds: filter.kinds)))
    }
    if !site.isEmpty {
      wishes.append(
        (filter.sites.sorted().map { "--site \($0)" }.joined(separator: " "), TrendFilter(sites: filter.sites)))
    }
    if !reason.isEmpty {
      let named = filter.reasons.map(\.rawValue).sorted().map { "--reason \($0)" }
      wishes.append((named.joined(separator: " "), TrendFilter(reasons: filter.reasons)))
    }
    return wishes
  }
}

extension Bucket: ExpressibleByArgument {}
extension Voice.Kind: ExpressibleByArgument {}
