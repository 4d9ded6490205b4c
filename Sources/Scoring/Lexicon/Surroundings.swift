/// Which words may stand at which places around the triggers of patterns.
///
/// A place is a set of words; words that may stand at the same places share a row of bits, one for each place. Words that
/// may stand at few places share a row with others, which may then seem to stand where those do.
struct Surroundings: Sendable {
  let rows: Table<UInt8>
  /// How many bytes a row has.
  let width: Int

  /// The rows that `SurroundingsTables.write` wrote.
  init(from reader: inout TableReader) {
    width = reader.number()
    rows = reader.table()
  }
}

/// What `Surroundings` are made of.
struct SurroundingsTables {
  /// Every place met so far; the first one is where any word may stand.
  private var places: [Neighbours.Place] = [[]]
  private var known: [Neighbours.Place: UInt16] = [:]
  private(set) var wordRows: [UInt16] = []
  private var rows: [[UInt16]] = []

  /// The number of a place; one beyond what there is room for counts as a place for any word.
  mutating func number(of place: Neighbours.Place?) -> UInt16 {
    guard let place else { return 0 }
    if let number = known[place] { return number }
    guard places.count < UInt16.max else { return 0 }
    let number = UInt16(places.count)
    places.append(place)
    known[place] = number
    return number
  }

  /// Gives each of so many words its row, given the sets, the words that begin or end clauses, and the first word that is
  /// only rated.
  mutating func arrange(_ words: Int, sets: [[UInt32]], edges: [UInt32], firstRated: Int) {
    var own = Array(repeating: [UInt16](), count: min(words, firstRated))
    // Rated words are never asked for, so that one row is enough; faces, which end clauses, are among them.
    var rated: [UInt16] = [0]
    func note(_ word: UInt32, _ number: UInt16) {
      if Int(word) < own.count, own[Int(word)].last != number { own[Int(word)].append(number) }
    }
    for (index, place) in places.enumerated() {
      let number = UInt16(index)
      if index == 0 {
        for word in own.indices { own[word].append(0) }
        continue
      }
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
    var shared = Array(repeating: Set<UInt16>(), count: SurroundingsTables.shared)
    var numbers: [[UInt16]: UInt16] = [rated: UInt16(SurroundingsTables.shared)]
    rows = [rated]
    wordRows = (0..<words).map { word in
      let row = word < own.count ? own[word] : rated
      if let number = numbers[row] { return number }
      if row.count - 1 <= SurroundingsTables.few || rows.count == SurroundingsTables.most {
        let number = Int(row.last ?? 0) % SurroundingsTables.shared
        shared[number].formUnion(row)
        return UInt16(number)
      }
      let number = UInt16(SurroundingsTables.shared + rows.count)
      numbers[row] = number
      rows.append(row)
      return number
    }
    rows = shared.map { $0.sorted() } + rows
  }

  /// How many places are few.
  private static let few = 6
  /// How many rows are shared, and how many are not at most.
  private static let shared = 128
  private static let most = 16_384

  /// Appends the rows.
  func write(into writer: inout TableWriter) {
    let width = (places.count + 63) / 64 * 8
    var bytes = Array(repeating: UInt8(0), count: width * rows.count)
    for (index, row) in rows.enumerated() {
      for place in row { bytes[index * width + Int(place) / 8] |= 1 << UInt8(place % 8) }
    }
    writer.number(width)
    writer.table(bytes)
  }
}
