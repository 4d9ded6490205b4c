public import JSONCoding
import Model
import Trends

/// The report for programs: everything that the other forms show, as one JSON object.
public enum JSONReport {
  /// Writes a report as the writer's next value.
  public static func write(_ report: Report, into writer: inout JSONWriter) {
    let trend = report.trend
    writer.beginObject()
    writer.member("schema", 1)
    writer.member("service", report.service)
    writer.member("bucket", trend.bucket.rawValue)
    writer.member("from", trend.periods.first?.start.date)
    writer.member("to", trend.periods.last?.end.date)
    writer.member("headline", Headline.sentences(for: trend, isFiltered: report.isFiltered))
    writer.key("coverage")
    write(trend.coverage, into: &writer)
    writer.key("total")
    write(trend.total, into: &writer)
    writer.key("corrected_shares")
    if let shares = trend.correctedShares {
      writer.beginObject()
      for (stance, share) in zip(Stance.allCases, shares) {
        writer.key(stance.rawValue)
        writer.number(rounded(share))
      }
      writer.endObject()
    } else {
      writer.null()
    }
    writer.key("undated")
    write(trend.undated, into: &writer)
    writer.member("turned_away", trend.turnedAway)
    writer.member("came_round", trend.cameRound)
    writer.beginArray("turning_points")
    for turn in trend.turningPoints { write(turn, in: trend, into: &writer) }
    writer.endArray()
    writer.objects("bursts", trend.bursts) { burst, writer in
      writer.member("from", trend.periods[burst.positions.lowerBound].start.date)
      writer.member("to", trend.periods[burst.positions.upperBound].end.date)
      writer.member("peak_people", burst.peak)
    }
    writeReasons(of: trend, into: &writer)
    writeTerms(of: trend, into: &writer)
    writer.beginArray("most_answered")
    for observation in trend.answered.prefix(20) { write(observation, into: &writer) }
    writer.endArray()
    EventJSON.write(report.events, into: &writer)
    JSONAdditions.write(report, into: &writer)
    write("left_out", report.omissions, into: &writer)
    write("failed_pages", report.failures, into: &writer)
    writer.beginArray("periods")
    for period in trend.periods { write(period, into: &writer) }
    writer.endArray()
    writer.endObject()
  }

  /// A report as bytes, one line or indented, with a line end.
  public static func bytes(of report: Report, isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty)
    write(report, into: &writer)
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ name: String, _ omissions: [Omission], into writer: inout JSONWriter) {
    writer.key(name)
    writer.beginArray()
    for omission in omissions {
      writer.beginObject()
      writer.member("cause", omission.cause)
      writer.member("count", omission.count)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ coverage: Trend.Coverage, into writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in [
      ("voices", coverage.voices), ("people", coverage.people), ("pages", coverage.pages), ("sites", coverage.sites),
      ("copies", coverage.copies), ("seen_twice", coverage.doubles), ("unread", coverage.unread),
      ("unnamed_quotes", coverage.unnamedQuotes), ("undated", coverage.undated), ("coarse", coverage.coarse),
      ("undated_left_out", coverage.undatedRefused),
      ("earlier", coverage.earlier), ("later", coverage.later), ("reported_exits", coverage.reportedExits),
      ("returns", coverage.returns),
    ] {
      writer.key(key)
      writer.integer(value)
    }
    writer.endObject()
  }

  static func write(_ key: String, _ estimate: Estimate?, into writer: inout JSONWriter) {
    writer.key(key)
    guard let estimate else {
      writer.null()
      return
    }
    writer.beginObject()
    writer.member("value", rounded(estimate.value))
    writer.member("low", rounded(estimate.low))
    writer.member("high", rounded(estimate.high))
    writer.endObject()
  }

  /// Four digits: more would claim what no interval supports.
  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private static func writeFields(of tally: Trend.Tally, into writer: inout JSONWriter) {
    writer.member("people", tally.people)
    writer.member("voices", tally.voices)
    for stance in Stance.allCases {
      writer.key(stance.rawValue)
      writer.number(rounded(tally.votes(for: stance)))
    }
    for stance in Stance.allCases { write("share_\(stance.rawValue)", tally.share(of: stance), into: &writer) }
    write("net", tally.net, into: &writer)
    write("sentiment", tally.sentiment, into: &writer)
    writer.member("weight", name(of: tally.weight))
  }

  static func name(of weight: Trend.Tally.Weight) -> String {
    switch weight {
    case .tooFew: "too-few"
    case .few: "few"
    case .enough: "enough"
    }
  }

  static func write(_ tally: Trend.Tally, into writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(of: tally, into: &writer)
    writer.endObject()
  }

  private static func write(_ period: Trend.Period, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("start", period.start.date)
    writer.member("end", period.end.date)
    writeFields(of: period.tally, into: &writer)
    writer.member("smoothed_net", period.smoothedNet.map(rounded))
    writer.member("corrected_net", period.correctedNet.map(rounded))
    writer.member("is_burst", period.isBurst)
    writer.member("is_unfinished", period.isUnfinished)
    for (key, value) in [
      ("reported_exits", period.reportedExits), ("returns", period.returns), ("turned_away", period.turnedAway),
      ("came_round", period.cameRound),
    ] {
      writer.key(key)
      writer.integer(value)
    }
    writer.beginObject("reasons")
    for stance in [Stance.quitting, .defending] {
      writer.key(stance.rawValue)
      writer.beginObject()
      let counts = period.reasons[stance, default: [:]].sorted {
        $0.value == $1.value ? $0.key.rawValue < $1.key.rawValue : $0.value > $1.value
      }
      for (reason, people) in counts {
        writer.key(reason.rawValue)
        writer.integer(people)
      }
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
  }

  private static func write(_ turn: Trend.TurningPoint, in trend: Trend, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("start", trend.periods[turn.position].start.date)
    writer.member("earliest", trend.periods[turn.range.lowerBound].start.date)
    writer.member("latest", trend.periods[min(turn.range.upperBound, trend.periods.count - 1)].start.date)
    writer.member("net_before", rounded(turn.before))
    writer.member("net_after", rounded(turn.after))
    writer.member("gain", rounded(turn.gain))
    writer.endObject()
  }

  private static func writeReasons(of trend: Trend, into writer: inout JSONWriter) {
    writer.beginObject("reasons")
    for stance in [Stance.quitting, .defending] {
      writer.key(stance.rawValue)
      writer.beginArray()
      for reason in trend.reasons[stance] ?? [] {
        writer.beginObject()
        writer.member("reason", reason.reason.rawValue)
        writer.member("people", reason.people)
        write("share", reason.share, into: &writer)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }

  private static func writeTerms(of trend: Trend, into writer: inout JSONWriter) {
    writer.beginObject("terms")
    for stance in [Stance.quitting, .defending] {
      writer.key(stance.rawValue)
      writer.beginArray()
      for term in trend.terms[stance] ?? [] {
        writer.beginObject()
        writer.member("text", term.text)
        writer.member("score", rounded(term.score))
        writer.member("voices", term.voices)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }

  private static func write(_ observation: Observation, into writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in [
      ("id", observation.voice.id), ("url", observation.voice.url), ("site", observation.site),
      ("kind", observation.voice.kind.rawValue), ("title", observation.voice.title),
      ("speaker", observation.voice.speaker), ("published", observation.voice.published?.asWritten),
      ("stance", observation.reading.stance?.rawValue),
      ("words", Excerpt.words(of: observation.voice, observation.reading)),
    ] as [(String, String?)] {
      writer.key(key)
      writer.string(value)
    }
    writer.member("replies", observation.replies)
    writer.endObject()
  }
}
