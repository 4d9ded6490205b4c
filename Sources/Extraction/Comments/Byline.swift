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
    "written by:", "written by", "submitted by", "reply by", "left by", "authored by:", "authored by", "added by",
    "author:", "name:", "from:", "投稿:", "投稿者:", "投稿者：", "名前:", "名前：", "作者:", "作者：", "navn:", "namn:", "nimi:", "nome:",
    "nombre:", "nom:", "naam:", "név:", "jméno:",
    "meno:", "imię:", "имя:", "isim:", "ad:", "nick:", "nickname:", "absender:", "afsender:", "przez ", "przez:",
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
    "am", "le", "el", "en", "il", "em", "am:", "hat gesagt", "hat gesagt…", "hat gesagt...", "'s avatar", "’s avatar",
    "avatar",
    "είπε", "είπε...", "είπε…", "a spus", "a spus...", "a spus…", "scrive...", "scrive…", "napisał(a)", "napisał(a)...",
    "mondta", "mondta...", "írta", "írta:", "сказал(а)...", "сказал...", "сказала...", "сказав...", "каза...",
    "rekl...", "řekl(a)...", "dedi ki...", "yazdı", "dit...", "dit…", "zei", "zei...", "sa...", "sagde ...",
    "kirjoitti...", "cho biết...", "mengatakan...", "さんのコメント", "さんのコメント...", "說...", "说...", "님의 말:",
    "on said", "has said", "says on", "wrote on", "said on", "(guest)", "(author)", "(op)", "op", "author",
    "(not verified)", "(unverified)", "(visitor)", "[visitor]", "(member)", "[member]", "[guest]", "(anonymous)",
    "(nicht überprüft)", "(nicht verifiziert)", "(gast)", "[gast]", "[besucher]", "(non vérifié)", "(invité)",
    "[visiteur]", "(no verificado)", "(sin verificar)", "(invitado)", "(non verificato)", "(ospite)",
    "(niet gecontroleerd)", "(niet geverifieerd)",
    "()", "(url)", "( url)", "(link)", "(email)", "(e-mail)", "(mail)", "(www)", "(web)", "(homepage)", "(site)",
    "profile image", "profile picture", "profile photo", "profile", "replies", "thinks", "adds", "added", "asks",
    "asked", "kommentierte", "antwortete", "about", "via", "from",
    "permalink", "dnia", "in reply to", "»", "›", "@",
  ]

  private static let openingIndex = WordIndex(openings)
  private static let closingIndex = WordIndex(closings, by: .last)

  /// The name in a text that should hold nothing but a name; `nil` where nothing of one is left.
  static func name(_ text: String) -> String? { name(line: text.utf8Span.span.trimmed) }

  /// The same for a text whose white space is folded already.
  static func name(line: [UInt8]) -> String? { name(line.span) }

  private static func name(_ line: Span<UInt8>) -> String? {
    guard line.count <= 240 else { return nil }
    var range = withoutNumber(0..<line.count, in: line)
    // Cut and cut again: "Posted by: Ann Lee says:".
    for _ in 0..<4 {
      let before = range
      if let length = openingIndex.length(at: range.lowerBound, upTo: range.upperBound - 2, in: line) {
        range = range.lowerBound + length..<range.upperBound
      }
      range = Edges.trimmed(range, in: line, keepingBrackets: true)
      range = withoutMemberNumber(range, in: line)
      range = withoutCode(range, in: line)
      range = withoutLooseBracket(range, in: line, opening: 0x28, closing: 0x29)
      range = withoutLooseBracket(range, in: line, opening: 0x5b, closing: 0x5d)
      if let last = range.last, line[last] == 0x28 || line[last] == 0x5b { range = range.lowerBound..<last }
      if let cut = dateTail(range, in: line) {
        range = Edges.trimmed(range.lowerBound..<cut, in: line, keepingBrackets: true)
      }
      let start = range.lowerBound
      let length = closingIndex.length(endingAt: range.upperBound, from: start, in: line) { place, first in
        line[place - 1] <= 0x20 || first == 0x27 || first == 0xe2
      }
      if let length {
        range = Edges.trimmed(start..<range.upperBound - length, in: line, keepingBrackets: true)
      }
      if range == before { break }
    }
    range = withoutHandle(withoutTail(range, in: line), in: line)
    // "(no name)" as a whole
    if range.count > 3, line[range.lowerBound] == 0x28, line[range.upperBound - 1] == 0x29,
      !range.dropFirst().dropLast().contains(where: { line[$0] == 0x28 || line[$0] == 0x29 })
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    if range.count > 2, line[range.lowerBound] == 0x40 { range = range.lowerBound + 1..<range.upperBound }
    guard !range.isEmpty, range.count <= 120, isNameLike(range, in: line) else { return nil }
    // "Posted by" and nobody behind it.
    if openingIndex.length(at: range.lowerBound, upTo: range.upperBound, in: line) == range.count { return nil }
    return line.text(range)
  }

  /// A line without the number that counts comments at its beginning, as in "#12 Ann".
  private static func withoutNumber(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    var index = range.lowerBound
    let isHash = index < range.upperBound && line[index] == 0x23
    if isHash { index += 1 }
    let first = index
    while index < range.upperBound, index - first < 4, line[index] >= 0x30, line[index] <= 0x39 { index += 1 }
    guard index > first, index + 2 < range.upperBound else { return range }
    if isHash, line[index] == 0x20 { return index + 1..<range.upperBound }
    // "18 Борис" counts comments; what people write in small letters behind a number is a time or an age.
    if line[index] == 0x20, line[index + 1] >= 0xc3, index - first <= 3 { return index + 1..<range.upperBound }
    guard line[index] == 0x2e || line[index] == 0x29 || line[index] == 0x3a, line[index + 1] == 0x20 else {
      return range
    }
    // "3. Mai" is a day, "3. Ann Lee" is somebody.
    if openingIndex.length(at: index + 2, upTo: range.upperBound, in: line) != nil {
      return index + 2..<range.upperBound
    }
    var stop = index + 2
    while stop < range.upperBound, line[stop] > 0x40 { stop += 1 }
    let isName = line[index + 2] >= 0x41
    let word = PhraseTable.foldedHash(line, index + 2..<stop)
    let isMonth = timeWords.value(of: word) != 0 || monthWords.value(of: word) != 0
    return line[index] == 0x2e && isName && !isMonth ? index + 2..<range.upperBound : range
  }

  /// A range without a control's label behind a dash, and without a place: "Ann - reply", "Ann, aus Bielefeld".
  private static func withoutTail(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    guard range.count > 6 else { return range }
    var index = range.upperBound - 3
    while index > range.lowerBound + 1 {
      if line[index] == 0x20, line[index - 1] == 0x2d || line[index - 1] == 0x7c, line[index - 2] == 0x20 {
        let isLabel = InterfaceWords.isControl(line.extracting(index + 1..<range.upperBound))
        return isLabel ? Edges.trimmed(range.lowerBound..<index - 1, in: line, keepingBrackets: true) : range
      }
      if line[index] == 0x20, line[index - 1] == 0x2c,
        places.length(at: index + 1, upTo: range.upperBound - 2, in: line) != nil
      {
        return range.lowerBound..<index - 1
      }
      index -= 1
    }
    return range
  }

  private static let places = WordIndex(["aus ", "from ", "de ", "uit ", "da "])

  /// Where the words of a time begin behind a name: " on Thursday, November 1", " at 3:18", " - May 3"; `nil` without.
  private static func dateTail(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard range.count > 8 else { return nil }
    let end = range.upperBound
    for index in (range.lowerBound + 2)..<(end - 4) where bytes[index] == 0x20 {
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
      if stop - index >= 7, timeWords.value(of: PhraseTable.foldedHash(bytes, index + 4..<stop)) != 0 { return index }
    }
    return nil
  }

  private static let timeWords = PhraseTable(
    [
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
      "april",
      "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun",
      "jul",
      "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "montag", "dienstag",
      "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
      "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lunedì",
      "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag", "woensdag",
      "donderdag", "vrijdag", "zaterdag", "zondag", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira",
      "sexta-feira", "on", "at", "le", "am", "um", "by", "von", "par", "por", "posted", "this",
    ].map { (phrase: $0, value: 1) })

  /// Reads a whole line.
  static func read(_ line: String, now: Instant, dayFirst: Bool? = nil) -> Byline {
    read(line: line.utf8Span.span.trimmed, now: now, dayFirst: dayFirst)
  }

  /// Reads a whole line whose white space is folded already.
  ///
  /// - Parameter isKnownNoTime: whether the line as a whole was found to be no time.
  static func read(line bytes: [UInt8], now: Instant, dayFirst: Bool? = nil, isKnownNoTime: Bool = false) -> Byline {
    var result = Byline()
    guard !bytes.isEmpty, bytes.count <= 400 else { return result }
    // No digit and no word for a time ago: no date.
    guard isDigital(bytes.span) else {
      result.author = name(line: bytes)
      return result
    }
    let pieces = pieces(of: bytes)
    let isDigital = pieces.map { Byline.isDigital(bytes.span.extracting($0)) }
    // The longest run of pieces at either end that is a date; what is left is the name.
    for count in stride(from: pieces.count, through: 1, by: -1) {
      for first in 0...(pieces.count - count) {
        let range = pieces[first].lowerBound..<pieces[first + count - 1].upperBound
        guard range.count <= 70, isDigital[first..<(first + count)].contains(true) else { continue }
        if isKnownNoTime, range.count == bytes.count { continue }
        guard let time = CommentTime.visible(bytes.span.extracting(range), now: now, dayFirst: dayFirst) else {
          continue
        }
        // "Anne, jeudi 27 octobre 2011": what the time does not need may be the name.
        var first = first
        var count = count
        while count > 1, !isDigital[first], !isTimeWord(pieces[first], in: bytes),
          CommentTime.visible(
            bytes.span.extracting(pieces[first + 1].lowerBound..<range.upperBound), now: now, dayFirst: dayFirst)?
            .instant
            == time.instant
        {
          first += 1
          count -= 1
        }
        let before = first > 0 ? bytes[..<pieces[first].lowerBound] : []
        let after = first + count < pieces.count ? bytes[pieces[first + count].lowerBound...] : []
        // "Wow, now I am even more ready for the holidays and cold weather." is what somebody says.
        if time.source == .relative, !before.isEmpty, !after.isEmpty, before.count + after.count > longestNames {
          continue
        }
        result.published = time
        // "2 props! Posted 6/13/2006 12:05 AM by Ann": who is named so outright.
        let isLed = opensName(after.span.trimmed) || leads(pieces[first + count - 1], in: bytes)
        let named = isLed ? name(line: after.span.trimmed) : nil
        result.author = named ?? name(line: before.span.trimmed) ?? name(line: after.span.trimmed)
        return result
      }
    }
    if let time = Dateline.timestamp(
      in: String(decoding: bytes, as: UTF8.self), source: .byline, dayFirst: dayFirst)
    {
      result.published = time
      return result
    }
    result.author = name(line: bytes)
    return result
  }

  /// Whether a piece is a word that a name follows and nothing else: "by".
  private static func leads(_ piece: Range<Int>, in bytes: [UInt8]) -> Bool {
    let word = Edges.trimmed(piece, in: bytes.span)
    return leadWords.value(of: PhraseTable.foldedHash(bytes.span, word)) != 0
  }

  private static let leadWords = PhraseTable(
    ["by", "von", "par", "por", "door", "av", "af", "di"].map { (phrase: $0, value: 1) })

  /// Whether a text begins with a word that a name follows.
  private static func opensName(_ text: [UInt8]) -> Bool {
    guard text.count > 4 else { return false }
    return openingIndex.length(at: 0, upTo: text.count - 2, in: text.span) != nil
  }

  /// Words of more bytes on both sides of a time ago are a sentence.
  private static let longestNames = 40

  /// Whether a piece is the name of a day or month and nothing else.
  private static func isTimeWord(_ piece: Range<Int>, in bytes: [UInt8]) -> Bool {
    let range = Edges.trimmed(piece, in: bytes.span)
    let hash = PhraseTable.foldedHash(bytes.span, range)
    return range.isEmpty || timeWords.value(of: hash) != 0 || notNames.value(of: hash) != 0
  }

  /// Whether a text holds a digit or a word for a time ago.
  private static func isDigital(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] >= 0x30 && bytes[index] <= 0x39 || isForeignDigit(bytes, at: index) {
      return true
    }
    return agoIndex.occurs(in: bytes)
  }

  /// Whether a digit of Arabic, Persian or one of India's scripts begins at a place.
  static func isForeignDigit(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard bytes[index] >= 0xd9, index + 1 < bytes.count else { return false }
    switch bytes[index] {
    case 0xd9: return bytes[index + 1] >= 0xa0 && bytes[index + 1] <= 0xa9
    case 0xdb: return bytes[index + 1] >= 0xb0 && bytes[index + 1] <= 0xb9
    case 0xe0:
      guard index + 2 < bytes.count else { return false }
      return bytes[index + 1] == 0xa5 && bytes[index + 2] >= 0xa6 && bytes[index + 2] <= 0xaf
        || bytes[index + 1] == 0xa7 && bytes[index + 2] >= 0xa6 && bytes[index + 2] <= 0xaf
    default: return false
    }
  }

  private static let agoIndex = WordIndex(["ago", "day", "gestern", "heute", "now", "vor "])

  /// Whether a text can be somebody's name: it holds a letter or digit and is none of the words around names.
  private static func isNameLike(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var holdsSign = false
    for index in range where isSign(bytes[index]) {
      holdsSign = true
      break
    }
    guard holdsSign, factLabels.length(at: range.lowerBound, upTo: range.upperBound, in: bytes) == nil else {
      return false
    }
    // "Re: Goodbye" is a title, "GMT Standard Time" what a time left over.
    if noNames.length(at: range.lowerBound, upTo: range.upperBound, in: bytes) != nil { return false }
    // "↩ Ann" names who is answered, "13:02 Ann" is what a time left over.
    if answerSigns.occurs(in: bytes.extracting(range)) || opensClock(range, in: bytes) { return false }
    guard range.count <= 40 else { return true }
    guard notNames.value(of: PhraseTable.foldedHash(bytes, range)) == 0,
      !InterfaceWords.isControl(bytes.extracting(range))
    else { return false }
    // "#1 erstellt" numbers a post.
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 0x20 || (bytes[start] >= 0x30 && bytes[start] <= 0x39) {
      start += 1
    }
    return start == range.lowerBound
      || notNames.value(of: PhraseTable.foldedHash(bytes, start..<range.upperBound)) == 0
  }

  private static let noNames = WordIndex([
    "re: ", "aw: ", "antw: ", "fwd: ", "gmt ", "gmt+", "gmt-", "utc ", "utc+", "utc-",
  ])
  private static let answerSigns = WordIndex(["↩", "↪", "↳", "⤴"])

  private static func opensClock(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard range.count >= 5 else { return false }
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
    return index > range.lowerBound && index + 2 < range.upperBound && bytes[index] == 0x3a
      && bytes[index + 1] >= 0x30 && bytes[index + 1] <= 0x39 && bytes[index + 2] >= 0x30 && bytes[index + 2] <= 0x39
  }

  /// Labels of facts about a speaker that are not the name.
  private static let factLabels = WordIndex([
    "mood:", "current mood:", "current music:", "music:", "location:", "place:", "city:", "country:", "state:", "town:",
    "age:", "gender:", "joined:", "registered:", "member since:", "posts:", "messages:", "reputation:", "rating:",
    "website:", "web site:", "homepage:", "web:", "url:", "e-mail:", "email:", "mail:", "ip:", "occupation:", "ort:",
    "wohnort:", "standort:", "registriert:", "beiträge:", "sted:", "plats:", "stad:", "ville:", "lieu:",
    "ciudad:", "lugar:", "cidade:", "città:", "skąd:", "miasto:", "posty:", "dołączył:", "stimmung:", "humeur:",
  ])

  /// Whether a byte belongs to a letter or digit.
  @inline(__always) private static func isSign(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
  }

  private static let notNames = PhraseTable(
    [
      "comments", "comment", "author", "posted", "date", "time", "on", "at", "by", "admin says", "website", "name",
      "says", "said", "wrote", "|", "members", "member", "moderator", "new member", "junior member", "senior member",
      "registered user", "online", "offline", "guest post", "staff", "view profile", "profile", "user info", "quote",
      "just now", "edited", "op", "erstellt", "verfasst", "geschrieben", "gepostet", "created", "added", "written",
      "publicado", "publié", "posté",
      "veröffentlicht", "published", "pubblicato", "updated", "aktualisiert", "mis à jour", "actualizado", "submitted",
      "last updated", "zuletzt aktualisiert", "publié le", "stand", "date:", "datum", "fecha", "dato", "dátum",
      "navn", "namn", "nimi", "nome", "nombre", "nom", "naam", "név", "jméno", "imię", "имя", "isim",
      "elküldve", "csatlakozott", "wysłany", "dołączył", "dołączyła", "joined", "registered", "dodano", "napisano",
      "skrevet", "geplaatst", "inviato", "profile image",
      "profile picture", "profile photo", "user avatar", "profilbild", "gravatar", "photo", "picture", "image", "icon",
      "post", "from", "from:", "to", "url", "user", "subject", "title", "betreff", "homepage", "email", "mail",
      "e-mail",
      "post author", "article author", "topic starter", "发表于", "发表", "只看该作者", "注册时间", "回复", "楼主", "作者", "时间", "時間",
      "日期", "名前", "投稿者", "投稿日", "글쓴이", "작성자", "작성일",
      "نویسنده", "تاريخ", "re", "re:", "original poster", "well-known member", "active member", "avatar",
    ].map { (phrase: $0, value: 1) })
}
