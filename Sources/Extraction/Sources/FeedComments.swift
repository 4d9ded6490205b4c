import Markup
import Model

/// The rule that reads comments out of feeds.
enum FeedComments {
  /// The comments of a feed; `nil` when the body is no feed.
  static func drafts(in answer: SystemAnswer) -> SystemDrafts? { nil }
}
