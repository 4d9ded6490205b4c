import Model

/// Names by number, and numbers by name: one buffer of bytes and a table, about ten bytes beside each name.
struct NumberedNames: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// Open addressing: the number of a name plus one; 0 marks a free slot.
  private var slots: [UInt32] = []

  var count: Int { ends.count }

  subscript(number: Int) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

  func number(of name: String) -> Int? {
    if slots.isEmpty { return nil }
    let found = slots[slot(of: name.utf8)]
    return found == 0 ? nil : Int(found) - 1
  }

  /// Adds a name that is not in the table.
  ///
  /// - Returns: its number, the count of names before it.
  mutating func append(_ name: String) -> Int {
    if (ends.count + 1) * 4 >= slots.count * 3 { grow() }
    slots[slot(of: name.utf8)] = UInt32(ends.count + 1)
    bytes.append(contentsOf: name.utf8)
    ends.append(UInt32(bytes.count))
    return ends.count - 1
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  /// The slot that holds the name, or the free one where it belongs.
  private func slot(of name: some Collection<UInt8>) -> Int {
    // A multiplication spreads what FNV leaves in the low bits.
    let hash = FNV1a.hash(name) &* 0x9e37_79b9_7f4a_7c15
    var position = Int(UInt64(slots.count).multipliedFullWidth(by: hash).high)
    while slots[position] != 0, !bytes[range(of: Int(slots[position]) - 1)].elementsEqual(name) {
      position += 1
      if position == slots.count { position = 0 }
    }
    return position
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: max(16, slots.count * 2))
    for number in ends.indices { slots[slot(of: bytes[range(of: number)])] = UInt32(number + 1) }
  }
}
