import Model

/// Chooses the width of the buckets, and which of them are worth showing.
enum BucketChoice {
  /// More points than this cannot be told apart at a glance.
  private static let mostPeriods = 60
  /// Buckets with fewer voices than this on average say nothing.
  private static let leastVoices = 8.0
  /// Strays outside this share of the voices do not stretch the axis when it would grow too long.
  private static let stray = 0.01
  /// Longest axis that is shown with its strays.
  private static let longestAxis = 110

  /// The finest bucket that gives at most sixty periods with at least eight voices each on average.
  ///
  /// - Parameter days: how many voices there are by day, numbered as in `Bucket.day`.
  static func bucket(forDays days: [Int: Int]) -> Bucket {
    let sorted = days.sorted { $0.key < $1.key }
    guard let first = sorted.first else { return .week }
    let count = sorted.reduce(0) { $0 + $1.value }
    func instant(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }
    /// The day of the voice at a place in the order of time.
    func day(at place: Int) -> Int {
      var seen = 0
      for (day, voices) in sorted {
        seen += voices
        if place < seen { return day }
      }
      return first.key
    }
    let low = instant(day(at: Int(Double(count - 1) * stray)))
    let high = instant(day(at: Int(Double(count - 1) * (1 - stray))))
    for bucket in [Bucket.day, .week] {
      let periods = bucket.number(of: high) - bucket.number(of: low) + 1
      let filled = Set(sorted.map { bucket.number(of: instant($0.key)) }).count
      if periods <= mostPeriods, Double(count) / Double(max(1, filled)) >= leastVoices { return bucket }
    }
    let months = Bucket.month.number(of: high) - Bucket.month.number(of: low) + 1
    let weeks = Bucket.week.number(of: high) - Bucket.week.number(of: low) + 1
    // Three months as three points show no trend: weeks then, however small.
    return months < 4 && weeks <= mostPeriods ? .week : .month
  }

  /// The numbers of the buckets to show; `nil` when there are none.
  static func window(of counts: [Int: Int]) -> ClosedRange<Int>? {
    let numbers = counts.keys.sorted()
    guard let first = numbers.first, let last = numbers.last else { return nil }
    if last - first < longestAxis { return first...last }
    let all = Double(counts.values.reduce(0, +))
    var low = first
    var high = last
    var seen = 0.0
    for number in numbers {
      seen += Double(counts[number] ?? 0)
      if seen > all * stray {
        low = number
        break
      }
    }
    seen = 0
    for number in numbers.reversed() {
      seen += Double(counts[number] ?? 0)
      if seen > all * stray {
        high = number
        break
      }
    }
    return low...max(low, high)
  }
}
