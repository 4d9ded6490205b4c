/// A text's UTF-8 with spaces behind it, so that eight bytes can be taken at each of its places.
///
/// The memory is used again for one text after another; who made it frees it.
struct TextBytes {
  private var row: Row<UInt8>
  /// How many bytes the text has.
  private(set) var count = 0

  /// The spaces behind the text.
  private static let margin = 8

  /// Makes an empty text.
  init() {
    row = Row(capacity: 512)
    row.fill(TextBytes.margin, with: 32)
  }

  /// Frees the memory, which nothing may use any longer.
  func free() { row.free() }

  /// How many bytes there is room for.
  var capacity: Int { row.capacity }

  /// Takes the place of the text before; of more than 2 GB, the first 2 GB.
  mutating func take(_ text: some Collection<UInt8>) {
    count = row.take(text, followedBy: TextBytes.margin, atMost: Int(Int32.max) - 64)
  }

  /// The byte at an index, which has to be one of the text's.
  @inline(__always) subscript(index: Int) -> UInt8 { row[index] }

  /// The eight bytes from an index on, the first one lowest.
  @inline(__always) func eight(from index: Int) -> UInt64 { row.eight(from: index) }

  /// The eight bytes from an index on that is known to be one of the text's, or the first one behind it.
  @unsafe @inline(__always) func known(eightFrom index: Int) -> UInt64 { unsafe row.known(eightFrom: index) }

  /// The characters between two offsets.
  func string(_ start: Int, _ end: Int) -> String { row.string(start, end) }
}
