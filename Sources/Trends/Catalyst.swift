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

extension Catalyst {
  /// Puts together what was counted before a turn and after it; `nil` when too few people speak.
  ///
  /// - Parameters:
  ///   - people: before and from the turn on.
  ///   - reasons: people by reason, before and from the turn on.
  ///   - links: people from the turn on, by the address that they name.
  init?(
    position: Int, people: (Int, Int), reasons: ([Reason: Int], [Reason: Int]), terms: [Trend.Term],
    links: [String: Int]
  ) {
    let (former, now) = people
    guard Trend.Tally.Weight(people: now) != .tooFew else { return nil }
    let gains = reasons.1.compactMap { reason, people -> ReasonGain? in
      let before = former == 0 ? 0 : Double(reasons.0[reason] ?? 0) / Double(former)
      let share = Double(people) / Double(now)
      return people >= 3 && share > before ? .init(reason: reason, before: before, now: share) : nil
    }.sorted { ($1.now - $1.before, $0.reason.rawValue) < ($0.now - $0.before, $1.reason.rawValue) }
    let shared = links.filter { $0.value >= 2 }.map { SharedLink(address: $0.key, people: $0.value) }
      .sorted { ($1.people, $0.address) < ($0.people, $1.address) }
    self.init(
      position: position, people: now, terms: terms, reasons: Array(gains.prefix(3)), links: Array(shared.prefix(3)))
  }
}

/// The periods before and after a turn that are compared.
struct CatalystWindow {
  /// The position in the trend's periods at which the new time begins.
  var position: Int
  /// Bucket numbers before and from the turn on.
  var before: Range<Int>
  var after: Range<Int>

  /// Periods after a turn that show its cause, and periods before it to compare with.
  private static let periodsAfter = 2
  private static let periodsBefore = 6

  /// The windows of the turning points and the beginnings of bursts.
  static func windows(of trend: Trend) -> [CatalystWindow] {
    trend.breaks.filter(trend.periods.indices.contains).map { position in
      let number = trend.periods[position].number
      let last = trend.periods.last?.number ?? number
      return CatalystWindow(
        position: position, before: max(trend.periods[0].number, number - periodsBefore)..<number,
        after: number..<min(last + 1, number + periodsAfter))
    }
  }
}

/// Counts what is said around the turns of a trend; needs all voices once more, for turns are only known at the end.
public struct CatalystCounter {
  private struct Window {
    var window: CatalystWindow
    var terms: TermCounter
    var people: [Set<String>] = [[], []]
    var reasons: [[Reason: Set<String>]] = [[:], [:]]
    var links: [String: Set<String>] = [:]
  }

  private let bucket: Bucket
  private var windows: [Window] = []
  private var folds: Set<CopyFold.Sketch> = []

  /// Makes a counter for the turning points and the beginnings of bursts.
  public init(_ trend: Trend, stopwords: Set<String>) {
    bucket = trend.bucket
    windows = CatalystWindow.windows(of: trend).map { Window(window: $0, terms: TermCounter(stopwords: stopwords)) }
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
    guard windows.contains(where: { $0.window.before.contains(number) || $0.window.after.contains(number) })
    else { return }
    if let sketch = CopyFold.sketch(of: voice.text), !folds.insert(sketch).inserted { return }
    let person = Person.key(speaker: voice.speaker, site: observation.site) ?? "#" + voice.id
    let links = CatalystCounter.addresses(in: voice.text)
    for index in windows.indices {
      let isAfter = windows[index].window.after.contains(number)
      guard isAfter || windows[index].window.before.contains(number) else { continue }
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
      Catalyst(
        position: window.window.position, people: (window.people[0].count, window.people[1].count),
        reasons: (window.reasons[0].mapValues(\.count), window.reasons[1].mapValues(\.count)),
        terms: window.terms.terms(limit: 8)[.quitting] ?? [], links: window.links.mapValues(\.count))
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
