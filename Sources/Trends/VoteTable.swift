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

  /// The rows by time, the latest first, undated ones at the end.
  public let latestFirst: [Int32]
  /// What stands in the rows, in that order.
  private let columns: Columns
  /// The positions of each site's rows in that order: those of one after those of the other.
  private let positionsBySite: [Int32]
  /// Where each site's positions begin; one more than there are sites.
  private let siteStarts: [Int32]
  /// The reasons that voices give, as the masks number them; those beyond the sixty-fourth cannot be asked for.
  public let reasons: [Reason]
  private let siteNumbers: [String: Int32]
  /// One more than the highest number of a person.
  private let personBound: Int
  /// The width of the buckets of `series`.
  public let bucket: Bucket
  /// The rows with a date that is exact enough, by bucket, then person: row, number of the bucket, and what stands there.
  private let datedRows: [Int32]
  private let datedNumbers: [Int32]
  private let dated: Columns

  init(_ entries: [Entry], reasons: [Reason], sites: [String: Int32], bucket: Bucket) {
    self.reasons = Array(reasons.prefix(64))
    siteNumbers = sites
    personBound = Int(entries.lazy.map(\.person).max() ?? -1) + 1
    self.bucket = bucket
    let latestFirst = entries.indices.map(Int32.init).sorted {
      let left = entries[Int($0)].milliseconds
      let right = entries[Int($1)].milliseconds
      return left == right ? $0 < $1 : left > right
    }
    self.latestFirst = latestFirst
    columns = Columns(latestFirst.lazy.map { entries[Int($0)] })
    var counts = [Int32](repeating: 0, count: Int(sites.values.max() ?? -1) + 2)
    for entry in entries where entry.site >= 0 { counts[Int(entry.site) + 1] += 1 }
    for site in counts.indices.dropFirst() { counts[site] += counts[site - 1] }
    siteStarts = counts
    var positions = [Int32](repeating: 0, count: Int(counts.last ?? 0))
    for (position, row) in latestFirst.enumerated() {
      let site = Int(entries[Int(row)].site)
      guard site >= 0 else { continue }
      positions[Int(counts[site])] = Int32(position)
      counts[site] += 1
    }
    positionsBySite = positions
    var numbered: [(number: Int32, row: Int32, person: Int32)] = []
    for (row, entry) in entries.enumerated() where entry.isVote && entry.milliseconds != .min {
      guard bucket.holds(VoteTable.precisions[Int(entry.precision)]) else { continue }
      let number = bucket.number(of: Instant(milliseconds: entry.milliseconds))
      numbered.append((Int32(clamping: number), Int32(row), entry.person))
    }
    numbered.sort { ($0.number, $0.person, $0.row) < ($1.number, $1.person, $1.row) }
    datedRows = numbered.map(\.row)
    datedNumbers = numbered.map(\.number)
    dated = Columns(numbered.lazy.map { entries[Int($0.row)] })
  }

  static let precisions: [Timestamp.Precision] = [.second, .minute, .day, .month, .year]
  private static let kinds = Voice.Kind.allCases

  /// How many rows there are.
  public var count: Int { latestFirst.count }

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
  private func test(of query: Query) -> Columns.Test? {
    var test = Columns.Test()
    test.accept(stance: query.stance.map { Stance.allCases.firstIndex(of: $0) ?? 3 })
    test.accept(kind: query.kind.map { VoteTable.kinds.firstIndex(of: $0) ?? 0 })
    if let reason = query.reason {
      guard let number = reasons.firstIndex(of: reason) else { return nil }
      test.reason = 1 << UInt64(number)
    }
    if let site = query.site {
      guard let number = siteNumbers[site] else { return nil }
      test.site = number
    }
    // A voice without a time is neither before nor after anything.
    test.since = query.since.map { max($0.milliseconds, .min + 1) } ?? .min
    test.until = query.until?.milliseconds ?? .max
    test.isDated = query.since != nil || query.until != nil
    return test
  }

  /// The rows that a query accepts, the latest first, and what stands in them.
  ///
  /// - Parameter candidates: only these rows, as a mask of all; all when `nil`.
  public func select(_ query: Query, among candidates: [Bool]? = nil) -> (rows: [Int32], facets: Facets) {
    var counter = FacetCounter(personBound: personBound)
    if let test = test(of: query) {
      let range = test.isDated ? columns.positions(since: test.since, until: test.until) : columns.indices
      func take(_ position: Int) {
        guard columns.accepts(position, test) else { return }
        let row = latestFirst[position]
        if let candidates, !candidates[Int(row)] { return }
        counter.add(row, columns, position)
      }
      if let site = test.site {
        let places = Int(siteStarts[Int(site)])..<Int(siteStarts[Int(site) + 1])
        for place in places where range.contains(Int(positionsBySite[place])) { take(Int(positionsBySite[place])) }
      } else {
        for position in range { take(position) }
      }
    }
    return (counter.rows, counter.facets(reasons: reasons.count))
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
    for position in dated.indices where dated.accepts(position, test) && dated.isWithin(position, test) {
      if let site = test.site, dated.sites[position] != site { continue }
      if let candidates, !candidates[Int(datedRows[position])] { continue }
      let number = Int(datedNumbers[position])
      if points.last?.number != number {
        if let last = points.indices.last { counter.close(&points[last]) }
        points.append(Point(number: number, start: bucket.start(of: number), end: bucket.end(of: number)))
        person = -1
      }
      if dated.persons[position] != person { counter.endPerson() }
      person = dated.persons[position]
      counter.add(stance: dated.stance(position))
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

    mutating func add(stance: Int) {
      guard stance < 3 else { return }
      said[stance] += 1
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
      return VoteTable.Entry(
        person: ballot.person >= 0 ? builder.unions.root(of: ballot.person) : -1, site: ballot.site,
        milliseconds: ballot.milliseconds ?? .min, reasons: reasonMask(of: ballot), sentiment: ballot.sentiment,
        stance: ballot.stance.flatMap { Stance.allCases.firstIndex(of: $0) }.map(UInt8.init) ?? 3,
        kind: UInt8(Voice.Kind.allCases.firstIndex(of: ballot.kind) ?? 0),
        precision: UInt8(VoteTable.precisions.firstIndex(of: ballot.precision) ?? 4), isVote: isVote[position])
    }
    return VoteTable(entries, reasons: reasonNames, sites: siteNumbers, bucket: bucket)
  }
}
