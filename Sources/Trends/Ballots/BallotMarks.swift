import Model

/// A table of bits that tells quickly which fingerprints are surely not among those that were added.
///
/// Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 13(7), 1970, with one hash.
struct BallotFilter: Sendable {
  private static let bits: UInt64 = 23
  private var words: [UInt64] = []

  mutating func insert(_ fingerprint: UInt64) {
    if words.isEmpty { words = [UInt64](repeating: 0, count: 1 << Int(BallotFilter.bits - 6)) }
    let hash = fingerprint >> (64 - BallotFilter.bits)
    words[Int(hash >> 6)] |= 1 << (hash & 63)
  }

  func mayContain(_ fingerprint: UInt64) -> Bool {
    let hash = fingerprint >> (64 - BallotFilter.bits)
    return !words.isEmpty && words[Int(hash >> 6)] >> (hash & 63) & 1 != 0
  }

  mutating func formUnion(_ other: BallotFilter) {
    if words.isEmpty {
      words = other.words
    } else {
      for (place, word) in other.words.enumerated() { words[place] |= word }
    }
  }
}

/// What is known of pages and days before people are counted.
struct BallotExtent: Sendable {
  /// Voices of each page of all sheets, doubles left out.
  private(set) var voices: [Int32] = []
  /// Votes by day since 1970, for the choice of the buckets; most days there are lie in a table.
  private var days: [Int32] = []
  private var otherDays: [Int32: Int] = [:]
  private static let daysInTable: Int64 = 1 << 15

  init(pages: Int = 0) { voices = [Int32](repeating: 0, count: pages) }

  /// Notes a row that the filter takes.
  @inline(__always)
  mutating func add(_ row: BallotRow, page: Int) {
    voices[page] += 1
    count(row, 1)
  }

  /// Takes a double back.
  mutating func removeDouble(_ row: BallotRow, page: Int) {
    voices[page] -= 1
    count(row, -1)
  }

  /// Takes a copy back, which is a voice and no vote.
  mutating func removeCopy(_ row: BallotRow) { count(row, -1) }

  @inline(__always)
  private mutating func count(_ row: BallotRow, _ step: Int32) {
    guard row.stanceNumber < 3, row.person != 0, row.milliseconds != .min, row.precisionNumber < 4 else { return }
    let day = BallotRow.day(of: row.milliseconds)
    guard day >= 0, day < BallotExtent.daysInTable else {
      otherDays[Int32(clamping: day), default: 0] += Int(step)
      return
    }
    if days.isEmpty { days = [Int32](repeating: 0, count: Int(BallotExtent.daysInTable)) }
    days[Int(day)] += step
  }

  /// Adds what was found in the next sheet.
  mutating func add(_ next: BallotExtent) {
    voices += next.voices
    if days.isEmpty {
      days = next.days
    } else {
      for (day, votes) in next.days.enumerated() { days[day] += votes }
    }
    otherDays.merge(next.otherDays) { $0 + $1 }
  }

  /// Votes by day.
  var votesByDay: [Int: Int] {
    var votes: [Int: Int] = [:]
    for (day, count) in days.enumerated() where count > 0 { votes[day] = Int(count) }
    for (day, count) in otherDays where count > 0 { votes[Int(day)] = count }
    return votes
  }
}

/// What the rows of one sheet say at first sight.
struct BallotMarks: Sendable {
  private(set) var states: [UInt8]
  private(set) var extent: BallotExtent
  private(set) var judged: JudgedSample
  /// Voices that the filter refuses for having no time, and for nothing else.
  private(set) var undatedRefused = 0

  /// Looks through a sheet's rows; also tells who speaks there.
  static func marks(
    _ count: BallotCount, sheet number: Int
  ) throws(BallotDamage) -> (marks: BallotMarks, speakers: BallotFilter) {
    var speakers = BallotFilter()
    let marks = try BallotMarks(count, sheet: number, &speakers)
    return (marks, speakers)
  }

  private init(_ count: BallotCount, sheet number: Int, _ speakers: inout BallotFilter) throws(BallotDamage) {
    let sheet = count.sheets[number]
    let filter = count.filter
    let sites = Set(filter.sites.map { Fingerprint($0).folded })
    var wanted: UInt64 = 0
    for (bit, reason) in count.reasons.prefix(64).enumerated() where filter.reasons.contains(reason) {
      wanted |= 1 << bit
    }
    let isPlain = filter == TrendFilter()
    var undated = 0
    func accepts(_ row: BallotRow) -> Bool {
      guard filter.kinds.contains(row.kind), sites.isEmpty || sites.contains(sheet.pages[Int(row.page)].site),
        filter.reasons.isEmpty || count.reasons(of: row, sheet: number) & wanted != 0
      else { return false }
      guard filter.since != nil || filter.until != nil else { return true }
      if row.milliseconds == .min { undated += 1 }
      return row.milliseconds != .min && filter.since.map { row.milliseconds >= $0.milliseconds } ?? true
        && filter.until.map { row.milliseconds < $0.milliseconds } ?? true
    }
    states = [UInt8](repeating: BallotCount.State.ignored, count: sheet.count)
    extent = BallotExtent(pages: sheet.pages.count)
    judged = count.judged
    let judges = judged.hasJudgements
    var read = [0, 0, 0, 0]
    let ranks = count.ranks[count.pageBases[number]..<count.pageBases[number + 1]]
    let base = ranks.startIndex
    var reader = BallotReader<BallotRow>(sheet, .rows, number: number)
    try reader.forEach(below: { _ in true }) { row, position in
      let page = Int(row.page)
      guard page < ranks.count, ranks[base + page] >= 0 else { return }
      if judges { judged.note(fingerprint: row.voice, row.stance) } else { read[row.stanceNumber] += 1 }
      guard isPlain || accepts(row) else { return }
      states[position] = BallotCount.State.counted
      if row.person != 0 { speakers.insert(row.person) }
      extent.add(row, page: page)
    }
    judged.note(unjudged: read)
    undatedRefused = undated
  }
}
