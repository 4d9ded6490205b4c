/// Reads one file of the lexicon, line by line.
struct LexiconReader {
  /// Files are read in this order, because cues use classes and cue words come before rated words.
  enum Pass: CaseIterable {
    case words, cues, services, ratings, leanings, fields
  }

  private let source: Lexicon.Source
  private let index: Int

  init(source: Lexicon.Source, index: Int) {
    self.source = source
    self.index = index
  }

  /// Reads all files of a lexicon, by language.
  static func builders(_ sources: [Lexicon.Source]) throws(LexiconError) -> [String: GrammarBuilder] {
    var builders: [String: GrammarBuilder] = [:]
    // Word classes come before the cues that use them, whatever the files' order; ratings last.
    for pass in Pass.allCases {
      for (index, source) in sources.enumerated() {
        guard let file = kind(of: source.path) else {
          if source.path.hasSuffix(".md") { continue }
          throw LexiconError(
            code: .unknownFile, file: source.path, line: 1,
            reason:
              "expected words.txt, leanings.txt, fields.txt, *.cues or *.tsv below LANGUAGE, services.txt or faces.tsv")
        }
        guard file.pass == pass else { continue }
        let reader = LexiconReader(source: source, index: index)
        if let language = file.language {
          let builder = builders[language] ?? GrammarBuilder(language: language)
          builders[language] = builder
          try reader.read(pass, into: builder)
        } else {
          for (_, builder) in builders.sorted(by: { $0.key < $1.key }) { try reader.read(pass, into: builder) }
        }
      }
    }
    return builders
  }

  /// What a path below the lexicon's folder holds, and of which language; `nil` when it is no lexicon file.
  static func kind(of path: String) -> (pass: Pass, language: String?)? {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return nil }
    if name == "services.txt" { return (.services, nil) }
    if name == "faces.tsv", parts.count == 1 { return (.ratings, nil) }
    guard parts.count >= 2 else { return nil }
    let folder = String(parts[parts.count - 2])
    if name.hasSuffix(".tsv") { return (.ratings, folder) }
    if name == "words.txt" { return (.words, folder) }
    if name == "leanings.txt" { return (.leanings, folder) }
    if name == "fields.txt" { return (.fields, folder) }
    return name.hasSuffix(".cues") ? (.cues, folder) : nil
  }

  /// Adds the file's entries to a language.
  func read(_ pass: Pass, into builder: GrammarBuilder) throws(LexiconError) {
    let bytes = source.bytes
    var line = 0
    var start = 0
    if pass == .ratings || pass == .leanings || pass == .fields { builder.beginRatings() }
    var section: (kind: Cue.Kind, reason: Int32)?
    while start < bytes.count {
      line += 1
      var end = start
      while end < bytes.count, bytes[end] != 10 { end += 1 }
      var stop = end
      while stop > start, bytes[stop - 1] == 13 || bytes[stop - 1] == 32 || bytes[stop - 1] == 9 { stop -= 1 }
      defer { start = end + 1 }
      if stop == start || bytes[start] == 0x23 && (stop == start + 1 || bytes[start + 1] == 32) { continue }
      do throws(PatternReader.Problem) {
        switch pass {
        case .words:
          try readWords(start, stop, into: builder)
          guard builder.vocabulary.count < WordSets.limit else {
            throw PatternReader.Problem(reason: "the classes hold more than \(WordSets.limit) words")
          }
        case .services: builder.addService(bytes, start, stop)
        case .ratings: try readRating(start, stop, into: builder)
        case .leanings: try readLeaning(start, stop, into: builder)
        case .fields: try readField(start, stop, into: builder)
        case .cues:
          if bytes[start] == 0x5B {
            section = try readSection(start, stop, into: builder)
          } else if let section {
            try readCue(start, stop, line, section, into: builder)
          } else {
            throw PatternReader.Problem(reason: "a cue before the first [section]")
          }
        }
      } catch {
        throw LexiconError(code: .malformed, file: source.path, line: line, reason: error.reason)
      }
    }
  }

  private func readWords(_ start: Int, _ end: Int, into builder: GrammarBuilder) throws(PatternReader.Problem) {
    switch source.bytes[start] {
    case 0x40: try builder.addClass(source.bytes, start, end)
    case 0x7E: try builder.addVerb(source.bytes, start + 1, end)
    case 0x3D: try builder.addExpansion(source.bytes, start + 1, end)
    case 0x21: builder.addTags(source.bytes, start + 1, end)
    case 0x2F: try builder.addEndings(source.bytes, start + 1, end)
    default:
      throw .init(reason: "expected '@class words', '~verb forms', '= short words', '/letter endings' or '! tags'")
    }
  }

  private func readSection(
    _ start: Int, _ end: Int, into builder: GrammarBuilder
  ) throws(PatternReader.Problem) -> (kind: Cue.Kind, reason: Int32) {
    let name = String(decoding: source.bytes[(start + 1)..<max(start + 1, end - 1)], as: UTF8.self)
    if name.hasPrefix("reason ") { return (.reason, try builder.reason(name.dropFirst(7))) }
    guard let kind = Cue.Kind.allCases.first(where: { $0.name == name }) else {
      throw .init(reason: "no section [\(name)]; known are \(Cue.Kind.allCases.map(\.name).joined(separator: ", "))")
    }
    return (kind, -1)
  }

  private func readCue(
    _ start: Int, _ end: Int, _ line: Int, _ section: (kind: Cue.Kind, reason: Int32),
    into builder: GrammarBuilder
  ) throws(PatternReader.Problem) {
    let bytes = source.bytes
    let form = "expected 'weight<TAB>pattern<TAB>+ example<TAB>- look-alike'"
    guard let tab = (start..<end).first(where: { bytes[$0] == 9 }) else {
      throw .init(reason: form + ", and there is no tab")
    }
    guard let weight = LexiconReader.decimal(bytes, start, tab) else {
      throw .init(
        reason: form + ", and \"\(String(decoding: bytes[start..<tab], as: UTF8.self))\" is no weight such as 1.5")
    }
    var stop = tab + 1
    while stop < end, bytes[stop] != 9 { stop += 1 }
    let place = CuePlace(file: Int32(index), line: Int32(line), start: tab + 1, end: stop, lineEnd: end)
    try builder.addPattern(bytes, place, kind: section.kind, weight: weight, reason: section.reason)
  }

  /// Reads `rating<TAB>entries` or `entry<TAB>rating`.
  private func readRating(_ start: Int, _ end: Int, into builder: GrammarBuilder) throws(PatternReader.Problem) {
    let bytes = source.bytes
    guard let tab = (start..<end).first(where: { bytes[$0] == 9 }) else {
      throw .init(reason: "expected 'rating<TAB>entries' or 'entry<TAB>rating'")
    }
    if let rating = LexiconReader.rating(bytes, start, tab) {
      try builder.addRatings(bytes, tab + 1, end, rating)
      return
    }
    var stop = tab + 1
    while stop < end, bytes[stop] != 9 { stop += 1 }
    guard let rating = LexiconReader.rating(bytes, tab + 1, stop) else {
      throw .init(reason: "a rating is a decimal from -4 to 4")
    }
    try builder.addRating(bytes, start, tab, rating)
  }

  /// Reads `word<TAB>towards quitting<TAB>towards defending`.
  private func readLeaning(_ start: Int, _ end: Int, into builder: GrammarBuilder) throws(PatternReader.Problem) {
    let fields = source.bytes[start..<end].split(separator: 9, omittingEmptySubsequences: false)
    guard fields.count == 3, let word = fields.first, !word.isEmpty,
      let quitting = LexiconReader.decimal(source.bytes, fields[1].startIndex, fields[1].endIndex),
      let defending = LexiconReader.decimal(source.bytes, fields[2].startIndex, fields[2].endIndex),
      abs(quitting) <= Leaning.most, abs(defending) <= Leaning.most
    else {
      let range = "-\(Int(Leaning.most)) to \(Int(Leaning.most))"
      throw .init(reason: "expected 'word<TAB>towards quitting<TAB>towards defending', both from \(range)")
    }
    try builder.addLeaning(source.bytes, word.startIndex, word.endIndex, Leaning(quitting, defending))
  }

  /// Reads `reason<TAB>words`.
  private func readField(_ start: Int, _ end: Int, into builder: GrammarBuilder) throws(PatternReader.Problem) {
    let parts = source.bytes[start..<end].split(separator: 9, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw .init(reason: "expected 'reason<TAB>words', or 'reason against<TAB>words'")
    }
    let reason = try builder.reason(Substring(decoding: parts[0], as: UTF8.self))
    for word in parts[1].split(separator: 32) {
      try builder.addFieldWord(source.bytes, word.startIndex, word.endIndex, reason)
    }
  }

  private static func rating(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Float? {
    guard let value = decimal(bytes, start, end), value >= -4, value <= 4 else { return nil }
    return value
  }

  /// A decimal such as `-1.5`.
  static func decimal(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Float? {
    var at = start
    var sign: Float = 1
    if at < end, bytes[at] == 0x2D || bytes[at] == 0x2B {
      sign = bytes[at] == 0x2D ? -1 : 1
      at += 1
    }
    guard at < end else { return nil }
    var value: Float = 0
    var scale: Float = 0
    while at < end {
      if bytes[at] == 0x2E, scale == 0 {
        scale = 1
      } else if bytes[at] >= 48, bytes[at] <= 57 {
        value = value * 10 + Float(bytes[at] - 48)
        scale *= 10
      } else {
        return nil
      }
      at += 1
    }
    return sign * value / max(scale, 1)
  }
}
