/// Writes JSON as UTF-8 bytes, with full control over the order of keys.
///
/// The writer puts commas and colons where they belong; the caller opens and closes what it opens. Text is written so
/// that it is inert wherever a person may look at it: besides what RFC 8259 §7 demands, DEL, the C1 controls, the line
/// and paragraph separators (JavaScript, ECMA-262 before 2019) and the bidirectional overrides are escaped.
///
/// Speed: strings are scanned eight bytes at a time (SWAR), which is about the speed of copying them.
public struct JSONWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8]
  /// Whether values stand on indented lines of their own.
  public let isPretty: Bool

  private var needsComma = false
  private var followsKey = false
  private var depth = 0

  /// Makes an empty writer.
  ///
  /// - Parameter capacity: bytes to reserve at once.
  public init(isPretty: Bool = false, capacity: Int = 0) {
    self.isPretty = isPretty
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// What was written so far, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Empties the writer and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
    followsKey = false
    depth = 0
  }

  /// Opens an object.
  public mutating func beginObject() { begin(0x7b) }

  /// Closes the innermost object.
  public mutating func endObject() { end(0x7d) }

  /// Opens an array.
  public mutating func beginArray() { begin(0x5b) }

  /// Closes the innermost array.
  public mutating func endArray() { end(0x5d) }

  /// Writes the key of the next value.
  public mutating func key(_ name: String) {
    separate()
    JSONWriter.appendQuoted(name, to: &bytes)
    bytes.append(0x3a)
    if isPretty { bytes.append(0x20) }
    followsKey = true
  }

  /// Writes the key of the next value; the name is one that needs no escapes.
  @usableFromInline mutating func field(_ name: StaticString) {
    if isPretty { return key(name.description) }
    append(name, "")
    followsKey = true
  }

  /// Writes a member whose value is `null`; the name is one that needs no escapes.
  mutating func nullField(_ name: StaticString) {
    if isPretty {
      key(name.description)
      return null()
    }
    append(name, "null")
  }

  /// Writes a key in plain form and a value behind it; without a value one has to follow.
  private mutating func append(_ name: StaticString, _ value: StaticString) {
    let count = name.utf8CodeUnitCount
    let comma = needsComma && !followsKey ? 1 : 0
    needsComma = true
    followsKey = false
    bytes.append(addingCapacity: count + 4 + value.utf8CodeUnitCount) { output in
      unsafe output.withUnsafeMutableBufferPointer { room, length in
        // The comma is written over where none belongs.
        unsafe room[length] = 0x2c
        unsafe room[length + comma] = 0x22
        unsafe UnsafeMutableBufferPointer(rebasing: room[(length + comma + 1)...]).baseAddress?
          .initialize(from: name.utf8Start, count: count)
        unsafe room[length + comma + 1 + count] = 0x22
        unsafe room[length + comma + 2 + count] = 0x3a
        length += comma + 3 + count
        unsafe UnsafeMutableBufferPointer(rebasing: room[length...]).baseAddress?
          .initialize(from: value.utf8Start, count: value.utf8CodeUnitCount)
        length += value.utf8CodeUnitCount
      }
    }
  }

  /// Writes a string, or `null` for none.
  public mutating func string(_ value: String?) {
    guard let value else {
      null()
      return
    }
    separate()
    JSONWriter.appendQuoted(value, to: &bytes)
  }

  /// Writes a whole number, or `null` for none.
  public mutating func integer(_ value: Int?) {
    guard let value else {
      null()
      return
    }
    separate()
    appendDigits(Int64(value))
  }

  /// Writes a number in its shortest form that reads back as the same value; `null` for none and for what JSON has no
  /// word for: infinities and NaN.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else {
      null()
      return
    }
    separate()
    // Most numbers that are stored are these.
    if value == 0, value.sign == .plus { return JSONWriter.append("0.0", to: &bytes) }
    if value == 1 { return JSONWriter.append("1.0", to: &bytes) }
    var text = value.description
    text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
  }

  /// Writes `true` or `false`, or `null` for none.
  public mutating func bool(_ value: Bool?) {
    guard let value else {
      null()
      return
    }
    separate()
    JSONWriter.append(value ? "true" : "false", to: &bytes)
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    JSONWriter.append("null", to: &bytes)
  }

  /// Writes a value that is JSON already; the caller vouches for it.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Writes a value with all that it holds.
  ///
  /// - Note: loops over an explicit stack, since parsed values may be nested as deep as the parser allows.
  public mutating func value(_ value: JSONValue) {
    enum Step {
      case value(JSONValue)
      case key(String)
      case endArray, endObject
    }
    var steps: [Step] = [.value(value)]
    while let step = steps.popLast() {
      switch step {
      case .endArray: endArray()
      case .endObject: endObject()
      case .key(let name): key(name)
      case .value(.null): null()
      case .value(.bool(let flag)): bool(flag)
      case .value(.integer(let number)): integer(Int(number))
      case .value(.number(let number)): self.number(number)
      case .value(.string(let text)): string(text)
      case .value(.array(let elements)):
        beginArray()
        steps.append(.endArray)
        for element in elements.reversed() { steps.append(.value(element)) }
      case .value(.object(let members)):
        beginObject()
        steps.append(.endObject)
        for member in members.reversed() {
          steps.append(.value(member.value))
          steps.append(.key(member.key))
        }
      }
    }
  }

  /// Ends a line of JSON Lines, so that the next value begins a new one.
  public mutating func endLine() {
    bytes.append(0x0a)
    needsComma = false
    followsKey = false
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
    depth += 1
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if isPretty && needsComma { indent() }
    bytes.append(bracket)
    needsComma = true
  }

  /// Puts what belongs before the next value or key: nothing after a key, a comma after a value.
  private mutating func separate() {
    if followsKey {
      followsKey = false
    } else {
      if needsComma { bytes.append(0x2c) }
      if isPretty && depth > 0 { indent() }
    }
    needsComma = true
  }

  private mutating func indent() {
    bytes.append(0x0a)
    for _ in 0..<max(0, depth) {
      bytes.append(0x20)
      bytes.append(0x20)
    }
  }

  private mutating func appendDigits(_ value: Int64) {
    if value < 0 { bytes.append(0x2d) }
    var magnitude = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    var left = start
    var right = bytes.count - 1
    while left < right {
      bytes.swapAt(left, right)
      left += 1
      right -= 1
    }
  }
}
