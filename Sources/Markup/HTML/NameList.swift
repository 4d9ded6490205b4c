/// The distinct values of a page's `class`, `id` and `role` attributes, numbered as they come.
struct NameList {
  /// The values; the first is none.
  private(set) var names: [Document.Name] = []
  private var hashes: [UInt64] = []
  private var slots: [UInt16] = []

  /// Gives an attribute, whose value stands at the pool's end, the number of its value; takes the value off the pool
  /// where it stands there already.
  mutating func number(_ attribute: inout Document.Attribute, _ pool: inout [UInt8]) {
    if names.isEmpty {
      names = [Document.Name(attribute: .other, start: 0, length: 0)]
      hashes = [0]
      slots = [UInt16](repeating: 0, count: 1024)
    }
    let start = Int(attribute.start)
    let count = Int(attribute.length)
    let hash = NameList.hash(pool.span, start, UInt64(attribute.name.rawValue))
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot])
      let known = names[number]
      if hashes[number] == hash, known.attribute == attribute.name, Int(known.length) == count,
        isSame(pool.span, Int(known.start), start, count)
      {
        pool.removeLast(count)
        attribute.start = known.start
        attribute.number = UInt16(number)
        return
      }
      slot = (slot + 1) & mask
    }
    guard names.count < Int(UInt16.max) else { return }
    slots[slot] = UInt16(names.count)
    attribute.number = UInt16(names.count)
    names.append(Document.Name(attribute: attribute.name, start: attribute.start, length: attribute.length))
    hashes.append(hash)
    if names.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger = [UInt16](repeating: 0, count: mask + 1)
    for number in 1..<names.count {
      var slot = Int(truncatingIfNeeded: hashes[number]) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt16(number)
    }
    slots = larger
  }

  @inline(__always) private func isSame(_ pool: Span<UInt8>, _ first: Int, _ second: Int, _ count: Int) -> Bool {
    var offset = 0
    while offset + 8 <= count {
      guard ByteLanes(pool, at: first + offset).bits == ByteLanes(pool, at: second + offset).bits else { return false }
      offset += 8
    }
    while offset < count {
      guard pool[first + offset] == pool[second + offset] else { return false }
      offset += 1
    }
    return true
  }

  /// A hash of the bytes from an offset to the pool's end.
  @inline(__always) private static func hash(_ pool: Span<UInt8>, _ start: Int, _ seed: UInt64) -> UInt64 {
    var hash = NameTable.seed ^ seed
    var index = start
    while index + 8 <= pool.count {
      hash = (hash ^ ByteLanes(pool, at: index).bits) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    while index < pool.count {
      hash = NameTable.step(hash, pool[index])
      index += 1
    }
    return hash ^ hash >> 29
  }
}
