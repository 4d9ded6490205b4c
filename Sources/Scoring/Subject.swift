public import Model

/// What a page speaks of where nobody has said what it is about: the name that its title and its voices keep using.
///
/// Names are capitalised words that the lexicon does not know, and services that it does. One counts that the title bears
/// and any voice repeats, or that voices bear three times, a known service twice; names of the people who speak, and of
/// the site, are passed over.
struct Subject {
  /// Where a name stands.
  private enum Place {
    /// In the title; whether its capital says something there, for the title has small letters elsewhere.
    case title(isPlain: Bool)
    case opening, text
  }

  /// A name that was met.
  private struct Candidate {
    let hash: UInt64
    let spelling: String
    var inTitle = 0
    var inText = 0
    /// How often it opens a sentence, where any word has a capital.
    var opening = 0
    /// Whether it is a service that the lexicon knows.
    var isKnown = false
    /// Whether its capital stands within a title that has small letters elsewhere.
    var isPlain = false
    /// The longer name that it was part of last, and how often.
    var run = ""
    var inRun = 0

    mutating func count(_ place: Place, in run: String?, isKnown: Bool) {
      self.isKnown = self.isKnown || isKnown
      switch place {
      case .title(let isPlain):
        inTitle += 1
        self.isPlain = self.isPlain || isPlain
      case .opening: opening += 1
      case .text: inText += 1
      }
      guard let run else { return }
      inRun = self.run == run ? inRun + 1 : 1
      self.run = run
    }

    var worth: Int { min(inTitle, 1) * 4 + min(inText + opening / 2, 12) }
  }

  /// Bytes of a page's voices beyond which its names are known.
  fileprivate static let longest = 8_000
  /// Words that a name has at the most.
  private static let mostWords = 3

  private let grammar: Grammar
  /// Whether the language gives every noun a capital, so that a capital makes no name.
  private let capitalisesNouns: Bool
  /// Words of the names of the author and the site, which are never meant.
  private let author: Set<UInt64>
  /// The names of others who speak, whose words are meant where the title bears them: "The Klout Critic" comments.
  private let others: [String]
  /// The words that names are made of, by the hash of their small letters.
  private var candidates: [UInt64: Candidate] = [:]

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - author: names of the author and the site.
  ///   - others: names of others who speak.
  init(grammar: Grammar, capitalisesNouns: Bool, author: [String], others: [String]) {
    self.grammar = grammar
    self.capitalisesNouns = capitalisesNouns
    self.author = Subject.words(of: author)
    self.others = others
  }

  /// As much of a text as is looked at, cut between two characters.
  private static func beginning(of text: String) -> Substring.UTF8View {
    var end = text.utf8.index(text.startIndex, offsetBy: longest, limitedBy: text.endIndex) ?? text.endIndex
    while end > text.startIndex, end < text.endIndex, text.utf8[end] & 0xC0 == 0x80 {
      end = text.utf8.index(before: end)
    }
    return text[..<end].utf8
  }

  private static func words(of names: [String]) -> Set<UInt64> {
    Set(names.flatMap { Tokenizer.tokens(of: Array($0.utf8), vocabulary: Vocabulary.marks).map(\.hash) })
  }

  /// Notes the names of a title or a text.
  mutating func note(_ text: String, isTitle: Bool) {
    var bytes = TextBytes()
    bytes.take(Subject.beginning(of: text))
    var tokens = Row<Token>(capacity: 64)
    var hits = Row<Int32>(capacity: 16)
    defer {
      bytes.free()
      tokens.free()
      hits.free()
    }
    Tokenizer.cut(bytes, grammar: grammar, names: .none, into: &tokens, hits: &hits)
    let isSentence = isTitle && tokens.indices.contains { isOrdinary(tokens[$0]) }
    var index = 0
    while index < tokens.count {
      let (length, isKnown) = name(at: index, tokens)
      guard length > 0 else {
        index += 1
        continue
      }
      let name = index..<(index + length)
      for position in name {
        let opens = tokens[position].traits.contains(.opensSentence) && !isKnown
        let place: Place = isTitle ? .title(isPlain: isSentence && !opens) : opens ? .opening : .text
        note(position, of: name, tokens, bytes, place: place, isKnown: isKnown)
      }
      index += length
    }
  }

  /// Counts one word of a name.
  private mutating func note(
    _ position: Int, of name: Range<Int>, _ tokens: Row<Token>, _ bytes: TextBytes, place: Place,
    isKnown: Bool
  ) {
    let token = tokens[position]
    guard token.hash != 0, token.end - token.start > 1, !author.contains(token.hash) else { return }
    let run =
      name.count > 1 ? bytes.string(Int(tokens[name.lowerBound].start), Int(tokens[name.upperBound - 1].end)) : nil
    let spelling = candidates[token.hash]?.spelling ?? bytes.string(Int(token.start), Int(token.end))
    candidates[token.hash, default: Candidate(hash: token.hash, spelling: spelling)]
      .count(place, in: run, isKnown: isKnown)
  }

  /// Whether a word is long enough for a capital in a headline, and has none.
  private func isOrdinary(_ token: Token) -> Bool {
    token.end - token.start > 4 && token.word > Mark.lastBoundary && !token.traits.contains(.capital)
  }

  /// How many tokens from one on are a name, none where it is an ordinary word, and whether it is a known service's.
  private func name(at index: Int, _ tokens: Row<Token>) -> (length: Int, isKnown: Bool) {
    guard tokens[index].traits.contains(.capital) else { return (0, false) }
    if let length = grammar.services.length(at: index, tokens) { return (length, true) }
    if capitalisesNouns { return (0, false) }
    var length = 0
    while length < Subject.mostWords, index + length < tokens.count {
      let token = tokens[index + length]
      // A word that opens a sentence is called unknown, for its capital says nothing.
      guard token.word == Mark.name || token.word == Mark.unknown || token.traits.contains(.rated),
        token.traits.contains(.capital),
        length == 0 || token.start - tokens[index + length - 1].end == 1
      else { break }
      length += 1
    }
    return (length, false)
  }

  private func isTold(byTitle candidate: Candidate) -> Bool {
    candidate.inTitle > 0 && (candidate.isKnown || candidate.isPlain || candidate.inText + candidate.opening > 0)
  }

  private func isRepeated(_ candidate: Candidate) -> Bool { candidate.inText >= (candidate.isKnown ? 2 : 3) }

  /// The service that was found, with the single word of a longer name as its alias; `nil` where no name stands out.
  var service: Service? {
    // Most pages have no candidate for which it matters who else speaks.
    lazy var speakers = Subject.words(of: others)
    var enough: [Candidate] = []
    for candidate in candidates.values
    where isTold(byTitle: candidate) || isRepeated(candidate) && !speakers.contains(candidate.hash) {
      enough.append(candidate)
    }
    let best = enough.max { left, right in
      (left.worth, left.inText, right.spelling) < (right.worth, right.inText, left.spelling)
    }
    guard let best else { return nil }
    let met = best.inTitle + best.inText + best.opening
    if best.inRun * 2 > met { return Service(name: best.run, aliases: best.inRun < met ? [best.spelling] : []) }
    return Service(name: best.spelling)
  }
}

extension Scorer {
  /// What a page is about whose service nobody named: the name that its title and its voices keep using; `nil` where none
  /// stands out, and a service without a name where that cannot be told, because every noun has a capital.
  ///
  /// - Complexity: linear in the post; some 8 kB of the voices are looked at.
  public func subject(of conversation: Conversation) -> Service? {
    let post = conversation.voices.first { $0.kind == .post }
    let stated = post?.language ?? conversation.language
    let language = LanguageDetector.language(of: post?.text ?? "", stated: stated) ?? "en"
    guard let grammar = grammar(of: language) else { return nil }
    let capitalisesNouns = language.hasPrefix("de")
    var subject = Subject(
      grammar: grammar, capitalisesNouns: capitalisesNouns,
      author: [post?.speaker, conversation.site].compactMap(\.self),
      others: conversation.voices.compactMap(\.speaker))
    if let title = post?.title ?? conversation.title { subject.note(title, isTitle: true) }
    var rest = Subject.longest
    for voice in conversation.voices where voice.kind == .post || voice.kind == .comment {
      guard rest > 0 else { break }
      rest -= voice.text.utf8.count
      subject.note(voice.text, isTitle: false)
    }
    return subject.service ?? (capitalisesNouns ? Service(name: "") : nil)
  }
}
