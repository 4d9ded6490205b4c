import Model

/// Counts words and pairs of words per stance, each once a voice, in bounded memory.
struct TermCounter {
  private struct Entry {
    var hash: UInt64
    /// Among `texts`; −1 until a second person says it, for most terms are one person's, and forgotten.
    var text: Int32 = -1
    var people: Int32 = 0
    /// Weighted counts of quitting, defending and neutral voices.
    var counts = SIMD4<Float>.zero
    /// Voices of quitting, defending and neutral people, unweighted.
    var voices = SIMD4<Int32>.zero
    var lastPerson: Int32 = -2
    var lastVoice: Int32 = -1
  }

  private var slots = HashSlots(capacity: 1 << 14)
  private var entries: [Entry] = []
  private var texts: [String] = []
  private var stopwords = HashSlots(capacity: 1024)
  private var voices: Int32 = 0
  /// Above this many entries those of one person are forgotten.
  private static let capacity = 200_000
  /// Terms of fewer people are one person's habit.
  private static let leastPeople: Int32 = 3

  init(stopwords: Set<String>) {
    for word in stopwords { self.stopwords.insert(FNV1a.hash(word.utf8), 1) }
  }

  /// Counts a voice's words.
  ///
  /// - Parameter weight: less than 1 for people who speak often, so that nobody's habits look like a side's.
  mutating func count(_ text: String, stance: Stance, person: Int32, weight: Double) {
    voices &+= 1
    let side = stance == .quitting ? 0 : stance == .defending ? 1 : 2
    var previous: [UInt8] = []
    var pair: UInt64 = 0
    Words.forEach(in: text) { word in
      let hash = FNV1a.hash(word)
      guard word.count > 2, word.count < 30, stopwords[hash] == nil, word.contains(where: { $0 > 0x39 }) else {
        previous.removeAll(keepingCapacity: true)
        return
      }
      let weight = Float(weight)
      add(hash, side, person, weight) { String(decoding: word, as: UTF8.self) }
      if !previous.isEmpty {
        add(FNV1a.hash(word, after: FNV1a.step(pair, 0x20 as UInt8)), side, person, weight) {
          String(decoding: previous + [0x20] + word, as: UTF8.self)
        }
      }
      previous.removeAll(keepingCapacity: true)
      previous.append(contentsOf: word)
      pair = hash
    }
    if entries.count > TermCounter.capacity { forgetRareTerms() }
  }

  @inline(__always)
  private mutating func add(_ hash: UInt64, _ side: Int, _ person: Int32, _ weight: Float, _ text: () -> String) {
    let position: Int
    if let known = slots[hash] {
      position = Int(known)
    } else {
      position = entries.count
      slots.insert(hash, Int32(position))
      entries.append(Entry(hash: hash))
    }
    guard entries[position].lastVoice != voices else { return }
    entries[position].lastVoice = voices
    entries[position].counts[side] += weight
    entries[position].voices[side] += 1
    if entries[position].lastPerson != person || person < 0 {
      entries[position].people += 1
      entries[position].lastPerson = person
      if entries[position].people == 2 {
        entries[position].text = Int32(texts.count)
        texts.append(text())
      }
    }
  }

  private mutating func forgetRareTerms() {
    entries.removeAll { $0.people < 2 }
    let texts = texts
    // Where everything is common, nothing new is taken in place of what is known.
    if entries.count > TermCounter.capacity / 2 {
      entries.sort { $0.people == $1.people ? texts[Int($0.text)] < texts[Int($1.text)] : $0.people > $1.people }
      entries.removeLast(entries.count - TermCounter.capacity / 2)
    }
    self.texts = []
    for position in entries.indices {
      self.texts.append(texts[Int(entries[position].text)])
      entries[position].text = Int32(position)
    }
    slots = HashSlots(capacity: TermCounter.capacity)
    for (position, entry) in entries.enumerated() { slots.insert(entry.hash, Int32(position)) }
  }

  /// The most telling terms of both sides.
  ///
  /// - Parameters:
  ///   - limit: at most so many for each side.
  ///   - scale: how many voices of each stance one voice that was counted stands for.
  func terms(
    limit: Int = 12, scale: SIMD4<Double> = .one
  ) -> [Stance: [Trend.Term]] {
    let kept = entries.filter { $0.people >= TermCounter.leastPeople }
      .sorted { texts[Int($0.text)] < texts[Int($1.text)] }
    let scores = LogOdds.scores(
      left: kept.map { Double($0.counts[0]) }, right: kept.map { Double($0.counts[1]) },
      prior: kept.map { (SIMD4<Double>($0.counts) * scale).sum() })
    var quitting: [Trend.Term] = []
    var defending: [Trend.Term] = []
    for (entry, score) in zip(kept, scores) {
      func voices(_ side: Int) -> Int { Int((Double(entry.voices[side]) * scale[side]).rounded()) }
      if score > 1.96 { quitting.append(.init(text: texts[Int(entry.text)], score: score, voices: voices(0))) }
      if score < -1.96 { defending.append(.init(text: texts[Int(entry.text)], score: -score, voices: voices(1))) }
    }
    return [.quitting: best(of: quitting, limit), .defending: best(of: defending, limit)]
  }

  /// The highest scores; words of a phrase that is kept already are not said twice.
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
