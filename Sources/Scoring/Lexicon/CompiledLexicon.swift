/// A lexicon as characters of a string literal, made when the program is built.
///
/// The first eight characters tell where its directory ends, which lists the languages; their grammars and cues follow.
extension Lexicon {
  /// The characters for a lexicon's files.
  static func compiled(_ sources: [Source]) throws(LexiconError) -> [UInt8] {
    let builders = try LexiconReader.builders(sources).sorted { $0.key < $1.key }
    var parts: [UInt8] = []
    var directory = TableWriter()
    directory.number(builders.count)
    for (language, builder) in builders {
      let tables = try builder.finished(language)
      directory.text(language)
      directory.number(tables.tags.count)
      for tag in tables.tags { directory.text(tag) }
      directory.number(tables.patterns.isEmpty ? 0 : 1)
      var grammar = TableWriter()
      tables.write(into: &grammar)
      var names = TableWriter()
      CueList.write(names: CueNames.names(of: builder.places, reasons: tables.reasons, in: sources), into: &names)
      var places = TableWriter()
      CueList.write(builder.places, into: &places)
      for part in [grammar, names, places] {
        let characters = SevenBits.characters(for: part.bytes)
        directory.number(parts.count)
        directory.number(characters.count)
        parts += characters
      }
    }
    let listing = SevenBits.characters(for: directory.bytes)
    return (0..<8).map { UInt8(listing.count >> ($0 * 7) & 0x7F) } + listing + parts
  }

  /// The lexicon of such characters, which have to stay where they are.
  ///
  /// - Parameter sources: the files that they were made of.
  init(compiled bytes: Table<UInt8>, sources: @escaping @Sendable () -> [Source]) {
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << ($1 * 7) }
    let arena = Arena()
    var reader = TableReader(SevenBits.bytes(of: bytes.part(8..<(8 + length)), in: arena))
    let parts = bytes.part((8 + length)..<bytes.count)
    let entries = reader.list { reader in
      let name = reader.text()
      let tags = reader.list { $0.text() }
      let isReadable = reader.number() == 1
      let ranges = (0..<3).map { _ in
        let start = reader.number()
        return start..<(start + reader.number())
      }
      let (grammar, names, places) = (parts.part(ranges[0]), parts.part(ranges[1]), parts.part(ranges[2]))
      return LexiconLanguage(name, tags: tags, isReadable: isReadable) {
        Grammar(characters: grammar)
      } cues: {
        CueList(names: names, places: places)
      }
    }
    self.init(entries: entries, sources: sources)
  }
}
