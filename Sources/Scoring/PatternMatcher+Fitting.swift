/// Comparing a pattern's steps with the words around its anchor.
extension PatternMatcher {
  /// What is noted while a pattern is compared: the verb that carries it, and the service that it names; −1 for none.
  struct Notes {
    var head: Int32 = -1
    var mention: Int32 = -1

    /// Notes that a plain step has a word, without branching on what it is.
    @inline(__always) mutating func take(_ step: Step, _ at: Int) {
      let at = Int32(truncatingIfNeeded: at)
      head = step.isVerb && head < 0 ? at : head
      mention = step.isTarget ? at : mention
    }
  }

  /// Fits a pattern whose steps begin at a place, with its anchor at a token, and notes the match.
  ///
  /// - Parameter isFound: whether the anchor is known to be there.
  @inline(__always)
  func match(
    _ header: PatternSteps.Header, at place: Int, with position: Int, isFound: Bool, into found: inout Row<Match>
  ) {
    let anchor = place &+ header.anchor
    let step = unsafe steps.step(at: anchor)
    guard isFound || fits(step, position) else { return }
    var notes = Notes()
    notes.take(step, position)
    let skipsCommas = header.skipsCommas
    let end = forward(anchor &+ 1, place &+ header.count, position &+ 1, skipsCommas, &notes)
    if end < 0 { return }
    let start = backward(anchor &- 1, place, position &- 1, skipsCommas, &notes)
    if start < 0 { return }
    found.append(
      Match(
        pattern: header.pattern, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        anchor: Int32(truncatingIfNeeded: position), head: notes.head, mention: notes.mention))
  }

  /// Fits steps `first..<last` to tokens from `position` on; the offset after the last token used, or −1.
  private func forward(
    _ first: Int, _ last: Int, _ position: Int, _ skipsCommas: Bool, _ notes: inout Notes
  ) -> Int {
    var place = first
    var position = position
    while place < last {
      let step = unsafe steps.step(at: place)
      place &+= 1
      if step.isPlain {
        let at = afterComma(position, skipsCommas)
        guard fits(step, at) else { return -1 }
        notes.take(step, at)
        position = at &+ 1
        continue
      }
      switch step.kind {
      case .end:
        guard isEdge(position) else { return -1 }
      case .start: return -1
      case .gap:
        let before = notes
        let next = unsafe steps.step(at: min(place, last &- 1))
        for _ in 0...step.value {
          if mayFit(next, position, skipsCommas) {
            let end = forward(place, last, position, skipsCommas, &notes)
            if end >= 0 { return end }
            notes = before
          }
          if endsGap(position) { return -1 }
          position &+= 1
        }
        return -1
      default:
        let at = afterComma(position, skipsCommas)
        guard fitsAny(step, at) else {
          if step.isOptional { continue }
          return -1
        }
        let before = notes
        note(step, at, &notes)
        guard step.isOptional else {
          position = at &+ 1
          continue
        }
        let end = forward(place, last, at &+ 1, skipsCommas, &notes)
        if end >= 0 { return end }
        notes = before
      }
    }
    return position
  }

  /// Fits steps from `last` down to `first` to tokens from `position` down; the offset of the first used, or −1.
  private func backward(
    _ last: Int, _ first: Int, _ position: Int, _ skipsCommas: Bool, _ notes: inout Notes
  ) -> Int {
    var place = last
    var position = position
    while place >= first {
      let step = unsafe steps.step(at: place)
      place &-= 1
      if step.isPlain {
        let at = beforeComma(position, skipsCommas)
        guard fits(step, at) else { return -1 }
        notes.take(step, at)
        position = at &- 1
        continue
      }
      switch step.kind {
      case .start:
        guard isEdge(position) else { return -1 }
      case .end: return -1
      case .gap:
        let before = notes
        let next = unsafe steps.step(at: max(place, first))
        for _ in 0...step.value {
          if mayFit(next, position, skipsCommas) {
            let start = backward(place, first, position, skipsCommas, &notes)
            if start >= 0 { return start }
            notes = before
          }
          if endsGap(position) { return -1 }
          position &-= 1
        }
        return -1
      default:
        let at = beforeComma(position, skipsCommas)
        guard fitsAny(step, at) else {
          if step.isOptional { continue }
          return -1
        }
        let before = notes
        note(step, at, &notes)
        guard step.isOptional else {
          position = at &- 1
          continue
        }
        let start = backward(place, first, at &- 1, skipsCommas, &notes)
        if start >= 0 { return start }
        notes = before
      }
    }
    return position &+ 1
  }

  /// The token behind a comma that may be passed over, or the one at a position.
  @inline(__always) private func afterComma(_ position: Int, _ skips: Bool) -> Int {
    let isComma = unsafe glossary.number(position) == Mark.comma
    return position &+ (isComma && skips ? 1 : 0)
  }

  /// The token before a comma that may be passed over, or the one at a position.
  @inline(__always) private func beforeComma(_ position: Int, _ skips: Bool) -> Int {
    let isComma = unsafe glossary.number(position) == Mark.comma
    return position &- (isComma && skips ? 1 : 0)
  }

  @inline(__always)
  private func note(_ step: Step, _ at: Int, _ notes: inout Notes) {
    notes.take(step, at)
    if step.kind == .rival || step.kind == .service {
      let isTarget = unsafe glossary.number(at) == Mark.target
      if isTarget || notes.mention < 0 { notes.mention = Int32(truncatingIfNeeded: at) }
    }
  }

  /// Whether a token can stand before the first or after the last word of a clause, as what is no token does.
  @inline(__always) private func isEdge(_ position: Int) -> Bool {
    guard tokens.indices.contains(position) else { return true }
    let token = tokens[position]
    return token.isBoundary || token.traits.contains(.face) || glossary.plays(position, .link)
  }

  /// Whether no gap reaches beyond a position: sentences and clauses end there, or the text.
  @inline(__always) private func endsGap(_ position: Int) -> Bool {
    let number = unsafe glossary.number(position)
    return number >= Mark.stop && number < Mark.comma
  }

  /// Whether a word, a word of a set or the service stands at a token or just beyond the last one.
  ///
  /// All is worked out whatever the step asks for, since no branch on that would be foreseen.
  @inline(__always) private func fits(_ step: Step, _ at: Int) -> Bool {
    let number = unsafe glossary.number(at)
    let isMember = unsafe sets.contains(UInt16(truncatingIfNeeded: number), in: step.set)
    return step.isSet ? isMember : number == step.value
  }

  /// Whether what stands beyond a gap may go on at a position.
  @inline(__always) private func mayFit(_ next: Step, _ position: Int, _ skipsCommas: Bool) -> Bool {
    !next.isPlain || skipsCommas || fits(next, position)
  }

  /// The same of any step that takes a word.
  private func fitsAny(_ step: Step, _ at: Int) -> Bool {
    switch step.kind {
    case .word, .set, .target: return fits(step, at)
    case .rival: return isOther(at)
    case .service: return unsafe glossary.number(at) == Mark.target ? true : isOther(at)
    default: return false
    }
  }

  /// Whether a token names another service, or some proper name that may be one.
  private func isOther(_ at: Int) -> Bool {
    guard tokens.indices.contains(at) else { return false }
    let token = tokens[at]
    if token.word == Mark.rival || token.isName { return true }
    if token.word > Mark.lastBoundary, glossary.plays(at, .other) { return true }
    return at >= titleCount && token.word > Mark.lastBoundary && token.traits.contains(.capital)
      && token.traits.isDisjoint(with: [.opensSentence, .shouted]) && !glossary.plays(at, .common)
  }
}
