import Model

/// Counts words and pairs of words per stance, each once a voice, in bounded memory.
struct TermCounter {
  private struct Entry {
    var text: String
    /// Weighted counts of quitting, defending and neutral voices.
    var counts: (Double, Double, Double) = (0, 0, 0)
    /// Voices by stance, unweighted.
    var voices: (Int32, Int32, Int32) = (0, 0, 0)
    var people: Int32 = 0
    var lastPerson: Int32 = -2
  }

  private var entries: [UInt64: Entry] = [:]
  private let stopwords: Set<[UInt8]>
  /// Above this many entries the rare ones are forgotten.
  private static let capacity = 200_000

  init(stopwords: Set<String>) {
    self.stopwords = Set(stopwords.map { Array($0.utf8) })
  }

  /// Counts a voice's words.
  ///
  /// - Parameter weight: less than 1 for people who speak often, so that nobody's habits look like a side's.
  mutating func count(_ text: String, stance: Stance, person: Int32, weight: Double) {
    var seen: Set<UInt64> = []
    var previous: [UInt8]?
    Words.forEach(in: text) { word in
      guard word.count > 2, word.count < 30, !stopwords.contains(word), word.contains(where: { $0 > 0x39 }) else {
        previous = nil
        return
      }
      add(word, &seen, stance, person, weight)
      if let previous { add(previous + [0x20] + word, &seen, stance, person, weight) }
      previous = word
    }
    if entries.count > TermCounter.capacity {
      entries = entries.filter { $0.value.people > 1 }
    }
  }

  private mutating func add(
    _ term: [UInt8], _ seen: inout Set<UInt64>, _ stance: Stance, _ person: Int32, _ weight: Double
  ) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    guard seen.insert(hash).inserted else { return }
    var entry = entries[hash] ?? Entry(text: String(decoding: term, as: UTF8.self))
    switch stance {
    case .quitting:
      entry.counts.0 += weight
      entry.voices.0 += 1
    case .defending:
      entry.counts.1 += weight
      entry.voices.1 += 1
    case .neutral:
      entry.counts.2 += weight
      entry.voices.2 += 1
    }
    if entry.lastPerson != person || person < 0 {
      entry.people += 1
      entry.lastPerson = person
    }
    entries[hash] = entry
  }

  /// The most telling terms of both sides.
  ///
  /// - Parameters:
  ///   - limit: at most so many for each side.
  ///   - leastPeople: terms of fewer people are one person's habit.
  func terms(limit: Int = 12, leastPeople: Int32 = 3) -> [Stance: [Trend.Term]] {
    let kept = entries.values.filter { $0.people >= leastPeople }.sorted { $0.text < $1.text }
    let scores = LogOdds.scores(
      left: kept.map(\.counts.0), right: kept.map(\.counts.1),
      prior: kept.map { $0.counts.0 + $0.counts.1 + $0.counts.2 })
    var quitting: [Trend.Term] = []
    var defending: [Trend.Term] = []
    for (entry, score) in zip(kept, scores) {
      if score > 1.96 { quitting.append(.init(text: entry.text, score: score, voices: Int(entry.voices.0))) }
      if score < -1.96 { defending.append(.init(text: entry.text, score: -score, voices: Int(entry.voices.1))) }
    }
    return [.quitting: best(of: quitting, limit), .defending: best(of: defending, limit)]
  }

  /// The highest scores; a word that is only part of a kept phrase, or a phrase around a kept word, is not said twice.
  private func best(of terms: [Trend.Term], _ limit: Int) -> [Trend.Term] {
    var kept: [Trend.Term] = []
    for term in terms.sorted(by: { $0.score == $1.score ? $0.text < $1.text : $0.score > $1.score }) {
      guard kept.count < limit else { break }
      let words = Set(term.text.split(separator: " "))
      let isSaid = kept.contains { other in !words.isDisjoint(with: other.text.split(separator: " ")) }
      if !isSaid { kept.append(term) }
    }
    return kept
  }
}
