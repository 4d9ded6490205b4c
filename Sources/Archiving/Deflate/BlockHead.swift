/// What stands before a block: the widths of its two codes, which are enough to know them (RFC 1951 §3.2.7).
struct BlockHead {
  /// A width, or how often the last one (16) or none (17, 18) is repeated.
  private struct Item {
    var symbol: Int
    var rest = 0
  }

  private var items: [Item] = []
  private let code: HuffmanCode
  private let letters: Int
  private let distances: Int
  /// How many widths of `code` are told.
  private let told: Int

  /// The order in which the widths of `code` are told.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  init(_ first: HuffmanCode, _ second: HuffmanCode) {
    letters = max(257, (first.words.lastIndex { $0.width > 0 } ?? 0) + 1)
    distances = (second.words.lastIndex { $0.width > 0 } ?? 0) + 1
    let widths = first.words[..<letters].map { Int($0.width) } + second.words[..<distances].map { Int($0.width) }
    var place = 0
    while place < widths.count {
      let width = widths[place]
      var left = 0
      while place < widths.count, widths[place] == width {
        left += 1
        place += 1
      }
      if width > 0 {
        items.append(Item(symbol: width))
        left -= 1
      }
      while left > 0 {
        let taken: Int
        if left < 3 {
          taken = 1
          items.append(Item(symbol: width))
        } else if width > 0 {
          taken = min(left, 6)
          items.append(Item(symbol: 16, rest: taken - 3))
        } else if left < 11 {
          taken = left
          items.append(Item(symbol: 17, rest: taken - 3))
        } else {
          taken = min(left, 138)
          items.append(Item(symbol: 18, rest: taken - 11))
        }
        left -= taken
      }
    }
    var counts = [UInt32](repeating: 0, count: BlockHead.order.count)
    for item in items { counts[item.symbol] += 1 }
    let code = HuffmanCode(counts, longest: 7)
    self.code = code
    told = max(4, (BlockHead.order.lastIndex { code.words[$0].width > 0 } ?? 0) + 1)
  }

  /// How many bits it takes.
  var size: Int {
    14 + 3 * told + items.reduce(0) { $0 + Int(code.words[$1.symbol].width) + BlockHead.bits($1.symbol) }
  }

  func write(to writer: inout BitWriter) {
    writer.put(UInt64(letters - 257), 5)
    writer.put(UInt64(distances - 1), 5)
    writer.put(UInt64(told - 4), 4)
    for symbol in BlockHead.order[..<told] { writer.put(UInt64(code.words[symbol].width), 3) }
    for item in items {
      let word = code.words[item.symbol]
      writer.put(
        UInt64(word.bits) | UInt64(item.rest) << UInt64(word.width), Int(word.width) + BlockHead.bits(item.symbol))
    }
  }

  private static func bits(_ symbol: Int) -> Int {
    switch symbol {
    case 16: 2
    case 17: 3
    case 18: 7
    default: 0
    }
  }
}
