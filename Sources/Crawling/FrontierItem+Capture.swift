internal import Archiving
internal import Frontier

extension FrontierItem {
  /// As what the archive notes the item's answer.
  var captureRole: CaptureRole {
    switch role {
    case .page: .page
    case .feed: .feed
    case .sitemap: .sitemap
    case .source(let source, let key): .source(source, of: key)
    }
  }
}
