/// Words that stand for several ("gonna": "going", "to").
struct ShortForms: Sendable {
  /// One bit for each word, set for short forms; words beyond are none.
  private let bits: Table<UInt64>
  /// Short forms in ascending order, where the words of each begin, and where the last one's end.
  private let forms: Table<UInt32>
  private let starts: Table<UInt32>
  private let words: Table<UInt32>

  /// No short forms.
  static let none = ShortForms(arena: noneArena)
  private static let noneArena = Arena()

  private init(arena: Arena) {
    bits = arena.table([])
    forms = arena.table([])
    starts = arena.table([0])
    words = arena.table([])
  }

  /// The short forms that `write` wrote.
  init(from reader: inout TableReader) {
    bits = reader.table()
    forms = reader.table()
    starts = reader.table()
    words = reader.table()
  }

  /// Appends short forms and what they stand for, in a vocabulary of so many words.
  static func write(_ all: [UInt32: [UInt32]], vocabulary count: Int, into writer: inout TableWriter) {
    var bits = Array(repeating: UInt64(0), count: count / 64 + 1)
    var starts: [UInt32] = [0]
    var words: [UInt32] = []
    let sorted = all.sorted { $0.key < $1.key }
    for (form, parts) in sorted {
      bits[Int(form / 64)] |= 1 << UInt64(form % 64)
      words += parts
      starts.append(UInt32(words.count))
    }
    writer.table(bits)
    writer.table(sorted.map(\.key))
    writer.table(starts)
    writer.table(words)
  }

  /// Whether a word is one.
  @inline(__always) func contains(_ word: UInt32) -> Bool {
    let at = Int(word &>> 6)
    return at < bits.count && bits[at] &>> UInt64(word & 63) & 1 != 0
  }

  /// The words that a short form stands for.
  func parts(of word: UInt32) -> [UInt32] {
    guard let place = (0..<forms.count).first(where: { forms[$0] == word }) else { return [] }
    return words[Int(starts[place])..<Int(starts[place + 1])]
  }
}
