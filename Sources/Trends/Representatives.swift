public import Model

/// Voices that stand for their side: those whose words lie nearest to what the whole side says, from different sites.
///
/// Of each side a sample is kept, chosen by the voices' ids, so that the same voices always give the same choice. How
/// near a voice lies is the cosine between its words and the mean of all, weighted by how rare they are (Salton and
/// Buckley, Inf. Proc. Management 24(5), 1988; centroid summaries, Radev et al., ibid. 40(6), 2004).
public struct Representatives: Sendable {
  private struct Key: Hashable, Sendable {
    var stance: Stance
    /// The number of a bucket; `nil` for the whole time.
    var period: Int?
  }

  private var samples: [Key: [(rank: UInt64, observation: Observation)]] = [:]
  /// Voices kept of each side, in the whole time and in a period.
  static let sample = 300
  private static let periodSample = 40
  private static let fewestWords = 8
  private static let mostWords = 400

  /// Makes a choice among nothing.
  public init() {}

  /// Notes a voice; those that take a side without evidence stand for nobody.
  ///
  /// - Parameter bucket: of the periods for which voices are to be chosen; none when `nil`.
  public mutating func note(_ observation: Observation, bucket: Bucket? = nil) {
    guard let stance = observation.reading.stance, stance == .neutral || !observation.reading.evidence.isEmpty else {
      return
    }
    keep(observation, Key(stance: stance), Representatives.sample)
    if let bucket, let published = observation.voice.published, bucket.holds(published.precision) {
      let key = Key(stance: stance, period: bucket.number(of: published.instant))
      keep(observation, key, Representatives.periodSample)
    }
  }

  private mutating func keep(_ observation: Observation, _ key: Key, _ limit: Int) {
    let rank = Fingerprint(observation.voice.id).folded
    if let last = samples[key]?.last, samples[key]?.count == 2 * limit, rank >= last.rank { return }
    samples[key, default: []].append((rank, observation))
    guard samples[key, default: []].count > 2 * limit else { return }
    samples[key]?.sort { $0.rank < $1.rank }
    samples[key]?.removeLast(limit + 1)
  }

  /// The nearest voices of a side, the nearest first: no site, no person and no text twice.
  ///
  /// - Parameter period: the number of a bucket; the whole time when `nil`.
  public func voices(of stance: Stance, in period: Int? = nil, count: Int = 3) -> [Observation] {
    var kept: [(observation: Observation, words: [String: Double])] = []
    var frequency: [String: Double] = [:]
    let sample = samples[Key(stance: stance, period: period)] ?? []
    let limit = period == nil ? Representatives.sample : Representatives.periodSample
    for (_, observation) in sample.sorted(by: { $0.rank < $1.rank }).prefix(limit) {
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
    var texts: Set<[String]> = []
    var sketches: Set<CopyFold.Sketch> = []
    var chosen: [Observation] = []
    for (_, observation) in ranked where chosen.count < count {
      let person = Person.name(of: observation.voice.speaker) ?? observation.voice.id
      guard !sites.contains(observation.site), !people.contains(person) else { continue }
      // Copies often lie nearest of all, being many.
      guard texts.insert(Words.words(of: observation.voice.text)).inserted else { continue }
      if let sketch = CopyFold.sketch(of: observation.voice.text), !sketches.insert(sketch).inserted { continue }
      people.insert(person)
      sites.insert(observation.site)
      chosen.append(observation)
    }
    return chosen
  }
}
