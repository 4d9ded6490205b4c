public import Model

/// Voices that a person judged, set against what the scorer reads in them today.
///
/// The sample is drawn with as many voices of each reading, so each counts as many as it stands for: the voices of its
/// reading in the store, divided by those judged (Horvitz and Thompson, JASA 47, 1952).
public struct JudgedSample: Equatable, Sendable {
  private let judgements: [UInt64: Stance]
  /// Judged voices by true stance, then reading, as in `Stance.allCases`.
  public private(set) var counts = [[Double]](repeating: [0, 0, 0], count: 3)
  /// All voices by reading.
  public private(set) var read = [0.0, 0, 0]

  /// Makes a sample of judgements by the voice's id, before any voice was seen.
  public init(_ judgements: [String: Stance]) {
    var prints: [UInt64: Stance] = [:]
    for (voice, stance) in judgements { prints[Fingerprint(voice).folded] = stance }
    self.judgements = prints
  }

  /// Notes how a voice is read.
  public mutating func note(_ id: String, _ reading: Reading) {
    note(fingerprint: judgements.isEmpty ? nil : Fingerprint(id).folded, reading.stance)
  }

  /// Notes how a voice is read.
  ///
  /// - Parameter fingerprint: of its id; `nil` for one that nobody judged.
  mutating func note(fingerprint: UInt64?, _ stance: Stance?) {
    guard let stance, let column = Stance.allCases.firstIndex(of: stance) else { return }
    read[column] += 1
    guard let fingerprint, let truth = judgements[fingerprint], let row = Stance.allCases.firstIndex(of: truth) else {
      return
    }
    counts[row][column] += 1
  }

  /// Whether anything was judged at all.
  var hasJudgements: Bool { !judgements.isEmpty }

  /// Notes how many voices that nobody judged are read as each stance.
  mutating func note(unjudged counts: [Int]) {
    for column in read.indices { read[column] += Double(counts[column]) }
  }

  /// Adds what another sample of the same judgements noted.
  mutating func add(_ other: JudgedSample) {
    for column in read.indices { read[column] += other.read[column] }
    for row in counts.indices {
      for column in counts[row].indices { counts[row][column] += other.counts[row][column] }
    }
  }

  /// Judged voices that were seen.
  public var size: Int { Int(counts.joined().reduce(0, +)) }

  /// The sample as if it were drawn without regard to the readings, of the same size.
  public var weighted: [[Double]] {
    let all = read.reduce(0, +)
    let size = counts.joined().reduce(0, +)
    guard all > 0, size > 0 else { return counts }
    let judged = (0..<3).map { column in counts.reduce(0) { $0 + $1[column] } }
    return counts.map { row in
      row.indices.map { judged[$0] > 0 ? row[$0] * read[$0] / all * size / judged[$0] : 0 }
    }
  }

  /// Judged voices that a correction needs at least.
  public static let leastForCorrection = 60

  /// The correction that the sample allows; `nil` for a small sample or one without one of the stances.
  public var correction: Correction? { size < JudgedSample.leastForCorrection ? nil : Correction(judged: weighted) }

  /// The share of voices that are read right, with its interval; `nil` without judgements of each reading there is.
  ///
  /// Stratified estimate (Cochran, Sampling Techniques, 1977, §5.3) with Wilson's interval for as many voices as a sample
  /// without strata would need to tell as much (Kish, Survey Sampling, 1965, §11.7; Franco et al., J. Survey Statistics
  /// and Methodology 7(3), 2019), so that a few voices that are all read right do not pass for certainty.
  public var accuracy: Estimate? {
    let all = read.reduce(0, +)
    guard all > 0 else { return nil }
    var value = 0.0
    // The variance of the estimate over that of one voice.
    var spread = 0.0
    for column in 0..<3 where read[column] > 0 {
      let judged = counts.reduce(0) { $0 + $1[column] }
      guard judged > 0 else { return nil }
      let weight = read[column] / all
      value += weight * counts[column][column] / judged
      spread += weight * weight / judged
    }
    return Wilson.share(of: value / spread, in: 1 / spread)
  }

  /// Of the voices that are read as a stance, the share that is, with its interval; `nil` without judgements.
  public func precision(of stance: Stance) -> Estimate? {
    guard let column = Stance.allCases.firstIndex(of: stance) else { return nil }
    return Wilson.share(of: counts[column][column], in: counts.reduce(0) { $0 + $1[column] })
  }
}
