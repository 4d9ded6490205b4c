import Model
import Trends

/// How numbers and times are put into words, everywhere the same.
enum Wording {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let longMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `24 Oct 2011`.
  static func date(_ civil: CivilTime) -> String { "\(civil.day) \(month(civil)) \(civil.year)" }

  /// `24 Oct`.
  static func shortDate(_ civil: CivilTime) -> String { "\(civil.day) \(month(civil))" }

  /// `Oct`.
  static func month(_ civil: CivilTime) -> String { months[max(0, min(11, civil.month - 1))] }

  /// `24 Oct 2011`, `Oct 2011` or `2011`, as exactly as the time is known; the day in the zone that the source states.
  static func date(_ time: Timestamp) -> String {
    let civil = time.civil
    switch time.precision {
    case .second, .minute, .day: return date(civil)
    case .month: return "\(month(civil)) \(civil.year)"
    case .year: return String(civil.year)
    }
  }

  /// `29 Aug 2011 – 11 Mar 2012`.
  static func span(_ from: CivilTime, _ to: CivilTime) -> String {
    if from.date == to.date { return date(from) }
    if from.year == to.year, from.month == to.month { return "\(from.day) – \(date(to))" }
    return from.year == to.year ? "\(shortDate(from)) – \(date(to))" : "\(date(from)) – \(date(to))"
  }

  /// A period as a sentence names it: `the week of 24 Oct 2011`, `24 Oct 2011`, `October 2011`.
  static func period(_ period: Trend.Period, _ bucket: Bucket) -> String {
    switch bucket {
    case .day: date(period.start)
    case .week: "the week of \(date(period.start))"
    case .month: "\(longMonths[max(0, min(11, period.start.month - 1))]) \(period.start.year)"
    }
  }

  /// The period with its preposition: `in the week of …`, `on 24 Oct 2011`.
  static func inPeriod(_ period: Trend.Period, _ bucket: Bucket) -> String {
    (bucket == .day ? "on " : "in ") + self.period(period, bucket)
  }

  /// `1,149`.
  static func count(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return (number < 0 ? "−" : "") + String(digits)
  }

  /// `1 person`, `2 people`.
  static func people(_ number: Int) -> String { "\(count(number)) \(number == 1 ? "person" : "people")" }

  /// The base of shares of a side: all who ever took it, which are more than its votes where people changed sides or
  /// have no date: `% of 79 who ever did`.
  static func percentOf(_ number: Int) -> String { "% of \(count(number)) who ever did" }

  /// `1 voice`, `2 voices`.
  static func plural(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// What was left out, with its count: `2 pages that do not speak of Klout`.
  static func omission(_ omission: Omission) -> String {
    let several = "pages that do not speak of "
    guard omission.cause.hasPrefix(several) else { return "\(count(omission.count)) × \(omission.cause)" }
    if omission.count > 1 { return "\(count(omission.count)) \(omission.cause)" }
    return "1 page that does not speak of " + omission.cause.dropFirst(several.count)
  }

  /// Small numbers in letters: `nine`.
  static func spelled(_ number: Int) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return words.indices.contains(number) ? words[number] : count(number)
  }

  /// The votes of a tally as whole people, in the order of `Stance.allCases`, which add up to all of them.
  static func wholeVotes(of tally: Trend.Tally) -> [Int] {
    let votes = Stance.allCases.map { tally.votes(for: $0) }
    var whole = votes.map { Int($0.rounded(.down)) }
    // The largest remainders are rounded up.
    let order = votes.indices.sorted { votes[$0] - Double(whole[$0]) > votes[$1] - Double(whole[$1]) }
    for place in order.prefix(max(0, tally.people - whole.reduce(0, +))) { whole[place] += 1 }
    return whole
  }

  /// A share in tenths of a per cent: `33.4%`.
  static func exactPercent(_ share: Double) -> String { tenths(share) + "%" }

  /// A difference of shares in tenths of a point with its sign: `+3.8`.
  static func exactPoints(_ value: Double) -> String { (value > 0 ? "+" : value < 0 ? "−" : "") + tenths(abs(value)) }

  private static func tenths(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    return "\(thousandths / 10).\(abs(thousandths % 10))"
  }

  /// A share in whole per cent: `44%`.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  /// The ends of a share's interval: `41–47%`.
  static func percentRange(_ estimate: Estimate) -> String {
    "\(Int((estimate.low * 100).rounded()))–\(percent(estimate.high))"
  }

  /// A difference of shares in points with its sign: `+8`, `−31`, `0`.
  static func points(_ value: Double) -> String {
    let points = Int((value * 100).rounded())
    return points > 0 ? "+\(points)" : points < 0 ? "−\(-points)" : "0"
  }

  /// A number between −1 and 1 with two digits and its sign: `−0.12`.
  static func signed(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = hundredths.magnitude
    let text = "\(digits / 100).\(digits % 100 < 10 ? "0" : "")\(digits % 100)"
    return hundredths > 0 ? "+" + text : hundredths < 0 ? "−" + text : text
  }

  /// A reason as people read it: `score dropped`.
  static func reason(_ reason: Reason) -> String {
    String(reason.rawValue.map { $0 == "-" || $0 == "_" ? " " : $0 })
  }

  /// The noun of a bucket: `week`.
  static func noun(_ bucket: Bucket) -> String { bucket.rawValue }
}
