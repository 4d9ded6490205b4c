/// Normalisation form C of scalars (Unicode Standard Annex 15), as host names need it.
enum Normalization {
  private static let classes = ScalarClasses(IDNATables.combiningClasses)
  private static let pairs = Pairs()

  /// The canonical combining class of a scalar.
  static func combiningClass(_ scalar: UInt32) -> UInt8 { scalar < 0x300 ? 0 : classes[scalar] }

  /// Composes scalars as far as form C does.
  static func composed(_ scalars: [UInt32]) -> [UInt32] {
    // Nothing below U+0300 changes.
    guard scalars.contains(where: { $0 >= 0x300 }) else { return scalars }
    return compose(ordered(decomposed(scalars)))
  }

  private static func decomposed(_ scalars: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count * 2)
    var stack: [UInt32] = []
    for scalar in scalars {
      stack.append(scalar)
      while let top = stack.popLast() {
        if top >= 0xac00, top <= 0xd7a3 {
          let index = top - 0xac00
          result.append(0x1100 + index / 588)
          result.append(0x1161 + index % 588 / 28)
          if index % 28 != 0 { result.append(0x11a7 + index % 28) }
        } else if top >= 0xc0, let (first, second) = pairs.decompositions[top] {
          if second != 0 { stack.append(second) }
          stack.append(first)
        } else {
          result.append(top)
        }
      }
    }
    return result
  }

  /// Puts marks behind a base into the order of their classes.
  private static func ordered(_ scalars: [UInt32]) -> [UInt32] {
    var result = scalars
    var start = 0
    while start < result.count {
      guard combiningClass(result[start]) != 0 else {
        start += 1
        continue
      }
      var end = start
      while end < result.count, combiningClass(result[end]) != 0 { end += 1 }
      if end - start > 1 {
        // A stable sort: equal classes keep their order.
        let run = result[start..<end].enumerated().sorted {
          let (left, right) = (combiningClass($0.element), combiningClass($1.element))
          return left != right ? left < right : $0.offset < $1.offset
        }
        result.replaceSubrange(start..<end, with: run.map(\.element))
      }
      start = end
    }
    return result
  }

  private static func compose(_ scalars: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in scalars {
      let kind = combiningClass(scalar)
      if let base = starter, lastClass == 0 ? base == result.count - 1 : lastClass < kind,
        let whole = composite(result[base], scalar)
      {
        result[base] = whole
        continue
      }
      result.append(scalar)
      if kind == 0 {
        starter = result.count - 1
        lastClass = 0
      } else {
        lastClass = kind
      }
    }
    return result
  }

  private static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= 0x1100, first <= 0x1112, second >= 0x1161, second <= 0x1175 {
      return 0xac00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
    }
    if first >= 0xac00, first <= 0xd7a3, (first - 0xac00) % 28 == 0, second >= 0x11a8, second <= 0x11c2 {
      return first + second - 0x11a7
    }
    return pairs.composites[UInt64(first) << 32 | UInt64(second)]
  }

  /// Which scalars come apart into which, and go together again.
  private struct Pairs {
    var decompositions: [UInt32: (UInt32, UInt32)] = [:]
    var composites: [UInt64: UInt32] = [:]

    init() {
      var table = PackedTable(IDNATables.composition)
      var scalar: UInt32 = 0
      while let distance = table.next(), let offset = table.nextSigned(), let second = table.next(),
        let isExcluded = table.next()
      {
        scalar += distance
        let first = UInt32(truncatingIfNeeded: Int64(scalar) + Int64(offset))
        decompositions[scalar] = (first, second)
        if isExcluded == 0 { composites[UInt64(first) << 32 | UInt64(second)] = scalar }
      }
    }
  }
}
