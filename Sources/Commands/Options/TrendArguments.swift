public import ArgumentParser
public import Model
public import Trends

/// Which voices are counted, and how.
struct TrendArguments: ParsableArguments {
  @Option(help: "The service, where the store has several.")
  var service: String?

  @Option(help: "Width of the periods: day, week or month (default: chosen by the data).")
  var by: Bucket?

  @Option(help: ArgumentHelp("Only voices from here on.", valueName: "date"))
  var since: DateOption?

  @Option(help: ArgumentHelp("Only voices before this date.", valueName: "date"))
  var until: DateOption?

  @Option(help: "Only voices of this kind: post, comment or quote; may be given several times.")
  var kind: [Voice.Kind] = []

  @Option(help: ArgumentHelp("Only voices of this site; may be given several times.", valueName: "host"))
  var site: [String] = []

  @Option(help: ArgumentHelp("Only voices with this reason; may be given several times.", valueName: "reason"))
  var reason: [String] = []

  var filter: TrendFilter {
    TrendFilter(
      since: since?.instant, until: until?.instant, kinds: kind.isEmpty ? Set(Voice.Kind.allCases) : Set(kind),
      sites: Set(site), reasons: Set(reason.map { Reason(rawValue: $0) }))
  }
}

extension Bucket: ExpressibleByArgument {}
extension Voice.Kind: ExpressibleByArgument {}
