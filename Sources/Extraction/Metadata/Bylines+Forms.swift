import Datelines
import Model

/// Forms of bylines that a page's markup alone keeps apart, and names that are no person's.
extension Bylines {
  /// A byline as it would be read aloud: "ByJane Doe" has a space, "Jane Doe(Paris, bureau)" no bracket, "Jane Doe,John Roe"
  /// a space behind the comma.
  static func spokenForm(of text: String) -> String {
    var bytes = Array(text.utf8)
    func isCapital(_ place: Int) -> Bool { place < bytes.count && bytes[place] &- 0x41 < 26 }
    func isSmall(_ place: Int) -> Bool { place < bytes.count && bytes[place] &- 0x61 < 26 }
    if bytes.starts(with: [0x42, 0x79]), isCapital(2), isSmall(3) { bytes.insert(0x20, at: 2) }
    guard bytes.contains(where: { $0 == 0x28 || $0 == 0x2c }) else { return String(decoding: bytes, as: UTF8.self) }
    var spoken: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x28, let close = bytes[index...].firstIndex(of: 0x29) {
        // A nickname stands inside a name; what else stands in brackets ends it.
        let isNickname = close - index <= longestNickname && close + 2 < bytes.count && isCapital(close + 2)
        spoken.append(contentsOf: isNickname ? [] : [0x20, 0x7c, 0x20])
        index = close + 1
        if isNickname { index += 1 }
        continue
      }
      spoken.append(byte)
      if byte == 0x2c, isCapital(index + 1), isSmall(index + 2), spoken.contains(0x20) { spoken.append(0x20) }
      index += 1
    }
    return String(decoding: spoken, as: UTF8.self)
  }

  /// Most bytes of a nickname in brackets: "Richard (R.J.) Roe".
  private static let longestNickname = 10

  /// A name without the agency behind a slash: "Jane Doe/AP".
  static func withoutAgency(_ name: String) -> String {
    guard let slash = name.firstIndex(of: "/") else { return name }
    let person = Words.folded(String(name[..<slash]))
    let agency = name[name.index(after: slash)...]
    let isAgency = agency.unicodeScalars.first { $0 != " " }?.properties.isUppercase == true || isOutlet(String(agency))
    return isAgency && isFullName(person) ? person : name
  }

  /// The person whom a line of a name and a day names: "Jörg Bäumler, November 8, 2011".
  static func signed(_ text: String) -> String? {
    guard text.utf8.count <= 80, let comma = text.utf8.firstIndex(of: 0x2c) else { return nil }
    let name = Words.folded(String(text[..<comma]))
    let day = Words.folded(String(text[text.utf8.index(after: comma)...]))
    guard let time = Dateline.timestamp(fromHuman: day, source: .byline), time.day != nil, isFullName(name) else {
      return nil
    }
    return name
  }

  /// Whether a text is a first and a last name as they are written, and no town's.
  static func isFullName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (2...4).contains(words.count), isName(text), let first = words.first, let last = words.last,
      !towns.contains(first.lowercased()), !text.utf8.contains(where: { $0 &- 0x30 < 10 })
    else { return false }
    let areCapitals = words.allSatisfy { word in
      word.unicodeScalars.first?.properties.isUppercase == true || particles.contains(String(word))
    }
    return areCapitals && last.unicodeScalars.first?.properties.isUppercase == true && last.count > 1
  }

  /// Small words inside names of people, and not of towns.
  private static let particles: Set<String> = [
    "von", "van", "de", "der", "den", "di", "da", "del", "dos", "du", "la", "le", "ten", "ter", "zu", "y", "al", "el",
    "bin",
    "ibn",
  ]
  /// What names of towns begin with that are as long as people's.
  private static let towns: Set<String> = [
    "new", "san", "santa", "los", "las", "saint", "st.", "bad", "hong", "kuala", "buenos", "rio", "tel", "abu", "den",
    "le",
    "la", "el", "cape", "north", "south", "east", "west", "fort", "mexico", "salt", "sankt", "port", "addis", "ho",
  ]

  /// Whether a name is that of a news agency, a newspaper that lent the text, or a site's address.
  static func isOutlet(_ name: String) -> Bool {
    let lower = name.lowercased()
    if outlets.contains(lower) { return true }
    guard !lower.utf8.contains(0x20), let dot = lower.utf8.lastIndex(of: 0x2e), dot > lower.utf8.startIndex else {
      return false
    }
    let ending = lower[lower.utf8.index(after: dot)...]
    return endings.contains(String(ending))
  }

  private static let outlets: Set<String> = [
    "the associated press", "associated press", "ap", "afp", "dpa", "apa", "epd", "kna", "sid", "efe", "ansa", "tass",
    "pti",
    "ians", "ani", "xinhua", "kyodo", "upi", "reuters", "thomson reuters", "the canadian press", "canadian press",
    "press association", "pa media", "agence france-presse", "agencia efe", "europa press", "deutsche presse-agentur",
    "agencies", "agenturen", "agence", "agencias", "news agencies", "bloomberg", "bloomberg news", "financial times",
    "the new york times", "the washington post", "bleacher report", "wire reports", "wire services",
  ]

  private static let endings: Set<String> = [
    "com", "org", "net", "de", "at", "ch", "uk", "fr", "es", "it", "nl", "be", "pl", "cz", "dk", "se", "no", "fi", "ru",
    "br",
    "eu", "info", "tv", "us", "ca", "au", "in", "jp",
  ]
}
