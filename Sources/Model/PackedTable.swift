/// Reads the numbers of a table that `Tools/idna-tables` packed as text.
struct PackedTable {
  private let text: StaticString
  private var position = 0

  init(_ text: StaticString) { self.text = text }

  /// The next number; `nil` at the end.
  mutating func next() -> UInt32? {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while position < text.utf8CodeUnitCount {
      let byte = unsafe text.utf8Start[position]
      position += 1
      // Line ends stand between the digits.
      guard byte >= 48 else { continue }
      value |= UInt32((byte - 48) & 31) << shift
      if byte - 48 < 32 { return value }
      shift += 5
    }
    return nil
  }

  /// The next number as a signed one.
  mutating func nextSigned() -> Int32? {
    guard let value = next() else { return nil }
    return value & 1 == 0 ? Int32(value / 2) : -Int32(value / 2) - 1
  }
}

/// A class for every scalar, held as ranges.
struct ScalarClasses: Sendable {
  private var starts: [UInt32] = [0]
  private var classes: [UInt8] = [0]

  /// Reads pairs of a distance to the range before and a class.
  init(_ text: StaticString) {
    var table = PackedTable(text)
    var start: UInt32 = 0
    while let distance = table.next(), let kind = table.next() {
      start += distance
      if start == 0 {
        classes[0] = UInt8(truncatingIfNeeded: kind)
        continue
      }
      starts.append(start)
      classes.append(UInt8(truncatingIfNeeded: kind))
    }
  }

  /// The class of a scalar.
  subscript(scalar: UInt32) -> UInt8 { classes[starts.rangeIndex(of: scalar)] }
}

extension [UInt32] {
  /// The index of the range that holds a value, of ranges that are known by their starts; the first start is 0.
  ///
  /// - Complexity: O(log n).
  func rangeIndex(of value: UInt32) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
