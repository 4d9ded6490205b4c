public import Model

/// Reads the words behind ballots where they are needed: those of the few that are shown, and of samples.
public protocol BallotTexts {
  /// The text at a place in the segment of a sheet; `nil` when it cannot be read.
  func text(sheet: Int, at range: Range<Int>) -> String?
  /// A voice by the line of its page and its place on it; `nil` when it cannot be read.
  func voice(sheet: Int, line: Range<Int>, place: Int) -> (voice: Voice, reading: Reading)?
}

/// Counts a store from its sheets: what `TrendBuilder` counts from the voices themselves, in one pass over each section.
///
/// Memory is a byte for each voice beside what the pages take; nothing is read of the segments but the voices that are
/// shown and, beyond `wordsSample` voices a stance, a sample of texts for the telling words.
public struct BallotCount {
  /// How a row counts.
  enum State {
    static let ignored: UInt8 = 0
    static let counted: UInt8 = 1
    static let double: UInt8 = 2
    static let copy: UInt8 = 3
  }

  /// A page that counts, in the order of the addresses.
  struct Page {
    var sheet: Int32
    var number: Int32
  }

  let sheets: [BallotSheet]
  let service: String
  let filter: TrendFilter
  let seed: UInt64
  let stopwords: Set<String>
  /// The latest versions of the service's pages that name it, by address.
  private(set) var pages: [Page] = []
  /// The place in `pages` of each page of all sheets; −1 for those that do not count.
  private(set) var ranks: [Int32]
  /// Where the pages of each sheet begin in `ranks`.
  let pageBases: [Int]
  /// How each row of all sheets counts.
  var states: [UInt8]
  /// Where the rows of each sheet begin in `states`; at the end how many there are.
  let rowBases: [Int]
  /// All reasons, and the bits of each sheet's list among them.
  private(set) var reasons: [Reason] = []
  private var reasonBits: [[UInt64]] = []
  /// When the last page was fetched.
  public private(set) var asOf: Instant?
  /// What conversations left out, by cause.
  public private(set) var omissions: [String: Int] = [:]
  /// What people judged, set against the readings.
  public private(set) var judged: JudgedSample

  /// Makes the count of a service's voices.
  ///
  /// - Parameters:
  ///   - sheets: in the order in which the segments were written.
  ///   - judgements: stances by voice, as people judged them.
  ///   - stopwords: words that are never telling.
  /// - Throws: `BallotDamage` when a sheet cannot be read.
  public init(
    _ sheets: [BallotSheet], service: String, filter: TrendFilter = TrendFilter(),
    judgements: [String: Stance] = [:], stopwords: Set<String> = [], seed: UInt64 = 0x7374_616e_6365
  ) throws(BallotDamage) {
    self.sheets = sheets
    self.service = service
    self.filter = filter
    self.seed = seed
    self.stopwords = stopwords
    judged = JudgedSample(judgements)
    pageBases = sheets.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.pages.count) }
    rowBases = sheets.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    ranks = [Int32](repeating: -1, count: pageBases[sheets.count])
    states = [UInt8](repeating: State.ignored, count: rowBases[sheets.count])
    findPages()
    numberReasons()
    try markRows(judges: !judgements.isEmpty)
    try markDoubles()
    try markCopies()
  }

  /// Finds the latest version of each page of the service.
  private mutating func findPages() {
    let total = sheets.reduce(0) { $0 + $1.pages.count }
    var latest = HashSlots(capacity: total)
    var found: [(page: Page, start: Int, length: Int)] = []
    var addresses: [UInt8] = []
    for (number, sheet) in sheets.enumerated() {
      guard let wanted = sheet.services.firstIndex(of: service) else { continue }
      for (position, page) in sheet.pages.enumerated() where page.service == wanted {
        let place = Page(sheet: Int32(number), number: Int32(position))
        if let former = latest[page.key] {
          found[Int(former)].page = place
        } else {
          latest.insert(page.key, Int32(found.count))
          let start = min(Int(page.addressStart), sheet.names.count)
          let end = min(start + Int(page.addressLength), sheet.names.count)
          found.append((place, addresses.count, end - start))
          addresses.append(contentsOf: sheet.names[start..<end])
        }
      }
    }
    unsafe addresses.withUnsafeBufferPointer { bytes in
      let bytes = unsafe bytes.span
      found.sort { left, right in
        let shared = min(left.length, right.length)
        for offset in 0..<shared {
          let (mine, theirs) = (bytes[left.start + offset], bytes[right.start + offset])
          if mine != theirs { return mine < theirs }
        }
        return left.length < right.length
      }
    }
    for (place, _, _) in found {
      let sheet = sheets[Int(place.sheet)]
      let page = sheet.pages[Int(place.number)]
      guard page.isRelevant != 0 else {
        omissions["pages that do not speak of \(service)", default: 0] += 1
        continue
      }
      let fetched = Instant(milliseconds: page.fetched)
      asOf = max(asOf ?? fetched, fetched)
      ranks[pageBases[Int(place.sheet)] + Int(place.number)] = Int32(pages.count)
      pages.append(place)
      if page.omissions > 0 { noteOmissions(of: page, sheet) }
    }
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

  /// Hands out all rows of a sheet that count at all, in its order.
  func forEachRow(
    of sheet: Int, _ body: (BallotRow, Int, UInt8) throws(BallotDamage) -> Void
  ) throws(BallotDamage) {
    var reader = BallotReader<BallotRow>(sheets[sheet], .rows, number: sheet)
    let base = rowBases[sheet]
    while let row = try reader.peek() {
      let state = states[base + reader.position]
      if state != State.ignored { try body(row, reader.position, state) }
      reader.advance()
    }
  }

  /// Says of each row whether the filter takes it.
  private mutating func markRows(judges: Bool) throws(BallotDamage) {
    let sites = Set(filter.sites.map { Fingerprint($0).folded })
    var wanted: UInt64 = 0
    for (bit, reason) in reasons.prefix(64).enumerated() where filter.reasons.contains(reason) {
      wanted |= 1 << bit
    }
    let isPlain = filter == TrendFilter()
    for (number, sheet) in sheets.enumerated() {
      let base = rowBases[number]
      var reader = BallotReader<BallotRow>(sheet, .rows, number: number)
      while let row = try reader.peek() {
        let position = reader.position
        reader.advance()
        guard rank(of: row, sheet: number) >= 0 else { continue }
        judged.note(fingerprint: judges ? row.voice : nil, row.stance)
        if !isPlain {
          guard filter.kinds.contains(row.kind),
            sites.isEmpty || sites.contains(sheet.pages[Int(row.page)].site),
            filter.reasons.isEmpty || reasons(of: row, sheet: number) & wanted != 0
          else { continue }
          if filter.since != nil || filter.until != nil {
            guard row.milliseconds != .min,
              filter.since.map({ row.milliseconds >= $0.milliseconds }) ?? true,
              filter.until.map({ row.milliseconds < $0.milliseconds }) ?? true
            else { continue }
          }
        }
        states[base + position] = State.counted
      }
    }
  }

  /// Keeps the first of the voices with one id, in the order of the pages.
  private mutating func markDoubles() throws(BallotDamage) {
    let states = states
    let (ranks, pageBases, rowBases) = (ranks, pageBases, rowBases)
    let sheets = sheets
    var doubles: [(sheet: Int32, row: UInt32)] = []
    try BallotMerge<BallotVoice>.forEachRun(
      .voices, of: sheets,
      keep: { entry, sheet, _ in
        let row = rowBases[sheet] + Int(entry.row)
        return row < rowBases[sheet + 1] && states[row] != State.ignored
      }
    ) { run throws(BallotDamage) in
      guard run.count > 1 else { return }
      let places = run.map { item -> (Int32, Int) in
        let place = Int(item.entry.row)
        let row: [BallotRow]? = sheets[Int(item.sheet)].entries(.rows, place..<(place + 1))
        let page = min(pageBases[Int(item.sheet)] + Int(item.entry.page), ranks.count - 1)
        return (ranks[page], row?.first?.place ?? 0)
      }
      var first = run.startIndex
      for position in run.indices
      where places[position - run.startIndex] < places[first - run.startIndex] {
        first = position
      }
      for position in run.indices where position != first {
        doubles.append((run[position].sheet, run[position].entry.row))
      }
    }
    for double in doubles {
      self.states[rowBases[Int(double.sheet)] + Int(double.row)] = State.double
    }
  }
}
