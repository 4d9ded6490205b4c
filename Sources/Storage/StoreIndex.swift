import Model

/// Where the latest version of each page lies; rebuilt from the segments at every opening, never trusted from disk.
struct StoreIndex {
  /// A page as one service's topic sees it.
  struct Key: Hashable {
    var page: String
    var service: String
  }

  /// Where a line lies.
  struct Location {
    /// Position in the store's list of segments.
    var segment: Int32
    var length: Int32
    var offset: Int
    /// The content's digest, folded.
    var digest: UInt64
  }

  private(set) var locations: [Key: Location] = [:]

  subscript(key: Key) -> Location? {
    get { locations[key] }
    set { locations[key] = newValue }
  }

  /// All keys by page address, then service, in the order of their UTF-8.
  func sortedKeys(of service: String?) -> [Key] {
    var keys: [Key] = []
    keys.reserveCapacity(locations.count)
    for key in locations.keys where service == nil || key.service == service { keys.append(key) }
    keys.sort { $0.page == $1.page ? $0.service < $1.service : $0.page < $1.page }
    return keys
  }

  /// A digest's text as the index keeps it.
  static func folded(_ digest: String) -> UInt64 { Fingerprint(digest).folded }
}
