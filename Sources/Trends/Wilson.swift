/// The score interval of a share.
///
/// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927;
/// recommended for small samples by Brown, Cai and DasGupta, Statistical Science 16(2), 2001.
public enum Wilson {
  /// The normal quantile of 97.5 %.
  static let quantile = 1.959963984540054

  /// The share of `count` in `total` with its interval; `nil` for a total of nothing.
  ///
  /// - Parameter count: may be a fraction: a person who says two things in one bucket gives half a vote to each.
  public static func share(of count: Double, in total: Double) -> Estimate? {
    guard total > 0 else { return nil }
    let share = min(1, max(0, count / total))
    let z2 = quantile * quantile
    let centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    let half = quantile / (1 + z2 / total) * (share * (1 - share) / total + z2 / (4 * total * total)).squareRoot()
    return Estimate(value: share, low: max(0, min(share, centre - half)), high: min(1, max(share, centre + half)))
  }
}
