/// The words and endings of every language in one table, each with what it says for which languages.
///
/// A slot holds 26 bits of a word's hash and the number of a row of votes. With where it stands, 39 bits of the hash tell
/// words apart. A class, so that handing it on costs one reference; it never changes after it was built.
final class LanguageVotes: Sendable {
  /// Votes for each of the languages, in the order of their tags.
  struct Votes: BitwiseCopyable {
    private var fours: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) =
      (.zero, .zero, .zero, .zero, .zero)

    /// For how many languages there is room.
    static let most = 20

    /// Adds others, each to those of the same language.
    @inline(__always) mutating func add(_ other: Votes) {
      fours.0 += other.fours.0
      fours.1 += other.fours.1
      fours.2 += other.fours.2
      fours.3 += other.fours.3
      fours.4 += other.fours.4
    }

    /// The votes of each language.
    @inline(__always) var each: InlineArray<20, Float> {
      unsafe unsafeBitCast(self, to: InlineArray<20, Float>.self)
    }

    /// The votes of a language.
    subscript(language: Int) -> Float {
      get {
        switch language &>> 2 {
        case 0: fours.0[language & 3]
        case 1: fours.1[language & 3]
        case 2: fours.2[language & 3]
        case 3: fours.3[language & 3]
        default: fours.4[language & 3]
        }
      }
      set {
        switch language &>> 2 {
        case 0: fours.0[language & 3] = newValue
        case 1: fours.1[language & 3] = newValue
        case 2: fours.2[language & 3] = newValue
        case 3: fours.3[language & 3] = newValue
        default: fours.4[language & 3] = newValue
        }
      }
    }
  }

  /// What an ending counts, a word being 1.
  static let endingVote: Float = 0.3

  private let slots: Table<UInt64>
  private let mask: Int
  private let shift: UInt64
  /// At most as many as a row has votes for.
  let tags: [String]
  /// How many they are.
  let languages: Int
  /// The rows, the first of which has none.
  private let votes: Table<Votes>
  /// For the last two bytes of a word, how many bytes endings have that end so: a bit for each length.
  private let lengths: Table<UInt8>
  /// Owner of the tables.
  private let arena = Arena()

  /// The votes that `write` wrote and `SevenBits` turned into characters.
  init(characters: Table<UInt8>) {
    var reader = TableReader(SevenBits.bytes(of: characters, in: arena))
    slots = reader.table()
    mask = slots.count - 1
    shift = UInt64(64 - slots.count.trailingZeroBitCount)
    tags = reader.list { $0.text() }
    languages = tags.count
    votes = reader.table()
    lengths = reader.table()
  }

  /// The row of a word; 0 for one that no language has.
  @inline(__always) func row(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while true {
      let entry = unsafe slots.known(slot)
      let next = unsafe slots.known((slot &+ 1) & mask)
      // Nearly always one of the two: a branch on which of them would not be foreseen.
      let isOwn = LanguageVotes.ends(at: entry, hash)
      let isNext = LanguageVotes.ends(at: next, hash)
      if isOwn | isNext != 0 { return Int(truncatingIfNeeded: (isOwn != 0 ? entry : next) & 0x3F_FFFF_FFFF) }
      slot = (slot &+ 2) & mask
    }
  }

  /// 1 where a slot is empty or a word's own, so that the search ends there; 0 where not.
  @inline(__always) private static func ends(at entry: UInt64, _ hash: UInt64) -> UInt64 {
    (entry == 0 ? 1 : 0) | ((entry &>> 38 ^ hash) & 0x3FF_FFFF == 0 ? 1 : 0)
  }

  /// The row of the longest ending of a word that any language has, given the word's last eight bytes; 0 for none.
  func row(ofEnding last: UInt64) -> Int {
    // Endings of two to five bytes, the longest first.
    var lengths = lengths[LanguageVotes.pair(last)] & 0b11_1100
    while lengths != 0 {
      let count = 7 &- lengths.leadingZeroBitCount
      let row = row(of: LanguageVotes.ending(last, count: count))
      if row != 0 { return row }
      lengths &= ~(1 &<< UInt8(truncatingIfNeeded: count))
    }
    return 0
  }

  /// What a row says for each language.
  @inline(__always) func votes(of row: Int) -> Votes { unsafe votes.known(row) }

  /// A number below 1024 for the last two bytes of a word.
  @inline(__always) fileprivate static func pair(_ last: UInt64) -> Int { Int(last &>> 8 & 31) &<< 5 | Int(last & 31) }

  /// The key of a word's last bytes, apart from any word's hash.
  @inline(__always) fileprivate static func ending(_ bytes: UInt64, count: Int) -> UInt64 {
    ((bytes & (1 &<< UInt64(count &* 8) &- 1)) ^ UInt64(count) &<< 56) &* 0x9E37_79B9_7F4A_7C15 | 1
  }
}

/// Counting out, while the product is built, what each word and ending says.
extension LanguageVotes {
  /// Appends the votes that the words and endings of `LanguageModel` make.
  static func write(into writer: inout TableWriter) {
    var words: [UInt64: UInt32] = [:]
    var endings: [UInt64: UInt32] = [:]
    var lengths = Array(repeating: UInt8(0), count: 1024)
    let tags = LanguageModel.stopWords.map(\.0)
    precondition(tags.count <= Votes.most, "more languages than a row has votes for")
    for (number, (tag, list)) in LanguageModel.stopWords.enumerated() {
      let own = 1 << UInt32(number) as UInt32
      for word in list.utf8.split(separator: 32) { words[Vocabulary.hash(word), default: 0] |= own }
      for ending in (LanguageModel.endings[tag] ?? "").utf8.split(separator: 32) {
        let last = ending.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        endings[LanguageVotes.ending(last, count: ending.count), default: 0] |= own
        lengths[LanguageVotes.pair(last)] |= 1 << UInt8(ending.count)
      }
    }
    var size = 64
    while size < (words.count + endings.count) * 2 { size *= 2 }
    let shift = UInt64(64 - size.trailingZeroBitCount)
    var slots = Array(repeating: UInt64(0), count: size)
    var votes = [Votes()]
    // Sorted, so that each build of the product is the same.
    func fill(_ owners: [UInt64: UInt32], _ vote: Float) {
      var rows: [UInt32: Int] = [:]
      for (hash, owners) in owners.sorted(by: { $0.key < $1.key }) {
        let row = rows[owners] ?? votes.count
        if rows.updateValue(row, forKey: owners) == nil {
          // What several languages have says less for each of them.
          let share = vote * (1 / Float(owners.nonzeroBitCount).squareRoot())
          var own = Votes()
          for language in 0..<Votes.most where owners >> UInt32(language) & 1 != 0 { own[language] = share }
          votes.append(own)
        }
        var slot = Int(truncatingIfNeeded: hash >> shift)
        while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = hash << 38 | UInt64(row)
      }
    }
    fill(words, 1)
    fill(endings, LanguageVotes.endingVote)
    writer.table(slots)
    writer.number(tags.count)
    for tag in tags { writer.text(tag) }
    writer.table(votes)
    writer.table(lengths)
  }
}
