import Testing

@testable import Trends

/// What `Oracles/record.py` recorded from statsmodels, SciPy, ruptures, and searches of all cases.
@Suite("The statistics agree with independent implementations")
struct OracleTests {
  @Test("Wilson's interval with statsmodels'")
  func wilson() throws {
    for row in Oracles.wilson {
      let share = try #require(Wilson.share(of: row[0], in: row[1]))
      #expect(abs(share.low - row[2]) < 1e-9 && abs(share.high - row[3]) < 1e-9, "\(row)")
    }
  }

  // A thousand draws scatter around the million that SciPy's figures come from.
  @Test("the bootstrap's interval with numpy's, within its random error")
  func bootstrap() throws {
    for (position, series) in Oracles.bootstrap.enumerated() {
      let estimate = try #require(Bootstrap.mean(of: series.values, seed: UInt64(position)))
      let width = series.high - series.low
      #expect(abs(estimate.low - series.low) < 0.06 * width + 0.03, "\(position)")
      #expect(abs(estimate.high - series.high) < 0.06 * width + 0.03, "\(position)")
    }
  }

  @Test("Student's quantile with SciPy's")
  func student() {
    for row in Oracles.student {
      #expect(abs(Student.quantile975(freedom: row[0]) - row[1]) < 0.001 * row[1], "\(row)")
    }
  }

  @Test("turning points with ruptures' PELT on the same cost")
  func segmentation() {
    for series in Oracles.segmentation {
      #expect(Segmentation.turns(in: series.counts, penalty: series.penalty) == series.turns)
    }
  }

  @Test("turning points with the cheapest of ruptures' partitions where small segments cost more")
  func segmentationBySize() {
    for series in Oracles.segmentationBySize {
      let turns = Segmentation.turns(in: series.counts, penalty: series.penalty, smallness: Segmentation.smallness)
      #expect(turns == series.turns)
    }
  }

  @Test("bursts with the cheapest of all sequences of states")
  func kleinberg() {
    for series in Oracles.kleinberg {
      let states = Kleinberg.states(relevant: series.relevant, total: series.total)
      #expect(String(states.map { $0 ? "1" : "0" }) == series.states)
    }
  }

  @Test("log-odds with the formulas of Monroe et al. in numpy")
  func logOdds() {
    for series in Oracles.logOdds {
      let scores = LogOdds.scores(left: series.left, right: series.right, prior: series.prior)
      #expect(zip(scores, series.scores).allSatisfy { abs($0 - $1) < 1e-8 })
    }
  }

  // Values of Python's math module.
  @Test("logarithms, exponentials and the normal distribution with Python's")
  func elementary() {
    for (value, logarithm) in [
      (1.0, 0.0), (2.0, 0.6931471805599453), (10.0, 2.302585092994046), (1e-300, -690.7755278982137),
      (12345.678, 9.421061321291832), (1e300, 690.7755278982137),
      (0.7, -0.35667494393873245),
    ] {
      #expect(abs(Elementary.log(value) - logarithm) < 1e-13 * max(1, abs(logarithm)), "ln \(value)")
    }
    for (value, exponential) in [
      (0.0, 1.0), (1.0, 2.718281828459045), (-1.0, 0.36787944117144233), (20.5, 799902177.4755054),
      (-700.0, 9.85967654375977e-305),
    ] {
      #expect(abs(Elementary.exp(value) / exponential - 1) < 1e-12, "exp \(value)")
    }
    for (z, chance) in [(0.0, 0.5), (1.0, 0.8413447460685429), (-1.959963984540054, 0.025), (3.0, 0.9986501019683699)] {
      #expect(abs(Normal.distribution(z) - chance) < 1e-13, "Φ(\(z))")
    }
  }
}
