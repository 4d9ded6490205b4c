/// A title and a text, cut, with names found, cues matched and clauses parted: all that weighing needs.
///
/// Its rows belong to the desk that the text is read at.
final class Passage {
  let grammar: Grammar
  let title: TextBytes
  let text: TextBytes
  let tokens: Row<Token>
  /// What the lexicon says of each token.
  let glossary: Glossary
  let census: Census
  let clauses: Row<Clause>
  /// Stance matches that no longer one covers, in the order of the text.
  let matches: Row<Match>
  /// Matches of the reasons' patterns that no longer one covers, in the order of the text.
  let reasonMatches: Row<Match>
  /// By what the next match of each pattern is multiplied, 1 for the first; all 1 between texts.
  let repeats: Row<Float>
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

  /// What a passage is read for.
  enum Purpose {
    case stance
    /// The sentiment alone: cues are looked for only where they could join what is parted otherwise.
    case sentiment
  }

  /// Reads the title and the text that lie on a desk.
  init(
    on desk: inout Desk, quoted: [Range<Int>], names: ServiceNames, grammar: Grammar, for purpose: Purpose = .stance
  ) {
    self.grammar = grammar
    if desk.repeats.count < grammar.patterns.count { desk.repeats.fill(grammar.patterns.count, with: 1) }
    repeats = desk.repeats
    let title = desk.title
    let text = desk.text
    self.title = title
    self.text = text
    desk.tokens.cut(to: 0)
    var isTitleCase = false
    var inTitle = false
    if title.count > 0 {
      Tokenizer.cut(
        title, grammar: grammar, names: names.filter, base: .title, into: &desk.tokens, hits: &desk.hits)
      isTitleCase = Passage.isTitleCase(desk.tokens)
      inTitle = names.collapse(
        &desk.tokens, from: 0, hits: desk.hits, grammar: grammar, bytes: title, spare: &desk.spareTokens)
      if let last = desk.tokens.last, !last.isBoundary {
        desk.tokens.append(Token(word: Mark.paragraph, traits: .title, hash: 0, start: last.end, end: last.end))
      }
    }
    let titleCount = desk.tokens.count
    self.titleCount = titleCount
    var titleMentionsRival = false
    for index in desk.tokens.indices where desk.tokens[index].word == Mark.rival { titleMentionsRival = true }
    self.titleMentionsRival = titleMentionsRival
    Tokenizer.cut(text, grammar: grammar, names: names.filter, into: &desk.tokens, hits: &desk.hits)
    let inText = names.collapse(
      &desk.tokens, from: titleCount, hits: desk.hits, grammar: grammar, bytes: text, spare: &desk.spareTokens)
    mentionsTarget = inTitle || inText
    titleMentionsTarget = inTitle
    let tokens = desk.tokens
    self.tokens = tokens
    if !quoted.isEmpty { Passage.mark(tokens, from: titleCount, quoted) }
    if grammar.capitalisesNouns { Passage.takeNounsForWords(in: tokens, grammar) }
    desk.glossary.take(tokens, grammar: grammar)
    let glossary = desk.glossary
    self.glossary = glossary
    if purpose == .stance || inTitle || inText || ClauseSplitter.mayHeedCues(tokens, glossary, grammar) {
      let matcher = PatternMatcher(
        grammar: grammar, tokens: tokens, glossary: glossary, titleCount: isTitleCase ? titleCount : 0)
      matcher.find(lists: &desk.lists, candidates: &desk.candidates, into: &desk.found)
    } else {
      desk.found.cut(to: 0)
    }
    Passage.part(desk.found, grammar: grammar, stances: &desk.matches, reasons: &desk.reasonMatches)
    MatchContest.keepBest(&desk.matches, spare: &desk.spareMatches, grammar: grammar)
    MatchContest.keepBest(&desk.reasonMatches, spare: &desk.spareMatches, grammar: grammar)
    let matches = desk.matches
    self.matches = matches
    reasonMatches = desk.reasonMatches
    for index in matches.indices {
      let match = matches[index]
      guard match.end - match.start > 1 || grammar.patterns[Int(match.pattern)].kind == .shield else { continue }
      for index in Int(match.start)..<Int(match.end) { tokens[index].traits.insert(.taken) }
    }
    if inTitle || inText { Passage.inferOthers(in: tokens, glossary, matches: desk.matches, grammar: grammar) }
    let census = Census(
      tokens, glossary, grammar, partings: &desk.partings, names: &desk.names, tones: &desk.tones)
    self.census = census
    namesAnother = census.namesRival
    startsFromAnother = !inTitle && inText && Passage.startsFromAnother(tokens, names: census.names)
    update =
      census.all & Grammar.Fact.update == 0 ? nil : Passage.update(in: tokens, glossary, from: titleCount)
    let splitter = ClauseSplitter(
      tokens, glossary, census, mentionsTarget: inTitle || inText, clauses: desk.clauses)
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
  private static func part(
    _ found: Row<Match>, grammar: Grammar, stances: inout Row<Match>, reasons: inout Row<Match>
  ) {
    stances.cut(to: 0)
    reasons.cut(to: 0)
    for index in found.indices {
      let isReason = grammar.patterns[Int(found[index].pattern)].kind == .reason
      if isReason { reasons.append(found[index]) } else { stances.append(found[index]) }
    }
  }
}
