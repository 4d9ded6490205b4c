/// A title and a text, cut, with names found, cues matched and clauses parted: all that weighing needs.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class Passage {
  let grammar: Grammar
  let tokens: [Token]
  let clauses: [Clause]
  /// Stance matches that no longer one covers, in the order of the text.
  let matches: [Match]
  /// Matches of the reasons' patterns.
  let reasonMatches: [Match]
  let sentences: Int
  /// Tokens of the title, its closing boundary included.
  let titleCount: Int
  let mentionsTarget: Bool
  let titleMentionsTarget: Bool
  let titleMentionsRival: Bool
  /// Whether the text begins with another service and names that one at least as often as this one.
  private(set) var startsFromAnother = false
  /// The first token of a late addition ("UPDATE: I am back"); `nil` for none.
  private(set) var update: Int?

  init(title: [UInt8], text: [UInt8], quoted: [Range<Int>], names: ServiceNames, grammar: Grammar) {
    self.grammar = grammar
    var tokens: [Token] = []
    tokens.reserveCapacity((title.count + text.count) / 4 + 16)
    var isTitleCase = false
    var inTitle = false
    if !title.isEmpty {
      Tokenizer.cut(title, grammar: grammar, base: .title, into: &tokens)
      isTitleCase = Passage.isTitleCase(tokens)
      inTitle = names.collapse(&tokens, from: 0, grammar: grammar, bytes: title)
      if let last = tokens.last, !last.isBoundary {
        tokens.append(Token(word: Mark.paragraph, traits: .title, hash: 0, start: last.end, end: last.end))
      }
    }
    let titleCount = tokens.count
    titleMentionsRival = tokens.contains { $0.word == Mark.rival }
    Tokenizer.cut(text, grammar: grammar, into: &tokens)
    let inText = names.collapse(&tokens, from: titleCount, grammar: grammar, bytes: text)
    mentionsTarget = inTitle || inText
    titleMentionsTarget = inTitle
    self.titleCount = titleCount
    if !quoted.isEmpty { Passage.mark(&tokens, from: titleCount, quoted) }
    let matcher = PatternMatcher(grammar: grammar, tokens: tokens, titleCount: isTitleCase ? titleCount : 0)
    let found = matcher.matches(hasTarget: inTitle || inText)
    reasonMatches = found.filter { grammar.patterns[Int($0.pattern)].kind == .reason }
    matches = Passage.best(of: found, count: tokens.count, grammar: grammar)
    for match in matches where match.end - match.start > 1 || grammar.patterns[Int(match.pattern)].kind == .shield {
      for index in Int(match.start)..<Int(match.end) { tokens[index].traits.insert(.taken) }
    }
    startsFromAnother = !inTitle && Passage.startsFromAnother(tokens)
    update = Passage.update(in: tokens, from: titleCount, grammar: grammar)
    let splitter = ClauseSplitter(tokens, mentionsTarget: inTitle || inText, grammar: grammar)
    clauses = splitter.clauses
    sentences = splitter.sentences
    self.tokens = tokens
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
  private static func mark(_ tokens: inout [Token], from first: Int, _ quoted: [Range<Int>]) {
    var range = 0
    for index in first..<tokens.count {
      while range < quoted.count, Int(tokens[index].start) >= quoted[range].upperBound { range += 1 }
      if range == quoted.count { return }
      if Int(tokens[index].start) >= quoted[range].lowerBound { tokens[index].traits.insert(.quoted) }
    }
  }

  /// Of matches that overlap the longest one, of equal ones the weightier, then the earlier; in the order of the text.
  private static func best(of found: [Match], count: Int, grammar: Grammar) -> [Match] {
    var stances = found.filter { grammar.patterns[Int($0.pattern)].kind != .reason }
    guard stances.count > 1 else { return stances }
    stances.sort { outweighs($0, $1, grammar) }
    var matches: [Match] = []
    var taken = Array(repeating: false, count: count)
    next: for match in stances {
      let span = Int(match.start)..<Int(match.end)
      for index in span where taken[index] { continue next }
      for index in span { taken[index] = true }
      matches.append(match)
    }
    matches.sort { $0.start < $1.start }
    return matches
  }

  private static func outweighs(_ new: Match, _ old: Match, _ grammar: Grammar) -> Bool {
    let newLength = new.end - new.start
    let oldLength = old.end - old.start
    if newLength != oldLength { return newLength > oldLength }
    let newWeight = grammar.patterns[Int(new.pattern)].weight
    let oldWeight = grammar.patterns[Int(old.pattern)].weight
    if newWeight != oldWeight { return newWeight > oldWeight }
    return new.start != old.start ? new.start < old.start : new.pattern < old.pattern
  }
}
