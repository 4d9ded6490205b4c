import Markup
import Model

/// Tumblr's notes: likes, reblogs and answers in one list.
///
/// `<ol class="notes"><li class="note reblog tumblelog_ann"><span class="action"><a href="…" class="tumblelog">ann</a> reblogged this
/// from <a class="source_tumblelog">…</a> and added:</span><blockquote><a title="View post">Yes.</a></blockquote></li>`; notes
/// without words bear `like` or `without_commentary` and are counted, not taken for voices.
enum TumblrNotes {
  /// The notes as drafts, in the order of the page; empty where there is no such list.
  static func drafts(on document: Document, page: PageContext) -> [CommentDraft] {
    var drafts: [CommentDraft] = []
    for node in 0..<document.count where document.tag(node) == .li && document.hasClass("note", node) {
      var draft = CommentDraft()
      draft.nodes = node..<document.end(of: node)
      let isAnswer = document.hasClass("reply", node) || document.hasClass("answer", node)
      guard isAnswer || (document.hasClass("reblog", node) && !document.hasClass("without_commentary", node)) else {
        guard document.hasClass("like", node) || document.hasClass("reblog", node) else { continue }
        draft.facts.omission = document.hasClass("like", node) ? "like" : "reblog"
        drafts.append(draft)
        continue
      }
      for inner in node..<document.end(of: node) {
        switch document.tag(inner) {
        case .a:
          let relation = document.hasClass("tumblelog", inner) || draft.facts.author == nil
          let words = document.text(of: inner..<document.end(of: inner), limit: 100)
          if relation, draft.facts.author == nil, let name = Byline.name(words) {
            draft.facts.author = name
            draft.facts.authorURL = document.value(.href, of: inner).flatMap { page.absolute($0) }
          }
          if document.hasClass("source_tumblelog", inner) { continue }
        case .blockquote:
          if draft.facts.text == nil {
            let rendered = TextRenderer.text(of: inner, in: document)
            draft.facts.text = rendered.text
            for link in inner..<document.end(of: inner) where document.tag(link) == .a {
              draft.facts.permalink = document.value(.href, of: link)
              break
            }
          }
        case .span where document.hasClass("answer_content", inner) && draft.facts.text == nil:
          draft.facts.text = TextRenderer.text(of: inner, in: document).text
        default: continue
        }
      }
      drafts.append(draft)
    }
    return drafts
  }

  /// Whether the page has a list of notes.
  static func isSeen(on document: Document) -> Bool {
    for node in 0..<document.count where document.tag(node) == .ol {
      if document.hasClass("notes", node) { return true }
    }
    return false
  }
}
