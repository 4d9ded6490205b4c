internal import Frontier

/// How far lists are followed that name their own continuation: feeds by pages, comments by pages, indexes of sitemaps.
///
/// A server can make up such pages without an end, and each would come before any post. The way is counted in steps: a
/// page that brought something is one, a page that brought nothing new is many.
enum Chain {
  /// Steps beyond which a list is not followed: as many pages of ten posts, or of a hundred comments.
  static let longest = 500
  /// What a page counts that brought nothing new.
  ///
  /// One such page ends nothing: after a crash a page is read twice, and the newest comments of a source may stand on the
  /// page already.
  static let fruitless = 20
  /// What an index of sitemaps within another counts; the protocol of sitemaps knows none, some sites nest them twice.
  static let index = 125

  /// The items that go on with a list, one step further than the item that named them.
  ///
  /// - Returns: none where the list has been followed far enough.
  static func further(_ items: [FrontierItem], from item: FrontierItem, steps: Int) -> [FrontierItem] {
    let length = item.chain + steps
    guard length <= longest else { return [] }
    return items.map {
      var next = $0
      next.chain = length
      return next
    }
  }
}
