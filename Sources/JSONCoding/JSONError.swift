/// Why a text is not JSON, or not JSON that is read here.
public struct JSONError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Code: Sendable {
    /// A byte that the grammar does not allow there.
    case unexpectedByte
    /// The text ends inside a value.
    case unexpectedEnd
    /// A control character, an unknown escape or a broken one in a string.
    case badString
    /// A number that the grammar does not allow.
    case badNumber
    /// Something other than white space after the value.
    case trailingBytes
    /// More nesting than the limit allows.
    case tooDeep
    /// A value of another type than the reader asked for.
    case wrongType
  }

  /// What is wrong.
  public var code: Code
  /// The offset of the byte where it was noticed.
  public var offset: Int

  /// Makes an error.
  public init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }
}

extension JSONError: CustomStringConvertible {
  /// One line: what is wrong, and where.
  public var description: String {
    let what =
      switch code {
      case .unexpectedByte: "unexpected byte"
      case .unexpectedEnd: "the text ends too early"
      case .badString: "a string with a bare control character or a broken escape"
      case .badNumber: "a malformed number"
      case .trailingBytes: "something follows the value"
      case .tooDeep: "nested too deeply"
      case .wrongType: "a value of another type than expected"
      }
    return "not valid JSON at byte \(offset): \(what)"
  }
}
