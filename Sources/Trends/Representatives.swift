public import Model

/// Voices that stand for their side: those whose words lie nearest to what the whole side says, from different sites.
///
/// Of each side a sample is kept, chosen by the voices' ids, so that the same voices always give the same choice. How
/// near a voice lies is the cosine between its words and the mean of all, weighted by how rare they are (Salton and
/// Buckley, Inf. Proc. Management 24(5), 1988; centroid summaries, Radev et al., ibid. 40(6), 2004).
public struct Representatives: Sendable {
  private var samples: [Stance: [(rank: UInt64, observation: Observation)]] = [:]
  /// Voices kept of each side.
  static let sample = 300
  private static let fewestWords = 8
  private static let mostWords = 400

  /// Makes a choice among nothing.
  public init() {}

  /// Notes a voice; neutral ones and those without evidence stand for nobody.
  public mutating func note(_ observation: Observation) {
    guard let stance = observation.reading.stance, stance != .neutral, !observation.reading.evidence.isEmpty else {
      return
    }
    let rank = Fingerprint(observation.voice.id).folded
    let limit = Representatives.sample
    if let last = samples[stance]?.last, samples[stance]?.count == 2 * limit, rank >= last.rank { return }
    samples[stance, default: []].append((rank, observation))
    guard samples[stance, default: []].count > 2 * limit else { return }
    samples[stance]?.sort { $0.rank < $1.rank }
    samples[stance]?.removeLast(limit + 1)
  }

  /// The nearest voices of a side, the nearest first, no site and no person twice.
  public func voices(of stance: Stance, count: Int = 3) -> [Observation] {
    var kept: [(observation: Observation, words: [String: Double])] = []
    var frequency: [String: Double] = [:]
    for (_, observation) in (samples[stance] ?? []).sorted(by: { $0.rank < $1.rank }).prefix(Representatives.sample) {
      let words = Words.words(of: observation.voice.text).prefix(Representatives.mostWords)
      guard words.count >= Representatives.fewestWords else { continue }
      var counts: [String: Double] = [:]
      for word in words { counts[word, default: 0] += 1 }
      for word in counts.keys { frequency[word, default: 0] += 1 }
      kept.append((observation, counts))
    }
    guard !kept.isEmpty else { return [] }
    let all = Double(kept.count)
    var centre: [String: Double] = [:]
    for position in kept.indices {
      var length = 0.0
      // In the order of the words, for sums of floating numbers depend on it.
      for (word, count) in kept[position].words.sorted(by: { $0.key < $1.key }) {
        let weight = (1 + Elementary.log(count)) * Elementary.log(1 + all / (frequency[word] ?? 1))
        kept[position].words[word] = weight
        length += weight * weight
      }
      length = max(length.squareRoot(), 1e-9)
      for (word, weight) in kept[position].words {
        kept[position].words[word] = weight / length
        centre[word, default: 0] += weight / length / all
      }
    }
    let ranked = kept.map { voice in
      // In that order here too.
      let near = voice.words.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value * (centre[$1.key] ?? 0) }
      return (near: near, observation: voice.observation)
    }.sorted { ($1.near, $0.observation.voice.id) < ($0.near, $1.observation.voice.id) }
    var sites: Set<String> = []
    var people: Set<String> = []
    var chosen: [Observation] = []
    for (_, observation) in ranked where chosen.count < count {
      let person = Person.name(of: observation.voice.speaker) ?? observation.voice.id
      guard !sites.contains(observation.site), people.insert(person).inserted else { continue }
      sites.insert(observation.site)
      chosen.append(observation)
    }
    return chosen
  }
}
