public import Model

/// All voices that were counted, as columns: made to be counted again and again under other filters, in a millisecond
/// for a hundred thousand.
///
/// Copies are folded and people joined as in the trend; a row's number is the order in which its voice was counted.
public struct VoteTable: Sendable {
  /// One row.
  struct Entry: Sendable {
    /// The person; −1 for nobody in particular.
    var person: Int32
    var site: Int32
    /// Milliseconds since 1970; `Int64.min` without a time.
    var milliseconds: Int64
    var reasons: UInt64
    var sentiment: Float
    /// Position in `Stance.allCases`; 3 for a voice that cannot be read.
    var stance: UInt8
    var kind: UInt8
    var precision: UInt8
    /// Whether the voice counts for a vote of its person.
    var isVote: Bool
  }

  private let entries: [Entry]
  /// The entries in the order of `latestFirst`, so that a pass goes through memory in one direction.
  private let ordered: [Entry]
  /// The rows by time, the latest first, undated ones at the end.
  public let latestFirst: [Int32]
  /// The reasons that voices give, as the masks number them; those beyond the sixty-fourth cannot be asked for.
  public let reasons: [Reason]
  private let siteNumbers: [String: Int32]
  /// One more than the highest number of a person.
  private let personBound: Int
  /// The width of the buckets of `series`.
  public let bucket: Bucket
  /// The rows with a date that is exact enough, by bucket, then person.
  private let byPerson: [Dated]

  /// A row with the number of its bucket.
  private struct Dated: Sendable {
    var number: Int32
    var row: Int32
    var entry: Entry
  }

  init(_ entries: [Entry], reasons: [Reason], sites: [String: Int32], bucket: Bucket) {
    self.entries = entries
    self.reasons = Array(reasons.prefix(64))
    siteNumbers = sites
    personBound = Int(entries.lazy.map(\.person).max() ?? -1) + 1
    self.bucket = bucket
    latestFirst = entries.indices.map(Int32.init).sorted {
      let left = entries[Int($0)].milliseconds
      let right = entries[Int($1)].milliseconds
      return left == right ? $0 < $1 : left > right
    }
    ordered = latestFirst.map { entries[Int($0)] }
    var dated: [Dated] = []
    dated.reserveCapacity(entries.count)
    for (row, entry) in entries.enumerated() where entry.isVote && entry.milliseconds != .min {
      guard bucket.holds(VoteTable.precisions[Int(entry.precision)]) else { continue }
      let number = bucket.number(of: Instant(milliseconds: entry.milliseconds))
      dated.append(Dated(number: Int32(clamping: number), row: Int32(row), entry: entry))
    }
    dated.sort { ($0.number, $0.entry.person, $0.row) < ($1.number, $1.entry.person, $1.row) }
    byPerson = dated
  }

  static let precisions: [Timestamp.Precision] = [.second, .minute, .day, .month, .year]
  private static let kinds = Voice.Kind.allCases

  /// How many rows there are.
  public var count: Int { entries.count }

  /// Which rows are asked for; what is `nil` is not asked.
  public struct Query: Hashable, Sendable {
    /// The stance of the voice.
    public var stance: Stance?
    /// A reason that it gives.
    public var reason: Reason?
    /// Its kind.
    public var kind: Voice.Kind?
    /// Its site: a host without `www.`.
    public var site: String?
    /// The first instant.
    public var since: Instant?
    /// The instant after the last.
    public var until: Instant?

    /// Asks for everything.
    public init() {}
  }

  /// A query in the table's own numbers; `nil` when nothing can fit it.
  private struct Test {
    var stance: UInt8?
    var reason: UInt64?
    var kind: UInt8?
    var site: Int32?
    var since: Int64?
    var until: Int64?

    func accepts(_ entry: Entry) -> Bool {
      if let stance, entry.stance != stance { return false }
      if let kind, entry.kind != kind { return false }
      if let reason, entry.reasons & reason == 0 { return false }
      if let site, entry.site != site { return false }
      if let since, entry.milliseconds < since { return false }
      if let until, entry.milliseconds >= until || entry.milliseconds == .min { return false }
      return true
    }
  }

  private func test(of query: Query) -> Test? {
    var test = Test()
    if let stance = query.stance { test.stance = UInt8(Stance.allCases.firstIndex(of: stance) ?? 3) }
    if let kind = query.kind { test.kind = UInt8(VoteTable.kinds.firstIndex(of: kind) ?? 0) }
    if let reason = query.reason {
      guard let number = reasons.firstIndex(of: reason) else { return nil }
      test.reason = 1 << UInt64(number)
    }
    if let site = query.site {
      guard let number = siteNumbers[site] else { return nil }
      test.site = number
    }
    // A voice without a time is neither before nor after anything.
    test.since = query.since.map { max($0.milliseconds, .min + 1) }
    test.until = query.until?.milliseconds
    return test
  }

  /// The rows that a query accepts, the latest first, and what stands in them.
  ///
  /// - Parameter candidates: only these rows, as a mask of all; all when `nil`.
  public func select(_ query: Query, among candidates: [Bool]? = nil) -> (rows: [Int32], facets: Facets) {
    var rows: [Int32] = []
    var facets = Facets(stances: [0, 0, 0, 0], reasons: [Int](repeating: 0, count: 64), people: 0)
    if let test = test(of: query) {
      var seen = [Bool](repeating: false, count: personBound)
      for position in ordered.indices where test.accepts(ordered[position]) {
        let row = latestFirst[position]
        if let candidates, !candidates[Int(row)] { continue }
        let entry = ordered[position]
        rows.append(row)
        facets.stances[Int(entry.stance)] += 1
        var mask = entry.reasons
        while mask != 0 {
          facets.reasons[mask.trailingZeroBitCount] += 1
          mask &= mask &- 1
        }
        if entry.person >= 0, !seen[Int(entry.person)] {
          seen[Int(entry.person)] = true
          facets.people += 1
        }
      }
    }
    facets.stances.removeLast()
    facets.reasons.removeLast(64 - reasons.count)
    return (rows, facets)
  }

  /// What stands in some rows: voices by stance, reason and kind.
  public struct Facets: Equatable, Sendable {
    /// By stance; voices that cannot be read are in none.
    public var stances: [Int]
    /// By reason, in the order of the table's reasons.
    public var reasons: [Int]
    /// Different people.
    public var people: Int
  }

  /// The votes of the accepted rows per bucket, oldest first, without buckets in which nobody speaks.
  ///
  /// One vote a person and bucket, as in the trend. The interval of net stance is Student's, by person: the bootstrap
  /// costs a thousand times as much.
  public func series(_ query: Query, among candidates: [Bool]? = nil) -> [Point] {
    guard let test = test(of: query) else { return [] }
    var points: [Point] = []
    var counter = PersonCounter()
    var person: Int32 = -1
    for dated in byPerson {
      let entry = dated.entry
      guard test.accepts(entry), candidates?[Int(dated.row)] ?? true else { continue }
      let number = dated.number
      if points.last?.number != Int(number) {
        if let last = points.indices.last { counter.close(&points[last]) }
        points.append(
          Point(number: Int(number), start: bucket.start(of: Int(number)), end: bucket.end(of: Int(number))))
        person = -1
      }
      if entry.person != person { counter.endPerson() }
      person = entry.person
      counter.add(entry)
    }
    if let last = points.indices.last { counter.close(&points[last]) }
    return points
  }

  /// One bucket of a series.
  public struct Point: Equatable, Sendable {
    /// The bucket's number; see `Bucket`.
    public var number: Int
    /// Its first day.
    public var start: CivilTime
    /// Its last day.
    public var end: CivilTime
    /// Who stands where; sentiment is left out.
    public var tally = Trend.Tally()
  }

  /// Sums the votes of one bucket, person by person.
  private struct PersonCounter {
    private var said = SIMD3<Double>.zero
    private var votes = SIMD3<Double>.zero
    private var sum = 0.0
    private var squares = 0.0
    private var people = 0
    private var voices = 0

    mutating func add(_ entry: Entry) {
      guard entry.stance < 3 else { return }
      said[Int(entry.stance)] += 1
      voices += 1
    }

    mutating func endPerson() {
      let all = said.sum()
      guard all > 0 else { return }
      let share = said / all
      let net = share[VoteTable.defending] - share[VoteTable.quitting]
      votes += share
      sum += net
      squares += net * net
      people += 1
      said = .zero
    }

    mutating func close(_ point: inout Point) {
      endPerson()
      point.tally.people = people
      point.tally.voices = voices
      point.tally.quitting = votes[VoteTable.quitting]
      point.tally.defending = votes[VoteTable.defending]
      point.tally.neutral = votes[VoteTable.neutral]
      point.tally.net = Bootstrap.approximateMean(sum: sum, squares: squares, count: people)
      self = PersonCounter()
    }
  }

  static let quitting = Stance.allCases.firstIndex(of: .quitting) ?? 0
  static let defending = Stance.allCases.firstIndex(of: .defending) ?? 1
  static let neutral = Stance.allCases.firstIndex(of: .neutral) ?? 2
}

extension TrendBuilder {
  /// The voices counted so far as a table.
  ///
  /// - Parameter bucket: of its series.
  public func table(bucket: Bucket) -> VoteTable {
    var builder = self
    builder.joinPeople()
    let votes = builder.foldedVotes()
    var isVote = [Bool](repeating: false, count: ballots.count)
    for vote in votes { isVote[Int(vote.ballot)] = true }
    let entries = ballots.indices.map { position -> VoteTable.Entry in
      let ballot = ballots[position]
      var reasons: UInt64 = 0
      for number in reasonPool[Int(ballot.reasons.lowerBound)..<Int(ballot.reasons.upperBound)] where number < 64 {
        reasons |= 1 << UInt64(number)
      }
      return VoteTable.Entry(
        person: ballot.person >= 0 ? builder.unions.root(of: ballot.person) : -1, site: ballot.site,
        milliseconds: ballot.milliseconds ?? .min, reasons: reasons, sentiment: ballot.sentiment,
        stance: ballot.stance.flatMap { Stance.allCases.firstIndex(of: $0) }.map(UInt8.init) ?? 3,
        kind: UInt8(Voice.Kind.allCases.firstIndex(of: ballot.kind) ?? 0),
        precision: UInt8(VoteTable.precisions.firstIndex(of: ballot.precision) ?? 4), isVote: isVote[position])
    }
    return VoteTable(entries, reasons: reasonNames, sites: siteNumbers, bucket: bucket)
  }
}
