internal import Markup
internal import Model
internal import Robots

/// What a page's own `meta` elements and its `X-Robots-Tag` fields ask of us.
enum RobotsPolicy {
  /// The policy of a page; the strictest of several holds.
  static func policy(of document: Document, headers: [Header], agent: String) -> RobotsMeta {
    var policy = RobotsMeta()
    for header in headers where header.isNamed("X-Robots-Tag") { policy.add(header: header.value, agent: agent) }
    for node in 0..<document.count where document.tag(node) == .meta {
      guard let name = document.value(.name, of: node), let content = document.value(.content, of: node) else {
        continue
      }
      policy.add(metaName: name, content: content, agent: agent)
    }
    return policy
  }
}
