/// Takes the scorer's known errors out of shares: if it calls one defender in four neutral, some of the neutral are defenders.
///
/// Adjusted counts: the shares that were read are the true ones times the chances of each error, so the true ones follow
/// by solving three equations (Rogan and Gladen, Am. J. Epidemiology 107, 1978; Forman, Data Min. Knowl. Disc. 17, 2008;
/// Hopkins and King, AJPS 54(1), 2010). The chances come from a sample that a person judged. Correcting widens chance:
/// it is for the whole time or for smoothed shares of many people, never for a small week.
public struct Correction: Equatable, Sendable {
  /// How many judged voices of each true stance were read as each stance; rows and columns as in `Stance.allCases`.
  public let judged: [[Double]]
  /// The chance that a voice of a true stance (row) is read as a stance (column).
  private let rates: [[Double]]

  /// People that shares must come from at least for a correction to help; below, it doubled the error in simulated storms.
  public static let leastPeople = 100.0

  /// People among whom a correction is taken half: what it takes away in error it gives back in chance, the more the
  /// fewer people there are.
  static let halfway = 80.0
  /// Voices that count as judged in each cell beforehand, so that a small sample does not pass for certainty.
  ///
  /// Swept with `halfway` (0…80, 0…3 voices) over 500 simulated storms and three hundred judged voices: at the peak the
  /// error fell from 9.8 to 8.9 points and the bias from 1.7 to below 1.
  public static let beforehand = 2.5

  /// Makes a correction; `nil` unless every true stance was judged and the readings tell the stances apart.
  ///
  /// - Parameters:
  ///   - judged: as the property.
  ///   - beforehand: voices that count as judged in each cell before any was.
  public init?(judged: [[Double]], beforehand: Double = Correction.beforehand) {
    guard judged.count == 3, judged.allSatisfy({ $0.count == 3 && $0.allSatisfy { $0 >= 0 } && $0.reduce(0, +) > 0 })
    else { return nil }
    self.judged = judged
    rates = judged.map { row in
      let total = row.reduce(0, +) + 3 * beforehand
      return row.map { ($0 + beforehand) / total }
    }
    guard abs(Correction.determinant(rates)) > 0.02 else { return nil }
  }

  /// The shares that are likeliest to be true: corrected ones, drawn to those that were read where few people spoke.
  ///
  /// Half the way among `halfway` people; swept in the simulated storms of docs/trends.md.
  public func shares(read: [Double], people: Double) -> [Double] {
    let total = read.reduce(0, +)
    guard total > 0 else { return read }
    let trust = people / (people + Correction.halfway)
    return zip(shares(read: read), read).map { trust * $0 + (1 - trust) * $1 / total }
  }

  /// The true shares behind shares that were read; the nearest possible ones where chance leads outside.
  public func shares(read: [Double]) -> [Double] {
    let total = read.reduce(0, +)
    guard read.count == 3, total > 0 else { return read }
    let whole = Correction.determinant(rates)
    // Cramer's rule on the transposed rates.
    let solved = (0..<3).map { stance -> Double in
      var replaced = rates
      replaced[stance] = read.map { $0 / total }
      return Correction.determinant(replaced) / whole
    }
    return Correction.onSimplex(solved)
  }

  private static func determinant(_ m: [[Double]]) -> Double {
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
      + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
  }

  /// The nearest shares that are not negative and sum to one (Duchi et al., ICML 2008, algorithm 1).
  static func onSimplex(_ values: [Double]) -> [Double] {
    let sorted = values.sorted(by: >)
    var sum = 0.0
    var shift = 0.0
    for (position, value) in sorted.enumerated() {
      sum += value
      let candidate = (sum - 1) / Double(position + 1)
      if value - candidate > 0 { shift = candidate }
    }
    return values.map { max(0, $0 - shift) }
  }
}
