/// A Huffman code as deflate wants it: canonical, and no symbol longer than is allowed (RFC 1951 §3.2.2).
struct HuffmanCode {
  /// What is written for a symbol.
  struct Word {
    /// The bits in the order in which they are written, the first in the lowest place.
    var bits: UInt32 = 0
    /// How many; 0 for symbols that do not occur.
    var width: UInt8 = 0
  }

  /// The word of each symbol.
  private(set) var words: [Word]

  /// Makes the code that is shortest for counts of symbols, but for what the limit costs.
  ///
  /// At least two symbols get a word, as not every reader knows codes of less.
  init(_ counts: [UInt32], longest: Int) {
    words = [Word](repeating: Word(), count: counts.count)
    // The rarest first, of equals the lower symbol; counts above, symbols in the lowest 16 bits.
    var leaves: [UInt64] = []
    leaves.reserveCapacity(counts.count)
    for (symbol, count) in counts.enumerated() where count > 0 { leaves.append(UInt64(count) << 16 | UInt64(symbol)) }
    for symbol in 0..<UInt64(2) where leaves.count < 2 && !leaves.contains(where: { $0 & 0xffff == symbol }) {
      leaves.append(1 << 16 | symbol)
    }
    leaves.sort()
    let widths = HuffmanCode.widths(of: leaves, longest: longest)
    var place = 0
    for width in stride(from: longest, through: 1, by: -1) {
      for _ in 0..<widths[width] {
        words[Int(leaves[place] & 0xffff)].width = UInt8(width)
        place += 1
      }
    }
    // Words of one width are counted up in the order of their symbols.
    var next = [UInt32](repeating: 0, count: longest + 2)
    for width in 1...longest { next[width + 1] = (next[width] + UInt32(widths[width])) << 1 }
    for symbol in words.indices where words[symbol].width > 0 {
      let width = Int(words[symbol].width)
      words[symbol].bits = HuffmanCode.reversed(next[width]) >> UInt32(32 - width)
      next[width] += 1
    }
  }

  /// The bits that so many of each symbol take.
  func size(of counts: [UInt32]) -> Int {
    var size = 0
    for (symbol, count) in counts.enumerated() { size += Int(count) * Int(words[symbol].width) }
    return size
  }

  /// How many symbols have words of each width.
  ///
  /// Pairs are made in the order of their weights, so that the next lightest is always the first leaf or the first pair
  /// that is left. From the last pair, the root, down, each takes the place of a leaf and gives two that are a bit longer;
  /// where that would be too long, the deepest leaf that may be parted is.
  private static func widths(of leaves: [UInt64], longest: Int) -> [Int] {
    let count = leaves.count
    var weights = [Int](repeating: 0, count: count - 1)
    var parents = [Int](repeating: 0, count: count - 1)
    var leaf = 0
    var pair = 0
    for made in 0..<count - 1 {
      for _ in 0..<2 {
        if pair == made || leaf < count && Int(leaves[leaf] >> 16) <= weights[pair] {
          weights[made] += Int(leaves[leaf] >> 16)
          leaf += 1
        } else {
          weights[made] += weights[pair]
          parents[pair] = made
          pair += 1
        }
      }
    }
    var widths = [Int](repeating: 0, count: longest + 1)
    var depths = [Int](repeating: 0, count: count - 1)
    widths[1] = 2
    for pair in (0..<count - 2).reversed() {
      depths[pair] = depths[parents[pair]] + 1
      var depth = min(depths[pair], longest - 1)
      while widths[depth] == 0 { depth -= 1 }
      widths[depth] -= 1
      widths[depth + 1] += 2
    }
    return widths
  }

  private static func reversed(_ value: UInt32) -> UInt32 {
    var value = value.byteSwapped
    value = value >> 4 & 0x0f0f_0f0f | (value & 0x0f0f_0f0f) << 4
    value = value >> 2 & 0x3333_3333 | (value & 0x3333_3333) << 2
    return value >> 1 & 0x5555_5555 | (value & 0x5555_5555) << 1
  }
}
