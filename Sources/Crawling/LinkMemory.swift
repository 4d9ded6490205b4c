internal import Model

/// The links that were judged lately and need no second judgement: a blog's pages repeat their menus and sidebars.
///
/// A table of fixed size in which a newer link takes the place of an older one: what is forgotten is judged again.
struct LinkMemory {
  /// Half a megabyte.
  private static let capacity = 1 << 16

  private var slots = [UInt64](repeating: 0, count: capacity)

  /// The key of a link's address.
  static func key(of url: String) -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.combine(eightsOf: url.utf8Span.span)
    // Eight bytes at a time leave the low bits, which choose the slot, poorly mixed.
    let key = fingerprint.folded &* 0x9e37_79b9_7f4a_7c15
    return key ^ key >> 32
  }

  func contains(_ key: UInt64) -> Bool { slots[Int(key & UInt64(LinkMemory.capacity - 1))] == key }

  mutating func insert(_ key: UInt64) { slots[Int(key & UInt64(LinkMemory.capacity - 1))] = key }

  /// Forgets everything: what was refused may be welcome now.
  mutating func removeAll() { self = LinkMemory() }
}
