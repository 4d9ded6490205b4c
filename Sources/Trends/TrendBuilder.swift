public import Model

/// Counts voices one by one and gives the trend at the end.
///
/// It keeps about a hundred bytes for each voice, and the words of none but the most answered.
public struct TrendBuilder {
  let bucket: Bucket?
  let filter: TrendFilter
  let seed: UInt64
  /// The scorer's known errors; without it nothing is corrected.
  public var correction: Correction?
  /// When the last page was fetched; the period around it is not over.
  public var asOf: Instant?

  var ballots: [Ballot] = []
  var reasonPool: [UInt16] = []
  var reasonNames: [Reason] = []
  var unions = Unions()
  var coverage = Trend.Coverage()
  var terms: TermCounter
  var answered: [Observation] = []

  private var reasonNumbers: [Reason: UInt16] = [:]
  private var people = Numbering()
  private var sites = Numbering()
  private var pages = Numbering()
  private var voices: Set<UInt64> = []
  private var folds: Set<CopyFold.Sketch> = []
  private var voicesOfPerson: [Int32] = []
  private var links: [String: Link] = [:]

  /// Who speaks under a link.
  private struct Link {
    var names: [String]
    var people: [Int32]
  }

  /// More names than this under one link, and the link is no person's.
  private static let namesOfALink = 2
  /// How many voices are kept to choose the most answered from.
  private static let answeredKept = 64

  /// Makes a builder.
  ///
  /// - Parameters:
  ///   - bucket: the width of the periods; chosen by the data when `nil`.
  ///   - asOf: when the last page was fetched; the period around it is not over.
  ///   - stopwords: words that are never telling: the language's commonest and the service's names.
  ///   - correction: the scorer's known errors; without it nothing is corrected.
  ///   - seed: of the intervals' random draws.
  public init(
    bucket: Bucket? = nil, filter: TrendFilter = TrendFilter(), asOf: Instant? = nil, stopwords: Set<String> = [],
    correction: Correction? = nil, seed: UInt64 = 0x7374_616e_6365
  ) {
    self.correction = correction
    self.bucket = bucket
    self.filter = filter
    self.asOf = asOf
    self.seed = seed
    terms = TermCounter(stopwords: stopwords)
  }

  /// Counts all voices of a page.
  public mutating func count(_ conversation: Conversation, readings: [Reading], fetched: Instant) {
    asOf = max(asOf ?? fetched, fetched)
    for observation in Observation.observations(in: conversation, readings: readings) { count(observation) }
  }

  /// Counts a voice; gives its row in the `table`, or `nil` for one that the filter refuses or that was counted before.
  @discardableResult
  public mutating func count(_ observation: Observation) -> Int? {
    guard filter.accepts(observation) else {
      if filter.refusesForTime(observation) { coverage.undatedRefused += 1 }
      return nil
    }
    let voice = observation.voice
    let reading = observation.reading
    guard voices.insert(Fingerprint(voice.id).folded).inserted else {
      coverage.doubles += 1
      return nil
    }
    coverage.voices += 1
    let person = personNumber(of: observation)
    let fold = CopyFold.sketch(of: voice.text)
    let start = Int32(reasonPool.count)
    for reason in reading.reasons { reasonPool.append(number(of: reason)) }
    ballots.append(
      Ballot(
        person: person, site: sites.number(of: observation.site).number,
        page: pages.number(of: observation.page).number,
        milliseconds: voice.published?.instant.milliseconds, precision: voice.published?.precision ?? .year,
        kind: voice.kind, stance: reading.stance, sentiment: Float(reading.sentiment),
        reportedExits: Int32(clamping: reading.reportedExits), isReturn: reading.isReturn, fold: fold,
        reasons: start..<Int32(reasonPool.count)))
    if let stance = reading.stance, fold.map({ folds.insert($0).inserted }) ?? true {
      let spoken = person >= 0 ? voicesOfPerson[Int(person)] : 1
      terms.count(voice.text, stance: stance, person: person, weight: 1 / Double(max(1, spoken)))
    }
    keepAnswered(observation)
    return ballots.count - 1
  }

  private mutating func number(of reason: Reason) -> UInt16 {
    if let number = reasonNumbers[reason] { return number }
    let number = UInt16(clamping: reasonNames.count)
    reasonNumbers[reason] = number
    reasonNames.append(reason)
    return number
  }

  /// The number of the speaker; a nameless poster or commenter is a person of their own, a nameless quote nobody.
  private mutating func personNumber(of observation: Observation) -> Int32 {
    let voice = observation.voice
    guard let name = Person.name(of: voice.speaker), let key = Person.key(speaker: name, site: observation.site) else {
      if voice.kind == .quote {
        coverage.unnamedQuotes += 1
        return -1
      }
      return number(ofPerson: "#" + voice.id)
    }
    let person = number(ofPerson: key)
    voicesOfPerson[Int(person)] += 1
    guard let link = Person.link(of: voice.speakerURL) else { return person }
    note(person, name, under: link)
    // "Ada" who links to ada.example is the Ada who speaks there.
    let host = link.prefix { $0 != "/" && $0 != "?" }
    if host.count == link.count { unions.join(person, number(ofPerson: "\(name)@\(host)")) }
    return person
  }

  private mutating func number(ofPerson key: String) -> Int32 {
    let (number, isNew) = people.number(of: key)
    if isNew {
      _ = unions.add()
      voicesOfPerson.append(0)
    }
    return number
  }

  private mutating func note(_ person: Int32, _ name: String, under address: String) {
    var link = links[address] ?? Link(names: [], people: [])
    guard link.names.count <= TrendBuilder.namesOfALink else { return }
    if !link.names.contains(name) { link.names.append(name) }
    if link.people.last != person, !link.people.contains(person) { link.people.append(person) }
    links[address] = link
  }

  /// Makes one person of all who speak under one link, where no more than two names do.
  mutating func joinPeople() {
    for link in links.values where link.names.count <= TrendBuilder.namesOfALink {
      for person in link.people.dropFirst() { unions.join(link.people[0], person) }
    }
  }

  /// The number of each site.
  var siteNumbers: [String: Int32] { sites.numbers }

  /// The numbers of different pages and sites.
  var extent: (pages: Int, sites: Int) { (Int(pages.count), Int(sites.count)) }

  private mutating func keepAnswered(_ observation: Observation) {
    guard observation.replies > 0 else { return }
    answered.append(observation)
    if answered.count >= 2 * TrendBuilder.answeredKept { trimAnswered() }
  }

  private mutating func trimAnswered() {
    answered.sort { left, right in
      if left.replies != right.replies { return left.replies > right.replies }
      // By fingerprint, as sheets of ballots know the voices by nothing else.
      return Fingerprint(left.voice.id).folded < Fingerprint(right.voice.id).folded
    }
    answered.removeLast(max(0, answered.count - TrendBuilder.answeredKept))
  }

  /// The voices that most others answer; no words twice.
  mutating func mostAnswered() -> [Observation] {
    trimAnswered()
    var folds: Set<CopyFold.Sketch> = []
    return answered.filter { observation in
      CopyFold.sketch(of: observation.voice.text).map { folds.insert($0).inserted } ?? true
    }
  }
}
