public import Model

/// A page's wish to be left for another (`<meta http-equiv="refresh">`).
public struct MetaRefresh: Equatable, Sendable {
  /// Seconds to wait.
  public let delay: Double
  /// The address to go to as written; empty for the page itself.
  public let target: String

  /// Reads the `content` of the element, as the HTML standard does ("shared declarative refresh steps").
  ///
  /// Fractions of a second are kept, which the standard drops.
  public init?(content: String) {
    let bytes = Array(content.utf8)
    var position = 0
    func skipSpace() {
      while position < bytes.count, bytes[position].isHTMLSpace { position += 1 }
    }
    skipSpace()
    let start = position
    while position < bytes.count, bytes[position].isASCIIDigit || bytes[position] == 0x2E { position += 1 }
    guard position > start, position - start < 20 else { return nil }
    var number = String(decoding: bytes[start..<position], as: UTF8.self)
    if number.hasPrefix(".") { number = "0" + number }
    if let dot = number.firstIndex(of: "."), let second = number[number.index(after: dot)...].firstIndex(of: ".") {
      number = String(number[..<second])
    }
    if number.hasSuffix(".") { number += "0" }
    guard let delay = Double(number) else { return nil }
    self.delay = delay
    guard position < bytes.count else {
      target = ""
      return
    }
    guard bytes[position] == 0x3B || bytes[position] == 0x2C || bytes[position].isHTMLSpace else { return nil }
    skipSpace()
    if position < bytes.count, bytes[position] == 0x3B || bytes[position] == 0x2C { position += 1 }
    skipSpace()
    var rest = bytes[position...]
    if rest.count > 3, rest.prefix(3).map(\.lowercasedASCII).elementsEqual("url".utf8) {
      var after = position + 3
      while after < bytes.count, bytes[after].isHTMLSpace { after += 1 }
      if after < bytes.count, bytes[after] == 0x3D {
        after += 1
        while after < bytes.count, bytes[after].isHTMLSpace { after += 1 }
        rest = bytes[after...]
      }
    }
    if let quote = rest.first, quote == 0x22 || quote == 0x27 {
      rest = rest.dropFirst()
      if let close = rest.firstIndex(of: quote) { rest = rest[..<close] }
    }
    while let last = rest.last, last.isHTMLSpace { rest.removeLast() }
    target = String(decoding: rest, as: UTF8.self)
  }
}

extension Document {
  /// The page's wish to be left for another, if it has one that counts without scripts.
  public var refresh: MetaRefresh? {
    for node in 0..<count where tag(node) == .meta && !isInNoscript(node) {
      guard let kind = value(.httpEquiv, of: node), kind.lowercased() == "refresh",
        let content = value(.content, of: node), let refresh = MetaRefresh(content: content)
      else { continue }
      return refresh
    }
    return nil
  }

  /// The address against which the page's links are resolved (HTML standard, "document base URL").
  public func base(at address: Address) -> Address {
    for node in 0..<count where tag(node) == .base && !isInNoscript(node) {
      if let href = value(.href, of: node) { return Address(href, relativeTo: address) ?? address }
    }
    return address
  }

  private func isInNoscript(_ node: Int) -> Bool {
    var ancestor = parent(of: node)
    while ancestor > 0 {
      if tag(ancestor) == .noscript || tag(ancestor) == .template { return true }
      ancestor = parent(of: ancestor)
    }
    return false
  }
}
