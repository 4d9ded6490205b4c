/// What lowers a match's factuality, in the order in which it was met: a plain value, since every match has one.
struct Doubts {
  /// One doubt.
  enum Doubt: UInt64 {
    case future = 1
    case hedged, hypothetical, wish, attempt, condition, disclaimed

    /// Its name in an explanation.
    var name: String { self == .disclaimed ? "never said" : "\(self)" }
  }

  /// Four bits for each, the last one lowest; of more than sixteen the first are forgotten.
  private var codes: UInt64 = 0

  /// Whether there is none.
  var isEmpty: Bool { codes == 0 }

  /// Whether there is no other than this one.
  func isOnly(_ doubt: Doubt) -> Bool { codes == doubt.rawValue }

  /// Whether this one came last.
  func ends(with doubt: Doubt) -> Bool { codes & 15 == doubt.rawValue }

  /// Adds one.
  mutating func append(_ doubt: Doubt) { codes = codes << 4 | doubt.rawValue }

  /// The names, parted by spaces.
  var names: String {
    (0..<16).reversed().compactMap { Doubt(rawValue: codes >> ($0 * 4) & 15)?.name }.joined(separator: " ")
  }
}
