/// A title and a text, cut, with names found, cues matched and clauses parted: all that weighing needs.
struct Passage {
  let grammar: Grammar
  private(set) var tokens: [Token]
  private(set) var clauses: [Clause] = []
  /// Stance matches that no longer one covers, in the order of the text.
  private(set) var matches: [Match] = []
  /// Matches of the reasons' patterns.
  private(set) var reasonMatches: [Match] = []
  private(set) var sentences = 0
  /// Tokens of the title, its closing boundary included.
  private(set) var titleCount = 0
  let mentionsTarget: Bool
  let titleMentionsTarget: Bool
  let titleMentionsRival: Bool

  init(title: [UInt8], text: [UInt8], quoted: [Range<Int>], names: ServiceNames, grammar: Grammar) {
    self.grammar = grammar
    var heading: [Token] = []
    var isTitleCase = false
    var inTitle = false
    if !title.isEmpty {
      heading = Tokenizer(title, grammar: grammar, base: .title).tokens
      isTitleCase = Passage.isTitleCase(heading)
      inTitle = names.collapse(&heading, grammar: grammar, bytes: title)
      if let last = heading.last, !last.isBoundary {
        heading.append(Token(word: Mark.paragraph, traits: .title, hash: 0, start: last.end, end: last.end))
      }
    }
    var body = Tokenizer(text, grammar: grammar).tokens
    let inText = names.collapse(&body, grammar: grammar, bytes: text)
    mentionsTarget = inTitle || inText
    titleMentionsTarget = inTitle
    titleMentionsRival = heading.contains { $0.word == Mark.rival }
    if !quoted.isEmpty { Passage.mark(&body, quoted) }
    titleCount = heading.count
    if heading.isEmpty {
      tokens = body
    } else {
      heading.reserveCapacity(heading.count + body.count)
      heading.append(contentsOf: body)
      tokens = heading
    }
    findMatches(isTitleCase: isTitleCase)
    let splitter = ClauseSplitter(tokens, grammar: grammar)
    clauses = splitter.clauses
    sentences = splitter.sentences
  }

  /// Whether most words of a title begin with a capital.
  private static func isTitleCase(_ tokens: [Token]) -> Bool {
    var words = 0
    var capitals = 0
    for token in tokens where !token.isBoundary && !token.traits.contains(.clitic) && token.end - token.start > 3 {
      words += 1
      if token.traits.contains(.capital) { capitals += 1 }
    }
    return words > 1 && capitals * 10 >= words * 6
  }

  /// Gives the tokens inside other people's words their trait; both run in the order of the text.
  private static func mark(_ tokens: inout [Token], _ quoted: [Range<Int>]) {
    var range = 0
    for index in tokens.indices {
      while range < quoted.count, Int(tokens[index].start) >= quoted[range].upperBound { range += 1 }
      if range == quoted.count { return }
      if Int(tokens[index].start) >= quoted[range].lowerBound { tokens[index].traits.insert(.quoted) }
    }
  }

  private mutating func findMatches(isTitleCase: Bool) {
    let matcher = PatternMatcher(grammar: grammar, tokens: tokens, titleCount: isTitleCase ? titleCount : 0)
    var found = matcher.matches(hasTarget: mentionsTarget)
    reasonMatches = found.filter { grammar.patterns[Int($0.pattern)].kind == .reason }
    found.removeAll { grammar.patterns[Int($0.pattern)].kind == .reason }
    if found.count > 1 {
      // The longest first; of equal ones the weightier, then the earlier. What overlaps a better one is dropped.
      found.sort { outweighs($0, $1) }
      var taken = Array(repeating: false, count: tokens.count)
      for match in found {
        let span = Int(match.start)..<Int(match.end)
        if span.contains(where: { taken[$0] }) { continue }
        for index in span { taken[index] = true }
        matches.append(match)
      }
      matches.sort { $0.start < $1.start }
    } else {
      matches = found
    }
    for match in matches where match.end - match.start > 1 || grammar.patterns[Int(match.pattern)].kind == .shield {
      for index in Int(match.start)..<Int(match.end) { tokens[index].traits.insert(.taken) }
    }
  }

  private func outweighs(_ new: Match, _ old: Match) -> Bool {
    let newLength = new.end - new.start
    let oldLength = old.end - old.start
    if newLength != oldLength { return newLength > oldLength }
    let newWeight = grammar.patterns[Int(new.pattern)].weight
    let oldWeight = grammar.patterns[Int(old.pattern)].weight
    if newWeight != oldWeight { return newWeight > oldWeight }
    return new.start != old.start ? new.start < old.start : new.pattern < old.pattern
  }
}

extension Passage {
  /// The share of the text's words that speak of the speaker.
  var ownShare: Float {
    var own = 0
    var words = 0
    for token in tokens where !token.isBoundary {
      words += 1
      if grammar.plays(token.word, .first) || grammar.plays(token.word, .mine) { own += 1 }
    }
    return words == 0 ? 0 : Float(own) / Float(words)
  }
}
