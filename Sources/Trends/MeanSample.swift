/// Numbers of which the mean is wanted with its interval, one for each person, in memory that does not grow with them.
///
/// Up to `Bootstrap.largest` numbers are kept and drawn again and again; of more the moments are enough: the means of
/// samples drawn from them have known cumulants, and their quantiles follow by the expansion of Cornish and Fisher
/// (P. Hall, "The Bootstrap and Edgeworth Expansion", 1992, sections 2.5 and 3.3), nearer than a thousand draws come.
struct MeanSample: Equatable, Sendable {
  private(set) var count = 0
  private var least = Double.infinity
  private var greatest = -Double.infinity
  /// Sums of the first four powers.
  private var sums = SIMD4<Double>.zero
  private var values: [Double] = []

  /// Adds a number.
  mutating func add(_ value: Double) {
    count += 1
    least = min(least, value)
    greatest = max(greatest, value)
    let square = value * value
    sums += SIMD4(value, square, square * value, square * square)
    if count <= Bootstrap.largest {
      values.append(value)
    } else if !values.isEmpty {
      values = []
    }
  }

  /// Adds the numbers of another sample.
  mutating func add(_ other: MeanSample) {
    count += other.count
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
    sums += other.sums
    if count <= Bootstrap.largest { values += other.values } else { values = [] }
  }

  /// The mean with its interval; `nil` for no numbers.
  ///
  /// - Parameters:
  ///   - bounds: the least and the greatest number that there can be.
  ///   - seed: the same seed and numbers, in whatever order, give the same interval.
  func mean(bounds: ClosedRange<Double> = -1...1, seed: UInt64) -> Estimate? {
    guard count > 0 else { return nil }
    let number = Double(count)
    let mean = sums[0] / number
    if least == greatest { return Bootstrap.unanimous(least, count: number, bounds: bounds) }
    if count <= Bootstrap.largest { return Bootstrap.drawn(values.sorted(), mean: mean, seed: seed) }
    let raw = sums / number
    let variance = max(0, raw[1] - mean * mean)
    guard variance > 0 else { return Bootstrap.unanimous(mean, count: number, bounds: bounds) }
    let third = raw[2] - 3 * mean * raw[1] + 2 * mean * mean * mean
    let fourth = raw[3] - 4 * mean * raw[2] + 6 * mean * mean * raw[1] - 3 * mean * mean * mean * mean
    let skew = third / (variance * variance.squareRoot()) / number.squareRoot()
    let kurtosis = (fourth / (variance * variance) - 3) / number
    let width = (variance / number).squareRoot()
    func quantile(_ z: Double) -> Double {
      let cube = z * z * z
      return mean + width
        * (z + skew * (z * z - 1) / 6 + kurtosis * (cube - 3 * z) / 24 - skew * skew * (2 * cube - 5 * z) / 36)
    }
    // As wide as Student's, like the expanded percentiles of small samples.
    let z = (number / (number - 1)).squareRoot() * Student.quantile975(freedom: number - 1)
    return Estimate(
      value: mean, low: max(bounds.lowerBound, min(mean, quantile(-z))),
      high: min(bounds.upperBound, max(mean, quantile(z))))
  }
}
