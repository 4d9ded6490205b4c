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

  private static let openingBytes = openings.map { Array($0.utf8) }
  private static let closingBytes = closings.map { Array($0.utf8) }

  /// The name in a text that should hold nothing but a name; `nil` where nothing of one is left.
  static func name(_ text: String) -> String? {
    var bytes = Array(text.trimmed.utf8)[...]
    guard bytes.count <= 240 else { return nil }
    // Cut and cut again: "Posted by: Ann Lee says:".
    for _ in 0..<4 {
      let before = bytes
      var low = bytes.map(lower)
      for opening in openingBytes
      where low.count > opening.count + 1 && low[0] == opening[0] && low.starts(with: opening) {
        bytes = bytes.dropFirst(opening.count)
        break
      }
      bytes = Edges.trimmed(bytes, keepingBrackets: true)
      if !bytes.contains(0x28), bytes.last == 0x29 { bytes = bytes.dropLast() }
      if !bytes.contains(0x5b), bytes.last == 0x5d { bytes = bytes.dropLast() }
      if let cut = dateTail(bytes) { bytes = Edges.trimmed(bytes[..<cut], keepingBrackets: true) }
      low = bytes.map(lower)
      for closing in closingBytes where low.count > closing.count {
        let rest = low.count - closing.count
        guard low.last == closing.last, low[rest...].elementsEqual(closing) else { continue }
        guard low[rest - 1] <= 0x20 || closing[0] == 0x27 || closing[0] == 0xe2 else { continue }
        bytes = Edges.trimmed(bytes.prefix(rest), keepingBrackets: true)
        break
      }
      if bytes == before { break }
    }
    if bytes.first == 0x40, bytes.count > 2 { bytes = bytes.dropFirst() }
    guard !bytes.isEmpty, bytes.count <= 120, isNameLike(bytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the words of a time begin behind a name: " on Thursday, November 1", " at 3:18", " - May 3"; `nil` without.
  private static func dateTail(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 8 else { return nil }
    let end = bytes.endIndex
    for index in (bytes.startIndex + 2)..<(end - 4) where bytes[index] == 0x20 {
      let first = lower(bytes[index + 1])
      let second = lower(bytes[index + 2])
      guard bytes[index + 3] == 0x20, index + 4 < end else { continue }
      let isPreposition =
        (first == 0x6f && second == 0x6e) || (first == 0x61 && (second == 0x74 || second == 0x6d))
        || (first == 0x6c && second == 0x65)
      guard isPreposition else { continue }
      let next = bytes[index + 4]
      if next >= 0x30, next <= 0x39, end - index > 6 { return index }
      var stop = index + 4
      while stop < end, (bytes[stop] | 0x20) >= 0x61, (bytes[stop] | 0x20) <= 0x7a { stop += 1 }
      if stop - index >= 7, timeWords.contains(String(decoding: bytes[(index + 4)..<stop].map(lower), as: UTF8.self)) {
        return index
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

  /// What parts a line, in lower case.
  private static let cutters: [StaticString] = [
    " at ", " on ", " - ", " – ", " — ", " | ", "|", "•", "·", " am ", " um ", " le ", " el ", ", ", " (", ")", " [",
    "]", " said", " says", " wrote", ": ", "\n", " // ", " / ", "…", " posted ", "»",
  ]

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
    while index < bytes.count, cuts.count < 12 {
      switch bytes[index] {
      // What the cutters begin with; every other byte is passed over at once.
      case 0x20, 0x7c, 0xe2, 0xc2, 0x2c, 0x29, 0x5d, 0x3a, 0x0a: break
      default:
        index += 1
        continue
      }
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
  static func isNameLike(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard
      bytes.contains(where: { $0 >= 0x80 || ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) })
    else {
      return false
    }
    guard bytes.count <= 40 else { return true }
    let low = String(decoding: bytes.map(lower), as: UTF8.self)
    return !notNames.contains(low) && !InterfaceWords.isControl(low)
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
}

/// The signs that stand between the parts of a byline and belong to none of them.
enum Edges {
  /// The bytes without white space and such signs at both ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>, keepingBrackets: Bool = false) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first {
      if isSign(first, keepingBrackets) {
        bytes = bytes.dropFirst()
      } else if let count = wideSign(bytes.prefix(3)) {
        bytes = bytes.dropFirst(count)
      } else {
        break
      }
    }
    while let last = bytes.last {
      if isSign(last, keepingBrackets) {
        bytes = bytes.dropLast()
      } else if last >= 0x80, let count = wideSign(bytes.suffix(3)) ?? wideSign(bytes.suffix(2)) {
        bytes = bytes.dropLast(count)
      } else {
        break
      }
    }
    return bytes
  }

  private static func isSign(_ byte: UInt8, _ keepingBrackets: Bool) -> Bool {
    switch byte {
    case 0...0x20, 0x23, 0x2a, 0x2c, 0x2d, 0x2f, 0x3a, 0x3e, 0x5c, 0x7c, 0x7e: true
    case 0x28, 0x29, 0x5b, 0x5d: !keepingBrackets
    default: false
    }
  }

  /// How many bytes a sign beyond ASCII takes that begins, and for a suffix ends, these bytes.
  private static func wideSign(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first, first == 0xc2 || first == 0xe2, bytes.count >= 2 else { return nil }
    let second = bytes[bytes.startIndex + 1]
    // "·", "»", "«", no-break space
    if first == 0xc2 { return second == 0xb7 || second == 0xbb || second == 0xab || second == 0xa0 ? 2 : nil }
    guard bytes.count == 3 else { return nil }
    let third = bytes[bytes.startIndex + 2]
    // "–", "—", "•", "…", "›", "‹", arrows, triangles and stars
    if second == 0x80 { return [0x93, 0x94, 0xa2, 0xa6, 0xb9, 0xba].contains(third) ? 3 : nil }
    return second == 0x86 || second == 0x96 || second == 0x98 || second == 0x9c ? 3 : nil
  }
}
