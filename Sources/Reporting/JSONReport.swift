public import JSONCoding
import Model
import Trends

/// The report for programs: everything that the other forms show, as one JSON object.
public enum JSONReport {
  /// Writes a report as the writer's next value.
  public static func write(_ report: Report, into writer: inout JSONWriter) {
    let trend = report.trend
    writer.beginObject()
    writer.key("schema")
    writer.integer(1)
    writer.key("service")
    writer.string(report.service)
    writer.key("bucket")
    writer.string(trend.bucket.rawValue)
    writer.key("from")
    writer.string(trend.periods.first?.start.date)
    writer.key("to")
    writer.string(trend.periods.last?.end.date)
    writer.key("headline")
    writer.strings(Headline.sentences(for: trend, isFiltered: report.isFiltered))
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
    writer.key("turned_away")
    writer.integer(trend.turnedAway)
    writer.key("came_round")
    writer.integer(trend.cameRound)
    writer.key("turning_points")
    writer.beginArray()
    for turn in trend.turningPoints { write(turn, in: trend, into: &writer) }
    writer.endArray()
    writer.key("bursts")
    writer.beginArray()
    for burst in trend.bursts {
      writer.beginObject()
      writer.key("from")
      writer.string(trend.periods[burst.positions.lowerBound].start.date)
      writer.key("to")
      writer.string(trend.periods[burst.positions.upperBound].end.date)
      writer.key("peak_people")
      writer.integer(burst.peak)
      writer.endObject()
    }
    writer.endArray()
    writeReasons(of: trend, into: &writer)
    writeTerms(of: trend, into: &writer)
    writer.key("most_answered")
    writer.beginArray()
    for observation in trend.answered.prefix(20) { write(observation, into: &writer) }
    writer.endArray()
    EventJSON.write(report.events, into: &writer)
    JSONAdditions.write(report, into: &writer)
    write("left_out", report.omissions, into: &writer)
    write("failed_pages", report.failures, into: &writer)
    writer.key("periods")
    writer.beginArray()
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
      writer.key("cause")
      writer.string(omission.cause)
      writer.key("count")
      writer.integer(omission.count)
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
    writer.key("value")
    writer.number(rounded(estimate.value))
    writer.key("low")
    writer.number(rounded(estimate.low))
    writer.key("high")
    writer.number(rounded(estimate.high))
    writer.endObject()
  }

  /// Four digits: more would claim what no interval supports.
  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private static func writeFields(of tally: Trend.Tally, into writer: inout JSONWriter) {
    writer.key("people")
    writer.integer(tally.people)
    writer.key("voices")
    writer.integer(tally.voices)
    for stance in Stance.allCases {
      writer.key(stance.rawValue)
      writer.number(rounded(tally.votes(for: stance)))
    }
    for stance in Stance.allCases { write("share_\(stance.rawValue)", tally.share(of: stance), into: &writer) }
    write("net", tally.net, into: &writer)
    write("sentiment", tally.sentiment, into: &writer)
    writer.key("weight")
    writer.string(name(of: tally.weight))
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
    writer.key("start")
    writer.string(period.start.date)
    writer.key("end")
    writer.string(period.end.date)
    writeFields(of: period.tally, into: &writer)
    writer.key("smoothed_net")
    writer.number(period.smoothedNet.map(rounded))
    writer.key("corrected_net")
    writer.number(period.correctedNet.map(rounded))
    writer.key("is_burst")
    writer.bool(period.isBurst)
    writer.key("is_unfinished")
    writer.bool(period.isUnfinished)
    for (key, value) in [
      ("reported_exits", period.reportedExits), ("returns", period.returns), ("turned_away", period.turnedAway),
      ("came_round", period.cameRound),
    ] {
      writer.key(key)
      writer.integer(value)
    }
    writer.key("reasons")
    writer.beginObject()
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
    writer.key("start")
    writer.string(trend.periods[turn.position].start.date)
    writer.key("earliest")
    writer.string(trend.periods[turn.range.lowerBound].start.date)
    writer.key("latest")
    writer.string(trend.periods[min(turn.range.upperBound, trend.periods.count - 1)].start.date)
    writer.key("net_before")
    writer.number(rounded(turn.before))
    writer.key("net_after")
    writer.number(rounded(turn.after))
    writer.key("gain")
    writer.number(rounded(turn.gain))
    writer.endObject()
  }

  private static func writeReasons(of trend: Trend, into writer: inout JSONWriter) {
    writer.key("reasons")
    writer.beginObject()
    for stance in [Stance.quitting, .defending] {
      writer.key(stance.rawValue)
      writer.beginArray()
      for reason in trend.reasons[stance] ?? [] {
        writer.beginObject()
        writer.key("reason")
        writer.string(reason.reason.rawValue)
        writer.key("people")
        writer.integer(reason.people)
        write("share", reason.share, into: &writer)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }

  private static func writeTerms(of trend: Trend, into writer: inout JSONWriter) {
    writer.key("terms")
    writer.beginObject()
    for stance in [Stance.quitting, .defending] {
      writer.key(stance.rawValue)
      writer.beginArray()
      for term in trend.terms[stance] ?? [] {
        writer.beginObject()
        writer.key("text")
        writer.string(term.text)
        writer.key("score")
        writer.number(rounded(term.score))
        writer.key("voices")
        writer.integer(term.voices)
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
    writer.key("replies")
    writer.integer(observation.replies)
    writer.endObject()
  }
}
