internal import Model

/// What each kind of address on a host has yielded, so that endless calendars and other traps are left after a handful.
///
/// The shape of an address is its path with digits folded and its query's names: all months of a calendar share one.
/// A shape that was fetched several times and led to nothing but itself is not followed any further.
struct ShapeYield {
  /// Fruitless pages of one shape in a row before it counts as a trap.
  static let patience = 5

  private var fruitless: [UInt64: Int] = [:]

  /// Whether links of this address' shape are still worth following.
  func isWorthFollowing(_ address: Address) -> Bool {
    (fruitless[ShapeYield.shape(of: address)] ?? 0) < ShapeYield.patience
  }

  /// Notes what a page gave: a voice, or new addresses of another shape, make it fruitful.
  mutating func note(_ address: Address, isFruitful: Bool) {
    let shape = ShapeYield.shape(of: address)
    if isFruitful { fruitless[shape] = nil } else { fruitless[shape, default: 0] += 1 }
  }

  /// The shape of an address as a fingerprint.
  static func shape(of address: Address) -> UInt64 {
    var fingerprint = Fingerprint(address.origin)
    var isInDigits = false
    for byte in address.path.utf8 {
      let isDigit = byte >= 48 && byte <= 57
      if isDigit, isInDigits { continue }
      fingerprint.combine(isDigit ? 35 : byte)
      isInDigits = isDigit
    }
    for field in (address.query ?? "").split(separator: "&") {
      fingerprint.combine(String(field.prefix { $0 != "=" }))
    }
    return fingerprint.folded
  }
}
