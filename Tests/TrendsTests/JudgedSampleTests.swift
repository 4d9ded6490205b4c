import Model
import Testing

@testable import Trends

@Suite("A judged sample")
struct JudgedSampleTests {
  /// 900 voices read as neutral, 60 as quitting and 40 as defending; 30 of each judged, right in 27, 24 and 21.
  private var judged: JudgedSample {
    var truth: [String: Stance] = [:]
    for (read, right) in [(Stance.neutral, 27), (.quitting, 24), (.defending, 21)] {
      for number in 0..<30 {
        let wrong: Stance = read == .neutral ? .quitting : .neutral
        truth["\(read.rawValue)\(number)"] = number < right ? read : wrong
      }
    }
    var sample = JudgedSample(truth)
    for (read, count) in [(Stance.neutral, 900), (.quitting, 60), (.defending, 40)] {
      for number in 0..<count { sample.note("\(read.rawValue)\(number)", Reading(stance: read)) }
    }
    return sample
  }

  @Test("weighs each reading by how many voices it stands for")
  func weights() throws {
    #expect(judged.size == 90)
    let accuracy = try #require(judged.accuracy)
    #expect(abs(accuracy.value - (0.9 * 0.9 + 0.06 * 0.8 + 0.04 * 0.7)) < 1e-9)
    #expect(accuracy.low > 0.74 && accuracy.high < 0.995)
    // Of 1,000 voices 90 quit and were read as neutral: the weighted sample of 90 says so.
    #expect(abs(judged.weighted[0][2] - 90 * 0.09) < 1e-9)
  }

  // Five of five: 1 / (1 + 1.96² / 5) = 0.5655, Wilson 1927.
  @Test("of one reading has Wilson's interval, however few and right they are")
  func fewVoices() throws {
    var small = JudgedSample(Dictionary(uniqueKeysWithValues: (0..<5).map { ("\($0)", Stance.quitting) }))
    for number in 0..<5 { small.note("\(number)", Reading(stance: .quitting)) }
    let accuracy = try #require(small.accuracy)
    #expect(accuracy.value == 1)
    #expect(abs(accuracy.low - 0.5655) < 0.0001)
  }

  @Test("gives a correction from sixty voices on, and says how far each reading can be trusted")
  func correction() throws {
    #expect(judged.correction != nil)
    #expect(try #require(judged.precision(of: .defending)).value == 0.7)
    var small = JudgedSample(["a": .quitting])
    small.note("a", Reading(stance: .quitting))
    #expect(small.correction == nil)
    #expect(JudgedSample([:]).accuracy == nil)
  }

  // Newcombe 1998, table II, row a (56/70 against 48/80), method 10: 0.0524 to 0.3339.
  @Test("differences of shares lie in Newcombe's interval")
  func newcombe() throws {
    let left = try #require(Wilson.share(of: 56, in: 70))
    let right = try #require(Wilson.share(of: 48, in: 80))
    let difference = Comparison.difference(left, right)
    #expect(abs(difference.value - 0.2) < 1e-9)
    #expect(abs(difference.low - 0.0524) < 0.0001)
    #expect(abs(difference.high - 0.3339) < 0.0001)
  }
}
