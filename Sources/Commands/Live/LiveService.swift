internal import JSONCoding
internal import Model
internal import Reporting
internal import Trends

/// One service as it stands at a moment; never changes.
struct LiveService: Sendable {
  let name: String
  let pages: Int
  let report: Report
  let table: VoteTable
  let words: WordIndex
  let shelf: VoiceShelf

  /// What a query selects: the rows in its order, and what stands in them.
  func select(_ query: LiveQuery) -> (rows: [Int32], facets: VoteTable.Facets) {
    var (rows, facets) = table.select(query.votes, among: candidates(for: query))
    switch query.order {
    case .latest: break
    case .replies: rows = sorted(rows) { shelf.facts[Int($0)].replies }
    case .strongest: rows = sorted(rows) { abs(shelf.facts[Int($0)].score) }
    }
    return (rows, facets)
  }

  /// The rows in which the query's words stand; `nil` when it has none.
  func candidates(for query: LiveQuery) -> [Bool]? { words.mask(of: query.words, count: table.count) }

  /// The rows with the greatest key first; equal ones stay in their order.
  private func sorted<Key: Comparable>(_ rows: [Int32], by key: (Int32) -> Key) -> [Int32] {
    rows.enumerated().map { (key: key($1), place: $0, row: $1) }
      .sorted { $0.key == $1.key ? $0.place < $1.place : $0.key > $1.key }.map(\.row)
  }
}

/// The voices of a service as their lists show them, ready to be sent.
struct VoiceShelf: Sendable {
  /// What lists are sorted by, and where the voice is found.
  struct Facts: Sendable {
    var replies: Int32
    var score: Float
    var page: String
  }

  /// JSON objects one after the other, in blocks that are never changed again.
  private var blocks: [[UInt8]] = [[]]
  private var places: [(block: Int32, start: Int32, length: Int32)] = []
  private var rowsOfIDs: [String: Int32] = [:]
  private(set) var facts: [Facts] = []
  private static let blockSize = 1 << 20

  /// Adds a voice; the rows of the shelf are those of the table.
  mutating func add(_ voice: ListedVoice) {
    var writer = JSONWriter(capacity: 1024)
    voice.write(into: &writer)
    if blocks[blocks.count - 1].count > VoiceShelf.blockSize { blocks.append([]) }
    let last = blocks.count - 1
    places.append((Int32(last), Int32(blocks[last].count), Int32(writer.bytes.count)))
    blocks[last].append(contentsOf: writer.bytes)
    rowsOfIDs[voice.id] = Int32(facts.count)
    facts.append(Facts(replies: Int32(clamping: voice.replies), score: Float(voice.score), page: voice.page))
  }

  /// The JSON object of a row.
  func json(of row: Int32) -> ArraySlice<UInt8> {
    let place = places[Int(row)]
    return blocks[Int(place.block)][Int(place.start)..<Int(place.start + place.length)]
  }

  /// The row of a voice.
  func row(of id: String) -> Int32? { rowsOfIDs[id] }
}
