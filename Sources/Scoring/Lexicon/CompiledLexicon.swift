/// A lexicon as characters of a string literal, made when the program is built.
extension Lexicon {
  /// The characters for a lexicon's files.
  static func compiled(_ sources: [Source]) throws(LexiconError) -> [UInt8] {
    let builders = try LexiconReader.builders(sources).sorted { $0.key < $1.key }
    var writer = TableWriter()
    writer.number(builders.count)
    for (language, builder) in builders {
      let tables = builder.finished()
      writer.text(Array(language.utf8))
      writer.number(tables.tags.count)
      for tag in tables.tags { writer.text(Array(tag.utf8)) }
      writer.number(tables.patterns.isEmpty ? 0 : 1)
      var grammar = TableWriter()
      tables.write(into: &grammar)
      writer.text(grammar.bytes)
      let names = CueNames.names(of: builder.places, reasons: tables.reasons, in: sources)
      var cues = TableWriter()
      cues.number(builder.places.count)
      for (place, name) in zip(builder.places, names) {
        for value in [Int(place.file), Int(place.line), place.start, place.end - place.start] { cues.number(value) }
        cues.number(place.lineEnd - place.end)
        cues.number(place.kind.rawValue)
        cues.decimal(place.weight)
        cues.number(place.reason + 1)
        cues.text(Array(name.utf8))
      }
      writer.text(cues.bytes)
    }
    return writer.bytes
  }

  /// The lexicon of such characters, which have to stay where they are.
  ///
  /// - Parameter sources: the files that they were made of.
  init(compiled bytes: Table<UInt8>, sources: @escaping @Sendable () -> [Source]) {
    var reader = TableReader(bytes)
    let entries = reader.list { reader in
      let name = reader.text()
      let tags = reader.list { $0.text() }
      let isReadable = reader.number() == 1
      let grammar = reader.part()
      let cues = reader.part()
      return LexiconLanguage(name, tags: tags, isReadable: isReadable) {
        Grammar(compiled: grammar)
      } cues: {
        CueList(compiled: cues)
      }
    }
    self.init(entries: entries, sources: sources)
  }
}

extension CueList {
  fileprivate init(compiled bytes: Table<UInt8>) {
    var reader = TableReader(bytes)
    var places: [CuePlace] = []
    var names: [String] = []
    let count = reader.number()
    places.reserveCapacity(count)
    names.reserveCapacity(count)
    for _ in 0..<count {
      let file = Int32(reader.number())
      let line = Int32(reader.number())
      let start = reader.number()
      let end = start + reader.number()
      var place = CuePlace(file: file, line: line, start: start, end: end, lineEnd: end + reader.number())
      place.kind = Cue.Kind(rawValue: UInt8(reader.number())) ?? .shield
      place.weight = reader.decimal()
      place.reason = Int32(reader.number()) - 1
      places.append(place)
      names.append(reader.text())
    }
    self.init(places: places, names: names)
  }
}
