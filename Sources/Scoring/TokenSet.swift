/// Some of a text's tokens, one bit for each, so that the others are passed over by sixty-fours.
struct TokenSet {
  private var row = Row<UInt64>(capacity: 64)

  /// Frees the memory, which nothing may use any longer.
  func free() { row.free() }

  /// Drops all tokens and makes room for so many.
  mutating func clear(for count: Int) {
    row.cut(to: 0)
    row.reserve(count / 64 + 1)
  }

  /// Adds sixty-four tokens' bits, the first one lowest.
  @inline(__always) mutating func append(_ bits: UInt64) { row.append(bits) }

  /// The first of them from an index on and before another; that one where there is none.
  @inline(__always) func next(from index: Int, before end: Int) -> Int {
    if index >= end { return end }
    var at = index &>> 6
    var bits = row[at] & (~0 &<< UInt64(truncatingIfNeeded: index & 63))
    while bits == 0 {
      at &+= 1
      if at &<< 6 >= end { return end }
      bits = row[at]
    }
    return min(at &<< 6 &+ bits.trailingZeroBitCount, end)
  }
}
