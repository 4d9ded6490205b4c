import Model
import Testing

@testable import Scoring

/// The built-in lexicon's own examples, and what its reader refuses.
@Suite struct LexiconTests {
  @Test("reads every file of the built-in lexicon")
  func builtIn() {
    #expect(Lexicon.builtIn.languages.contains("english"))
    #expect(Lexicon.builtIn.cues.count > 300)
  }

  @Test("reads the same from its compiled tables as from its files")
  func compiled() throws {
    let files = try Lexicon(sources: Lexicon.builtInSources)
    #expect(Lexicon.builtIn.languages == files.languages)
    #expect(Lexicon.builtIn.cues == files.cues)
    #expect(try Lexicon.compiled(Lexicon.builtInSources) == Embedded.compiled.withUTF8Buffer { unsafe Array($0) })
  }

  @Test("refuses more reasons than there are numbers for, and says where")
  func mostReasons() throws {
    func cues(_ count: Int) -> String { (0..<count).map { "[reason r\($0)]\n1\tword\($0)\n" }.joined() }
    #expect(throws: Never.self) { try Lexicon(files: [("english/own.cues", cues(256))]) }
    let error = try #require(throws: LexiconError.self) { try Lexicon(files: [("english/own.cues", cues(257))]) }
    #expect(error.file == "english/own.cues" && error.line == 513)
    #expect(error.reason.contains("more than 256 reasons"))
  }

  @Test("refuses more words than sets have numbers for, and says in which line")
  func mostWords() throws {
    let words = (0..<70_000).map { "word\($0)" }.joined(separator: " ")
    let error = try #require(throws: LexiconError.self) {
      try Lexicon(files: [("english/words.txt", "@big \(words)\n"), ("english/own.cues", "[exit]\n3\t@big foo\n")])
    }
    #expect(error.file == "english/words.txt" && error.line == 1)
    #expect(error.reason.contains("more than 65534 words"))
  }

  @Test("reads short forms that follow one another as the words they stand for")
  func shortForms() {
    func reading(_ text: String) -> Reading {
      Scorer().reading(of: Voice(kind: .comment, url: "", text: text), about: Service(name: "Acme"))
    }
    let short = reading("im gonna delete Acme and i cant wait, i dont want it")
    let long = reading("i am going to delete Acme and i can not wait, i do not want it")
    #expect(short.stance == .quitting && short.stance == long.stance)
    #expect(short.evidence.map(\.cue) == long.evidence.map(\.cue))
    #expect(short.evidence.map(\.weight) == long.evidence.map(\.weight))
  }

  @Test(
    "lays tables out as characters and takes them out again",
    arguments: [0, 1, 127, 128, 1023, 65_535, Int(UInt32.max)])
  func packed(number: Int) {
    var writer = TableWriter()
    writer.number(number)
    writer.table([Float(-2.3), Float(1) / 3])
    writer.text("naïve ▼")
    writer.table([UInt64(number) &* 0x9E37_79B9_7F4A_7C15])
    let arena = Arena()
    let characters = SevenBits.characters(for: writer.bytes)
    #expect(characters.allSatisfy { $0 < 0x80 })
    var reader = TableReader(SevenBits.bytes(of: arena.table(characters), in: arena))
    #expect(reader.number() == number)
    #expect(reader.table(of: Float.self).whole == [-2.3, Float(1) / 3])
    #expect(reader.text() == "naïve ▼")
    #expect(reader.table(of: UInt64.self).whole == [UInt64(number) &* 0x9E37_79B9_7F4A_7C15])
  }

  @Test("gives every cue a name of its own")
  func names() {
    let names = Lexicon.builtIn.cues.map { $0.language + $0.id }
    #expect(Set(names).count == names.count)
  }

  @Test("fires every cue where its examples say so, and nowhere else", arguments: Lexicon.builtIn.languages)
  func examples(language: String) {
    let scorer = Scorer()
    var failures: [String] = []
    for cue in Lexicon.builtIn.cues where cue.language == language {
      for example in cue.examples {
        let (plain, marks) = MarkedText.read(example.text)
        let hits = scorer.cues(in: plain, language: language).filter { $0.cue == cue.id }
        let isRight =
          example.fires
          ? hits.contains { hit in marks.isEmpty || marks.contains(hit.start..<hit.end) } : hits.isEmpty
        if !isRight {
          failures.append(
            "\(cue.file):\(cue.line) \(cue.pattern.prefix(60)) | \(example.text) | fired \(hits.map(\.text))")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count) examples fail:\n\(failures.prefix(80).joined(separator: "\n"))")
  }
}

/// Text in which ⟦ and ⟧ mark ranges.
enum MarkedText {
  /// The text without its marks, and the marked ranges in UTF-8 offsets of the plain text.
  static func read(_ marked: String) -> (text: String, ranges: [Range<Int>]) {
    var text = ""
    var ranges: [Range<Int>] = []
    var start = 0
    for character in marked {
      switch character {
      case "⟦": start = text.utf8.count
      case "⟧": ranges.append(start..<text.utf8.count)
      default: text.append(character)
      }
    }
    return (text, ranges)
  }
}
