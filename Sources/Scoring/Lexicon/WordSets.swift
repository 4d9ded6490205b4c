/// Sets of words, each of which tells by one look whether a word is a member.
///
/// A set's members lie in eights, as many as a power of two, and which eight could hold a word follows from its number: a
/// multiplier is chosen for each set with which none of its eights would have to hold nine. Where the eights lie is told by
/// the steps of the patterns themselves, so that nothing else has to be read.
struct WordSets: Sendable {
  /// Where a set's members lie, in 27 bits: its first eight, which power of two says how many there are, and the
  /// multiplier's number.
  struct Address: Hashable, Sendable {
    /// The bits, the rest of which are 0.
    let code: UInt32

    /// The address with such bits.
    @inline(__always) init(code: UInt32) { self.code = code }

    fileprivate init(first: Int, exponent: Int, multiplier: Int) {
      code = UInt32(truncatingIfNeeded: first & 0xFFFF) | UInt32(exponent) << 16 | UInt32(multiplier) << 20
    }

    fileprivate static let multipliers = 128
    /// How many eights have an address.
    fileprivate static let mostEights = 1 << 16

    /// Which eight holds a word, if any does.
    @inline(__always) fileprivate func eight(of word: UInt16) -> Int {
      let multiplier = (code &>> 19 | 1) &* 0x9E37_79B1
      let spread = UInt64(UInt32(word) &* multiplier) &<< UInt64(code &>> 16 & 15)
      return Int(code & 0xFFFF) &+ Int(truncatingIfNeeded: spread &>> 32)
    }
  }

  private let members: Table<UInt16>

  /// The sets of a table that `arranged` made.
  init(members: Table<UInt16>) { self.members = members }

  /// Whether a word is in a set.
  @unsafe @inline(__always) func contains(_ word: UInt16, in set: Address) -> Bool {
    let eight = unsafe members.known(eightFrom: set.eight(of: word) &* 8)
    let all = UInt64(word) &* 0x0001_0001_0001_0001
    return WordSets.noughts(eight.0 ^ all) | WordSets.noughts(eight.1 ^ all) != 0
  }

  /// Bits, of which there are some if one of four numbers is nought.
  @inline(__always) private static func noughts(_ four: UInt64) -> UInt64 {
    (four &- 0x0001_0001_0001_0001) & ~four & 0x8000_8000_8000_8000
  }

  /// A number below which the numbers of all words in sets lie.
  static let limit: UInt32 = 0xFFFE
  /// The number of no word.
  private static let nobody: UInt16 = 0xFFFF

  /// Lays out sets of different words; the first eight is one without words, for what is no set.
  ///
  /// - Throws: `PatternReader.Problem` where there are more words than numbers, or more eights than addresses.
  static func arranged(
    _ sets: [[UInt32]]
  ) throws(PatternReader.Problem) -> (addresses: [Address], members: [UInt16]) {
    var eights: [[UInt16]] = [[]]
    var known: [[UInt32]: Address] = [[]: Address(first: 0, exponent: 0, multiplier: 0)]
    var addresses: [Address] = []
    for set in sets {
      guard set.allSatisfy({ $0 < limit }) else { throw .init(reason: "more than \(limit) words in cues and classes") }
      let address = known[set] ?? place(set.map { UInt16($0) }, behind: &eights)
      guard eights.count <= Address.mostEights else {
        throw .init(reason: "the classes and brackets hold too many words; use some classes more than once")
      }
      known[set] = address
      addresses.append(address)
    }
    return (addresses, eights.flatMap { eight in eight + Array(repeating: nobody, count: 8 - eight.count) })
  }

  /// Puts a set's members into as few eights as the multipliers allow, and those behind the others.
  private static func place(_ set: [UInt16], behind eights: inout [[UInt16]]) -> Address {
    var exponent = 0
    while 8 << exponent < set.count { exponent += 1 }
    while true {
      for multiplier in 0..<Address.multipliers {
        let within = Address(first: 0, exponent: exponent, multiplier: multiplier)
        var own = Array(repeating: [UInt16](), count: 1 << exponent)
        for word in set { own[within.eight(of: word)].append(word) }
        guard own.allSatisfy({ $0.count <= 8 }) else { continue }
        defer { eights += own }
        return Address(first: eights.count, exponent: exponent, multiplier: multiplier)
      }
      exponent += 1
    }
  }
}
