import Model

/// The distinct values of a page's `class`, `id` and `role` attributes, numbered as they come.
struct NameList: ~Copyable {
  /// The values; the first is none.
  private(set) var names = Sink<Document.Name>(capacity: 256)
  private var hashes = Sink<UInt64>(capacity: 256)
  private var slots = Sink<UInt16>(repeating: 0, count: 1024)

  init() {
    names.append(Document.Name(attribute: .other, start: 0, length: 0))
    hashes.append(0)
  }

  /// Gives an attribute, whose value stands at the pool's end, the number of its value; takes the value off the pool
  /// where it stands there already.
  mutating func number(_ attribute: inout Document.Attribute, _ pool: inout ByteSink) {
    let start = Int(attribute.start)
    let count = Int(attribute.length)
    let hash = pool.hash(from: start, FNV1a.basis ^ UInt64(attribute.name.rawValue))
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot])
      let known = names[number]
      if hashes[number] == hash, known.attribute == attribute.name, Int(known.length) == count,
        pool.isSame(Int(known.start), start, count: count)
      {
        pool.truncate(to: start)
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
    var larger = Sink<UInt16>(repeating: 0, count: mask + 1)
    for number in 1..<names.count {
      var slot = Int(truncatingIfNeeded: hashes[number]) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt16(number)
    }
    slots = larger
  }
}
