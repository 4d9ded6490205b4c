/// The rule that reads who is quoted from the words around a quotation.
///
/// - "Jason Falls writes:" before it, "As Jason put it," before it, "according to Jason" on either side
/// - ", said Jason Falls." or "Jason Falls said." behind it
/// - "— Jason Falls" at its end or behind it
enum Attribution {
  /// Verbs of saying, in lower case.
  private static let verbs: Set<String> = [
    "says", "said", "writes", "wrote", "tweets", "tweeted", "notes", "noted", "explains", "explained", "adds", "added",
    "argues", "argued", "claims", "claimed", "replies", "replied", "responds", "responded", "asks", "asked", "told",
    "announced", "comments", "commented", "posts", "posted", "blogged", "quipped", "states", "stated", "observes",
    "observed", "remarked", "remarks", "concludes", "concluded", "put", "puts", "declared", "declares", "suggests",
    "suggested", "points", "pointed", "admits", "admitted", "recalled", "recalls", "warned", "warns", "complained",
    "complains", "insists", "insisted", "sagt", "sagte", "schreibt", "schrieb", "meint", "meinte", "dit", "écrit",
    "écrivait",
    "dice", "dijo", "escribe", "escribió", "disse", "scrive", "ha scritto", "schreef", "zei",
  ]
  /// Words that stand where a name could, and name nobody.
  private static let nobody: Set<String> = [
    "he", "she", "they", "it", "i", "we", "you", "who", "someone", "somebody", "people", "one", "some", "others",
    "this",
    "that", "which", "everyone", "anyone", "as", "and", "but", "so", "er", "sie", "es", "il", "elle", "on", "el",
    "ella", "also", "then", "the", "a", "an", "many",
    "there", "what", "update", "edit", "note", "ps", "p.s.", "quote", "example", "question", "answer", "here",
  ]
  /// Words that may open a lead-in before the name.
  private static let openers: Set<String> = [
    "as", "and", "but", "so", "then", "yes", "no", "well", "like", "or", "wie", "comme", "como", "originally",
  ]
  private static let possessives: Set<String> = [
    "my", "your", "his", "her", "our", "their", "its", "of", "in", "on", "at", "for", "with", "mein", "meine", "dein",
    "sein", "ihr", "unser", "mon", "ma", "mes", "son", "sa", "mi", "su", "last", "yesterday", "today", "later", "back",
  ]
  private static let particles: Set<String> = [
    "de", "van", "von", "der", "den", "la", "le", "du", "da", "di", "bin", "al", "ten",
  ]

  /// Who is named in the words before a quotation, the last sentence or line of what comes before.
  static func speaker(before text: ArraySlice<UInt8>) -> String? {
    let sentence = lastSentence(text)
    var words = split(sentence)
    guard !words.isEmpty, words.count <= 40 else { return nil }
    let endsOpen = sentence.last == 0x3a || sentence.last == 0x2c || sentence.last == 0x2d
    if let name = accordingTo(words) { return name }
    if let position = words.lastIndex(where: { verbs.contains(bare($0)) }), words.count - position <= 14 {
      if let name = name(endingAt: position, in: words) { return name }
      // "writes Jason Falls:" with the name behind the verb.
      if let name = name(startingAt: position + 1, in: words) { return name }
      return nil
    }
    // "Jason Falls:" and "From Jason Falls:".
    if endsOpen, sentence.last == 0x3a {
      if let first = words.first, ["from", "von", "de", "per", "via", "to"].contains(bare(first)) {
        words.removeFirst()
      }
      if words.count <= 3, words.allSatisfy({ isCapitalised($0) || particles.contains(bare($0)) }) {
        return clean(words.joined(separator: " "))
      }
    }
    return nil
  }

  /// Who is named right behind a quotation's closing sign, in the same sentence.
  static func speaker(behind text: ArraySlice<UInt8>) -> String? {
    if let name = dashed(text) { return name }
    let sentence = firstSentence(text)
    let words = split(sentence)
    guard !words.isEmpty else { return nil }
    if let name = accordingTo(words) { return name }
    if verbs.contains(bare(words[0])) { return name(startingAt: 1, in: words) }
    if let position = words.prefix(6).firstIndex(where: { verbs.contains(bare($0)) }) {
      return name(endingAt: position, in: words)
    }
    return nil
  }

  /// The name behind a dash at the beginning of a text: "— Jason Falls", "- Jason Falls, Social Media Explorer".
  static func dashed(_ text: ArraySlice<UInt8>) -> String? {
    var rest = text.drop { $0 <= 0x20 }
    if rest.starts(with: [0xe2, 0x80, 0x94]) || rest.starts(with: [0xe2, 0x80, 0x93])
      || rest.starts(with: [0xe2, 0x80, 0x95])
    {
      rest = rest.dropFirst(3)
    } else if rest.first == 0x7e || rest.first == 0x2d {
      rest = rest.drop { $0 == 0x2d || $0 == 0x7e }
    } else {
      return nil
    }
    let line = rest.prefix { $0 != 0x0a }
    return credited(line)
  }

  /// The name in a credit line: what stands before a comma, a bracket or a date.
  static func credited(_ line: ArraySlice<UInt8>) -> String? {
    var line = line.drop { $0 <= 0x20 }
    if line.starts(with: [0xe2, 0x80, 0x94]) || line.starts(with: [0xe2, 0x80, 0x93]) { line = line.dropFirst(3) }
    while let first = line.first, first == 0x2d || first == 0x7e || first <= 0x20 { line = line.dropFirst() }
    let text = String(decoding: line, as: UTF8.self)
    var words = split(line)
    guard !words.isEmpty else { return nil }
    if words.count > 12, !text.contains("(@") { return nil }
    if ["by", "from", "via", "source:", "von", "by:"].contains(words[0].lowercased()), words.count > 1 {
      words.removeFirst()
    }
    var name: [String] = []
    for word in words {
      if word.hasPrefix("(") { break }
      name.append(word)
      if word.hasSuffix(",") || word.hasSuffix(";") { break }
    }
    guard !name.isEmpty, name.count <= 7 else { return nil }
    return clean(name.joined(separator: " "))
  }

  /// The name in a text that is one: a link's words, a `cite`.
  static func clean(_ text: String) -> String? {
    var slice = Array(text.utf8)[...]
    while let last = slice.last, [0x2c, 0x3a, 0x2e, 0x3b, 0x29, 0x20, 0x2d].contains(last) { slice = slice.dropLast() }
    while let first = slice.first, [0x28, 0x20, 0x2d, 0x2c].contains(first) { slice = slice.dropFirst() }
    for possessive in ["’s", "'s"] where slice.suffix(possessive.utf8.count).elementsEqual(possessive.utf8) {
      slice = slice.dropLast(possessive.utf8.count)
    }
    let name = String(decoding: slice, as: UTF8.self)
    guard !name.isEmpty, name.utf8.count <= 80, !nobody.contains(name.lowercased()) else { return nil }
    return name
  }

  private static func accordingTo(_ words: [String]) -> String? {
    guard let position = words.lastIndex(where: { bare($0) == "according" }), position + 2 < words.count,
      bare(words[position + 1]) == "to"
    else { return nil }
    return name(startingAt: position + 2, in: words)
  }

  /// The name that ends right before a verb: all words from the beginning of the sentence when they are few, else the
  /// capitalised ones.
  private static func name(endingAt verb: Int, in words: [String]) -> String? {
    var start = verb
    // "Jason Falls also writes", "Jason has said"
    while start > 0,
      ["also", "once", "has", "have", "just", "recently", "rightly", "later", "then", "hat"].contains(
        bare(words[start - 1]))
    { start -= 1 }
    let end = start
    while start > 0, isCapitalised(words[start - 1]) || particles.contains(bare(words[start - 1])) {
      if words[start - 1].hasSuffix(",") || words[start - 1].hasSuffix(".") && words[start - 1].count > 3 { break }
      start -= 1
    }
    while start < end, openers.contains(bare(words[start])) || particles.contains(words[start]) && end - start > 2 {
      start += 1
    }
    if start < end { return clean(words[start..<end].joined(separator: " ")) }
    // A name in small letters stands alone at the beginning: "marta_k wrote:".
    var first = 0
    while first < end, openers.contains(bare(words[first])) { first += 1 }
    if end - first == 1, words.count <= end + 8 { return clean(words[first]) }
    // A name of several words that ends in small letters has the line to itself: "Pingly help page wrote:".
    guard (2...5).contains(end - first), verb == words.count - 1, words[verb].hasSuffix(":"),
      isCapitalised(words[first]),
      !words[first..<end].contains(where: { nobody.contains(bare($0)) || possessives.contains(bare($0)) })
    else { return nil }
    return clean(words[first..<end].joined(separator: " "))
  }

  private static func name(startingAt start: Int, in words: [String]) -> String? {
    var end = start
    while end < words.count, end - start < 5,
      isCapitalised(words[end]) || (end > start && particles.contains(bare(words[end])))
    {
      end += 1
      if let last = words[end - 1].utf8.last, [0x2c, 0x2e, 0x3a, 0x3b].contains(last), words[end - 1].utf8.count > 2 {
        break
      }
    }
    guard end > start else { return nil }
    return clean(words[start..<end].joined(separator: " "))
  }

  private static func bare(_ word: String) -> String {
    var slice = Array(word.utf8)[...]
    while let last = slice.last, [0x2c, 0x3a, 0x2e, 0x3b, 0x29].contains(last) { slice = slice.dropLast() }
    return String(decoding: slice, as: UTF8.self).lowercased()
  }

  private static func isCapitalised(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    return first.properties.isUppercase || first == "@"
  }

  private static func split(_ text: ArraySlice<UInt8>) -> [String] {
    text.split(whereSeparator: { $0 <= 0x20 }).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The last line of a text, from the last end of a sentence on that is followed by more than a few signs.
  private static func lastSentence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = text.endIndex
    while end > text.startIndex, text[end - 1] <= 0x20 { end -= 1 }
    let floor = max(text.startIndex, end - 300)
    var start = end
    while start > floor {
      let byte = text[start - 1]
      if byte == 0x0a { break }
      if byte == 0x20, start - 2 >= floor, end - start > 3 {
        let before = text[start - 2]
        if before == 0x21 || before == 0x3f { break }
        if before == 0x2e, !isInitial(text, start - 2) { break }
      }
      start -= 1
    }
    return text[start..<end]
  }

  /// Whether a full stop belongs to an initial or a short title.
  private static func isInitial(_ text: ArraySlice<UInt8>, _ stop: Int) -> Bool {
    var length = 0
    var index = stop - 1
    while index >= text.startIndex, text[index] > 0x20, length < 4 {
      length += 1
      index -= 1
    }
    return length <= 2
  }

  private static func firstSentence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = text.startIndex
    while start < text.endIndex, text[start] == 0x20 || text[start] == 0x2c || text[start] == 0x2e { start += 1 }
    var end = start
    while end < text.endIndex, end - start < 160 {
      let byte = text[end]
      if byte == 0x0a { break }
      if (byte == 0x2e || byte == 0x21 || byte == 0x3f), !isInitial(text, end) {
        end += 1
        break
      }
      end += 1
    }
    return text[start..<end]
  }
}
