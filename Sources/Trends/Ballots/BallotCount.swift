public import Model
import Synchronization

/// Reads the words behind ballots where they are needed: those of the few that are shown, and of samples.
public protocol BallotTexts: Sendable {
  /// The text at a place in the segment of a sheet; `nil` when it cannot be read.
  func text(sheet: Int, at range: Range<Int>) -> String?
  /// A voice by the line of its page and its place on it; `nil` when it cannot be read.
  func voice(sheet: Int, line: Range<Int>, place: Int) -> (voice: Voice, reading: Reading)?
}

/// Counts a store from its sheets: what `TrendBuilder` counts from the voices themselves, in few passes over each section.
///
/// Memory is a byte for each voice beside what the pages and those who speak in several places take; nothing is read of the
/// segments but the voices that are shown and, beyond `wordsSample` voices a stance, a sample of texts for the telling words.
public struct BallotCount: Sendable {
  /// How a row counts.
  enum State {
    static let ignored: UInt8 = 0
    static let counted: UInt8 = 1
    static let double: UInt8 = 2
    static let copy: UInt8 = 3
  }

  /// A page that counts, in the order of the addresses.
  struct Page: Sendable {
    var sheet: Int32
    var number: Int32
  }

  let sheets: [BallotSheet]
  let service: String
  let filter: TrendFilter
  let seed: UInt64
  let stopwords: Set<String>
  let workers: any BallotWorkers
  /// The latest versions of the service's pages that name it, by address.
  private(set) var pages: [Page] = []
  /// The place in `pages` of each page of all sheets; −1 for those that do not count.
  private(set) var ranks: [Int32]
  /// Where the pages of each sheet begin in `ranks`.
  let pageBases: [Int]
  /// How each row of all sheets counts.
  var states: [UInt8] = []
  /// Where the rows of each sheet begin in `states`; at the end how many there are.
  let rowBases: [Int]
  /// Who may speak at all.
  private(set) var speakers = BallotFilter()
  /// What is known of pages and days before anybody is counted.
  var extent = BallotExtent()
  /// All reasons, and the bits of each sheet's list among them.
  private(set) var reasons: [Reason] = []
  private var reasonBits: [[UInt64]] = []
  /// Voices that the filter refuses for having no time.
  private(set) var undatedRefused = 0
  /// When the last page was fetched.
  public private(set) var asOf: Instant?
  /// What conversations of the sites that are asked for left out, by cause.
  public private(set) var omissions: [String: Int] = [:]
  /// What people judged, set against the readings.
  public private(set) var judged: JudgedSample

  /// Makes the count of a service's voices.
  ///
  /// - Parameters:
  ///   - sheets: in the order in which the segments were written.
  ///   - judgements: stances by voice, as people judged them.
  ///   - stopwords: words that are never telling.
  ///   - workers: who does the pieces; the count is the same however many work at once.
  /// - Throws: `BallotDamage` when a sheet cannot be read.
  public init(
    _ sheets: [BallotSheet], service: String, filter: TrendFilter = TrendFilter(),
    judgements: [String: Stance] = [:], stopwords: Set<String> = [], seed: UInt64 = 0x7374_616e_6365,
    workers: any BallotWorkers = LoneWorker()
  ) throws(BallotDamage) {
    self.sheets = sheets
    self.service = service
    self.filter = filter
    self.seed = seed
    self.stopwords = stopwords
    self.workers = workers
    judged = JudgedSample(judgements)
    pageBases = sheets.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.pages.count) }
    rowBases = sheets.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    ranks = [Int32](repeating: -1, count: pageBases[sheets.count])
    numberReasons()
    let repeats = try prepare()
    try markRows()
    try markDoubles(repeats)
    try markCopies(repeats)
  }

  /// Finds the pages that count, and meanwhile the voices and texts that may be there twice.
  private mutating func prepare() throws(BallotDamage) -> BallotRepeats {
    let (sheets, service) = (sheets, service)
    let found = Mutex(BallotPages())
    let repeats = try workers.results(1 + BallotRepeats.pieces) { number throws(BallotDamage) in
      if number > 0 { return try BallotRepeats(of: sheets, piece: number - 1) }
      let pages = BallotPages(of: sheets, service)
      found.withLock { $0 = pages }
      return BallotRepeats()
    }
    let asked = Set(filter.sites.map { Fingerprint($0).folded })
    for place in found.withLock({ $0.latest }) {
      let sheet = sheets[Int(place.sheet)]
      let page = sheet.pages[Int(place.number)]
      let isAsked = asked.isEmpty || asked.contains(page.site)
      guard page.isRelevant != 0 else {
        if isAsked { omissions["pages that do not speak of \(service)", default: 0] += 1 }
        continue
      }
      let fetched = Instant(milliseconds: page.fetched)
      asOf = max(asOf ?? fetched, fetched)
      ranks[pageBases[Int(place.sheet)] + Int(place.number)] = Int32(pages.count)
      pages.append(place)
      if page.omissions > 0, isAsked { noteOmissions(of: page, sheet) }
    }
    return repeats.reduce(into: BallotRepeats()) { $0.add($1) }
  }

  private mutating func noteOmissions(of page: BallotPage, _ sheet: BallotSheet) {
    let first = Int(page.firstOmission)
    guard
      let entries: [BallotOmission] = sheet.entries(
        .omissions, first..<(first + Int(page.omissions)))
    else {
      return
    }
    for entry in entries {
      omissions[BallotSheet.text(entry.causeStart, entry.causeLength, sheet.names), default: 0] +=
        Int(entry.count)
    }
  }

  private mutating func numberReasons() {
    var numbers: [String: Int] = [:]
    for sheet in sheets {
      reasonBits.append(
        sheet.reasons.prefix(64).map { name in
          let number = numbers[name] ?? numbers.count
          if numbers[name] == nil {
            numbers[name] = number
            reasons.append(Reason(rawValue: name))
          }
          return number < 64 ? 1 << UInt64(number) : 0
        })
    }
  }

  /// A row's reasons as bits of `reasons`.
  func reasons(of row: BallotRow, sheet: Int) -> UInt64 {
    if row.reasons == 0 { return 0 }
    var rest = row.reasons
    var mask: UInt64 = 0
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      if bit < reasonBits[sheet].count { mask |= reasonBits[sheet][bit] }
      rest &= rest &- 1
    }
    return mask
  }

  /// The place of a row's page among those that count; −1 when it is none of them.
  @inline(__always)
  func rank(of row: BallotRow, sheet: Int) -> Int32 {
    let place = pageBases[sheet] + Int(row.page)
    return place < pageBases[sheet + 1] ? ranks[place] : -1
  }

  /// Says of each row whether the filter takes it, and notes who speaks and when.
  private mutating func markRows() throws(BallotDamage) {
    let count = self
    let found = Mutex(BallotFilter())
    let marked = try workers.results(sheets.count) { number throws(BallotDamage) in
      let (marks, speakers) = try BallotMarks.marks(count, sheet: number)
      found.withLock { $0.formUnion(speakers) }
      return marks
    }
    speakers = found.withLock { $0 }
    states.reserveCapacity(rowBases[sheets.count])
    for marks in marked {
      states += marks.states
      extent.add(marks.extent)
      judged.add(marks.judged)
      undatedRefused += marks.undatedRefused
    }
  }

  /// Keeps the first of the voices with one id, in the order of the pages.
  private mutating func markDoubles(_ repeats: BallotRepeats) throws(BallotDamage) {
    var doubles: [(sheet: Int, row: Int)] = []
    for run in repeats.voices {
      var first: (place: (Int32, Int), sheet: Int, row: Int)?
      for item in run {
        let row = rowBases[item.sheet] + Int(item.entry.row)
        guard row < rowBases[item.sheet + 1], states[row] != State.ignored else { continue }
        let read = try self.row(Int(item.entry.row), of: item.sheet)
        let place = (rank(of: read, sheet: item.sheet), read.place)
        let mine = (place: place, sheet: item.sheet, row: Int(item.entry.row))
        guard let former = first else {
          first = mine
          continue
        }
        let isEarlier = mine.place < former.place
        let double = isEarlier ? former : mine
        doubles.append((double.sheet, double.row))
        if isEarlier { first = mine }
      }
    }
    for double in doubles {
      let row = try self.row(double.row, of: double.sheet)
      states[rowBases[double.sheet] + double.row] = State.double
      extent.removeDouble(row, page: pageBases[double.sheet] + Int(row.page))
    }
  }

  /// A row of a sheet.
  func row(_ position: Int, of sheet: Int) throws(BallotDamage) -> BallotRow {
    guard let row = (sheets[sheet].entries(.rows, position..<(position + 1)) as [BallotRow]?)?.first else {
      throw BallotDamage(sheet: sheet)
    }
    return row
  }
}
