import Glibc
import Model
import Trends

/// Numbers by chance, the same for the same seed.
struct Dice {
  private var source: SplitMix64

  init(seed: UInt64) { source = SplitMix64(seed: seed) }

  /// A number from 0 up to 1.
  mutating func share() -> Double { Double(source.next() >> 11) / 9_007_199_254_740_992 }

  /// How many come where `mean` are expected.
  mutating func poisson(_ mean: Double) -> Int {
    var count = 0
    var sum = 0.0
    while true {
      sum -= log(max(1e-300, share()))
      if sum > mean { return count }
      count += 1
    }
  }

  /// A position, each with its chance.
  mutating func pick(_ chances: [Double]) -> Int {
    var rest = share()
    for (position, chance) in chances.enumerated() {
      rest -= chance
      if rest < 0 { return position }
    }
    return chances.count - 1
  }
}

/// The simulated weeks whose truth is known: how many speak, what they think, and how a scorer misreads them.
enum World {
  static let weeks = 26
  static let stances: [Stance] = [.quitting, .defending, .neutral]
  /// The chance that a true stance (row) is read as a stance (column).
  static let confusion = [[0.68, 0.07, 0.25], [0.10, 0.60, 0.30], [0.08, 0.07, 0.85]]
  private static let start = Bucket.week.number(of: CivilTime(year: 2011, month: 8, day: 29).instant())

  /// People expected in a week: eighteen, and a storm of 260 more in week 8 that calms down.
  static func people(in week: Int) -> Double { 18 + (week >= 8 ? 260 * exp(-Double(week - 8) / 2.2) : 0) }

  /// The true shares of a storm's week, without its loud people.
  static func shares(in week: Int) -> [Double] {
    let storm = week >= 8 ? exp(-Double(week - 8) / 7) : 0
    let quitting = 0.30 + 0.28 * storm
    let defending = 0.30 - 0.12 * storm
    return [quitting, defending, 1 - quitting - defending]
  }

  /// The shares as the scorer is expected to read them.
  static func read(_ shares: [Double]) -> [Double] {
    (0..<3).map { said in (0..<3).reduce(0) { $0 + shares[$1] * confusion[$1][said] } }
  }

  /// Three hundred voices judged by a person, a hundred of each stance.
  static func judged(_ dice: inout Dice) -> [[Double]] {
    confusion.map { chances in
      var row = [0.0, 0, 0]
      for _ in 0..<100 { row[dice.pick(chances)] += 1 }
      return row
    }
  }

  static func voice(_ id: String, by speaker: String, on site: String, in week: Int, text: String) -> Voice {
    let published = Timestamp(Bucket.week.start(of: start + week).instant(), precision: .day, source: .time)
    return Voice(
      id: id, kind: .comment, url: "https://\(site)/", speaker: speaker, published: published, text: text)
  }
}
