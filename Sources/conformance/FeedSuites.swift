import JSONCoding
import Markup
import Model

extension Conformance {
  /// Feeds and sitemaps.
  static let feedSuites: [String: Answer] = [:]
}
