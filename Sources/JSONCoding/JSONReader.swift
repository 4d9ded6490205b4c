/// Reads JSON piece by piece, for callers that know what they expect; the base of `JSONValue.parse`.
///
/// The grammar is RFC 8259's exactly. Inside strings, what Unicode does not allow (invalid UTF-8, halves of surrogate
/// pairs) is read as U+FFFD, which the RFC leaves open: one broken character in a stranger's comment must not cost the
/// other comments.
public struct JSONReader {
  /// What kind of value comes next.
  public enum Kind: Sendable {
    case null, bool, number, string, array, object
  }

  let bytes: [UInt8]
  let end: Int
  /// The offset of the next byte to read.
  public private(set) var position: Int
  /// Open arrays and objects above the next value; the deepest that `skipValue` goes below is `maximumDepth`.
  private var isFirst = true
  let maximumDepth: Int

  /// Makes a reader of all bytes, or of a range of them; a byte order mark at the start is passed over (RFC 8259 §8.1).
  public init(_ bytes: [UInt8], range: Range<Int>? = nil, maximumDepth: Int = 512) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    let range = range?.clamped(to: 0..<bytes.count) ?? 0..<bytes.count
    position = range.lowerBound
    end = range.upperBound
    if end - position >= 3, bytes[position] == 0xef, bytes[position + 1] == 0xbb, bytes[position + 2] == 0xbf {
      position += 3
    }
  }

  /// The kind of the next value.
  public mutating func peek() throws(JSONError) -> Kind {
    skipSpace()
    guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
    switch bytes[position] {
    case 0x22: return .string
    case 0x7b: return .object
    case 0x5b: return .array
    case 0x6e: return .null
    case 0x74, 0x66: return .bool
    case 0x2d, 0x30...0x39: return .number
    default: throw JSONError(.unexpectedByte, at: position)
    }
  }

  /// Enters an object; `nextKey` then gives its keys.
  public mutating func beginObject() throws(JSONError) {
    guard try peek() == .object else { throw JSONError(.wrongType, at: position) }
    position += 1
    isFirst = true
  }

  /// The next key of the object that was entered last, or `nil` at its end, which is passed over.
  public mutating func nextKey() throws(JSONError) -> String? {
    guard try nextItem(closing: 0x7d) else { return nil }
    guard position < end, bytes[position] == 0x22 else { throw unexpected() }
    let key = try string()
    skipSpace()
    guard position < end, bytes[position] == 0x3a else { throw unexpected() }
    position += 1
    return key
  }

  /// Enters an array; `nextElement` then says whether there is one more.
  public mutating func beginArray() throws(JSONError) {
    guard try peek() == .array else { throw JSONError(.wrongType, at: position) }
    position += 1
    isFirst = true
  }

  /// Whether the array that was entered last has one more element; its end is passed over.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(closing: 0x5d)
  }

  /// Goes to the next item of an array or object: past a comma where one is due.
  private mutating func nextItem(closing: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
    if bytes[position] == closing {
      position += 1
      isFirst = false
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    guard bytes[position] == 0x2c else { throw unexpected() }
    position += 1
    skipSpace()
    guard position < end, bytes[position] != closing else { throw unexpected() }
    return true
  }

  /// Passes over `null` when it comes next; says whether it did.
  public mutating func null() throws(JSONError) -> Bool {
    guard try peek() == .null else { return false }
    try literal("null")
    return true
  }

  /// Reads `true` or `false`.
  public mutating func bool() throws(JSONError) -> Bool {
    guard try peek() == .bool else { throw JSONError(.wrongType, at: position) }
    let value = bytes[position] == 0x74
    try literal(value ? "true" : "false")
    return value
  }

  /// Reads a string.
  public mutating func string() throws(JSONError) -> String {
    guard try peek() == .string else { throw JSONError(.wrongType, at: position) }
    let start = position + 1
    let (stop, isPlain) = try endOfString(from: start)
    position = stop + 1
    if isPlain {
      return unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0[start..<stop], as: UTF8.self) }
    }
    return try unescaped(start..<stop)
  }

  /// Reads a string, or `nil` for `null`.
  public mutating func stringOrNull() throws(JSONError) -> String? {
    try null() ? nil : try string()
  }

  /// Reads a number: whole ones within 64 bits as `.integer`, all others as `.number`, too great ones as infinite.
  public mutating func number() throws(JSONError) -> JSONValue {
    guard try peek() == .number else { throw JSONError(.wrongType, at: position) }
    let start = position
    let isIntegral = try skipNumber()
    if isIntegral, let whole = wholeNumber(start..<position) { return .integer(whole) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text) else { throw JSONError(.badNumber, at: start) }
    return .number(value)
  }

  /// Reads a number as floating point.
  public mutating func double() throws(JSONError) -> Double {
    switch try number() {
    case .integer(let whole): Double(whole)
    case .number(let value): value
    default: 0
    }
  }

  /// Reads a whole number.
  public mutating func integer() throws(JSONError) -> Int {
    let start = position
    guard case .integer(let whole) = try number() else { throw JSONError(.wrongType, at: start) }
    return Int(whole)
  }

  /// Passes over the next value, whatever it is, and checks its grammar.
  public mutating func skipValue() throws(JSONError) {
    var open: [Bool] = []  // true for an object
    while true {
      switch try peek() {
      case .string: position = try endOfString(from: position + 1).stop + 1
      case .number: _ = try skipNumber()
      case .bool: _ = try bool()
      case .null: _ = try null()
      case .array, .object:
        guard open.count < maximumDepth else { throw JSONError(.tooDeep, at: position) }
        open.append(bytes[position] == 0x7b)
        position += 1
        isFirst = true
      }
      // Close what ends here, and stop where the next value begins.
      var hasNext = false
      while let isObject = open.last, !hasNext {
        if isObject {
          hasNext = try skipKey()
        } else {
          hasNext = try nextItem(closing: 0x5d)
        }
        if !hasNext { open.removeLast() }
      }
      if !hasNext { return }
    }
  }

  /// Makes sure that nothing but white space follows.
  public mutating func finish() throws(JSONError) {
    skipSpace()
    if position < end { throw JSONError(.trailingBytes, at: position) }
  }

  private mutating func skipKey() throws(JSONError) -> Bool {
    guard try nextItem(closing: 0x7d) else { return false }
    guard position < end, bytes[position] == 0x22 else { throw unexpected() }
    position = try endOfString(from: position + 1).stop + 1
    skipSpace()
    guard position < end, bytes[position] == 0x3a else { throw unexpected() }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      position += 1
    }
  }

  private func unexpected() -> JSONError {
    position < end ? JSONError(.unexpectedByte, at: position) : JSONError(.unexpectedEnd, at: position)
  }

  private mutating func literal(_ word: StaticString) throws(JSONError) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
      guard unsafe bytes[position] == word.utf8Start[offset] else { throw JSONError(.unexpectedByte, at: position) }
      position += 1
    }
  }

  /// Passes over a number (RFC 8259 §6); says whether it has neither fraction nor exponent.
  private mutating func skipNumber() throws(JSONError) -> Bool {
    let start = position
    if bytes[position] == 0x2d { position += 1 }
    guard position < end, isDigit(bytes[position]) else { throw JSONError(.badNumber, at: start) }
    if bytes[position] == 0x30 {
      position += 1
      if position < end, isDigit(bytes[position]) { throw JSONError(.badNumber, at: start) }
    } else {
      skipDigits()
    }
    var isIntegral = true
    if position < end, bytes[position] == 0x2e {
      position += 1
      isIntegral = false
      guard skipDigits() > 0 else { throw JSONError(.badNumber, at: start) }
    }
    if position < end, bytes[position] | 0x20 == 0x65 {
      position += 1
      isIntegral = false
      if position < end, bytes[position] == 0x2b || bytes[position] == 0x2d { position += 1 }
      guard skipDigits() > 0 else { throw JSONError(.badNumber, at: start) }
    }
    return isIntegral
  }

  @discardableResult
  private mutating func skipDigits() -> Int {
    let start = position
    while position < end, isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The value of checked digits; `nil` for what 64 bits do not hold, and for −0, which only floating point knows.
  private func wholeNumber(_ range: Range<Int>) -> Int64? {
    let isNegative = bytes[range.lowerBound] == 0x2d
    var magnitude: UInt64 = 0
    for byte in bytes[(isNegative ? range.lowerBound + 1 : range.lowerBound)..<range.upperBound] {
      let (product, overflows) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(byte - 0x30))
      if overflows || carries { return nil }
      magnitude = sum
    }
    if isNegative {
      guard magnitude > 0, magnitude <= UInt64(1) << 63 else { return nil }
      return Int64(truncatingIfNeeded: 0 &- magnitude)
    }
    return Int64(exactly: magnitude)
  }
}
