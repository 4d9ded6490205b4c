import Datelines
import Markup
import Model

/// The rule that reads a visible line about a comment: who, and when.
///
/// Examples: `Posted by: Ellen  at September 10, 2012 11:40 AM` · `Gumba Masta said:` · `JoAnne Says:` ·
/// `James Cannon - October 26, 2012` · `October 25, 2012 | Benjamin Schweizer` · `von Lisa am 3. Mai 2012`.
struct Byline {
  /// The speaker; `nil` where the line names nobody.
  var author: String?
  /// When; `nil` where the line says nothing about it.
  var published: Timestamp?

  /// Words before a name.
  private static let openings = [
    "posted by:", "posted by", "comment posted by", "comment by:", "comment by", "comment from", "commented by",
    "written by:", "written by", "submitted by", "reply by", "left by", "added by", "author:", "name:", "from:",
    "by:", "by ", "geschrieben von", "kommentar von", "verfasst von", "von:", "von ", "écrit par", "posté par",
    "rédigé par", "par:", "par ", "publicado por", "escrito por", "por:", "por ", "di ", "da ", "door ", "af ",
    "av ", "autor:", "said ", "profile for ", "profile of ", "view profile of ", "avatar of ", "photo of ",
    "permalink to comment by ", "user profile for ", "visit ", "go to ",
  ]

  /// Words after a name.
  private static let closings = [
    "says", "said", "said…", "said...", "wrote", "writes", "commented", "replied", "responded", "posted", "sagt",
    "sagte", "schrieb", "schreibt", "meint", "meinte", "dit", "a dit", "a dit…", "a écrit", "écrit", "dice", "dijo",
    "dijo...", "dijo…", "escribió", "escribe", "disse", "disse...", "disse…", "diz", "ha detto", "scrive", "zegt",
    "schreef", "zei", "skrev", "säger", "siger", "sier", "pisze", "napisał", "говорит", "пишет", "написал", "on", "at",
    "am", "le", "el", "am:", "hat gesagt", "hat gesagt…", "hat gesagt...", "'s avatar", "’s avatar", "avatar",
    "on said", "has said", "says on", "wrote on", "said on", "(guest)", "(author)", "(op)", "op", "author",
    "replies", "thinks", "adds", "added", "asks", "asked", "kommentierte", "antwortete", "about", "via", "from",
    "permalink", "in reply to", "»", "›",
  ]

  /// The name in a text that should hold nothing but a name; `nil` where nothing of one is left.
  static func name(_ text: String) -> String? {
    var name = text.trimmed
    // Cut and cut again: "Posted by: Ann Lee says:".
    for _ in 0..<4 {
      let before = name
      let low = name.lowercased()
      for opening in openings where low.hasPrefix(opening) && name.utf8.count > opening.utf8.count + 1 {
        guard low.utf8.count == name.utf8.count else { break }
        name = String(decoding: Array(name.utf8.dropFirst(opening.utf8.count)), as: UTF8.self).trimmed
        break
      }
      name = name.trimmed(of: ":,|-–—·•~#*>»…[/\\")
      if !name.contains("(") { name = name.trimmed(of: ")") }
      if !name.contains("[") { name = name.trimmed(of: "]") }
      if let cut = dateTail(name) { name = String(decoding: Array(name.utf8)[..<cut], as: UTF8.self).trimmed }
      let lower = name.lowercased()
      for closing in closings where lower.utf8.count == name.utf8.count && lower.hasSuffix(closing) {
        let rest = name.utf8.count - closing.utf8.count
        guard rest > 0 else { continue }
        let bytes = Array(name.utf8)
        guard bytes[rest - 1] <= 0x20 || closing.utf8.first == 0x27 || closing.hasPrefix("’") else { continue }
        name = String(decoding: bytes[..<rest], as: UTF8.self).trimmed
        break
      }
      if name == before { break }
    }
    if name.hasPrefix("@"), name.utf8.count > 2 { name = String(name.dropFirst()) }
    guard !name.isEmpty, name.utf8.count <= 120, isNameLike(name) else { return nil }
    return name
  }

  /// Where the words of a time begin behind a name: " on Thursday, November 1", " at 3:18", " - May 3"; `nil` without.
  private static func dateTail(_ name: String) -> Int? {
    let bytes = Array(name.utf8)
    guard bytes.count > 8 else { return nil }
    for index in 2..<(bytes.count - 4) where bytes[index] == 0x20 {
      let rest = String(decoding: bytes[(index + 1)...].prefix(18), as: UTF8.self).lowercased()
      for word in ["on ", "at ", "am ", "le "] where rest.hasPrefix(word) {
        let next = rest.dropFirst(word.count)
        if let first = next.utf8.first, first >= 0x30, first <= 0x39, bytes.count - index > 6 { return index }
        if timeWords.contains(String(next.prefix { $0.isLetter })) { return index }
      }
    }
    return nil
  }

  private static let timeWords: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april",
    "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
  ]

  /// Reads a whole line.
  static func read(_ line: String, now: Instant) -> Byline {
    var result = Byline()
    let text = line.trimmed
    guard !text.isEmpty, text.utf8.count <= 400 else { return result }
    let bytes = Array(text.utf8)
    // No digit and no word for a time ago: no date.
    guard bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) || Byline.speaksOfAge(bytes) else {
      result.author = name(text)
      return result
    }
    let pieces = pieces(of: text)
    let isDigital = pieces.map { piece in
      bytes[piece].contains { $0 >= 0x30 && $0 <= 0x39 } || Byline.speaksOfAge(Array(bytes[piece]))
    }
    // The longest run of pieces at either end that is a date; what is left is the name.
    for count in stride(from: pieces.count, through: 1, by: -1) {
      for first in 0...(pieces.count - count) {
        let range = pieces[first].lowerBound..<pieces[first + count - 1].upperBound
        guard range.count <= 70, isDigital[first..<(first + count)].contains(true) else { continue }
        let part = String(decoding: bytes[range], as: UTF8.self)
        guard let time = CommentTime.visible(part, now: now) else { continue }
        result.published = time
        let before = first > 0 ? String(decoding: bytes[..<pieces[first].lowerBound], as: UTF8.self) : ""
        let after =
          first + count < pieces.count
          ? String(decoding: bytes[pieces[first + count].lowerBound...], as: UTF8.self) : ""
        result.author = name(before) ?? name(after)
        return result
      }
    }
    if let time = Dateline.timestamp(in: text, source: .byline) {
      result.published = time
      return result
    }
    result.author = name(text)
    return result
  }

  private static func speaksOfAge(_ bytes: [UInt8]) -> Bool {
    let low = bytes.map(lower)
    return Document.holds(low, "ago") || Document.holds(low, "day") || Document.holds(low, "gestern")
      || Document.holds(low, "heute")
      || Document.holds(low, "now") || Document.holds(low, "vor ")
  }

  /// Places where a line may be cut: after " at ", " on ", " - ", "|", ",", "·", a bracket, a full stop after a number.
  private static func pieces(of text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var cuts = [0]
    var index = 0
    func follows(_ word: StaticString) -> Bool {
      guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
      for offset in 0..<word.utf8CodeUnitCount where lower(bytes[index + offset]) != (unsafe word.utf8Start[offset]) {
        return false
      }
      return true
    }
    let cutters: [StaticString] = [
      " at ", " on ", " - ", " – ", " — ", " | ", "|", "•", "·", " am ", " um ", " le ", " el ", ", ", " (", ")", " [",
      "]", " said", " says", " wrote", ": ", "\n", " // ", " / ", "…", " posted ", "»",
    ]
    while index < bytes.count, cuts.count < 12 {
      for cutter in cutters where follows(cutter) {
        cuts.append(index)
        cuts.append(min(bytes.count, index + cutter.utf8CodeUnitCount))
        index += cutter.utf8CodeUnitCount - 1
        break
      }
      index += 1
    }
    cuts.append(bytes.count)
    var pieces: [Range<Int>] = []
    for position in 1..<cuts.count where cuts[position] > cuts[position - 1] {
      let piece = cuts[position - 1]..<cuts[position]
      if bytes[piece].contains(where: {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a || $0 >= 0x80 || ($0 >= 0x30 && $0 <= 0x39)
      }) {
        pieces.append(piece)
      }
    }
    return pieces.isEmpty ? [0..<bytes.count] : pieces
  }

  /// Whether a text can be somebody's name: it holds a letter or digit and is none of the words around names.
  static func isNameLike(_ text: String) -> Bool {
    let low = text.lowercased()
    if InterfaceWords.isControl(low) || notNames.contains(low) { return false }
    return text.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.properties.isEmoji
    }
  }

  private static let notNames: Set<String> = [
    "comments", "comment", "author", "posted", "date", "time", "on", "at", "by", "admin says", "website", "name",
    "says", "said", "wrote", "|", "members", "member", "moderator", "new member", "junior member", "senior member",
    "registered user", "online", "offline", "guest post", "staff", "view profile", "profile", "user info", "quote",
    "just now", "edited", "op", "original poster", "well-known member", "active member", "avatar",
  ]
}

extension String {
  /// The text without white space at both ends and with inner white space, no-break spaces included, folded.
  var trimmed: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var space = false
    var pending = false
    for byte in utf8 {
      if pending {
        pending = false
        if byte == 0xa0 {
          space = !bytes.isEmpty
          continue
        }
        if space { bytes.append(0x20) }
        space = false
        bytes.append(0xc2)
      }
      if byte <= 0x20 {
        space = !bytes.isEmpty
      } else if byte == 0xc2 {
        pending = true
      } else {
        if space { bytes.append(0x20) }
        space = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text without any of these characters, or white space, at both ends.
  func trimmed(of characters: String) -> String {
    var text = Substring(self)
    func isCut(_ character: Character) -> Bool { character.isWhitespace || characters.contains(character) }
    while let first = text.first, isCut(first) { text = text.dropFirst() }
    while let last = text.last, isCut(last) { text = text.dropLast() }
    return String(text)
  }
}
