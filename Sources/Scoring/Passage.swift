/// A title and a text, cut, with names found, cues matched and clauses parted: all that weighing needs.
///
/// Its rows belong to the desk that the text is read at.
final class Passage {
  let grammar: Grammar
  let title: TextBytes
  let text: TextBytes
  let tokens: Row<Token>
  let census: Census
  let clauses: Row<Clause>
  /// Stance matches that no longer one covers, in the order of the text.
  let matches: Row<Match>
  /// Matches of the reasons' patterns that no longer one covers, in the order of the text.
  let reasonMatches: Row<Match>
  let sentences: Int
  /// Tokens of the title, its closing boundary included.
  let titleCount: Int
  let mentionsTarget: Bool
  let titleMentionsTarget: Bool
  let titleMentionsRival: Bool
  /// Whether another service is named anywhere.
  let namesAnother: Bool
  /// Whether the text begins with another service and names that one at least as often as this one.
  let startsFromAnother: Bool
  /// The first token of a late addition ("UPDATE: I am back"); `nil` for none.
  let update: Int?

  /// Reads the title and the text that lie on a desk.
  init(on desk: inout Desk, quoted: [Range<Int>], names: ServiceNames, grammar: Grammar) {
    self.grammar = grammar
    let title = desk.title
    let text = desk.text
    self.title = title
    self.text = text
    desk.tokens.cut(to: 0)
    var isTitleCase = false
    var inTitle = false
    if title.count > 0 {
      Tokenizer.cut(title, grammar: grammar, base: .title, into: &desk.tokens)
      isTitleCase = Passage.isTitleCase(desk.tokens)
      inTitle = names.collapse(&desk.tokens, from: 0, grammar: grammar, bytes: title, spare: &desk.spareTokens)
      if let last = desk.tokens.last, !last.isBoundary {
        desk.tokens.append(Token(word: Mark.paragraph, traits: .title, hash: 0, start: last.end, end: last.end))
      }
    }
    let titleCount = desk.tokens.count
    self.titleCount = titleCount
    var titleMentionsRival = false
    for index in desk.tokens.indices where desk.tokens[index].word == Mark.rival { titleMentionsRival = true }
    self.titleMentionsRival = titleMentionsRival
    Tokenizer.cut(text, grammar: grammar, into: &desk.tokens)
    let inText = names.collapse(
      &desk.tokens, from: titleCount, grammar: grammar, bytes: text, spare: &desk.spareTokens)
    mentionsTarget = inTitle || inText
    titleMentionsTarget = inTitle
    let tokens = desk.tokens
    self.tokens = tokens
    if !quoted.isEmpty { Passage.mark(tokens, from: titleCount, quoted) }
    let matcher = PatternMatcher(grammar: grammar, tokens: tokens, titleCount: isTitleCase ? titleCount : 0)
    matcher.find(
      marks: &desk.marks, lists: &desk.lists, candidates: &desk.candidates, into: &desk.found)
    Passage.sort(desk.found, grammar: grammar, stances: &desk.matches, reasons: &desk.reasonMatches)
    Passage.keepBest(&desk.matches, taken: &desk.flags, count: tokens.count, grammar: grammar)
    Passage.keepBest(&desk.reasonMatches, taken: &desk.flags, count: tokens.count, grammar: grammar)
    let matches = desk.matches
    self.matches = matches
    reasonMatches = desk.reasonMatches
    for index in matches.indices {
      let match = matches[index]
      guard match.end - match.start > 1 || grammar.patterns[Int(match.pattern)].kind == .shield else { continue }
      for index in Int(match.start)..<Int(match.end) { tokens[index].traits.insert(.taken) }
    }
    if inTitle || inText { Passage.inferOthers(in: tokens, matches: desk.matches, grammar: grammar) }
    let census = Census(tokens, grammar: grammar, facts: &desk.facts)
    self.census = census
    namesAnother = census.namesRival
    startsFromAnother = !inTitle && inText && Passage.startsFromAnother(tokens, facts: census.facts)
    update =
      census.all & Grammar.Fact.update == 0 ? nil : Passage.update(in: tokens, from: titleCount, grammar: grammar)
    let splitter = ClauseSplitter(
      tokens, facts: census.facts, mentionsTarget: inTitle || inText, grammar: grammar, clauses: desk.clauses)
    desk.clauses = splitter.clauses
    clauses = splitter.clauses
    sentences = splitter.sentences
  }

  /// Whether most words of a title begin with a capital.
  private static func isTitleCase(_ tokens: Row<Token>) -> Bool {
    var words = 0
    var capitals = 0
    for index in tokens.indices {
      let token = tokens[index]
      if token.isBoundary || token.traits.contains(.clitic) || token.end - token.start <= 3 { continue }
      words += 1
      if token.traits.contains(.capital) { capitals += 1 }
    }
    return words > 1 && capitals * 10 >= words * 6
  }

  /// Gives the tokens inside other people's words their trait; both run in the order of the text.
  private static func mark(_ tokens: Row<Token>, from first: Int, _ quoted: [Range<Int>]) {
    var range = 0
    for index in first..<tokens.count {
      while range < quoted.count, Int(tokens[index].start) >= quoted[range].upperBound { range += 1 }
      if range == quoted.count { return }
      if Int(tokens[index].start) >= quoted[range].lowerBound { tokens[index].traits.insert(.quoted) }
    }
  }

  /// Parts matches into those of stances and those of reasons.
  private static func sort(
    _ found: Row<Match>, grammar: Grammar, stances: inout Row<Match>, reasons: inout Row<Match>
  ) {
    stances.cut(to: 0)
    reasons.cut(to: 0)
    for index in found.indices {
      let isReason = grammar.patterns[Int(found[index].pattern)].kind == .reason
      if isReason { reasons.append(found[index]) } else { stances.append(found[index]) }
    }
  }

  /// Keeps of matches that overlap the longest one, of equal ones the weightier, then the earlier; in the order of the
  /// text.
  private static func keepBest(_ matches: inout Row<Match>, taken: inout Row<Bool>, count: Int, grammar: Grammar) {
    guard matches.count > 1 else { return }
    matches.sort { outweighs($0, $1, grammar) }
    taken.fill(count, with: false)
    var kept = 0
    next: for index in matches.indices {
      let match = matches[index]
      for index in Int(match.start)..<Int(match.end) where taken[index] { continue next }
      for index in Int(match.start)..<Int(match.end) { taken[index] = true }
      matches[kept] = match
      kept += 1
    }
    matches.cut(to: kept)
    matches.sort { $0.start < $1.start }
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
