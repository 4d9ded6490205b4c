/// Finds where shares turn: the partition of a series of counts whose penalised likelihood is best of all.
///
/// Each segment has shares of its own; its cost is −2 ln of the multinomial likelihood of its counts, so that a bucket
/// weighs as much as its people. The optimum is exact (optimal partitioning, Jackson et al., IEEE Signal Processing
/// Letters 12(2), 2005), as PELT's is (Killick, Fearnhead and Eckley, JASA 107, 2012), which only prunes the search.
public enum Segmentation {
  /// What one more segment must gain, in twice the log-likelihood, for a series of one free share.
  ///
  /// Three times the logarithm of the length: in simulated series of 26 weeks without a turn it cries wolf in 2 %
  /// (docs/trends.md).
  public static func penalty(length: Int) -> Double {
    3 * Elementary.log(Double(max(2, length)))
  }

  /// The positions at which new segments begin, ascending, without 0; empty when nothing turns.
  ///
  /// - Parameters:
  ///   - counts: for each bucket the count of each category; fractions are fine; all of equal length.
  ///   - penalty: what each further segment must gain.
  /// - Complexity: quadratic in the number of buckets.
  public static func turns(in counts: [[Double]], penalty: Double) -> [Int] {
    let length = counts.count
    guard length > 1, let categories = counts.first?.count else { return [] }
    var sums = [[Double]](repeating: [Double](repeating: 0, count: length + 1), count: categories)
    for (position, bucket) in counts.enumerated() {
      for category in 0..<categories { sums[category][position + 1] = sums[category][position] + bucket[category] }
    }
    func cost(_ from: Int, _ to: Int) -> Double {
      var total = 0.0
      var cost = 0.0
      for category in 0..<categories {
        let count = sums[category][to] - sums[category][from]
        total += count
        if count > 0 { cost -= count * Elementary.log(count) }
      }
      return total > 0 ? 2 * (cost + total * Elementary.log(total)) : 0
    }
    var best = [Double](repeating: .infinity, count: length + 1)
    var before = [Int](repeating: 0, count: length + 1)
    best[0] = -penalty
    for end in 1...length {
      for start in 0..<end {
        let value = best[start] + cost(start, end) + penalty
        if value < best[end] {
          best[end] = value
          before[end] = start
        }
      }
    }
    var turns: [Int] = []
    var position = before[length]
    while position > 0 {
      turns.append(position)
      position = before[position]
    }
    return turns.reversed()
  }
}
