import Model

/// How far the single words of a text speak for a side, beside its cues.
///
/// The sum over the words is divided by the root of their number and bounded. Words tell on which side a text falls that
/// has cues for both, lift or hold down what cues say faintly, and decide where there is no cue.
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
    // What says little, or does not name the service, has to say it more clearly: "I moved to Berlin".
    let isLoose = !passage.mentionsTarget && passage.title.count == 0
    let enough = isLoose ? Weights.enoughUnnamed : Weights.enoughNamed
    let favour = damping * min(1, Float(passage.census.leaningWords) / enough)
    quitting = WordLeaning.bounded(Float(sum.x) * 0.1 / root, favour)
    defending = WordLeaning.bounded(Float(sum.y) * 0.1 / root, favour)
  }

  /// A sum of leanings in thresholds, nearing `mostOfWords`; what speaks for a side is multiplied by `favour`.
  private static func bounded(_ sum: Float, _ favour: Float) -> Float {
    let share = (sum > 0 ? sum * favour : sum) * Weights.words
    let part = share / Weights.mostOfWords
    return share / (1 + part * part).squareRoot()
  }

  /// The lines of the arithmetic: for each side what the words count, and which of them most.
  func steps(in passage: Passage, threshold: Float) -> [Analysis.Step] {
    [("quitting", quitting), ("defending", defending)].compactMap { side, value in
      if abs(value) < 0.005 { return nil }
      let first = WordLeaning.strongest(in: passage) { leaning in
        (side == "quitting" ? leaning.quitting : leaning.defending) * (value < 0 ? -1 : 1)
      }
      let name = "words \(value < 0 ? "against" : "for") \(side) (\(first.map(\.text).joined(separator: ", ")))"
      return Analysis.Step(name, value * threshold)
    }
  }

  /// The words that speak most for a stance, as evidence for one that no cue explains.
  static func evidence(of stance: Stance, in passage: Passage) -> [Evidence] {
    if stance == .neutral { return [] }
    let sign = stance == .quitting ? -1.0 : 1.0
    return strongest(in: passage) { stance == .quitting ? $0.quitting : $0.defending }.map { word in
      var evidence = word
      evidence.weight *= sign
      return evidence
    }
  }

  /// The five words whose sums are largest, each where it stands first; quoted ones are left out.
  private static func strongest(in passage: Passage, by value: (Leaning) -> Float) -> [Evidence] {
    var sums: [UInt32: (value: Float, index: Int)] = [:]
    for index in passage.tokens.indices where !passage.tokens[index].traits.contains(.quoted) {
      let word = passage.tokens[index].word
      let value = value(passage.glossary[index].leaning)
      if value > 0 { sums[word, default: (0, index)].value += value }
    }
    let root = max(Float(passage.census.leaningWords), Weights.fewWords).squareRoot()
    return sums.values.sorted { ($1.value, $0.index) < ($0.value, $1.index) }.prefix(5).map { entry in
      let token = passage.tokens[entry.index]
      let isTitle = token.traits.contains(.title)
      let bytes = isTitle ? passage.title : passage.text
      return Evidence(
        text: bytes.string(Int(token.start), Int(token.end)), start: Int(token.start), end: Int(token.end), cue: "word",
        weight: Weighing.rounded(entry.value / root * Weights.words), place: isTitle ? .title : .text)
    }
  }
}
