import Markup

/// The rule that tells a field for comments from one for letters to the owner.
///
/// `<form id="commentform">…<textarea name="comment">` and `<label>Your reply</label> <textarea>` take comments;
/// `<form action="/contact">…<input name="subject"><textarea name="message">` does not.
struct CommentEntries {
  let document: Document

  /// Elements around a field that are looked at for its form.
  private static let outward = 24
  /// Nodes of a form that are looked at.
  private static let longest = 300

  /// Whether a field's form, its names or the words around it speak of comments, and it is no form for letters.
  ///
  /// - Parameter start: where the words above the form begin, such as "Leave a reply".
  func takesComments(_ field: Int, from start: Int) -> Bool {
    var form = document.parent(of: field)
    for _ in 0..<CommentEntries.outward where form > 0 && document.tag(form) != .form {
      form = document.parent(of: form)
    }
    let isForm = form > 0 && document.tag(form) == .form
    let own = isForm ? form..<form + 1 : field..<field + 1
    if isNamed(own, CommentEntries.letters) { return false }
    if isNamed(own, CommentEntries.comments) { return true }
    let first = isForm ? min(start, form) : start
    let end = isForm ? min(document.end(of: form), form + CommentEntries.longest) : document.end(of: field)
    let inside = (isForm ? form : field)..<max(end, field + 1)
    if isNamed(inside, CommentEntries.letters) { return false }
    let words = document.line(of: min(first, inside.lowerBound)..<inside.upperBound, limit: 400)
    if CommentEntries.lettersByWord.occurs(in: words.span) { return false }
    return isNamed(inside, CommentEntries.comments) || CommentEntries.comments.occurs(in: words.span)
  }

  /// Whether a field's form, or the words in it, speak of letters to the owner.
  func takesLetters(_ field: Int) -> Bool {
    var form = document.parent(of: field)
    for _ in 0..<CommentEntries.outward where form > 0 && document.tag(form) != .form {
      form = document.parent(of: form)
    }
    let start = form > 0 && document.tag(form) == .form ? form : field
    let range = start..<max(field + 1, min(document.end(of: start), start + CommentEntries.longest))
    return isNamed(range, CommentEntries.letters)
      || CommentEntries.lettersByWord.occurs(in: document.line(of: range, limit: 400).span)
  }

  /// Whether an attribute that names or labels any of the elements holds one of the words.
  private func isNamed(_ nodes: Range<Int>, _ words: WordIndex) -> Bool {
    let bytes = document.pool.span
    return nodes.contains { node in
      let record = document.nodes[node]
      guard record.tag != .text else { return false }
      return (Int(record.first)..<Int(record.first) + Int(record.attributeCount)).contains {
        let attribute = document.attributes[$0]
        switch attribute.name {
        case .class, .identifier, .name, .action, .title, .for, .value: break
        case .other:
          let name = Int(attribute.nameStart)..<Int(attribute.nameStart) + Int(attribute.nameLength)
          guard document.equals(name, "placeholder") || document.equals(name, "aria-label") else { return false }
        default: return false
        }
        let start = Int(attribute.start)
        return words.occurs(in: bytes.extracting(start..<start + min(Int(attribute.length), 200)))
      }
    }
  }

  private static let comments = WordIndex([
    "comment", "comentario", "comentári", "commenti", "conversation", "discussion", "diskussion", "your thoughts",
    "have your say", "kommentar", "komentar", "komment", "koment", "reactie",
    "réaction", "yorum", "hozzasz", "opmerking", "reply", "replies", "respond", "antwort", "répondre", "risposta",
    "respuesta", "guestbook", "gästebuch", "gaestebuch", "gjestebok", "gästbok", "gæstebog", "gastenboek", "livre d'or",
    "livredor", "комментар", "коментар", "コメント", "评论", "評論", "留言", "댓글", "bình luận", "σχόλι",
  ])
  private static let letters = WordIndex([
    "contact", "kontakt", "contatt", "subject", "betreff", "objet", "asunto", "onderwerp", "message", "mensaje",
    "nachricht", "newsletter", "subscri", "inquiry", "enquiry", "support", "feedback",
  ])
  private static let lettersByWord = WordIndex([
    "contact us", "get in touch", "write to us", "subject", "your message", "kontakt", "betreff", "ihre nachricht",
    "contactez", "votre message", "contacto", "su mensaje", "newsletter",
  ])
}
