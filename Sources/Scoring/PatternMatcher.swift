/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its anchor and compared outwards from there. A pattern spans at most
/// a few dozen tokens, so the work is linear in the text.
struct PatternMatcher {
  private let grammar: Grammar
  private let tokens: [Token]
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  private let titleCount: Int

  init(grammar: Grammar, tokens: [Token], titleCount: Int) {
    self.grammar = grammar
    self.tokens = tokens
    self.titleCount = titleCount
  }

  /// The matches of all patterns in the order of their anchors, overlapping ones included.
  func matches() -> [Match] {
    var found: [Match] = []
    for index in tokens.indices {
      let word = Int(tokens[index].word)
      guard word + 1 < grammar.anchorStarts.count else { continue }
      let first = Int(grammar.anchorStarts[word])
      let last = Int(grammar.anchorStarts[word + 1])
      var entry = first
      while entry < last {
        let pattern = Int(grammar.anchored[entry])
        if let match = match(pattern, at: index) { found.append(match) }
        entry &+= 1
      }
    }
    return found
  }

  /// Whether a comma between two words of a pattern may be passed over: "so long, Acme".
  @inline(__always) private static func skipsCommas(_ kind: Cue.Kind) -> Bool {
    kind == .farewell || kind == .counter || kind == .waver || kind == .agree || kind == .refuse || kind == .stay
      || kind == .praise
  }

  private func match(_ index: Int, at position: Int) -> Match? {
    let pattern = grammar.patterns[index]
    let first = Int(pattern.first)
    let anchor = first &+ Int(pattern.anchor)
    let last = first &+ Int(pattern.count)
    let skipsCommas = PatternMatcher.skipsCommas(pattern.kind)
    var head: Int32 = -1
    var mention: Int32 = -1
    if grammar.elements[anchor].isVerb { head = Int32(truncatingIfNeeded: position) }
    guard let end = forward(anchor &+ 1, last, position &+ 1, skipsCommas, &head, &mention) else { return nil }
    guard let start = backward(anchor &- 1, first, position &- 1, skipsCommas, &head, &mention) else { return nil }
    return Match(
      pattern: Int32(truncatingIfNeeded: index), start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end), head: head, mention: mention)
  }

  /// Fits elements `element..<last` to tokens from `position` on; the offset after the last token used.
  private func forward(
    _ element: Int, _ last: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32,
    _ mention: inout Int32
  )
    -> Int?
  {
    if element >= last { return position }
    let step = grammar.elements[element]
    switch step.kind {
    case .end:
      return position >= tokens.count || tokens[position].isBoundary || isJoiner(position)
        ? forward(element &+ 1, last, position, skipsCommas, &head, &mention) : nil
    case .start: return nil
    case .gap:
      var used = 0
      var at = position
      while true {
        if let end = forward(element &+ 1, last, at, skipsCommas, &head, &mention) { return end }
        if used >= Int(step.value) || at >= tokens.count || (tokens[at].isBoundary && tokens[at].word != Mark.comma) {
          return nil
        }
        used &+= 1
        at &+= 1
      }
    default:
      var at = position
      if at < tokens.count, tokens[at].word == Mark.comma, skipsCommas { at &+= 1 }
      if at < tokens.count, fits(step, at) {
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        if let end = forward(element &+ 1, last, at &+ 1, skipsCommas, &head, &mention) { return end }
        head = oldHead
        mention = oldMention
      }
      return step.isOptional ? forward(element &+ 1, last, position, skipsCommas, &head, &mention) : nil
    }
  }

  private func backward(
    _ element: Int, _ first: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32,
    _ mention: inout Int32
  )
    -> Int?
  {
    if element < first { return position &+ 1 }
    let step = grammar.elements[element]
    switch step.kind {
    case .start:
      return position < 0 || tokens[position].isBoundary || isJoiner(position)
        ? backward(element &- 1, first, position, skipsCommas, &head, &mention) : nil
    case .end: return nil
    case .gap:
      var used = 0
      var at = position
      while true {
        if let start = backward(element &- 1, first, at, skipsCommas, &head, &mention) { return start }
        if used >= Int(step.value) || at < 0 || (tokens[at].isBoundary && tokens[at].word != Mark.comma) { return nil }
        used &+= 1
        at &-= 1
      }
    default:
      var at = position
      if at >= 0, tokens[at].word == Mark.comma, skipsCommas { at &-= 1 }
      if at >= 0, fits(step, at) {
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        if let start = backward(element &- 1, first, at &- 1, skipsCommas, &head, &mention) { return start }
        head = oldHead
        mention = oldMention
      }
      return step.isOptional ? backward(element &- 1, first, position, skipsCommas, &head, &mention) : nil
    }
  }

  @inline(__always)
  private func note(
    _ step: Element, _ at: Int, _ head: inout Int32,
    _ mention: inout Int32
  ) {
    if step.isVerb { if head < 0 { head = Int32(truncatingIfNeeded: at) } }
    if step.kind.rawValue >= Element.Kind.target.rawValue && step.kind.rawValue <= Element.Kind.service.rawValue {
      if mention < 0 || tokens[at].word == Mark.target { mention = Int32(truncatingIfNeeded: at) }
    }
  }

  @inline(__always)
  private func isJoiner(_ position: Int) -> Bool { grammar.plays(tokens[position].word, .link) }

  @inline(__always) private func fits(_ step: Element, _ at: Int) -> Bool {
    let token = tokens[at]
    switch step.kind {
    case .word: return token.word == step.value
    case .set: return grammar.isMember(token.word, of: step.value)
    case .target: return token.word == Mark.target
    case .rival: return isOther(token, at)
    case .service: return token.word == Mark.target || isOther(token, at)
    default: return false
    }
  }

  /// Whether a token names another service, or some proper name that may be one.
  @inline(__always) private func isOther(_ token: Token, _ at: Int) -> Bool {
    if token.word == Mark.rival || token.word == Mark.name { return true }
    if token.word > Mark.lastBoundary, grammar.plays(token.word, .other) { return true }
    return at >= titleCount && token.word > Mark.lastBoundary && token.traits.contains(.capital)
      && token.traits.isDisjoint(with: [.opensSentence, .shouted]) && !grammar.plays(token.word, .common)
  }
}
