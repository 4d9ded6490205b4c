/// Rated phrases of several words, found by their first two.
struct PhraseTable: Sendable {
  /// One phrase: where the words behind the second stand in `words`.
  struct Phrase: BitwiseCopyable, Sendable {
    var start: Int32
    /// How many words there are but the first.
    var count: Int32
    var rating: Float
  }

  /// The phrases of one pair of words, the longest first; an empty slot has none.
  private struct Slot: BitwiseCopyable, Sendable {
    var first: UInt32
    var second: UInt32
    var start: Int32
    var count: Int32
  }

  /// One bit of 65,536 for each pair of words that begins a phrase: most pairs end here.
  private let pairs: Table<UInt64>
  private let slots: Table<Slot>
  private let phrases: Table<Phrase>
  private let words: Table<UInt32>

  /// The phrases that `write` wrote.
  init(from reader: inout TableReader) {
    pairs = reader.table()
    slots = reader.table()
    phrases = reader.table()
    words = reader.table()
  }

  /// Appends phrases; of those with the same first words the earlier goes before the later.
  static func write(_ all: [GrammarTables.Phrase], into writer: inout TableWriter) {
    var runs: [UInt64: [GrammarTables.Phrase]] = [:]
    for phrase in all {
      runs[UInt64(phrase.first) << 32 | UInt64(phrase.rest.first ?? Mark.unknown), default: []].append(phrase)
    }
    var size = 64
    while size < runs.count * 2 { size *= 2 }
    var pairs = Array(repeating: UInt64(0), count: 1024)
    var slots = Array(repeating: Slot(first: 0, second: 0, start: 0, count: 0), count: size)
    var phrases: [Phrase] = []
    var words: [UInt32] = []
    for (key, run) in runs.sorted(by: { $0.key < $1.key }) {
      let (first, second) = (UInt32(key >> 32), UInt32(truncatingIfNeeded: key))
      let pair = PhraseTable.slot(first, second)
      pairs[pair >> 6 & 1023] |= 1 << UInt64(pair & 63)
      var slot = pair & (size - 1)
      while slots[slot].count > 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Slot(first: first, second: second, start: Int32(phrases.count), count: Int32(run.count))
      for phrase in run {
        phrases.append(
          Phrase(start: Int32(words.count), count: Int32(phrase.rest.count), rating: phrase.rating))
        words += phrase.rest.dropFirst()
      }
    }
    writer.table(pairs)
    writer.table(slots)
    writer.table(phrases)
    writer.table(words)
  }

  private static func slot(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E37_79B1 ^ second &* 0x85EB_CA77) &>> 7)
  }

  /// Whether a phrase may begin with two words; false for nearly all with which none does.
  @inline(__always) func mayBegin(_ first: UInt32, _ second: UInt32) -> Bool {
    let pair = PhraseTable.slot(first, second)
    return unsafe pairs.known(pair &>> 6 & 1023) &>> UInt64(truncatingIfNeeded: pair & 63) & 1 != 0
  }

  /// The longest phrase that begins at a token and ends before another.
  func phrase(at index: Int, before end: Int, in tokens: Row<Token>) -> Phrase? {
    let first = tokens[index].word
    let second = tokens[index + 1].word
    return phrase(of: PhraseTable.slot(first, second), first, second, at: index, before: end, in: tokens)
  }

  /// The longest of those that begin with two words.
  private func phrase(
    of pair: Int, _ first: UInt32, _ second: UInt32, at index: Int, before end: Int, in tokens: Row<Token>
  ) -> Phrase? {
    let mask = slots.count - 1
    var at = pair & mask
    while true {
      let slot = slots[at]
      if slot.count == 0 { return nil }
      if slot.first != first || slot.second != second {
        at = (at &+ 1) & mask
        continue
      }
      next: for number in Int(slot.start)..<Int(slot.start + slot.count) {
        let phrase = phrases[number]
        if index + Int(phrase.count) >= end { continue }
        for offset in 1..<Int(phrase.count)
        where tokens[index + 1 + offset].word != words[Int(phrase.start) + offset - 1] {
          continue next
        }
        return phrase
      }
      return nil
    }
  }
}
