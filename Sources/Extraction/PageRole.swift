/// What a page is for: only posts have voices of their own.
public enum PageRole: Sendable, CaseIterable {
  /// A post, or anything else that people speak on.
  case post
  /// A home page, an archive, a category: it lists posts.
  case listing
  /// A page beside the posts: who we are, how to reach us, what the law wants, a picture.
  case standing
  /// A post for those who have a password.
  case locked
}
