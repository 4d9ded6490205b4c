/// Logarithms and exponentials without the C library, which pure modules do not see.
enum Elementary {
  /// ln 2.
  static let ln2 = 0.693147180559945309417232

  /// The natural logarithm: the exponent is taken off, the rest is 2·artanh((m−1)/(m+1)) as a series.
  ///
  /// Exact to about 1e-15 of the value; −∞ for 0, NaN below.
  static func log(_ value: Double) -> Double {
    guard value > 0 else { return value == 0 ? -.infinity : .nan }
    guard value.isFinite else { return value }
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    var divisor = 1.0
    while abs(power) > 1e-19 {
      sum += power / divisor
      power *= square
      divisor += 2
      if divisor > 61 { break }
    }
    return 2 * sum + exponent * ln2
  }

  /// The exponential: powers of two are taken off, the rest is Taylor's series.
  static func exp(_ value: Double) -> Double {
    if value > 709 { return .infinity }
    if value < -745 { return 0 }
    let power = (value / ln2).rounded()
    let rest = value - power * ln2
    var sum = 1.0
    var term = 1.0
    for step in 1...20 {
      term *= rest / Double(step)
      sum += term
    }
    // In two steps, since 2^-1074 has no reciprocal.
    let half = Int(power) / 2
    return sum * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: Int(power) - half, significand: 1)
  }

  /// The logarithm of n!; Stirling's series with Gosper's terms from 32 on, exact sums below.
  static func logFactorial(_ number: Double) -> Double {
    if number < 32 {
      var product = 1.0
      var factor = 2.0
      while factor <= number {
        product *= factor
        factor += 1
      }
      return log(product)
    }
    let inverse = 1 / number
    return (number + 0.5) * log(number) - number + 0.9189385332046727
      + inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260))
  }
}

/// The normal distribution.
enum Normal {
  /// The chance of a value below `z`.
  ///
  /// Source: G. Marsaglia, "Evaluating the Normal Distribution", J. Stat. Software 11(4), 2004: a Taylor series in the
  /// middle; the tail beyond 7 is 0 or 1 to fifteen digits for our purposes.
  static func distribution(_ z: Double) -> Double {
    if z < -7 { return 0 }
    if z > 7 { return 1 }
    var sum = z
    var term = z
    var factor = 3.0
    while true {
      term *= z * z / factor
      let next = sum + term
      if next == sum { break }
      sum = next
      factor += 2
    }
    return min(1, max(0, 0.5 + sum * Elementary.exp(-z * z / 2) * 0.3989422804014327))
  }
}

/// Student's distribution.
enum Student {
  /// The quantile of 97.5 %.
  ///
  /// Exact for one and two degrees; else the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5), right to
  /// 0.1 % from five degrees on; three and four from the tables.
  static func quantile975(freedom: Double) -> Double {
    switch freedom {
    case ..<1.5: return 12.706204736432095
    case ..<2.5: return 4.302652729911275
    case ..<3.5: return 3.182446305284263
    case ..<4.5: return 2.776445105198008
    default: break
    }
    let z = Wilson.quantile
    let z3 = z * z * z
    let z5 = z3 * z * z
    let z7 = z5 * z * z
    let z9 = z7 * z * z
    let first = (z3 + z) / 4
    let second = (5 * z5 + 16 * z3 + 3 * z) / 96
    let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384
    let fourth = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160
    let inverse = 1 / freedom
    return z + inverse * (first + inverse * (second + inverse * (third + inverse * fourth)))
  }
}
