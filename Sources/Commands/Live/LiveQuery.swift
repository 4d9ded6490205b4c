internal import Datelines
internal import Model
internal import Trends

/// The parameters of a request, decoded and checked: what is unknown, doubled or impossible is an error, for a filter
/// that is silently ignored shows wrong numbers.
struct LiveQuery {
  /// Why parameters cannot be used.
  struct Fault: Error {
    var cause: String
  }

  /// The order of a list.
  enum Order: String, CaseIterable {
    case latest, replies, strongest
  }

  var service: String?
  var bucket: Bucket?
  var votes = VoteTable.Query()
  var words = ""
  var order = Order.latest
  var limit = 20
  var offset = 0
  /// The parameters as they were given, without empty ones.
  private(set) var values: [String: String] = [:]

  static let filters: Set<String> = ["service", "stance", "reason", "kind", "site", "since", "until", "q"]
  static let paging: Set<String> = ["order", "limit", "offset"]
  /// Parameters that may be any text, also none.
  private static let words: Set<String> = ["service", "reason", "site", "q"]
  static let mostAtOnce = 100

  /// Reads a raw query string.
  ///
  /// - Parameters:
  ///   - allowed: the names that the address knows.
  ///   - isForm: whether a form sent it, which sends its empty fields too.
  init(_ raw: String?, allowed: Set<String>, isForm: Bool = false) throws(Fault) {
    var seen: Set<String> = []
    for field in (raw ?? "").split(separator: "&") {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = LiveQuery.decoded(parts[0]), let value = LiveQuery.decoded(parts.count > 1 ? parts[1] : "")
      else {
        throw Fault(cause: "the query is not percent-encoded UTF-8")
      }
      guard allowed.contains(name) else {
        throw Fault(
          cause: "there is no parameter of that name here; there are \(allowed.sorted().joined(separator: ", "))")
      }
      guard seen.insert(name).inserted else { throw Fault(cause: "the parameter \(name) stands twice") }
      if value.isEmpty, isForm || LiveQuery.words.contains(name) { continue }
      values[name] = value
      try take(value, as: name)
    }
  }

  private mutating func take(_ value: String, as name: String) throws(Fault) {
    switch name {
    case "service": service = value
    case "by": bucket = try LiveQuery.choice(value, name)
    case "stance": votes.stance = try LiveQuery.choice(value, name)
    case "kind": votes.kind = try LiveQuery.choice(value, name)
    case "order": order = try LiveQuery.choice(value, name)
    case "reason": votes.reason = Reason(rawValue: value)
    case "site": votes.site = FilterNames.host(value)
    case "since": votes.since = try LiveQuery.instant(value, name)
    case "until": votes.until = try LiveQuery.instant(value, name)
    case "q":
      guard value.unicodeScalars.count <= 200 else { throw Fault(cause: "q is longer than 200 characters") }
      words = value
    case "limit": limit = try LiveQuery.number(value, name, 1...LiveQuery.mostAtOnce)
    case "offset": offset = try LiveQuery.number(value, name, 0...1_000_000_000)
    default: break
    }
  }

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ value: String, _ name: String
  ) throws(Fault) -> Value where Value.RawValue == String {
    guard let choice = Value(rawValue: value) else {
      throw Fault(cause: "\(name) is one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }

  private static func number(_ value: String, _ name: String, _ range: ClosedRange<Int>) throws(Fault) -> Int {
    guard value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(value), range.contains(number) else {
      throw Fault(cause: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A day as `YYYY-MM-DD`; one that does not exist is refused.
  private static func instant(_ value: String, _ name: String) throws(Fault) -> Instant {
    let bytes = Array(value.utf8)
    guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d,
      let time = Dateline.timestamp(fromMachine: value, source: .text), time.day == value
    else { throw Fault(cause: "\(name) is a day such as 2011-10-26") }
    return time.instant
  }

  /// Percent escapes undone, `+` as a space; `nil` for what is no UTF-8.
  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x2b: bytes.append(0x20)
      case 0x25:
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
