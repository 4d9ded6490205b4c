/// What the scorer knows: for each language its cues, word classes, reasons and rated words.
///
/// The files' form is described in `Embedded/README.md`.
public struct Lexicon: Sendable {
  /// One file of the lexicon.
  struct Source: Sendable {
    var path: String
    var bytes: [UInt8]
  }

  /// The files, read when a cue is listed or another lexicon extends this one.
  let sources: @Sendable () -> [Source]
  /// What was made of the files, sorted by name.
  let entries: [LexiconLanguage]

  /// Reads a lexicon from files, on top of another one where `base` is given.
  ///
  /// A cue whose pattern an earlier file has in the same section takes the earlier one's place.
  ///
  /// - Parameters:
  ///   - files: path below the lexicon's folder, and text.
  ///   - base: the lexicon that the files add to; `nil` to read nothing but the files.
  /// - Throws: `LexiconError` with file, line and reason at the first line that cannot be read.
  public init(files: [(path: String, text: String)], extending base: Lexicon? = nil) throws(LexiconError) {
    try self.init(sources: (base?.sources() ?? []) + files.map { Source(path: $0.path, bytes: Array($0.text.utf8)) })
  }

  init(sources: [Source]) throws(LexiconError) {
    self.sources = { sources }
    var entries: [LexiconLanguage] = []
    for (language, builder) in try LexiconReader.builders(sources).sorted(by: { $0.key < $1.key }) {
      let tables = try builder.finished(language)
      let places = builder.places
      var writer = TableWriter()
      tables.write(into: &writer)
      let packed = writer.bytes
      let reasons = tables.reasons
      entries.append(
        LexiconLanguage(language, tags: tables.tags, isReadable: !tables.patterns.isEmpty) {
          Grammar(copying: packed)
        } cues: {
          CueList(places, names: CueNames.names(of: places, reasons: reasons, in: sources))
        })
    }
    self.entries = entries
  }

  init(entries: [LexiconLanguage], sources: @escaping @Sendable () -> [Source]) {
    self.entries = entries
    self.sources = sources
  }

  /// The languages that can be read, by the names of their folders, sorted.
  public var languages: [String] { entries.filter(\.isReadable).map(\.name) }

  /// What reads the language of a folder; `nil` for one that the lexicon lacks.
  func grammar(named name: String) -> Grammar? {
    entries.first { $0.isReadable && $0.name == name }?.grammar
  }

  /// The language of a tag; `nil` for one that cannot be read.
  func entry(of tag: String) -> LexiconLanguage? {
    for entry in entries where entry.isReadable && entry.tags.contains(tag) { return entry }
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return primary == tag ? nil : entries.first { $0.isReadable && $0.tags.contains(primary) }
  }

  /// Every cue of every language, in the order of the files.
  public var cues: [Cue] {
    let sources = sources()
    return entries.filter(\.isReadable).flatMap { entry in
      (0..<entry.cues.count).map { cue($0, of: entry, in: sources) }
    }
  }

  /// The cues whose pattern or kind contains the words of `query`, in the order of the files.
  public func cues(containing query: String) -> [Cue] {
    let words = query.lowercased().split(separator: " ")
    return cues.filter { cue in
      let text = "\(cue.id) \(cue.pattern) \(cue.reason ?? "")".lowercased()
      return words.allSatisfy(text.contains)
    }
  }

  /// The stable name of a cue.
  func name(of cue: Int, in language: String) -> String {
    entries.first { $0.name == language }?.cues.name(of: cue) ?? ""
  }

  private func cue(_ index: Int, of entry: LexiconLanguage, in sources: [Source]) -> Cue {
    let place = entry.cues.place(of: index)
    let source = sources[Int(place.file)]
    let examples = source.bytes[place.end..<place.lineEnd].split(separator: 9).compactMap { part -> Cue.Example? in
      let text = String(decoding: part.dropFirst(part.count > 1 && part.dropFirst().first == 32 ? 2 : 1), as: UTF8.self)
      switch part.first {
      case 0x2B: return Cue.Example(text: text, fires: true)
      case 0x2D: return Cue.Example(text: text, fires: false)
      default: return nil
      }
    }
    return Cue(
      id: entry.cues.name(of: index), kind: place.kind, weight: Double(place.weight),
      pattern: String(decoding: source.bytes[place.start..<place.end], as: UTF8.self),
      reason: place.reason < 0 ? nil : entry.grammar.reasons[ReasonSide.index(of: place.reason)], language: entry.name,
      examples: examples, file: source.path, line: Int(place.line))
  }
}
