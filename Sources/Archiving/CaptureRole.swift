public import Model

/// As what an answer was fetched: written beside it, so that a replay reads it the same way.
///
/// WARC has no word for this; the fields are extensions as WARC 1.1 §5.1 allows, and other readers pass over them.
public enum CaptureRole: Hashable, Sendable {
  /// A page for people.
  case page
  /// A feed.
  case feed
  /// A sitemap.
  case sitemap
  /// A host's robots rules.
  case robots
  /// A place where comments of the page with this key lie.
  case source(CommentSource, of: String)

  /// Links from a seed to the page.
  static let depthField = "Stance-Depth"
  private static let roleField = "Stance-Role"
  private static let kindField = "Stance-Source"
  private static let pageField = "Stance-Page"
  private static let addressField = "Stance-Source-Address"
  private static let statedField = "Stance-Stated-Comments"

  /// The fields that say it.
  var fields: [Header] {
    switch self {
    case .page: [Header(name: CaptureRole.roleField, value: "page")]
    case .feed: [Header(name: CaptureRole.roleField, value: "feed")]
    case .sitemap: [Header(name: CaptureRole.roleField, value: "sitemap")]
    case .robots: [Header(name: CaptureRole.roleField, value: "robots")]
    case .source(let source, let key):
      [
        Header(name: CaptureRole.roleField, value: "source"),
        Header(name: CaptureRole.kindField, value: source.kind.rawValue),
        Header(name: CaptureRole.pageField, value: key),
      ] + (source.url.map { [Header(name: CaptureRole.addressField, value: $0)] } ?? [])
        + (source.statedComments.map { [Header(name: CaptureRole.statedField, value: String($0))] } ?? [])
    }
  }

  /// Reads the fields of a record; `nil` where it does not say.
  init?(_ record: ArchiveRecord) {
    switch record.field(CaptureRole.roleField) {
    case "page": self = .page
    case "feed": self = .feed
    case "sitemap": self = .sitemap
    case "robots": self = .robots
    case "source":
      guard let kind = record.field(CaptureRole.kindField), let page = record.field(CaptureRole.pageField) else {
        return nil
      }
      let source = CommentSource(
        kind: CommentSource.Kind(rawValue: kind), url: record.field(CaptureRole.addressField),
        statedComments: record.field(CaptureRole.statedField).flatMap { Int($0) })
      self = .source(source, of: page)
    default: return nil
    }
  }
}
