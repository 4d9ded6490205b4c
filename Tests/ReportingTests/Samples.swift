import Model
import Trends

@testable import Reporting

/// Made-up storms for the tests.
enum Samples {
  static let reading = Reading(
    stance: .quitting, score: -0.83, confidence: 0.91, sentiment: -0.41, reasons: [Reason(rawValue: "privacy")],
    evidence: [Evidence(text: "I deleted my account", start: 0, end: 20, cue: "leave.deleted", weight: -3)])

  static var conversation: Conversation {
    let address = "https://ada.example/2011/11/why"
    return Conversation(
      url: address, canonical: address, title: "Why I left", site: "Ada",
      voices: [
        Voice(
          id: "v1", kind: .post, url: address, title: "Why I left", speaker: "Ada",
          published: Timestamp(
            CivilTime(year: 2011, month: 11, day: 14, hour: 9, minute: 30), offset: -300, precision: .minute,
            source: .time),
          text: "I deleted my account tonight. It was time.", language: "en")
      ])
  }

  /// One voice a day for each person of a bucket, starting on Monday 29 August 2011.
  ///
  /// - Parameter weeks: people quitting, defending and neutral, for each week.
  static func report(_ weeks: [(Int, Int, Int)], events: [Event] = [], evil: String = "") -> Report {
    var builder = TrendBuilder(bucket: .week)
    let first = CivilTime(year: 2011, month: 8, day: 29).dayNumber
    for (week, counts) in weeks.enumerated() {
      for (stance, count) in zip(Stance.allCases, [counts.0, counts.1, counts.2]) {
        for person in 0..<count {
          let id = "w\(week)\(stance.rawValue)\(person)"
          let day = first + week * 7 + person % 7
          let voice = Voice(
            id: id, kind: .post, url: "https://\(id).example/\(evil)", speaker: id + evil,
            published: Timestamp(CivilTime(Instant(seconds: Int64(day) * 86_400)), precision: .day, source: .time),
            text: "The words of \(id). They say little.\(evil)")
          var reading = Reading(stance: stance, sentiment: stance == .quitting ? -0.5 : 0.5)
          if stance != .neutral {
            reading.reasons = [Reason(rawValue: stance == .quitting ? "score-dropped" : "useful")]
          }
          builder.count(
            Observation(
              voice: voice, reading: reading, site: "\(id).example", page: voice.url, replies: person == 0 ? week : 0))
        }
      }
    }
    return Report(service: "Klout\(evil)", trend: builder.trend(), events: events)
  }

  /// A storm in the ninth week that ebbs after some weeks.
  static var storm: Report {
    let calm = [(Int, Int, Int)](repeating: (9, 12, 9), count: 8)
    let peak = [(90, 20, 40), (60, 15, 30), (40, 12, 20), (30, 10, 15)]
    let event = Event(
      date: Timestamp(CivilTime(year: 2011, month: 10, day: 26), precision: .day, source: .text),
      label: "The formula changes")
    return report(calm + peak + calm, events: [event])
  }
}
