/// One clause of a text: the span in which a negation, a condition or a subject holds.
struct Clause: BitwiseCopyable {
  /// First token.
  var start: Int32
  /// The one after the last token.
  var end: Int32
  /// Number of the sentence, counted from 0 over title and text.
  var sentence: Int
  /// Whether it belongs to the title.
  var isTitle: Bool
  /// Whether its sentence ends in a question mark.
  var isQuestion = false
  /// Whether it begins with a word such as "but".
  var followsContrast = false
  /// Whether the next clause of the same sentence begins with such a word.
  var precedesContrast = false
  /// Whether it begins with "if" or the like.
  var isCondition = false
  /// Whether it is what follows from such a clause.
  var isConditional = false
  /// What is talked about when the clause begins, carried over from before it.
  var topic = Topic.open
  /// Whether the clause names the service.
  var namesTarget = false
  /// Whether the clause names another service.
  var namesRival = false

  /// Its tokens.
  @inline(__always) var tokens: Range<Int> { Int(start)..<Int(end) }

  /// What the text was last talking about.
  enum Topic: BitwiseCopyable {
    /// Nothing yet: the service, for want of another.
    case open
    case target
    case rival
  }
}

/// Parts tokens into clauses and carries the topic from clause to clause.
struct ClauseSplitter {
  private let tokens: Row<Token>
  private let glossary: Glossary
  private let census: Census
  /// Whether any token names the service; where none does, a mere name is more likely a person or a place.
  private let mentionsTarget: Bool
  private(set) var clauses: Row<Clause>
  /// How many sentences the text has, the title not counted.
  private(set) var sentences = 0

  /// Parts them into the row of clauses that is given, whose own are dropped.
  init(
    _ tokens: Row<Token>, _ glossary: Glossary, _ census: Census, mentionsTarget: Bool, clauses: Row<Clause>
  ) {
    self.tokens = tokens
    self.glossary = glossary
    self.census = census
    self.mentionsTarget = mentionsTarget
    self.clauses = clauses
    self.clauses.cut(to: 0)
    split()
    carryTopic()
  }

  private mutating func split() {
    var start = 0
    var sentence = 0
    var sentenceStart = 0
    var index = 0
    var followsContrast = false
    while true {
      index = census.partings.next(from: index, before: tokens.count)
      if index == tokens.count { break }
      let token = tokens[index]
      var width = 0
      var isContrast = false
      if token.isBoundary {
        if token.word != Mark.comma || startsClause(index + 1) || index == start { width = 1 }
        if token.traits.contains(.taken) { width = 0 }
      } else if index > start, !token.traits.contains(.taken), glossary.plays(index, .contrast) {
        isContrast = true
        if index == start { width = 0 }
      }
      if width == 0 && !isContrast {
        index += 1
        continue
      }
      if index > start {
        append(start..<index, sentence, followsContrast)
        if isContrast, !clauses.isEmpty { clauses[clauses.count - 1].precedesContrast = true }
      }
      followsContrast = isContrast
      start = index + width
      if isContrast { start = index }
      index += max(width, 1)
      if token.isBoundary, ends(token.word) {
        if token.word == Mark.question {
          for clause in sentenceStart..<clauses.count { clauses[clause].isQuestion = true }
        }
        if clauses.count > sentenceStart { sentence += 1 }
        sentenceStart = clauses.count
      }
    }
    if tokens.count > start { append(start..<tokens.count, sentence, followsContrast) }
    sentences = (clauses.last?.sentence ?? 0) + 1
  }

  /// Tokens after which a clause that has no end is cut, for what is asked of a clause is asked for each cue in it.
  private static let longest = 300
  /// Tokens that a cue may hold the cut back by.
  private static let longestCue = 64

  private mutating func append(_ range: Range<Int>, _ sentence: Int, _ followsContrast: Bool) {
    var start = range.lowerBound
    while range.upperBound - start > ClauseSplitter.longest + ClauseSplitter.longestCue {
      var end = start + ClauseSplitter.longest
      let last = end + ClauseSplitter.longestCue
      while end < last, tokens[end].traits.contains(.taken) { end += 1 }
      appendPiece(start..<end, sentence, followsContrast && start == range.lowerBound)
      start = end
    }
    appendPiece(start..<range.upperBound, sentence, followsContrast && start == range.lowerBound)
  }

  private mutating func appendPiece(_ range: Range<Int>, _ sentence: Int, _ followsContrast: Bool) {
    var clause = Clause(
      start: Int32(truncatingIfNeeded: range.lowerBound), end: Int32(truncatingIfNeeded: range.upperBound),
      sentence: sentence, isTitle: tokens[range.lowerBound].traits.contains(.title))
    clause.followsContrast = followsContrast || glossary.plays(range.lowerBound, .contrast)
    var first = range.lowerBound
    if first + 1 < range.upperBound,
      glossary.plays(first, .link) || glossary.plays(first, .contrast)
    {
      first += 1
    }
    clause.isCondition = glossary.plays(first, .condition)
    if let previous = clauses.last, previous.sentence == sentence {
      if previous.isCondition && !clause.isCondition { clause.isConditional = true }
      if clause.isCondition == false, clause.followsContrast, previous.sentence == sentence {
        clauses[clauses.count - 1].precedesContrast = true
      }
    }
    clauses.append(clause)
  }

  /// Whether the words after a comma begin a clause of their own.
  private func startsClause(_ index: Int) -> Bool { ClauseSplitter.startsClause(index, tokens, glossary) }

  private static func startsClause(_ index: Int, _ tokens: Row<Token>, _ glossary: Glossary) -> Bool {
    var at = index
    if at < tokens.count, glossary.plays(at, .contrast) || glossary.plays(at, .condition) {
      return true
    }
    if at < tokens.count, glossary.plays(at, .link) { at += 1 }
    guard at < tokens.count else { return false }
    return glossary.plays(at, .opener) || glossary.plays(at, .condition)
  }

  /// Whether clauses may end elsewhere where cues take up words: a cue may hold a comma or a contrast that would part
  /// clauses, the marks that some cue has, and the place where an endless clause would be cut.
  static func mayHeedCues(_ tokens: Row<Token>, _ glossary: Glossary, _ grammar: Grammar) -> Bool {
    var start = 0
    for index in tokens.indices where unsafe glossary.known(index).facts & Grammar.Fact.parting != 0 {
      let token = tokens[index]
      if !token.isBoundary {
        // What opens a clause parts nothing.
        if index > start { return true }
        continue
      }
      if token.word == Mark.comma {
        if index == start || startsClause(index + 1, tokens, glossary) { return true }
        continue
      }
      if grammar.boundariesInCues & 1 &<< token.word != 0 || index - start > longest { return true }
      start = index + 1
    }
    return tokens.count - start > longest
  }

  private func ends(_ word: UInt32) -> Bool {
    word == Mark.stop || word == Mark.exclamation || word == Mark.question || word == Mark.ellipsis || word == Mark.line
      || word == Mark.paragraph
  }

  private mutating func carryTopic() {
    var topic = Clause.Topic.open
    for index in clauses.indices {
      clauses[index].topic = topic
      let end = clauses[index].tokens.upperBound
      var at = clauses[index].tokens.lowerBound
      while true {
        at = census.names.next(from: at, before: end)
        if at == end { break }
        let token = tokens[at]
        at += 1
        if token.word == Mark.target {
          clauses[index].namesTarget = true
        } else if token.word == Mark.rival || mentionsTarget && token.isName && !clauses[index].isTitle {
          clauses[index].namesRival = true
        }
      }
      if clauses[index].namesTarget {
        topic = .target
      } else if clauses[index].namesRival, topic != .target || hasRival(clauses[index]) {
        topic = .rival
      }
    }
  }

  private func hasRival(_ clause: Clause) -> Bool { clause.tokens.contains { tokens[$0].word == Mark.rival } }
}
