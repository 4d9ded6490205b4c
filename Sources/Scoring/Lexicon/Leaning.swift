/// How far one word speaks for quitting and for defending, whatever it says by itself.
///
/// Both are tenths of a logit, as `leanings.txt` gives them in decimals; below nought it speaks against. A word that speaks
/// against both is met in texts that neither leave nor stay.
struct Leaning: BitwiseCopyable, Hashable, Sendable {
  private var towardsQuitting: Int8
  private var towardsDefending: Int8

  /// What a word can count at most.
  static let most: Float = 12

  /// No leaning.
  static let none = Leaning(0, 0)

  init(_ quitting: Float, _ defending: Float) {
    towardsQuitting = Int8((max(-Leaning.most, min(Leaning.most, quitting)) * 10).rounded())
    towardsDefending = Int8((max(-Leaning.most, min(Leaning.most, defending)) * 10).rounded())
  }

  /// What it says of quitting.
  @inline(__always) var quitting: Float { Float(towardsQuitting) * 0.1 }
  /// What it says of defending.
  @inline(__always) var defending: Float { Float(towardsDefending) * 0.1 }

  /// In tenths, to be summed.
  @inline(__always) var tenthsOfQuitting: Int32 { Int32(towardsQuitting) }
  @inline(__always) var tenthsOfDefending: Int32 { Int32(towardsDefending) }
}

extension GrammarBuilder {
  /// Adds the leaning of a word; one given later takes the place of an earlier one.
  func addLeaning(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ leaning: Leaning
  ) throws(PatternReader.Problem) {
    let found = words(bytes, start, end)
    guard found.count == 1, let word = found.first else { throw .init(reason: "a leaning is one word's") }
    leanings[word] = leaning
  }
}
