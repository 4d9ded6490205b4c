/// A JSON value as a tree, for texts whose shape is not known beforehand.
public indirect enum JSONValue: Equatable, Sendable {
  /// One key of an object with its value.
  public struct Member: Equatable, Sendable {
    /// The key, escapes resolved.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case null
  case bool(Bool)
  /// A number with a fraction or an exponent, or one that 64 bits do not hold; infinite when too great.
  case number(Double)
  /// A whole number within 64 bits.
  case integer(Int64)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text; doubled keys are kept.
  case object([Member])

  /// What a parser allows.
  public struct Limits: Sendable {
    /// Arrays and objects inside each other.
    public var depth: Int

    /// Makes limits.
    public init(depth: Int = 512) { self.depth = depth }
  }

  /// Parses a whole text, RFC 8259 exactly; loops, never recurses.
  public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, maximumDepth: limits.depth)
    let value = try parse(from: &reader, limits: limits)
    try reader.finish()
    return value
  }

  /// Parses the next value of a reader.
  public static func parse(from reader: inout JSONReader, limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    var open: [Container] = []
    while true {
      var value: JSONValue
      switch try reader.peek() {
      case .null:
        _ = try reader.null()
        value = .null
      case .bool: value = .bool(try reader.bool())
      case .number: value = try reader.number()
      case .string: value = .string(try reader.string())
      case .array:
        guard open.count < limits.depth else { throw JSONError(.tooDeep, at: reader.position) }
        try reader.beginArray()
        if try reader.nextElement() {
          open.append(Container(isObject: false))
          continue
        }
        value = .array([])
      case .object:
        guard open.count < limits.depth else { throw JSONError(.tooDeep, at: reader.position) }
        try reader.beginObject()
        if let key = try reader.nextKey() {
          open.append(Container(isObject: true, key: key))
          continue
        }
        value = .object([])
      }
      // Hand the value to the container around it, and close what ends with it.
      while true {
        guard !open.isEmpty else { return value }
        let top = open.count - 1
        if open[top].isObject {
          open[top].members.append(Member(key: open[top].key, value: value))
          if let key = try reader.nextKey() {
            open[top].key = key
            break
          }
          value = .object(open.removeLast().members)
        } else {
          open[top].elements.append(value)
          if try reader.nextElement() { break }
          value = .array(open.removeLast().elements)
        }
      }
    }
  }

  /// An array or object whose end was not reached yet.
  private struct Container {
    let isObject: Bool
    var key = ""
    var members: [Member] = []
    var elements: [JSONValue] = []
  }
}

extension JSONValue {
  /// The value of the first member with that key; `nil` for other types too.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The element at that position; `nil` outside the array and for other types.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The value of a whole number, also where it is written with a fraction of zero.
  public var int: Int? {
    switch self {
    case .integer(let whole): Int(whole)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The value of a number.
  public var double: Double? {
    switch self {
    case .integer(let whole): Double(whole)
    case .number(let value): value
    default: nil
    }
  }

  /// The value of `true` or `false`.
  public var bool: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  /// The elements of an array.
  public var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object.
  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }
}
