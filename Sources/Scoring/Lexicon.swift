/// What the scorer knows: for each language its cues, word classes, reasons and rated words.
///
/// The files' form is described in `Embedded/README.md`.
public struct Lexicon: Sendable {
  /// The lexicon that ships with the product.
  public static let builtIn: Lexicon = {
    do {
      return try Lexicon(
        sources: Embedded.files.map { file in
          unsafe Source(
            path: file.path,
            bytes: Array(UnsafeBufferPointer(start: file.text.utf8Start, count: file.text.utf8CodeUnitCount)))
        })
    } catch {
      // The files are part of the program, and a test reads them.
      preconditionFailure("the built-in lexicon is damaged: \(error)")
    }
  }()

  /// One file of the lexicon.
  struct Source: Sendable {
    var path: String
    var bytes: [UInt8]
  }

  private(set) var sources: [Source]
  /// Language name to what was compiled of it.
  private(set) var grammars: [String: Grammar]
  private var byTag: [String: Grammar] = [:]
  private var places: [String: [CuePlace]]
  private let names = CueNames()

  /// Reads a lexicon from files, on top of another one where `base` is given.
  ///
  /// A cue whose pattern an earlier file has in the same section takes the earlier one's place.
  ///
  /// - Parameters:
  ///   - files: path below the lexicon's folder, and text.
  ///   - base: the lexicon that the files add to; `nil` to read nothing but the files.
  /// - Throws: `LexiconError` with file, line and reason at the first line that cannot be read.
  public init(files: [(path: String, text: String)], extending base: Lexicon? = nil) throws(LexiconError) {
    try self.init(sources: (base?.sources ?? []) + files.map { Source(path: $0.path, bytes: Array($0.text.utf8)) })
  }

  init(sources: [Source]) throws(LexiconError) {
    self.sources = sources
    grammars = [:]
    places = [:]
    var builders: [String: GrammarBuilder] = [:]
    // Word classes come before the cues that use them, whatever the files' order; ratings last.
    for pass in LexiconReader.Pass.allCases {
      for (index, source) in sources.enumerated() {
        guard let file = LexiconReader.kind(of: source.path) else {
          if source.path.hasSuffix(".md") { continue }
          throw LexiconError(
            code: .unknownFile, file: source.path, line: 1,
            reason: "expected LANGUAGE/words.txt, LANGUAGE/*.cues, LANGUAGE/*.tsv, services.txt or faces.tsv")
        }
        guard file.pass == pass else { continue }
        if let language = file.language {
          let builder = builders.removeValue(forKey: language) ?? GrammarBuilder(language: language)
          try LexiconReader(source: source, index: index).read(pass, into: builder)
          builders[language] = builder
        } else {
          for language in Array(builders.keys) {
            guard let builder = builders.removeValue(forKey: language) else { continue }
            try LexiconReader(source: source, index: index).read(pass, into: builder)
            builders[language] = builder
          }
        }
      }
    }
    for (language, builder) in builders {
      places[language] = builder.places
      let grammar = builder.finished()
      grammars[language] = grammar
      if !grammar.isEmpty { for tag in grammar.tags { byTag[tag] = grammar } }
    }
  }

  /// The languages that can be read, by the names of their folders, sorted.
  public var languages: [String] { grammars.filter { !$0.value.isEmpty }.keys.sorted() }

  /// What reads a language; `nil` for one without a folder.
  func grammar(of tag: String) -> Grammar? {
    byTag[tag] ?? byTag[tag.prefix { $0 != "-" && $0 != "_" }.lowercased()]
  }

  /// Every cue of every language, in the order of the files.
  public var cues: [Cue] {
    languages.flatMap { language in (places[language] ?? []).indices.map { cue($0, of: language) } }
  }

  /// The cues whose pattern or kind contains the words of `query`, in the order of the files.
  public func cues(containing query: String) -> [Cue] {
    let words = query.lowercased().split(separator: " ")
    return cues.filter { cue in words.allSatisfy { cue.id.contains($0) } }
  }

  /// The stable name of a cue.
  func name(of cue: Int, in language: String) -> String {
    names.name(of: cue, in: language) { makeNames(of: language) }
  }

  private func makeNames(of language: String) -> [String] {
    guard let all = places[language], let grammar = grammars[language] else { return [] }
    var seen: [String: Int] = [:]
    return all.map { place in
      let kind = place.kind == .reason ? grammar.reasons[Int(place.reason)] : place.kind.name
      let name = CueNames.name(kind, sources[Int(place.file)].bytes[place.start..<place.end])
      let count = seen[name, default: 0] + 1
      seen[name] = count
      return count == 1 ? name : "\(name)-\(count)"
    }
  }

  private func cue(_ index: Int, of language: String) -> Cue {
    guard let place = places[language]?[index], let grammar = grammars[language] else {
      return Cue(
        id: "", kind: .shield, weight: 0, pattern: "", reason: nil, language: language, examples: [], file: "", line: 0)
    }
    let bytes = sources[Int(place.file)].bytes
    let examples = bytes[place.end..<place.lineEnd].split(separator: 9).compactMap { part -> Cue.Example? in
      let text = String(decoding: part.dropFirst(part.count > 1 && part.dropFirst().first == 32 ? 2 : 1), as: UTF8.self)
      switch part.first {
      case 0x2B: return Cue.Example(text: text, fires: true)
      case 0x2D: return Cue.Example(text: text, fires: false)
      default: return nil
      }
    }
    return Cue(
      id: name(of: index, in: language), kind: place.kind, weight: Double(place.weight),
      pattern: String(decoding: bytes[place.start..<place.end], as: UTF8.self),
      reason: place.reason < 0 ? nil : grammar.reasons[Int(place.reason)], language: language, examples: examples,
      file: sources[Int(place.file)].path, line: Int(place.line))
  }
}
