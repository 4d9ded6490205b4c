public import Model

/// What the voices at a turn have in common that those before it had not: words, reasons, addresses.
public struct Catalyst: Equatable, Sendable {
  /// The position in the trend's periods at which the new time begins.
  public var position: Int
  /// People who speak in the first periods of it.
  public var people: Int
  /// Words that set them apart from those before, the most telling first.
  public var terms: [Trend.Term]
  /// Reasons that more of them give than before, the largest gain first.
  public var reasons: [ReasonGain]
  /// Addresses that several of them name, the most named first.
  public var links: [SharedLink]

  /// A reason that is given more often.
  public struct ReasonGain: Equatable, Sendable {
    /// Which reason.
    public var reason: Reason
    /// The share of people who gave it before and who give it now.
    public var before: Double
    /// The share of people who give it now.
    public var now: Double
  }

  /// An address that several people name.
  public struct SharedLink: Equatable, Sendable {
    /// The address without its scheme.
    public var address: String
    /// How many people name it.
    public var people: Int
  }
}

/// Counts what is said around the turns of a trend; needs all voices once more, for turns are only known at the end.
public struct CatalystCounter {
  private struct Window {
    var position: Int
    /// Bucket numbers before and from the turn on.
    var before: Range<Int>
    var after: Range<Int>
    var terms: TermCounter
    var people: [Set<String>] = [[], []]
    var reasons: [[Reason: Set<String>]] = [[:], [:]]
    var links: [String: Set<String>] = [:]
  }

  private let bucket: Bucket
  private var windows: [Window] = []
  private var folds: Set<CopyFold.Sketch> = []
  /// Periods after a turn that show its cause, and periods before it to compare with.
  private static let after = 2
  private static let before = 6

  /// Makes a counter for the turning points and the beginnings of bursts.
  public init(_ trend: Trend, stopwords: Set<String>) {
    bucket = trend.bucket
    for position in trend.breaks where trend.periods.indices.contains(position) {
      let number = trend.periods[position].number
      let last = trend.periods.last?.number ?? number
      windows.append(
        Window(
          position: position, before: max(trend.periods[0].number, number - CatalystCounter.before)..<number,
          after: number..<min(last + 1, number + CatalystCounter.after), terms: TermCounter(stopwords: stopwords)))
    }
  }

  /// Whether there is anything to count.
  public var isNeeded: Bool { !windows.isEmpty }

  /// Counts a voice.
  public mutating func count(_ observation: Observation) {
    let voice = observation.voice
    guard let published = voice.published, bucket.holds(published.precision), observation.reading.stance != nil else {
      return
    }
    let number = bucket.number(of: published.instant)
    guard windows.contains(where: { $0.before.contains(number) || $0.after.contains(number) }) else { return }
    if let sketch = CopyFold.sketch(of: voice.text), !folds.insert(sketch).inserted { return }
    let person = Person.key(speaker: voice.speaker, site: observation.site) ?? "#" + voice.id
    let links = CatalystCounter.addresses(in: voice.text)
    for index in windows.indices {
      let isAfter = windows[index].after.contains(number)
      guard isAfter || windows[index].before.contains(number) else { continue }
      let side = isAfter ? 1 : 0
      let isNew = windows[index].people[side].insert(person).inserted
      let key = Int32(truncatingIfNeeded: Fingerprint(person).folded & 0x7fff_ffff)
      // The sides of the term counter stand for before and after.
      windows[index].terms.count(
        voice.text, stance: isAfter ? .quitting : .defending, person: key, weight: isNew ? 1 : 0.5)
      for reason in observation.reading.reasons {
        windows[index].reasons[side][reason, default: []].insert(person)
      }
      if isAfter { for link in links { windows[index].links[link, default: []].insert(person) } }
    }
  }

  /// What was found at each turn, oldest first; turns at which too few people speak are left out.
  public func catalysts() -> [Catalyst] {
    windows.compactMap { window in
      let now = window.people[1].count
      guard now >= 10 else { return nil }
      let former = window.people[0].count
      let gains = window.reasons[1].compactMap { reason, people -> Catalyst.ReasonGain? in
        let before = former == 0 ? 0 : Double(window.reasons[0][reason]?.count ?? 0) / Double(former)
        let share = Double(people.count) / Double(now)
        return people.count >= 3 && share > before ? .init(reason: reason, before: before, now: share) : nil
      }.sorted { ($1.now - $1.before, $0.reason.rawValue) < ($0.now - $0.before, $1.reason.rawValue) }
      let links = window.links.filter { $0.value.count >= 2 }.map {
        Catalyst.SharedLink(address: $0.key, people: $0.value.count)
      }
      .sorted { ($1.people, $0.address) < ($0.people, $1.address) }
      return Catalyst(
        position: window.position, people: now, terms: window.terms.terms(limit: 8)[.quitting] ?? [],
        reasons: Array(gains.prefix(3)), links: Array(links.prefix(3)))
    }
  }

  /// The web addresses that stand in a text, without scheme, `www.`, fragment and the punctuation after them.
  static func addresses(in text: String) -> Set<String> {
    guard text.utf8.contains(0x3a) else { return [] }
    var found: Set<String> = []
    for word in text.split(whereSeparator: { $0.isWhitespace || "<>\"“”()[]".contains($0) }) {
      guard let scheme = word.firstRange(of: "://"),
        word[..<scheme.lowerBound].hasSuffix("http") || word[..<scheme.lowerBound].hasSuffix("https")
      else { continue }
      var rest = word[scheme.upperBound...]
      if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
      if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
      while let last = rest.last, ".,;:!?'’/".contains(last) { rest = rest.dropLast() }
      if rest.contains("."), rest.utf8.count < 300 { found.insert(rest.lowercased()) }
    }
    return found
  }
}
