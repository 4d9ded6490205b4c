/// Which words belong to one side and not to the other.
///
/// Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn, "Fightin' Words", Political Analysis 16(4), 2008, equations 15,
/// 16, 18, 19 and 22: log-odds ratio with an informative Dirichlet prior, divided by its standard deviation.
public enum LogOdds {
  /// The z-scores of words: positive for words of the left side.
  ///
  /// - Parameters:
  ///   - left: counts of the words on one side.
  ///   - right: counts on the other.
  ///   - prior: counts in all texts, scaled to `priorWeight` words in all.
  ///   - priorWeight: how many words the prior is worth.
  public static func scores(
    left: [Double], right: [Double], prior: [Double], priorWeight: Double = 1000
  ) -> [Double] {
    let priorTotal = prior.reduce(0, +)
    guard priorTotal > 0 else { return [Double](repeating: 0, count: left.count) }
    let scale = priorWeight / priorTotal
    let leftTotal = left.reduce(0, +) + priorWeight
    let rightTotal = right.reduce(0, +) + priorWeight
    return left.indices.map { word in
      let expected = prior[word] * scale
      let first = left[word] + expected
      let second = right[word] + expected
      guard first > 0, second > 0, leftTotal > first, rightTotal > second else { return 0 }
      let delta = Elementary.log(first / (leftTotal - first)) - Elementary.log(second / (rightTotal - second))
      return delta / (1 / first + 1 / second).squareRoot()
    }
  }
}
