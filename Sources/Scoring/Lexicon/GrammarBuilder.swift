/// Collects the words, sets and patterns of one language and compiles them into a `Grammar`.
final class GrammarBuilder {
  var grammar = GrammarTables()
  var vocabulary = GrowingVocabulary()
  /// Rated phrases by their first word.
  var phraseStarts: [UInt32: [(rest: [UInt32], rating: Float)]] = [:]
  var sets: [[UInt32]] = []
  var setNames: [UInt64: Int] = [:]
  var verbSets: Set<Int> = []
  var lemmas: [UInt64: Lemma] = [:]
  var forms: [UInt8] = []
  var ratings: [(UInt32, Float)] = []
  /// Ratings of forms that come from a class of endings; what is rated by itself goes before them.
  var inflectedRatings: [(UInt32, Float)] = []
  /// The language's classes of endings by their letter.
  var endings: [UInt8: [Endings]] = [:]
  /// How far single words speak for a side.
  var leanings: [UInt32: Leaning] = [:]
  /// The reasons that words speak of together with others.
  var fields: [UInt32: ReasonFields] = [:]
  var firstRated = UInt32.max
  var seen: Set<UInt64> = []
  var conjugatesEnglish = false
  /// Group bits of each set's members, and of what begins and ends clauses.
  var groupBits: [UInt64] = []
  var edges: UInt64 = 0
  /// How often each word is met, in 20,000 words.
  var frequencies: [Float] = []
  /// How often those of each set are met, and all of them.
  var setFrequencies: [Float] = []
  var allFrequencies: Float = 1
  /// The share of a text's words that each group has.
  var groupShares: [Float] = []
  /// Emoji and other words without a letter that patterns use.
  var signs: [UInt32] = []
  /// Where each cue stands: file, line, bytes of its pattern.
  var places: [CuePlace] = []

  /// What the tables have room for.
  static let mostPatterns = 60_000

  struct Lemma {
    /// Form and word, every form of the verb.
    var forms: [(UInt8, UInt32)] = []
  }

  init(language: String) {
    conjugatesEnglish = language == "english"
  }

  // MARK: Words

  /// The numbers of the words that a written item is cut into.
  func words(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [UInt32] {
    var hash = WordHash()
    var isPlain = true
    for index in start..<end {
      let byte = bytes[index]
      if !(byte >= 97 && byte <= 122) && byte < 0xC3 { isPlain = false }
      hash.add(byte)
    }
    if isPlain { return [number(hash.value)] }
    let tokens = Tokenizer.tokens(of: Array(bytes[start..<end]), vocabulary: Vocabulary.marks)
    if tokens.isEmpty {
      let sign = number(hash.value)
      signs.append(sign)
      return [sign]
    }
    return tokens.compactMap { token in
      if token.hash == 0 || (token.word > Mark.lastBoundary && token.word < Mark.firstFree) { return token.word }
      return token.isBoundary ? nil : number(token.hash)
    }
  }

  func number(_ hash: UInt64) -> UInt32 { vocabulary.intern(hash) }

  // MARK: Verbs

  /// Adds a verb with the forms that the rules would get wrong: `leave left left leaving`.
  func addVerb(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(PatternReader.Problem) {
    var parts: [(Int, Int)] = []
    var at = start
    while at < end {
      while at < end, bytes[at] == 32 { at += 1 }
      let from = at
      while at < end, bytes[at] != 32 { at += 1 }
      if at > from { parts.append((from, at)) }
    }
    guard let first = parts.first else { throw .init(reason: "a verb needs a name") }
    let name = Array(bytes[first.0..<first.1])
    if let colon = parts.dropFirst().first, bytes[colon.0..<colon.1].contains(0x3A) {
      var lemma = Lemma()
      for (from, to) in parts.dropFirst() {
        guard let mark = (from..<to).first(where: { bytes[$0] == 0x3A }),
          let form = GrammarBuilder.form(bytes[from..<mark])
        else {
          throw .init(reason: "a form is base:, s:, past:, part: or ing: with words joined by commas")
        }
        for word in bytes[(mark + 1)..<to].split(separator: 0x2C) {
          lemma.forms.append((form, number(GrammarBuilder.hash(word))))
        }
      }
      define(name, lemma)
      return
    }
    let past = parts.count > 1 ? Array(bytes[parts[1].0..<parts[1].1]) : nil
    let participle = parts.count > 2 ? Array(bytes[parts[2].0..<parts[2].1]) : past
    let gerund = parts.count > 3 ? Array(bytes[parts[3].0..<parts[3].1]) : nil
    define(
      name.last == 0x2B ? Array(name.dropLast()) : name,
      regular(name, past: past, participle: participle, gerund: gerund))
  }

  func define(_ name: [UInt8], _ lemma: Lemma) {
    let key = GrammarBuilder.hash(name)
    lemmas[key, default: Lemma()].forms += lemma.forms
    for (form, word) in lemma.forms { note(form, of: word) }
  }

  func note(_ form: UInt8, of word: UInt32) {
    while forms.count <= Int(word) { forms.append(0) }
    forms[Int(word)] |= form
  }

  func regular(_ base: [UInt8], past: [UInt8]?, participle: [UInt8]?, gerund: [UInt8]?) -> Lemma {
    var root = base
    let doubles = root.last == 0x2B
    if doubles { root.removeLast() }
    let last = root.last ?? 0
    let before = root.count > 1 ? root[root.count - 2] : 0
    let endsInE = last == 0x65
    let endsInY = last == 0x79 && !GrammarBuilder.vowels.contains(before)
    let hisses =
      last == 0x73 || last == 0x78 || last == 0x7A || last == 0x6F
      || (last == 0x68 && (before == 0x73 || before == 0x63))
    let stem = doubles ? root + [last] : root
    let s = endsInY ? Array(root.dropLast()) + Array("ies".utf8) : root + Array((hisses ? "es" : "s").utf8)
    let ed = endsInE ? root + [0x64] : endsInY ? Array(root.dropLast()) + Array("ied".utf8) : stem + Array("ed".utf8)
    let ing = (endsInE && before != 0x65 ? Array(root.dropLast()) : stem) + Array("ing".utf8)
    var lemma = Lemma()
    func add(_ form: UInt8, _ word: [UInt8]) { lemma.forms.append((form, number(GrammarBuilder.hash(word)))) }
    add(Grammar.Form.base, root)
    add(Grammar.Form.third, s)
    add(Grammar.Form.past, past ?? ed)
    add(Grammar.Form.participle, participle ?? ed)
    add(Grammar.Form.gerund, gerund ?? ing)
    return lemma
  }

  static let vowels: Set<UInt8> = [0x61, 0x65, 0x69, 0x6F, 0x75]

  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    Vocabulary.hash(bytes)
  }

  static func form(_ name: ArraySlice<UInt8>) -> UInt8? {
    switch String(decoding: name, as: UTF8.self) {
    case "base": Grammar.Form.base
    case "s": Grammar.Form.third
    case "past": Grammar.Form.past
    case "part": Grammar.Form.participle
    case "ing": Grammar.Form.gerund
    case "ed": Grammar.Form.past | Grammar.Form.participle
    default: nil
    }
  }

  // MARK: Sets

  /// Adds what an item of a list stands for to `members`; true when it is a verb.
  func collect(_ bytes: [UInt8], _ start: Int, _ end: Int, into members: inout [UInt32]) throws(PatternReader
    .Problem) -> Bool
  {
    guard start < end else { throw .init(reason: "an empty alternative") }
    if bytes[start] == 0x7E || bytes[start] == 0x40 {
      let (set, isVerb) = try namedSet(bytes, start, end)
      members += sets[Int(set)]
      return isVerb
    }
    let found = words(bytes, start, end)
    guard found.count == 1 else { throw .init(reason: "an alternative is one word") }
    members += found
    return false
  }

  /// The set of `~verb`, `~verb:form` or `@class`, and whether it is a verb's.
  func namedSet(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(PatternReader.Problem) -> (UInt32, Bool) {
    let key = GrammarBuilder.hash(bytes[start..<end])
    if let known = setNames[key] { return (UInt32(known), verbSets.contains(known)) }
    guard bytes[start] == 0x7E else {
      throw .init(reason: "no class \(String(decoding: bytes[start..<end], as: UTF8.self)) is defined above")
    }
    let colon = (start..<end).first { bytes[$0] == 0x3A } ?? end
    let name = Array(bytes[(start + 1)..<colon])
    let nameKey = GrammarBuilder.hash(name)
    if lemmas[nameKey] == nil {
      guard conjugatesEnglish else {
        throw .init(reason: "no verb ~\(String(decoding: name, as: UTF8.self)) in verbs.txt")
      }
      define(name, regular(name, past: nil, participle: nil, gerund: nil))
    }
    var wanted: UInt8 = 0xFF
    if colon < end {
      guard let form = GrammarBuilder.form(bytes[(colon + 1)..<end]) else {
        throw .init(reason: "a verb's form is :base, :s, :past, :part, :ing or :ed")
      }
      wanted = form
    }
    let members = lemmas[nameKey, default: Lemma()].forms.filter { $0.0 & wanted != 0 }.map { $0.1 }
    let index = sets.count
    sets.append(GrammarBuilder.unique(members))
    setNames[key] = index
    verbSets.insert(index)
    return (UInt32(index), true)
  }

  /// The number of a set with just these members.
  func set(of members: [UInt32]) -> UInt32 {
    sets.append(GrammarBuilder.unique(members))
    return UInt32(sets.count - 1)
  }

  static func unique(_ members: [UInt32]) -> [UInt32] {
    if members.count < 2 { return members }
    var sorted = members
    sorted.sort()
    var kept = 0
    for index in 1..<sorted.count where sorted[index] != sorted[kept] {
      kept += 1
      sorted[kept] = sorted[index]
    }
    sorted.removeLast(sorted.count - kept - 1)
    return sorted
  }

  /// The members of a set.
  func members(of set: UInt32) -> [UInt32] { sets[Int(set)] }

  /// Whether a word is a form of some verb.
  func isVerbForm(_ word: UInt32) -> Bool { Int(word) < forms.count && forms[Int(word)] != 0 }

  /// Adds words to a class: `@exit ~leave ~quit go`.
  func addClass(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(PatternReader.Problem) {
    var at = start
    while at < end, bytes[at] != 32 { at += 1 }
    let key = GrammarBuilder.hash(bytes[start..<at])
    var members: [UInt32] = []
    var isVerb = false
    while at < end {
      while at < end, bytes[at] == 32 { at += 1 }
      let from = at
      while at < end, bytes[at] != 32 { at += 1 }
      if at > from { isVerb = try collect(bytes, from, at, into: &members) || isVerb }
    }
    let index = setNames[key] ?? sets.count
    if index == sets.count {
      sets.append(GrammarBuilder.unique(members))
      setNames[key] = index
    } else {
      sets[index] = GrammarBuilder.unique(sets[index] + members)
    }
    if isVerb { verbSets.insert(index) }
  }

  // MARK: Entries

  /// Adds a short form and the words it stands for: `gonna going to`.
  func addExpansion(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(PatternReader.Problem) {
    let all = bytes[start..<end].split(separator: 32).flatMap { words(bytes, $0.startIndex, $0.endIndex) }
    guard all.count >= 2, let key = all.first else { throw .init(reason: "a short form needs the words it stands for") }
    grammar.expansions[key] = Array(all.dropFirst())
  }

  /// Adds a cue, or replaces the one with the same pattern and kind.
  func addPattern(
    _ bytes: [UInt8], _ place: CuePlace, kind: Cue.Kind, weight: Float, reason: Int32
  ) throws(PatternReader.Problem) {
    var reader = PatternReader(bytes, place.start, place.end)
    let variants = try reader.variants(into: self)
    let key = GrammarBuilder.hash(bytes[place.start..<place.end] + [kind.rawValue])
    if !seen.insert(key).inserted {
      if let old = places.firstIndex(where: { $0.key == key }) {
        guard places[old].file != place.file else {
          throw .init(reason: "the same pattern stands on line \(places[old].line)")
        }
        for index in grammar.patterns.indices where grammar.patterns[index].cue == Int32(old) {
          grammar.patterns[index].weight = weight
        }
        var replaced = place
        replaced.key = key
        replaced.kind = kind
        replaced.weight = weight
        replaced.reason = reason
        places[old] = replaced
        return
      }
    }
    var stored = place
    stored.key = key
    stored.kind = kind
    stored.weight = weight
    stored.reason = reason
    places.append(stored)
    guard grammar.patterns.count + variants.count < GrammarBuilder.mostPatterns else {
      throw .init(reason: "the language's patterns stand for more than \(GrammarBuilder.mostPatterns) runs of words")
    }
    for var elements in variants {
      // Gaps and optional words at the edges would only widen the evidence.
      while let last = elements.last, last.kind == .gap { elements.removeLast() }
      while let first = elements.first, first.kind == .gap { elements.removeFirst() }
      grammar.patterns.append(
        Pattern(
          cue: Int32(places.count - 1), kind: kind, weight: weight, reason: Int16(clamping: reason),
          asksForRival: elements.contains { $0.kind == .rival }))
      grammar.runs.append(PatternRun(elements: elements))
    }
  }

  /// The number of a reason, given out now if it is new, with the side that its words speak for: "price", "price for".
  func reason(_ section: Substring) throws(PatternReader.Problem) -> Int32 {
    let parts = section.split(separator: " ")
    let side = parts.count == 1 ? ReasonSide.either : parts.count == 2 ? ReasonSide(named: parts[1]) : nil
    guard let side, let name = parts.first.map(String.init) else {
      throw .init(reason: "expected [reason NAME], [reason NAME against] or [reason NAME for]")
    }
    let index = grammar.reasons.firstIndex(of: name) ?? grammar.reasons.count
    if index == ReasonSide.limit {
      throw .init(reason: "more than \(ReasonSide.limit) reasons; give some of them the same name")
    }
    if index == grammar.reasons.count { grammar.reasons.append(name) }
    return side.code(of: index)
  }

  /// Adds the name of a well-known service; a trailing `!` says that it is also a common word.
  func addService(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    let isAmbiguous = end > start && bytes[end - 1] == 0x21
    let stop = isAmbiguous ? end - 1 : end
    let hashes: [UInt64]
    if bytes[start..<stop].allSatisfy({ $0 >= 97 && $0 <= 122 }) {
      hashes = [GrammarBuilder.hash(bytes[start..<stop])]
    } else {
      hashes = Tokenizer.tokens(of: Array(bytes[start..<stop]), vocabulary: Vocabulary.marks).map {
        $0.hash != 0 ? $0.hash : UInt64($0.word)
      }
    }
    guard let first = hashes.first else { return }
    grammar.services.append(hashes)
    if isAmbiguous { grammar.ambiguousServices.insert(first) }
  }
}

/// Where a cue stands: its file, its line, and the bytes of its pattern.
struct CuePlace: Sendable {
  var file: Int32
  var line: Int32
  var start: Int
  var end: Int
  var lineEnd: Int
  var key: UInt64 = 0
  var kind = Cue.Kind.shield
  var weight: Float = 0
  var reason: Int32 = -1
}
