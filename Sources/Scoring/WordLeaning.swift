import Model

/// How far the single words of a text speak for a side, beside its cues.
///
/// The sum over the words is divided by the root of their number and bounded, so that words alone never make a stance: they
/// tell on which side a text falls that has cues for both, and lift or hold down what cues say faintly.
struct WordLeaning {
  /// What the words say of quitting and of defending, in thresholds, −`Weights.mostOfWords`…`Weights.mostOfWords`.
  private(set) var quitting: Float = 0
  private(set) var defending: Float = 0

  /// Sums the words up; quoted ones are left out.
  ///
  /// - Parameter damping: what the register of the text and its wavering leave of what speaks for a side.
  init(passage: Passage, damping: Float) {
    let sum = passage.census.leaning
    let root = max(Float(passage.census.leaningWords), Weights.fewWords).squareRoot()
    let isLoose = !passage.mentionsTarget && passage.title.count == 0
    let favour = damping * (isLoose ? Weights.looseWords : 1)
    quitting = WordLeaning.bounded(Float(sum.x) * 0.1 / root, favour)
    defending = WordLeaning.bounded(Float(sum.y) * 0.1 / root, favour)
  }

  /// A sum of leanings in thresholds; what speaks for a side is multiplied by `favour`.
  private static func bounded(_ sum: Float, _ favour: Float) -> Float {
    let share = (sum > 0 ? sum * favour : sum) * Weights.words
    let part = share / Weights.mostOfWords
    return share / (1 + part * part).squareRoot()
  }

  /// The lines of the arithmetic: for each side what the words count, and which of them most.
  func steps(in passage: Passage, threshold: Float) -> [Analysis.Step] {
    [("quitting", quitting), ("defending", defending)].compactMap { side, value in
      if abs(value) < 0.005 { return nil }
      let sign: Float = value < 0 ? -1 : 1
      var sums: [UInt32: (value: Float, index: Int)] = [:]
      for index in passage.tokens.indices where !passage.tokens[index].traits.contains(.quoted) {
        let leaning = passage.glossary[index].leaning
        let value = (side == "quitting" ? leaning.quitting : leaning.defending) * sign
        if value > 0 { sums[passage.tokens[index].word, default: (0, index)].value += value }
      }
      let first = sums.values.sorted { ($1.value, $0.index) < ($0.value, $1.index) }.prefix(5).map { entry in
        let token = passage.tokens[entry.index]
        let bytes = token.traits.contains(.title) ? passage.title : passage.text
        return bytes.string(Int(token.start), Int(token.end))
      }
      let name = "words \(value < 0 ? "against" : "for") \(side) (\(first.joined(separator: ", ")))"
      return Analysis.Step(name, value * threshold)
    }
  }
}
