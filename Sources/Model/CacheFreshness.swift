/// Whether a page that was fetched may be used again without asking, and how to ask when it may not (RFC 9111).
///
/// Reads as a shared cache does, for what a crawler keeps serves many. Only what a server states counts: no heuristics,
/// because a blog that says nothing may have a new comment any minute.
public struct CacheFreshness: Equatable, Sendable {
  /// What to do about a copy.
  public enum Action: Equatable, Sendable {
    /// The copy may be used as it is.
    case reuse
    /// Ask with these validators, as in `Request`.
    case revalidate(entityTag: String?, lastModified: String?)
    /// Ask for the whole page.
    case refetch
  }

  /// Until when the copy is fresh; `nil` when the server does not allow reuse without asking.
  public let freshUntil: Instant?
  /// Whether the server lets a copy be kept at all.
  public let isStorable: Bool
  /// The validator to send as `If-None-Match`.
  public let entityTag: String?
  /// The validator to send as `If-Modified-Since`.
  public let lastModified: String?

  /// Reads the header fields of a response that came at `responded`.
  public init(status: Int, headers: [Header], responded: Instant) {
    let control = CacheControl(headers.filter { $0.isNamed("cache-control") }.map(\.value))
    func first(_ name: String) -> String? { headers.first { $0.isNamed(name) }?.value }
    entityTag = first("etag")
    lastModified = first("last-modified")
    // Partial answers and 304 are parts of other copies.
    isStorable = !control.has("no-store") && !control.has("private") && status >= 200 && status != 206 && status != 304
    let date = first("date").flatMap(HTTPDate.instant) ?? responded
    guard isStorable, !control.has("no-cache"), first("vary")?.contains("*") != true,
      let lifetime = CacheFreshness.lifetime(control, headers: headers, date: date)
    else {
      freshUntil = nil
      return
    }
    // RFC 9111 §4.2.3: the age at arrival, by the clocks and by what caches on the way say.
    let apparent = max(responded.seconds(since: date), 0)
    let stated = first("age").flatMap(CacheFreshness.age) ?? 0
    freshUntil = responded.advanced(bySeconds: lifetime - max(apparent, stated))
  }

  /// What to do about the copy at an instant.
  public func action(at now: Instant) -> Action {
    if let freshUntil, now < freshUntil { return .reuse }
    guard isStorable, entityTag != nil || lastModified != nil else { return .refetch }
    return .revalidate(entityTag: entityTag, lastModified: lastModified)
  }

  /// Seconds from `Date` for which the response is fresh; invalid values make it stale, contradictory ones, too.
  private static func lifetime(_ control: CacheControl, headers: [Header], date: Instant) -> Double? {
    for name in ["s-maxage", "max-age"] where control.has(name) { return control.seconds(name) ?? 0 }
    let expires = Set(headers.filter { $0.isNamed("expires") }.map(\.value))
    guard expires.count == 1, let value = expires.first, let instant = HTTPDate.instant(value) else { return nil }
    return instant.seconds(since: date)
  }

  /// The first of the stated ages; one that is no whole number says nothing.
  private static func age(_ value: String) -> Double? {
    let first = value.prefix { $0 != "," }.filter { $0 != " " && $0 != "\t" }
    guard !first.isEmpty, first.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return min(Double(first) ?? 2_147_483_648, 2_147_483_648)
  }
}

/// The directives of `Cache-Control` (RFC 9111 §5.2), names in lower case.
struct CacheControl {
  private var directives: [(name: String, value: String?)] = []

  init(_ values: [String]) {
    for value in values {
      var start = value.startIndex
      var isQuoted = false
      var index = start
      while index <= value.endIndex {
        if index == value.endIndex || (value[index] == "," && !isQuoted) {
          add(value[start..<index])
          guard index < value.endIndex else { break }
          start = value.index(after: index)
        } else if value[index] == "\"" {
          isQuoted.toggle()
        }
        index = value.index(after: index)
      }
    }
  }

  private mutating func add(_ text: Substring) {
    func trimmed(_ part: Substring) -> String {
      String(part.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
    let equals = text.firstIndex(of: "=") ?? text.endIndex
    let name = trimmed(text[..<equals]).lowercased()
    guard !name.isEmpty else { return }
    directives.append((name, equals < text.endIndex ? trimmed(text[text.index(after: equals)...]) : nil))
  }

  func has(_ name: String) -> Bool { directives.contains { $0.name == name } }

  /// The seconds of a directive, quotes allowed; `nil` when they are no whole number.
  func seconds(_ name: String) -> Double? {
    guard var text = directives.first(where: { $0.name == name })?.value?[...] else { return nil }
    if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return min(Double(text) ?? 2_147_483_648, 2_147_483_648)
  }
}
