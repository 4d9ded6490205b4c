/// Sets straight quotes, double hyphens and dots as WordPress' `wptexturize` does before it shows a text.
///
/// Done once when the world is read, so that the truth is the text as shown.
struct Typesetter {
  private var previous: Character?

  /// Sets all blocks; each starts afresh.
  static func set(_ blocks: [Block]) -> [Block] {
    blocks.map { block in
      switch block {
      case .paragraph(let inner): .paragraph(set(inner))
      case .heading(let inner): .heading(set(inner))
      case .list(let isOrdered, let items): .list(isOrdered: isOrdered, items: items.map { set($0) })
      case .quote(let inner, let attribution, let voice):
        .quote(set(inner), attribution: attribution.map { set($0) }, voice: voice)
      }
    }
  }

  /// Sets one run of text.
  static func set(_ pieces: [Inline]) -> [Inline] {
    var typesetter = Typesetter()
    return typesetter.run(pieces)
  }

  private mutating func run(_ pieces: [Inline]) -> [Inline] {
    var set: [Inline] = []
    for piece in pieces {
      switch piece {
      case .text(let words): set.append(.text(text(words)))
      case .link(let inner, let target): set.append(.link(run(inner), target: target))
      case .emphasis(let inner): set.append(.emphasis(run(inner)))
      case .strong(let inner): set.append(.strong(run(inner)))
      case .quotation(let inner, let voice): set.append(.quotation(run(inner), voice: voice))
      case .lineBreak:
        previous = nil
        set.append(.lineBreak)
      }
    }
    return set
  }

  private mutating func text(_ words: String) -> String {
    var set = ""
    var rest = Substring(words)
    while let first = rest.first {
      rest.removeFirst()
      let opens = previous.map { $0 == " " || $0 == "(" || $0 == "“" || $0 == "—" || $0 == "[" } ?? true
      var next = first
      if first == "\"" {
        next = opens ? "“" : "”"
      } else if first == "'" {
        // An apostrophe before digits or in front of a shortened word closes: ’11, ’cause.
        next = opens && !(rest.first?.isNumber ?? false) && !rest.hasPrefix("cause") ? "‘" : "’"
      } else if first == ".", rest.hasPrefix("..") {
        rest = rest.dropFirst(2)
        next = "…"
      } else if first == "-", rest.hasPrefix("-") {
        rest = rest.dropFirst()
        next = "—"
      }
      set.append(next)
      previous = next
    }
    return set
  }
}
