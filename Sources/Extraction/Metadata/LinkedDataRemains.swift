import JSONCoding

/// The rule that reads single members out of a JSON-LD script that is no JSON.
///
/// Pages write an unescaped quotation mark into a headline, a bracket too many, a string in single quotes, a comment, two
/// objects without an array around them. The members that are simple strings can be read all the same, and a time of
/// publication cannot be mistaken for anything else.
struct LinkedDataRemains {
  private let text: ArraySlice<UInt8>

  /// The members that are worth reading.
  private static let members = ["datePublished", "dateModified", "dateCreated", "headline"]
  /// Longest value of a member, in bytes.
  private static let longest = 400

  init(_ text: ArraySlice<UInt8>) { self.text = text }

  /// An article with what can be read of it; `nil` where the script does not say that it is about one.
  var article: JSONValue? {
    guard let type = values(of: "@type").first(where: { LinkedData.rank(ofType: $0) > 2 }) else { return nil }
    var found = [JSONValue.Member(key: "@type", value: .string(type))]
    for name in LinkedDataRemains.members {
      if let value = values(of: name).first { found.append(.init(key: name, value: .string(value))) }
    }
    return found.count > 1 ? .object(found) : nil
  }

  /// The strings that stand behind a key, each up to the first quotation mark.
  private func values(of name: String) -> [String] {
    let key = Array("\"\(name)\"".utf8)
    var found: [String] = []
    var rest = text
    while found.count < 8, let start = LinkedDataRemains.position(of: key, in: rest) {
      rest = rest[(start + key.count)...]
      guard let colon = rest.first(where: { $0 > 0x20 }), colon == 0x3a else { continue }
      let value = rest.drop(while: { $0 <= 0x20 || $0 == 0x3a || $0 == 0x5b })
      guard let quote = value.first, quote == 0x22 || quote == 0x27 else { continue }
      let inner = value.dropFirst().prefix(LinkedDataRemains.longest)
      guard let end = inner.firstIndex(of: quote) else { continue }
      found.append(String(decoding: inner[..<end], as: UTF8.self))
      rest = rest[end...]
    }
    return found
  }

  private static func position(of key: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= key.count else { return nil }
    var start = text.startIndex
    while let quote = text[start...].firstIndex(of: 0x22) {
      if text[quote...].starts(with: key) { return quote }
      start = quote + 1
    }
    return nil
  }
}
