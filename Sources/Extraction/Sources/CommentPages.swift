import Markup
import Model

/// Further pages of the same comments, as HTML: WordPress' `comment-page-2`, and whatever a page calls its next page.
enum CommentPages: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    sight.commentPages.map { CommentSource(kind: .page, url: $0, statedComments: sight.stated) }
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? { nil }
}
