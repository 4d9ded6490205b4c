public import Model

/// One record of an archive as it was written.
public struct ArchiveRecord: Equatable, Sendable {
  /// The version that its first line names: `WARC/1.1`.
  public var version: String
  /// The named fields in their order.
  public var fields: [Header]
  /// The block's bytes; those that are left where the file was cut.
  public var block: [UInt8]
  /// The block's length as the record states it.
  public var statedLength: Int
  /// Where in its file the record can be read again; `nil` within a packed whole.
  public var offset: Int?
  /// Whether all of the block is there.
  public var isComplete: Bool

  /// The value of the first field of that name, whatever its case.
  public func field(_ name: String) -> String? { fields.first { $0.isNamed(name) }?.value }

  /// `WARC-Type` in lower case: `response`, `revisit`, `warcinfo` and so on.
  public var type: String { field("WARC-Type")?.lowercased() ?? "" }

  /// `WARC-Target-URI` without the angle brackets that some writers put around it.
  public var target: String? {
    guard let text = field("WARC-Target-URI") else { return nil }
    return text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
  }

  /// `WARC-Date`, with whatever fraction it has.
  public var date: Instant? { field("WARC-Date").flatMap(ArchiveDate.instant(of:)) }

  /// Whether the block is an HTTP answer.
  public var isHTTPAnswer: Bool {
    guard ["response", "revisit"].contains(type) else { return false }
    let kind = (field("Content-Type") ?? "application/http").lowercased()
    return kind.hasPrefix("application/http")
  }
}

extension ArchiveRecord {
  /// Bytes of the block before an HTTP answer's body; `nil` where its head does not end.
  var headLength: Int? {
    var isEmpty = false
    for (place, byte) in block.enumerated() where byte != 0x0d {
      if byte == 0x0a, isEmpty { return place + 1 }
      isEmpty = byte == 0x0a
    }
    return nil
  }
}

/// Dates as WARC writes them (ISO 8601 in UTC; 1.1 allows fractions of a second).
enum ArchiveDate {
  /// `2011-11-14T14:30:00.250Z`; the fraction is left out where it is zero.
  static func text(of instant: Instant) -> String {
    let milliseconds = Int(instant.milliseconds - instant.seconds * 1000)
    let whole = CivilTime(Instant(seconds: instant.seconds)).iso8601
    if milliseconds == 0 { return whole + "Z" }
    let digits = String(milliseconds)
    return whole + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }

  /// `20111114143000`, as file names and indexes write it.
  static func digits(of instant: Instant) -> String {
    CivilTime(Instant(seconds: instant.seconds)).iso8601.filter { $0.isNumber }
  }

  /// The instant that a text means; `nil` for every other text.
  static func instant(of text: String) -> Instant? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 19, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[10] | 0x20 == 0x74, let year = number(0..<4),
      let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19)
    else { return nil }
    let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59))
    guard time.isValid else { return nil }
    var milliseconds = 0
    var end = 19
    if end < bytes.count, bytes[end] == 0x2e {
      end += 1
      var digits = 0
      while end < bytes.count, (0x30...0x39).contains(bytes[end]) {
        if digits < 3 { milliseconds = milliseconds * 10 + Int(bytes[end] - 0x30) }
        digits += 1
        end += 1
      }
      while digits < 3 {
        milliseconds *= 10
        digits += 1
      }
    }
    guard end == bytes.count || bytes[end] | 0x20 == 0x7a else { return nil }
    return Instant(milliseconds: time.instant().milliseconds + Int64(milliseconds))
  }
}
