/// How deflate writes the length of a match: a symbol, and bits that say which of its lengths (RFC 1951 §3.2.5).
enum LengthSymbol {
  /// Of 257 and the symbols behind it the shortest length.
  private static let first: [UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]

  /// The symbol of a length from 3 to 258.
  @inline(__always) static func of(_ length: Int) -> Int {
    if length < 11 { return 254 &+ length }
    if length == 258 { return 285 }
    let rest = length &- 3
    let high = 63 &- rest.leadingZeroBitCount
    return 249 &+ high &* 4 &+ (rest &>> (high &- 2))
  }

  /// How many bits follow a symbol.
  static func bits(_ symbol: Int) -> Int { symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4 }

  /// What the bits behind the symbol of a length say.
  static func rest(_ length: Int, _ symbol: Int) -> Int { length - Int(first[symbol - 257]) }
}

/// How deflate writes the distance of a match.
enum DistanceSymbol {
  /// The symbol of a distance from 1 to 32,768.
  @inline(__always) static func of(_ distance: Int) -> Int {
    let rest = distance &- 1
    if rest < 2 { return rest }
    let high = 63 &- rest.leadingZeroBitCount
    return high &* 2 &+ (rest &>> (high &- 1)) & 1
  }

  /// How many bits follow a symbol.
  @inline(__always) static func bits(_ symbol: Int) -> Int { symbol < 4 ? 0 : symbol &>> 1 &- 1 }

  /// What the bits behind the symbol of a distance say.
  @inline(__always) static func rest(_ distance: Int, bits: Int) -> Int { (distance &- 1) & (1 &<< bits &- 1) }
}

/// How often each symbol of a block occurs.
@safe struct SymbolCounts: ~Copyable {
  private static let letterCount = 286
  private static let distanceCount = 30
  // Behind a pointer: an array would be looked at for other owners with each symbol.
  private let counts: UnsafeMutablePointer<UInt32>

  init() {
    unsafe counts = .allocate(capacity: SymbolCounts.letterCount + SymbolCounts.distanceCount)
    clear()
  }

  deinit { unsafe counts.deallocate() }

  /// Bytes, the end of the block (256) and lengths.
  var letters: [UInt32] { unsafe Array(UnsafeBufferPointer(start: counts, count: SymbolCounts.letterCount)) }
  /// Distances.
  var distances: [UInt32] {
    unsafe Array(UnsafeBufferPointer(start: counts + SymbolCounts.letterCount, count: SymbolCounts.distanceCount))
  }

  func clear() { unsafe counts.initialize(repeating: 0, count: SymbolCounts.letterCount + SymbolCounts.distanceCount) }

  @inline(__always) func add(_ symbol: Int) { unsafe counts[symbol] &+= 1 }
  @inline(__always) func addDistance(_ symbol: Int) { unsafe counts[SymbolCounts.letterCount &+ symbol] &+= 1 }
}
