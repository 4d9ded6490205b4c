/// Which words may stand at which places around the triggers of patterns.
///
/// A place is a set of words. Near a trigger, for each word that may stand at a place one bit of a table is set, found by
/// mixing the numbers of both; of the others about one in twenty seems to stand there too. Farther away, where several
/// words are looked at, words that may stand at the same places share a row of bits, one for each place.
struct Surroundings: Sendable {
  private let bits: Table<UInt64>
  /// By how much a mixture is shifted to give the number of its bit.
  private let shift: UInt32
  private let rows: Table<UInt8>
  /// The groups of the words that may stand at each place farther away, one bit each.
  private let groups: Table<UInt64>

  /// What `SurroundingsTables.write` wrote.
  init(from reader: inout TableReader) {
    shift = UInt32(reader.number())
    bits = reader.table()
    rows = reader.table()
    groups = reader.table()
  }

  /// Whether words of four keys may stand at four places near the trigger, in the lowest bit.
  @inline(__always) func allow(_ keys: SIMD4<UInt32>, at places: SIMD4<UInt16>) -> UInt64 {
    // The first bit is set, for the place where any word may stand.
    let isAny = SIMD4<UInt32>(truncatingIfNeeded: places) .== 0
    let numbers = (Surroundings.mixture(of: places) ^ keys).replacing(with: 0, where: isAny) &>> shift
    return bit(numbers.x) & bit(numbers.y) & bit(numbers.z) & bit(numbers.w)
  }

  /// A bit by its number, in the lowest bit.
  @inline(__always) private func bit(_ number: UInt32) -> UInt64 {
    unsafe bits.known(Int(number &>> 6)) &>> UInt64(number & 63)
  }

  /// The groups of the words that may stand at a place farther away, one bit each.
  @inline(__always) func groups(at place: UInt16) -> UInt64 { unsafe groups.known(Int(place)) }

  /// Whether words whose row begins at a byte may stand at a place farther away, in the lowest bit.
  @inline(__always) func allow(row: UInt32, at place: UInt16) -> UInt8 {
    unsafe rows.known(Int(row) &+ Int(place &>> 3)) &>> UInt8(truncatingIfNeeded: place & 7)
  }

  /// Numbers whose upper bits, mixed with those of keys, tell where the bits of places and keys stand.
  @inline(__always) static func mixture(of places: SIMD4<UInt16>) -> SIMD4<UInt32> {
    let upper = SIMD4<UInt32>(truncatingIfNeeded: places &* SIMD4(repeating: 0x9E37)) &<< 16
    return upper | SIMD4<UInt32>(truncatingIfNeeded: places &* SIMD4(repeating: 0x79B1))
  }
}

/// What `Surroundings` are made of.
struct SurroundingsTables {
  private var near = Places()
  private var far = Places()
  /// The key of each word near a trigger, shared by words that may stand at the same places; its lower six bits are free.
  private(set) var keys: [UInt32] = []
  /// How many bytes a row of places farther away has.
  var width: Int { (far.all.count + 7) / 8 }
  /// The row of each word farther away.
  private(set) var rows: [UInt32] = []
  private var nearRows: [[UInt16]] = []
  private var farRows: [[UInt16]] = []

  /// The places met so far; the first one is where any word may stand.
  private struct Places {
    var all: [Neighbours.Place] = [[]]
    private var known: [Neighbours.Place: UInt16] = [:]

    mutating func number(of place: Neighbours.Place?) -> UInt16 {
      guard let place else { return 0 }
      if let number = known[place] { return number }
      guard all.count < Int16.max else { return 0 }
      let number = UInt16(all.count)
      all.append(place)
      known[place] = number
      return number
    }
  }

  /// The number of a place near a trigger; one beyond what there is room for counts as a place for any word.
  mutating func number(of place: Neighbours.Place?) -> UInt16 { near.number(of: place) }

  /// The number of a place farther away.
  mutating func number(ofDistant entry: Neighbours.Entry) -> UInt16 { far.number(of: [entry]) }

  /// Gives each of so many words its key and its row, given the sets, the words that begin or end clauses, and the first
  /// word that is only rated.
  mutating func arrange(_ words: Int, sets: [[UInt32]], edges: [UInt32], firstRated: Int) {
    (nearRows, keys) = SurroundingsTables.rows(of: near, words, sets, edges, firstRated)
    keys = keys.map { SurroundingsTables.key($0) }
    (farRows, rows) = SurroundingsTables.rows(of: far, words, sets, edges, firstRated)
    shareRows()
  }

  /// The different rows of places at which words may stand, and the number of each word's.
  private static func rows(
    of places: Places, _ words: Int, _ sets: [[UInt32]], _ edges: [UInt32], _ firstRated: Int
  ) -> ([[UInt16]], [UInt32]) {
    var own = Array(repeating: [UInt16](), count: min(words, firstRated))
    // Rated words are never asked for, so that one row is enough; faces, which end clauses, are among them.
    var rated: [UInt16] = []
    func note(_ word: UInt32, _ number: UInt16) {
      if Int(word) < own.count, own[Int(word)].last != number { own[Int(word)].append(number) }
    }
    for (index, place) in places.all.enumerated().dropFirst() {
      let number = UInt16(index)
      for entry in place {
        switch entry {
        case .word(let word): note(word, number)
        case .set(let set): for word in sets[Int(set)] { note(word, number) }
        case .edge:
          for word in edges { note(word, number) }
          rated.append(number)
        }
      }
    }
    var numbers: [[UInt16]: UInt32] = [:]
    var rows: [[UInt16]] = []
    let ofWords = (0..<words).map { word in
      let row = word < own.count ? own[word] : rated
      if let number = numbers[row] { return number }
      let number = UInt32(rows.count)
      numbers[row] = number
      rows.append(row)
      return number
    }
    return (rows, ofWords)
  }

  /// Has rows of few places share some, so that their words seem to stand at a few places more.
  private mutating func shareRows() {
    var shared = Array(repeating: Set<UInt16>(), count: SurroundingsTables.shared)
    var kept: [[UInt16]] = []
    let numbers = farRows.map { row in
      guard row.count <= SurroundingsTables.few, let place = row.last else {
        kept.append(row)
        return UInt32(SurroundingsTables.shared + kept.count - 1)
      }
      let number = Int(place) % SurroundingsTables.shared
      shared[number].formUnion(row)
      return UInt32(number)
    }
    farRows = shared.map { $0.sorted() } + kept
    rows = rows.map { numbers[Int($0)] }
  }

  /// How many places are few, and how many rows are shared.
  private static let few = 2
  private static let shared = 256

  /// Spreads the number of a row over all bits.
  private static func key(_ row: UInt32) -> UInt32 {
    var key = (UInt64(row) + 1) &* 0xBF58_476D_1CE4_E5B9
    key ^= key >> 31
    key &*= 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: key >> 32) & ~63
  }

  /// Appends the bits, at least twenty for each that is set, the rows, and the groups that `groups` gives for places.
  func write(into writer: inout TableWriter, groups: (Neighbours.Place) -> UInt64) {
    let set = nearRows.reduce(0) { $0 + $1.count }
    var size: UInt32 = 10
    while size < 25, 1 << size < set * 20 { size += 1 }
    var bits = Array(repeating: UInt64(0), count: 1 << (size - 6))
    bits[0] = 1
    for (row, places) in nearRows.enumerated() {
      let key = SurroundingsTables.key(UInt32(row))
      for place in places {
        let bit = (Surroundings.mixture(of: SIMD4(repeating: place)).x ^ key) >> (32 - size)
        bits[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
      }
    }
    writer.number(32 - size)
    writer.table(bits)
    var bytes = Array(repeating: UInt8(0), count: width * farRows.count)
    for (index, row) in farRows.enumerated() {
      for place in [0] + row { bytes[index * width + Int(place) / 8] |= 1 << UInt8(place % 8) }
    }
    writer.table(bytes)
    // The first place is where any word may stand.
    writer.table([~0] + far.all.dropFirst().map(groups))
  }
}
