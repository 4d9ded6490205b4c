/// What the lexicon says of each word: words that are only rated, of most of which it says the same, share entries.
struct WordTable: Sendable {
  /// The entries of the other words, by number, and those that are shared behind them.
  private let entries: Table<Grammar.Word>
  /// The number of the first word that is only rated, and the entry of each from that one on.
  private let firstRated: Int
  private let shared: Table<UInt32>

  /// The words that `write` wrote.
  init(from reader: inout TableReader) {
    entries = reader.table()
    firstRated = reader.number()
    shared = reader.table()
  }

  /// Appends what is said of each word, by number; from `firstRated` on they are only rated.
  static func write(_ words: [Grammar.Word], firstRated: Int, into writer: inout TableWriter) {
    let own = min(firstRated, words.count)
    var rated = Numbering<Grammar.Word>()
    let shared = words.dropFirst(own).map { UInt32(own + rated.number(of: $0)) }
    writer.table(words.prefix(own) + rated.all)
    writer.number(own)
    // There is always one, so that it can be fetched for whatever word.
    writer.table(shared.isEmpty ? [0] : shared)
  }

  /// What is said of a word.
  @inline(__always) subscript(number: Int) -> Grammar.Word { entries[entry(of: number)] }

  /// Where it stands what is said of a word whose number is known to be one of the vocabulary's.
  @unsafe @inline(__always) func address(of number: Int) -> UnsafePointer<Grammar.Word> {
    unsafe entries.address(of: entry(of: number))
  }

  /// The entry of a word; nothing branches on whether it is shared.
  @inline(__always) private func entry(of number: Int) -> Int {
    let entry = unsafe shared.known(max(number, firstRated) &- firstRated)
    return number < firstRated ? number : Int(entry)
  }
}
