/// A paragraph-level piece of a post or comment.
indirect enum Block: Equatable, Sendable {
  case paragraph([Inline])
  case heading([Inline])
  case list(isOrdered: Bool, items: [[Inline]])
  case quote([Block], attribution: [Inline]?, voice: QuotedVoice?)
}

/// A piece of running text.
indirect enum Inline: Equatable, Sendable {
  case text(String)
  case link([Inline], target: String)
  case emphasis([Inline])
  case strong([Inline])
  case lineBreak
  /// Other people's words inside a sentence; the quotation marks stand outside.
  case quotation([Inline], voice: QuotedVoice)
}

/// Who is quoted, and where that person stands.
struct QuotedVoice: Equatable, Sendable {
  /// The name as the page gives it, or a description in small letters ("a man in a blazer").
  var speaker: String
  /// The name; `nil` when the page only describes the speaker.
  var name: String? { speaker.first?.isLowercase == true ? nil : speaker }
  /// The truth about the words; `nil` when they have nothing to do with the service.
  var stance: Mark
}

/// The true label of a voice, as the author of the world wrote it down.
enum Mark: String, Equatable, Sendable {
  case quitting = "q"
  case defending = "d"
  case neutral = "n"
  /// Speaks of something else altogether.
  case offTopic = "-"
}

extension [Inline] {
  /// The words alone, as a reader sees them.
  var plainText: String {
    var text = ""
    for piece in self {
      switch piece {
      case .text(let words): text += words
      case .link(let inner, _), .emphasis(let inner), .strong(let inner), .quotation(let inner, _):
        text += inner.plainText
      case .lineBreak: text += "\n"
      }
    }
    return text
  }

  /// The quotations inside, in order.
  var quotations: [(voice: QuotedVoice, text: String)] {
    var found: [(voice: QuotedVoice, text: String)] = []
    for piece in self {
      switch piece {
      case .quotation(let inner, let voice): found.append((voice, inner.plainText))
      case .link(let inner, _), .emphasis(let inner), .strong(let inner): found += inner.quotations
      case .text, .lineBreak: break
      }
    }
    return found
  }
}

extension [Block] {
  /// The words in the form that voices have: paragraphs parted by a blank line, list items after "- ".
  var plainText: String {
    flatMap { block -> [String] in
      switch block {
      case .paragraph(let inner), .heading(let inner): [inner.plainText]
      case .list(_, let items): [items.map { "- \($0.plainText)" }.joined(separator: "\n")]
      case .quote(let inner, let attribution, _): [inner.plainText] + (attribution.map { [$0.plainText] } ?? [])
      }
    }
    .joined(separator: "\n\n")
  }

  /// Everybody who is quoted, in order, with the words alone.
  var quotations: [(voice: QuotedVoice, text: String)] {
    var found: [(voice: QuotedVoice, text: String)] = []
    for block in self {
      switch block {
      case .paragraph(let inner), .heading(let inner): found += inner.quotations
      case .list(_, let items): found += items.flatMap(\.quotations)
      case .quote(let inner, _, let voice):
        if let voice { found.append((voice, inner.plainText)) }
        found += inner.quotations
      }
    }
    return found
  }

  /// Where the links inside lead, as written.
  var linkTargets: [String] {
    func targets(_ pieces: [Inline]) -> [String] {
      pieces.flatMap { piece -> [String] in
        switch piece {
        case .link(let inner, let target): [target] + targets(inner)
        case .emphasis(let inner), .strong(let inner), .quotation(let inner, _): targets(inner)
        case .text, .lineBreak: []
        }
      }
    }
    return flatMap { block -> [String] in
      switch block {
      case .paragraph(let inner), .heading(let inner): targets(inner)
      case .list(_, let items): items.flatMap(targets)
      case .quote(let inner, let attribution, _): inner.linkTargets + targets(attribution ?? [])
      }
    }
  }
}
