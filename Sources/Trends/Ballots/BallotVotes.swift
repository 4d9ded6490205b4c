import Model

/// What is counted of a part of all voices: people whose fingerprints lie in one quarter, or nameless quotes.
struct BallotVotes: Sendable {
  /// Voices of each stance whose words are counted; of more a sample is drawn.
  static let wordsSample = 2000
  /// Voices that are kept to choose the most answered from.
  private static let answeredKept = 64

  /// A voice of somebody who may be one with somebody else.
  private struct Deferred: Sendable {
    var group: Int32
    var isCounted: Bool
    var place: UInt64
    var voice: CountedVoice
    /// A voice that cannot be read counts for nothing but a return.
    var isRead: Bool
  }

  private(set) var coverage = Trend.Coverage()
  private(set) var counter: TrendCounter
  var words = [BallotSample](repeating: BallotSample(limit: BallotVotes.wordsSample), count: 3)
  var standing = [BallotSample](repeating: BallotSample(limit: Representatives.sample), count: 2)
  private var answered: [BallotSample.Item] = []
  /// Voices with fewer replies are not among the most answered.
  private var leastReplies: UInt32 = 0
  private var deferred: [Deferred] = []
  private var voices: [CountedVoice] = []

  init(_ counter: TrendCounter) { self.counter = counter }

  /// Counts people and what they say.
  ///
  /// - Parameter quarter: of the fingerprints; `nil` for nameless quotes.
  mutating func count(_ count: BallotCount, _ people: BallotPeople, quarter: Int?) throws(BallotDamage) {
    guard let quarter else { return try countNameless(count) }
    let (states, rowBases) = (count.states, count.rowBases)
    let merge = BallotMerge<BallotRow>(.rows, of: count.sheets)
    var cursor = BallotPeople.Cursor(people, from: UInt64(quarter) << 62)
    var pagePlaces: [(place: UInt64, position: Int32)] = []
    try merge.forEachGroup(
      ofQuarter: quarter,
      keep: { row, sheet, position in
        row.person != 0 && states[rowBases[sheet] + position] != BallotCount.State.ignored
      }
    ) { group throws(BallotDamage) in
      try merge.forEachRun(of: group) { run throws(BallotDamage) in
        let first = group.order[run.lowerBound]
        let person = cursor.group(of: group.entries[Int(first)].person)
        if run.count == 1 {
          let row = group.entries[Int(first)]
          let sheet = group.sheet(first)
          let rank = count.rank(of: row, sheet: sheet)
          let state = states[rowBases[sheet] + group.row(first)]
          survey(row, sheet, rank, state)
          guard state != BallotCount.State.double else { return }
          note(row, sheet, rank, state, before: 0)
          if let person {
            put(row, sheet, rank, state, person, count)
          } else {
            coverage.people += 1
            guard state == BallotCount.State.counted else { return }
            if row.isReturn { coverage.returns += 1 }
            if let voice = BallotVotes.voice(row, sheet, count) { counter.add(voice) }
          }
          return
        }
        pagePlaces.removeAll(keepingCapacity: true)
        for place in run {
          let position = group.order[place]
          let row = group.entries[Int(position)]
          let sheet = group.sheet(position)
          let rank = count.rank(of: row, sheet: sheet)
          let state = states[rowBases[sheet] + group.row(position)]
          survey(row, sheet, rank, state)
          if state != BallotCount.State.double { pagePlaces.append((BallotVotes.place(row, rank), position)) }
        }
        guard !pagePlaces.isEmpty else { return }
        pagePlaces.sort { $0.place < $1.place }
        for (before, item) in pagePlaces.enumerated() {
          let row = group.entries[Int(item.position)]
          let sheet = group.sheet(item.position)
          let state = states[rowBases[sheet] + group.row(item.position)]
          let rank = Int32(truncatingIfNeeded: item.place >> 32)
          note(row, sheet, rank, state, before: before)
          if let person { put(row, sheet, rank, state, person, count) }
        }
        guard person == nil else { return }
        coverage.people += 1
        voices.removeAll(keepingCapacity: true)
        var hasReturned = false
        pagePlaces.sort { left, right in
          let (mine, other) = (group.entries[Int(left.position)], group.entries[Int(right.position)])
          return (mine.milliseconds, left.place) < (other.milliseconds, right.place)
        }
        for item in pagePlaces {
          let row = group.entries[Int(item.position)]
          let sheet = group.sheet(item.position)
          guard states[rowBases[sheet] + group.row(item.position)] == BallotCount.State.counted else { continue }
          if row.isReturn { hasReturned = true }
          if let voice = BallotVotes.voice(row, sheet, count) { voices.append(voice) }
        }
        if hasReturned { coverage.returns += 1 }
        counter.add(voices)
      }
    }
  }

  /// Counts quotes of nobody in particular, which have no vote.
  private mutating func countNameless(_ count: BallotCount) throws(BallotDamage) {
    let (states, rowBases) = (count.states, count.rowBases)
    for (sheet, source) in count.sheets.enumerated() {
      var reader = BallotReader<BallotRow>(source, .rows, number: sheet)
      try reader.forEach(below: { $0.person == 0 }) { row, position in
        let state = states[rowBases[sheet] + position]
        guard state != BallotCount.State.ignored else { return }
        let rank = count.rank(of: row, sheet: sheet)
        survey(row, sheet, rank, state)
        if state == BallotCount.State.counted, row.stanceNumber < 3 {
          words[row.stanceNumber].note(row, sheet: sheet, rank: rank)
        }
      }
    }
  }

  /// Where a voice stands among all: its page, its place.
  @inline(__always)
  private static func place(_ row: BallotRow, _ rank: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: rank)) << 32 | UInt64(row.marks >> 12)
  }

  @inline(__always)
  private static func voice(_ row: BallotRow, _ sheet: Int, _ count: BallotCount) -> CountedVoice? {
    guard let stance = row.stance else { return nil }
    return CountedVoice(
      milliseconds: row.milliseconds, precision: row.precision, stance: stance, sentiment: row.sentiment,
      reasons: row.reasons == 0 ? 0 : count.reasons(of: row, sheet: sheet), reportedExits: row.reportedExits,
      isReturn: row.isReturn)
  }

  /// Counts what has nothing to do with people.
  @inline(__always)
  private mutating func survey(_ row: BallotRow, _ sheet: Int, _ rank: Int32, _ state: UInt8) {
    if state == BallotCount.State.double {
      coverage.doubles += 1
      return
    }
    coverage.voices += 1
    if row.person == 0 { coverage.unnamedQuotes += 1 }
    if row.replies > 0, row.replies >= leastReplies {
      answered.append(BallotSample.Item(row: row, sheet: Int32(sheet), rank: rank, weight: 1))
      if answered.count >= 4 * BallotVotes.answeredKept {
        trimAnswered()
        leastReplies = answered.last?.row.replies ?? 0
      }
    }
    if row.stanceNumber < 2, row.hasEvidence { standing[row.stanceNumber].note(row, sheet: sheet, rank: rank) }
    guard state == BallotCount.State.counted else {
      coverage.copies += 1
      return
    }
    coverage.reportedExits += Int(row.reportedExits)
    if row.stanceNumber == 3 { coverage.unread += 1 }
  }

  /// Notes a voice among the words of its stance: the n-th of a person weighs 1/n.
  @inline(__always)
  private mutating func note(_ row: BallotRow, _ sheet: Int, _ rank: Int32, _ state: UInt8, before: Int) {
    guard row.stanceNumber < 3, state == BallotCount.State.counted else { return }
    words[row.stanceNumber].note(row, sheet: sheet, rank: rank, weight: 1 / Float(before + 1))
  }

  private mutating func put(
    _ row: BallotRow, _ sheet: Int, _ rank: Int32, _ state: UInt8, _ group: Int32, _ count: BallotCount
  ) {
    let voice = BallotVotes.voice(row, sheet, count)
    deferred.append(
      Deferred(
        group: group, isCounted: state == BallotCount.State.counted, place: BallotVotes.place(row, rank),
        voice: voice
          ?? CountedVoice(
            milliseconds: row.milliseconds, precision: .year, stance: .neutral, sentiment: 0, reasons: 0,
            reportedExits: 0, isReturn: row.isReturn), isRead: voice != nil))
  }

  private mutating func trimAnswered() {
    answered.sort {
      $0.row.replies == $1.row.replies ? $0.row.voice < $1.row.voice : $0.row.replies > $1.row.replies
    }
    answered.removeLast(max(0, answered.count - BallotVotes.answeredKept))
  }

  /// Adds what another part counted.
  mutating func add(_ other: BallotVotes) {
    coverage.add(other.coverage)
    counter.add(other.counter)
    for side in words.indices { words[side].add(other.words[side]) }
    for side in standing.indices { standing[side].add(other.standing[side]) }
    answered += other.answered
    trimAnswered()
    deferred += other.deferred
  }

  /// Counts those who speak under several names or on several sites; after the last part was added.
  mutating func countJoined() {
    deferred.sort {
      ($0.group, $0.voice.milliseconds, $0.place) < ($1.group, $1.voice.milliseconds, $1.place)
    }
    var start = 0
    while start < deferred.count {
      var end = start
      voices.removeAll(keepingCapacity: true)
      var hasReturned = false
      while end < deferred.count, deferred[end].group == deferred[start].group {
        let item = deferred[end]
        end += 1
        guard item.isCounted else { continue }
        if item.voice.isReturn { hasReturned = true }
        if item.isRead { voices.append(item.voice) }
      }
      coverage.people += 1
      if hasReturned { coverage.returns += 1 }
      counter.add(voices)
      start = end
    }
    deferred = []
  }

  /// The voices that most others answer.
  var mostAnswered: [BallotSample.Item] { answered }
}

extension Trend.Coverage {
  /// Adds what was counted of other voices.
  fileprivate mutating func add(_ other: Trend.Coverage) {
    voices += other.voices
    people += other.people
    copies += other.copies
    doubles += other.doubles
    unread += other.unread
    unnamedQuotes += other.unnamedQuotes
    returns += other.returns
    reportedExits += other.reportedExits
  }
}
