/// Rows drawn by the fingerprints of their voices, so that the same voices always give the same sample, whatever order they
/// come in.
struct BallotSample: Sendable {
  /// A row with where it stands.
  struct Item: Sendable {
    var row: BallotRow
    var sheet: Int32
    /// The place of its page among those that count.
    var rank: Int32
    /// What it weighs.
    var weight: Float
  }

  private let limit: Int
  private var items: [Item] = []
  private var threshold = UInt64.max
  /// Rows that were noted.
  private(set) var seen = 0

  init(limit: Int) { self.limit = limit }

  /// Notes a row.
  @inline(__always)
  mutating func note(_ row: BallotRow, sheet: Int, rank: Int32, weight: Float = 1) {
    seen += 1
    guard row.voice <= threshold else { return }
    items.append(Item(row: row, sheet: Int32(sheet), rank: rank, weight: weight))
    if items.count >= 2 * limit { cut() }
  }

  private mutating func cut() {
    items.sort { $0.row.voice < $1.row.voice }
    if items.count > limit { items.removeLast(items.count - limit) }
    if items.count == limit { threshold = items.last?.row.voice ?? .max }
  }

  /// Adds what another sample of the same limit noted.
  mutating func add(_ other: BallotSample) {
    seen += other.seen
    items += other.items
    threshold = min(threshold, other.threshold)
    if items.count >= 2 * limit { cut() }
  }

  /// The sample in the order of its fingerprints.
  mutating func drawn() -> [Item] {
    cut()
    return items
  }

  /// The sample in the order of the pages.
  mutating func inOrder() -> [Item] {
    drawn().sorted { ($0.rank, $0.row.place) < ($1.rank, $1.row.place) }
  }
}
