/// Numbers in the words of messages.
enum Wording {
  /// A number with so many digits after the point.
  static func decimal(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let whole = scaled / Int(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    let rest = String(scaled % Int(scale))
    return sign + "\(whole)." + String(repeating: "0", count: digits - rest.count) + rest
  }

  /// A number of bytes.
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return Wording.count(count, "byte") }
    if count < 1_000_000 { return decimal(Double(count) / 1000, digits: 1) + " kB" }
    if count < 1_000_000_000 { return decimal(Double(count) / 1_000_000, digits: 1) + " MB" }
    return decimal(Double(count) / 1_000_000_000, digits: 1) + " GB"
  }

  /// A stretch of time.
  static func duration(_ seconds: Double) -> String {
    if seconds < 60 { return decimal(seconds, digits: 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  /// A count with its noun; the plural ends in s unless another ending is given.
  static func count(_ number: Int, _ noun: String, ending: String = "s") -> String {
    "\(number) \(noun)\(number == 1 ? "" : ending)"
  }

  /// A share in whole or tenths of per cent.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let share = 100 * Double(part) / Double(whole)
    return part == whole ? "100 %" : decimal(share, digits: 1) + " %"
  }
}
