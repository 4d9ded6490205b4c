import Markup

/// What tells that a page takes answers where no name and no heading speaks of comments: a field to write in below the
/// last of them, or something to press for an answer in each.
extension CommentFinder {
  /// Elements that lie side by side from which on they are believed to be answers.
  private static let few = 3
  /// Nodes between the last answer and the field for the next one, at most.
  static let nearEntry = 120
  /// Nodes of an element in which a control is looked for.
  private static let longest = 400

  /// Whether a page has a field to write in, or a name of it speaks of replies.
  func takesAnswers(_ sighting: CommentSighting) -> Bool {
    if !sighting.entries.isEmpty { return true }
    let bytes = document.pool.span
    return document.names.indices.contains { number in
      // Names that speak of replies speak of comments or posts.
      let speaks = number >= document.notes.count || document.notes[number] & NameNote.speaks != 0
      return speaks && CommentFinder.replies.occurs(in: bytes.extracting(document.names[number].range))
    }
  }

  /// Whether elements are followed by a field for comments, or each offers to answer it, and they lead to no other pages.
  func areAnswerable(_ nodes: [Int], _ sighting: CommentSighting) -> Bool {
    guard nodes.count >= CommentFinder.few, let last = nodes.last else { return false }
    let end = document.end(of: last)
    let isFollowed = sighting.entries.contains {
      $0 >= end && $0 - end < CommentFinder.nearEntry
        && CommentEntries(document: document).takesComments($0, from: end)
    }
    guard isFollowed || nodes.prefix(6).allSatisfy({ offersAnswer($0) }) else { return false }
    return !leadElsewhere(nodes)
  }

  /// Whether each of several elements opens with a label for its speaker, as guest books have it: "From: Ann".
  func areLabelled(_ nodes: [Int]) -> Bool {
    nodes.count >= CommentFinder.few
      && nodes.prefix(6).allSatisfy { node in
        let line = document.line(of: node..<document.end(of: node), limit: 60)
        return CommentFinder.speakerLabels.length(at: 0, upTo: line.count, in: line.span) != nil
      } && !leadElsewhere(nodes)
  }

  private static let speakerLabels = WordIndex([
    "from:", "name:", "navn:", "namn:", "nimi:", "nome:", "nombre:", "naam:", "név:", "jméno:", "imię:", "имя:", "Имя:",
    "isim:", "nick:", "von:", "absender:",
  ])

  /// Whether an element holds a button or a link that speaks of replies, by its words, its name or where it leads.
  private func offersAnswer(_ node: Int) -> Bool {
    (node..<min(document.end(of: node), node + CommentFinder.longest)).contains { inner in
      let tag = document.tag(inner)
      return (tag == .a || tag == .button) && speaksOfReplies(inner)
    }
  }

  /// Whether a button or a link speaks of replies.
  func speaksOfReplies(_ control: Int) -> Bool {
    let bytes = document.pool.span
    let record = document.nodes[control]
    for index in Int(record.first)..<Int(record.first) + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      switch attribute.name {
      case .class, .identifier, .href, .title:
        let range = Int(attribute.start)..<Int(attribute.start) + min(Int(attribute.length), 200)
        if CommentFinder.replies.occurs(in: bytes.extracting(range)) { return true }
      default: continue
      }
    }
    guard document.weight(of: control..<Int(record.end), upTo: 40) < 40 else { return false }
    return CommentFinder.labels.occurs(in: document.line(of: control..<Int(record.end), limit: 60).span)
  }

  private static let replies = WordIndex(["reply", "replies", "respond"])
  private static let labels = WordIndex([
    "reply", "answer", "antwort", "répondre", "responder", "rispond", "beantwoord", "reageer", "svar", "vastaa",
    "odpowied", "odpově", "válasz", "răspunde", "ответить", "відповісти", "cevapla", "yanıtla", "返信", "回复", "回覆",
    "답글", "trả lời", "balas", "απάντηση", "الرد", "رد", "پاسخ", "השב", "הגב", "תגובה", "जवाब", "उत्तर दें", "উত্তর",
    "பதில்", "ตอบกลับ", "返信する", "回應", "回覆", "отговор", "одговори", "odgovori", "atsakyti", "vasta", "jawab",
  ])
}
