/// The reasons of which a word speaks only together with others of the same field, two at the most.
///
/// "Friends", "replies" and "regulars" each say little; all three near a farewell tell of a community.
struct ReasonFields: BitwiseCopyable, Hashable, Sendable {
  private var first: UInt8
  private var second: UInt8

  /// No reason.
  static let none = ReasonFields(first: 0, second: 0)

  private init(first: UInt8, second: UInt8) {
    self.first = first
    self.second = second
  }

  /// How many reasons a field's words may stand for: their numbers have six bits, their sides two.
  static let limit = 62

  /// Gives the number of each reason, with the side that the word speaks for.
  @inline(__always) func forEach(_ body: (_ reason: Int, _ side: ReasonSide) -> Void) {
    if first != 0 { body(ReasonFields.reason(first), ReasonFields.side(first)) }
    if second != 0 { body(ReasonFields.reason(second), ReasonFields.side(second)) }
  }

  /// The same with one more; `nil` where there is no room for it.
  func adding(_ code: Int32) -> ReasonFields? {
    let byte = ReasonFields.byte(code)
    if first == 0 { return ReasonFields(first: byte, second: 0) }
    if first == byte || second == byte { return self }
    return second == 0 ? ReasonFields(first: first, second: byte) : nil
  }

  private static func byte(_ code: Int32) -> UInt8 {
    let side = ReasonSide(of: Int16(truncatingIfNeeded: code))
    return UInt8(ReasonSide.index(of: code) + 1) | UInt8(side.rawValue) << 6
  }

  private static func reason(_ byte: UInt8) -> Int { Int(byte & 0x3F) - 1 }

  private static func side(_ byte: UInt8) -> ReasonSide { ReasonSide(rawValue: Int32(byte >> 6)) ?? .either }
}

extension GrammarBuilder {
  /// Adds a word to a reason's field.
  func addFieldWord(_ bytes: [UInt8], _ start: Int, _ end: Int, _ reason: Int32) throws(PatternReader.Problem) {
    let found = words(bytes, start, end)
    guard found.count == 1, let word = found.first else {
      throw .init(reason: "\"\(String(decoding: bytes[start..<end], as: UTF8.self))\" is not one word")
    }
    guard ReasonSide.index(of: reason) < ReasonFields.limit else {
      throw .init(reason: "fields know the first \(ReasonFields.limit) reasons only")
    }
    guard let fields = (fields[word] ?? .none).adding(reason) else {
      throw .init(reason: "\"\(String(decoding: bytes[start..<end], as: UTF8.self))\" stands for two reasons already")
    }
    self.fields[word] = fields
  }
}
