/// What the words of a reason speak for: "it crashes" against the service, "it never crashed" for it, "the price" for either.
enum ReasonSide: Int32 {
  case either, against, praising

  /// The side that the end of a section's name stands for.
  init?(named name: Substring) {
    switch name {
    case "against": self = .against
    case "for": self = .praising
    default: return nil
    }
  }

  /// The side that a code holds.
  init(of code: Int16) { self = ReasonSide(rawValue: Int32(code) >> ReasonSide.shift) ?? .either }

  /// One number for a reason's own number and the side.
  func code(of reason: Int) -> Int32 { Int32(truncatingIfNeeded: reason) | rawValue << ReasonSide.shift }

  /// The reason's own number.
  static func index(of code: some FixedWidthInteger) -> Int { Int(truncatingIfNeeded: code) & (1 << shift - 1) }

  /// How many reasons there may be.
  static let limit = 1 << Int(shift)

  /// How many bits the reason's own number has.
  private static let shift: Int32 = 8
}
