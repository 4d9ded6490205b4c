/// The interval of a mean over people, by drawing them again and again.
///
/// People are drawn, not voices: voices of one person are no independent evidence (Field and Welsh, J. R. Statist. Soc.
/// B 69, 2007; Cameron, Gelbach and Miller, Rev. Econ. Stat. 90, 2008). The percentiles are expanded, since plain ones
/// are too narrow for small samples (Hesterberg, "What Teachers Should Know About the Bootstrap", Am. Stat. 69, 2015).
public enum Bootstrap {
  /// Draws for one interval.
  static let draws = 1000
  /// Above this many people the quantiles are computed from the moments instead (`MeanSample`): at five hundred both
  /// differ by less than two runs of a thousand draws do.
  static let largest = 500

  /// The mean of values with its interval; `nil` for no values.
  ///
  /// - Parameters:
  ///   - values: one for each person, in any order.
  ///   - bounds: the least and the greatest value that a person can have.
  ///   - seed: the same seed and values give the same interval.
  public static func mean(
    of values: [Double], bounds: ClosedRange<Double> = -1...1, seed: UInt64
  ) -> Estimate? {
    var sample = MeanSample()
    for value in values { sample.add(value) }
    return sample.mean(bounds: bounds, seed: seed)
  }

  /// The mean of values with the interval of the means of samples that are drawn from them.
  static func drawn(_ values: [Double], mean: Double, seed: UInt64) -> Estimate {
    var random = SplitMix64(seed: seed)
    var means = [Double](repeating: 0, count: draws)
    for draw in 0..<draws {
      var sum = 0.0
      for _ in 0..<values.count { sum += values[random.next(below: values.count)] }
      means[draw] = sum / Double(values.count)
    }
    means.sort()
    let tail = expandedTail(count: values.count)
    return Estimate(
      value: mean, low: min(mean, quantile(tail, of: means)), high: max(mean, quantile(1 - tail, of: means)))
  }

  /// The mean of numbers of which only the sums are known, with Student's interval; `nil` for none.
  static func approximateMean(
    sum: Double, squares: Double, count: Int, bounds: ClosedRange<Double> = -1...1
  ) -> Estimate? {
    guard count > 0 else { return nil }
    let number = Double(count)
    let mean = sum / number
    let variance = count > 1 ? max(0, squares - sum * mean) / (number - 1) : 0
    guard variance > 1e-12 else { return unanimous(mean, count: number, bounds: bounds) }
    let half = Student.quantile975(freedom: number - 1) * (variance / number).squareRoot()
    return Estimate(value: mean, low: max(bounds.lowerBound, mean - half), high: min(bounds.upperBound, mean + half))
  }

  /// When all say the same, drawing again gives no width at all; the share's own interval then says how many others there may be.
  static func unanimous(_ value: Double, count: Double, bounds: ClosedRange<Double>) -> Estimate {
    let least = Wilson.share(of: count, in: count)?.low ?? 0
    func towards(_ end: Double) -> Double { value * least + end * (1 - least) }
    return Estimate(
      value: value, low: min(value, towards(bounds.lowerBound)), high: max(value, towards(bounds.upperBound)))
  }

  /// The tail that makes the percentile interval as wide as Student's (Hesterberg 2015, section 4.1).
  static func expandedTail(count: Int) -> Double {
    let freedom = Double(count - 1)
    guard freedom > 0 else { return 0.025 }
    return Normal.distribution(-(Double(count) / freedom).squareRoot() * Student.quantile975(freedom: freedom))
  }

  /// The quantile of sorted values, linear between neighbours.
  ///
  /// Source: R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", Am. Stat. 50, 1996, type 7.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = min(1, max(0, share)) * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
