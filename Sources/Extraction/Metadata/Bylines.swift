import Datelines
import Model

/// The rule that takes names out of bylines.
///
/// "By Jane Doe and John Roe, Staff Writers" → Jane Doe, John Roe. "Posted by Jane on May 3" → Jane.
enum Bylines {
  /// What a byline begins with, in lower case.
  private static let openings = WordIndex(openingsByLength)
  private static let openingsByLength: [String] = [
    "written by ", "posted by ", "by: ", "by ", "von ", "par ", "por ", "di ", "da ", "text: ", "texte: ", "autor: ",
    "author: ", "geschrieben von ", "ein beitrag von ", "published by ", "reported by ", "review by ", "words by ",
    "story by ", "von: ", "par: ", "por: ", "door ", "av ", "af ", "redaktion: ", "interview: ", "article by ",
    "escrito por ", "publicado por ", "scritto da ", "a cura di ", "przez ", "od ", "auteur: ", "author ", "autor ",
    "publicado por: ", "publicada por ", "publié par ", "publié par : ", "rédigé par ", "écrit par ", "postado por ",
    "pubblicato da ", "inserito da ", "geplaatst door ", "skrevet av ", "добавил: ", "добавила: ", "автор: ",
    "Добавил: ", "Добавила: ", "Автор: ",
    "door: ", "written by: ", "posted by: ", "text von ", "verfasst von: ", "verfasst von ", "veröffentlicht von ",
    "foto: ", "by\u{a0}", "alles von ", "alle beiträge von ", "alle artikel von ", "beitrag von ", "blog beitrag von ",
    "artikel von ", "ein artikel von ", "all posts by ", "story and photos by ", "photos and story by ",
    "words and photos by ", "texto: ", "texto por ", "testo di ",
  ].sorted { $0.utf8.count > $1.utf8.count }

  /// The length of what a byline begins with; `nil` where a text does not begin so.
  static func opening(of text: Span<UInt8>) -> Int? { openings.length(at: 0, upTo: text.count, in: text) }

  /// Whether a text says outright that a name follows and when that was: "Posted by Jane on May 3, 2011 | Web".
  static func outright(in text: String) -> Bool {
    guard let length = opening(of: text.utf8Span.span), length >= 9 else { return false }
    return text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// The part of a line that names somebody, from its opening on, and the opening's length: the whole of "By Jane Doe",
  /// "Добавил: ann" of "Views: 214 | Добавил: ann | Rating: 5", "par Jane" of "Publié le 3 mai 2011 par Jane".
  static func piece(of text: String) -> (text: String, opening: Int)? {
    let line = text.utf8Span.span
    if let length = opening(of: line) { return (text, length) }
    for index in line.indices where line[index] == 0x7c && index + 2 < line.count && line[index + 1] == 0x20 {
      let rest = line.extracting(index + 2..<line.count)
      if let length = opening(of: rest), length >= 9 { return (line.text(index + 2..<line.count), length) }
    }
    // A time stands before the name.
    guard line.indices.prefix(60).contains(where: { line[$0] >= 0x30 && line[$0] <= 0x39 }) else { return nil }
    for index in line.indices.dropLast(5) where line[index] == 0x20 && index >= 8 && index < 60 {
      let rest = line.extracting(index + 1..<line.count)
      guard let length = joints(at: rest), line[index - 1] != 0x2c else { continue }
      let before = line.text(0..<index)
      guard before.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), Words.count(before) <= 8,
        let day = Dateline.timestamp(in: before, source: .byline), day.precision == .day || day.precision == .minute
      else { continue }
      return (line.text(index + 1..<line.count), length)
    }
    return nil
  }

  /// The length of the small word before a name that ends a line: "by ", "par ".
  private static func joints(at rest: Span<UInt8>) -> Int? { leads.length(at: 0, upTo: rest.count, in: rest) }

  private static let leads = WordIndex(["by ", "von ", "par ", "por ", "door ", "da ", "av ", "af "])

  /// Where a name ends: what follows says when, where or for whom.
  private static let endings = WordIndex([
    " on ", " at ", " in ", " for ", " @", " updated", " published", " posted", " | ", " – ", " — ", " - ", " · ",
    " • ", " (", " am ", " le ",
    " el ", " il ", " | ", "\n", " / ", " :: ", " ago", " last updated", " contributor", " staff writer", " follow",
    " um ", " vom ", " is a ", " is the ", " filed ", " read more", " view profile", ": ", " minutes", " special to ",
    " via ", " illustration", " fotos", " im gespräch", " the associated press", " associated press",
  ])

  private static let joints: [String] = [
    ", ", " and ", " & ", "; ", " und ", " et ", " y ", " e ", " with ", " und\n", " mit ", " en ", " og ", " och ",
  ]
  private static let anyJoint = WordIndex(joints)

  /// Words that no person is called.
  private static let strangers: Set<String> = [
    "admin", "administrator", "staff", "editor", "editors", "newsroom", "reporter", "reporters", "correspondent",
    "writer", "writers", "contributor", "contributors",
    "author", "authors", "anonymous", "guest", "unknown", "none", "null", "facebook", "twitter", "email", "follow",
    "share", "comments", "comment", "subscribe", "login", "news", "press", "agency", "reuters", "associated press",
    "http", "https", "www", "bio", "posts", "view", "more", "about", "january", "february", "march", "april", "june",
    "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "ago", "updated", "published", "redaktion", "online", "undefined", "redacción",
    "team", "editorial", "desk", "wire", "services",
    "posted", "written", "filed", "under", "on", "by", "in", "at",
    "said", "autor", "autorin", "autoren", "datum", "text", "interview", "quelle", "uncategorized", "allgemein",
    "eingetragen",
    "aktualisiert", "veröffentlicht", "geschrieben", "verfasst", "erstellt", "am", "um", "von", "archiv", "anzeigen",
    "the",
    "hinterlasse", "kommentar", "kommentare", "einen", "keine", "designed", "date", "categories", "category", "tags",
    "→",
    "leave", "a", "reply", "permalink", "print", "profile", "website", "archive", "all",
    "contributing", "opinion", "senior", "associate", "managing", "chief", "deputy", "executive", "political", "photo",
    "photos", "image", "images", "video", "kontakt", "contact",
  ]

  /// What newsrooms call themselves where no person signs.
  private static let teams: Set<String> = [
    "redaktion", "die redaktion", "redaktionsteam", "online-redaktion", "staff", "staff writer", "staff writers",
    "staff report",
    "editor", "editors", "the editors", "editorial staff", "editorial team", "editorial board", "news desk", "newsroom",
    "redacción", "la redacción", "redacao", "redação", "da redação", "redazione", "la redazione", "la rédaction",
    "rédaction",
    "news staff", "staff reporter", "staff reporters", "redactie", "de redactie", "redakcja", "redakce", "admin",
    "administrator", "team",
  ]

  private static let legalForms = WordIndex(
    [" e.v.", " gmbh", " ag", " inc.", " inc", " ltd", " ltd.", " llc", " s.a.", " s.l.", " s.r.l.", " b.v.", " kg"],
    by: .last)

  /// Whether a name ends as those of clubs and companies do.
  static func isOrganisation(_ name: String) -> Bool {
    if isOutlet(name) { return true }
    let bytes = name.utf8Span.span
    return legalForms.length(endingAt: bytes.count, from: 0, in: bytes) { _, _ in true } != nil
  }

  /// Whether a text is such a name, perhaps behind "By".
  static func isTeam(_ text: String) -> Bool {
    var lower = text.lowercased()
    for opening in ["by ", "von ", "por ", "par "] where lower.hasPrefix(opening) {
      lower.removeFirst(opening.count)
      break
    }
    return teams.contains(lower)
  }

  /// The names in a text, in its order; empty when nothing in it reads like one.
  static func names(in text: String) -> [String] {
    var rest = spokenForm(of: Words.folded(text))
    // "By" may stand twice: "By By Jane Doe".
    for _ in 0..<2 {
      guard let opening = opening(of: rest.utf8Span.span) else { break }
      rest = String(decoding: Array(rest.utf8)[opening...], as: UTF8.self)
    }
    // "Posted on May 3, 2011 by Jane Doe".
    if rest.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      let lower = Words.lowered(rest)
      for joint in [" by ", " von ", " par ", " por "] {
        guard let position = Words.position(of: Array(joint.utf8), in: lower), position < 60,
          lower[..<position].contains(where: { $0 >= 0x30 && $0 <= 0x39 })
        else { continue }
        rest = String(decoding: Array(rest.utf8)[(position + joint.utf8.count)...], as: UTF8.self)
        break
      }
    }
    if let cut = dateInWordsBehind(rest.utf8Span.span) {
      rest = String(decoding: withoutLastWord(Array(rest.utf8)[..<cut]), as: UTF8.self)
    }
    var names: [String] = []
    for part in split(rest) {
      var name = Array(part.utf8)
      if let cut = dateBehind(name) { name = Array(withoutLastWord(name[..<cut])) }
      if let end = firstEnding(in: name) { name = Array(name[..<end]) }
      let candidate = withoutAgency(trimmed(name))
      if isName(candidate) { names.append(candidate) } else if !names.isEmpty { break }
    }
    return names
  }

  /// Words between a name and a date of numbers.
  private static let lastWords = WordIndex([" on", " at", " am", " le", " el", " il", " op", " em"], by: .last)

  /// What stands before a date, without the "on" or "am" that leads to it.
  private static func withoutLastWord(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let length = lastWords.length(endingAt: name.count, from: 0, in: name.span) { _, _ in true }
    return name.dropLast(length ?? 0)
  }

  /// Where a day in words follows a name and ends the line: "Jane Doe 1 Mar 2009", "Jane Doe Fri, March 1, 2009".
  private static func dateInWordsBehind(_ line: Span<UInt8>) -> Int? {
    guard line.count <= 120, let last = line.indices.last, line[last] &- 0x30 < 10 || line[last] >= 0x80 else {
      return nil
    }
    let spaces = line.indices.filter { line[$0] == 0x20 && $0 >= 3 }.suffix(5)
    func isDay(_ text: String) -> Bool {
      let time = Dateline.timestamp(fromHuman: text, source: .byline)
      // "2019年4月28日 8時00分" ends in a sign, and no name does.
      return line[last] >= 0x80 ? time?.day != nil : time?.precision == .day
    }
    guard let cut = spaces.last(where: { isDay(line.text($0 + 1..<line.count)) }) else { return nil }
    guard line[last] < 0x80, let before = spaces.last(where: { $0 < cut }) else {
      return spaces.first { isDay(line.text($0 + 1..<line.count)) } ?? cut
    }
    // Before a comma every short word would pass for a weekday.
    let word = line.text(before + 1..<cut).filter(\.isLetter)
    return isDay("\(word) 1 March 2009") ? before : cut
  }

  /// Where a date of numbers follows a name: "gcastillo 05/02/2011 10:30".
  private static func dateBehind(_ name: [UInt8]) -> Int? {
    func isDigit(_ index: Int) -> Bool { index < name.count && name[index] >= 0x30 && name[index] <= 0x39 }
    for index in name.indices where index >= 3 && name[index] == 0x20 && isDigit(index + 1) {
      let mark = isDigit(index + 2) ? index + 3 : index + 2
      if mark < name.count, name[mark] == 0x2f || name[mark] == 0x2e || name[mark] == 0x2d, isDigit(mark + 1) {
        return index
      }
    }
    return nil
  }

  private static func firstEnding(in name: [UInt8]) -> Int? {
    let text = name.span
    return name.indices.first { endings.length(at: $0, upTo: text.count, in: text) != nil }
  }

  private static func trimmed(_ name: [UInt8]) -> String {
    var slice = name[...]
    func isEdge(_ byte: UInt8) -> Bool {
      byte <= 0x2f && byte != 0x2e || byte == 0x3a || byte == 0x3b || byte == 0x7c || byte == 0x40 || byte == 0x3e
        || byte == 0x3c || byte == 0x2a || byte == 0x5d || byte == 0x5b
    }
    while let first = slice.first, isEdge(first) { slice = slice.dropFirst() }
    while let last = slice.last, isEdge(last) { slice = slice.dropLast() }
    return Words.folded(String(decoding: slice, as: UTF8.self))
  }

  /// Whether a text reads like a person's name: one to five words, mostly letters, no address, no number.
  static func isName(_ text: String) -> Bool {
    let count = Words.count(text)
    guard count >= 1, count <= 5, text.utf8.count >= 3, text.utf8.count <= 60 else { return false }
    var digits = 0
    var letters = 0
    for byte in text.utf8 {
      if byte >= 0x30 && byte <= 0x39 { digits += 1 }
      if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0x80 { letters += 1 }
      if byte == 0x2f || byte == 0x40 || byte == 0x3d || byte == 0x7b || byte == 0x3f { return false }
    }
    // People sign with the logins that they have: "freeman1984".
    let isLogin = count == 1 && digits <= 4 && letters >= 4 && digits <= letters
    guard letters >= 2, digits <= 2 && letters > digits * 2 || isLogin else { return false }
    let lower = text.lowercased()
    if lower.hasPrefix("http") || lower.hasPrefix("www.") { return false }
    if count <= 2, strangers.contains(lower) { return false }
    let words = lower.utf8.split(separator: 0x20)
    if words.contains(where: { $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) { return false }
    if words.allSatisfy({ strangers.contains(String($0) ?? "") }) { return false }
    return true
  }

  private static func split(_ text: String) -> [String] {
    guard anyJoint.occurs(in: text.utf8Span.span) else { return [text] }
    var parts = [Array(text.utf8)]
    for separator in joints.map({ Array($0.utf8) }) {
      var next: [[UInt8]] = []
      for part in parts {
        var rest = part
        while true {
          let lower = rest.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
          guard let position = Words.position(of: separator, in: lower) else { break }
          next.append(Array(rest[..<position]))
          rest = Array(rest[(position + separator.count)...])
        }
        next.append(rest)
      }
      parts = next
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
