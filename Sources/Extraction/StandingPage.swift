import Markup
import Model

/// The rule that knows pages that stand beside a site's posts: who we are, how to reach us, what the law wants, the page of
/// a picture, a post behind a password.
enum StandingPage {
  /// Last segments of addresses of such pages, without an ending such as `.html`.
  private static let names: Set<Substring> = [
    "about", "about-me", "about-us", "about-this-blog", "contact", "contact-me", "contact-us", "imprint", "impressum",
    "kontakt", "ueber-mich", "uber-mich", "ueber-uns", "uber-uns", "ueber", "datenschutz", "datenschutzerklaerung",
    "privacy", "privacy-policy", "terms", "terms-of-service", "terms-of-use", "disclaimer", "cookie-policy", "cookies",
    "colophon", "sample-page", "beispiel-seite", "a-propos", "mentions-legales", "acerca-de", "sobre", "sobre-mi",
    "contacto",
    "aviso-legal", "chi-siamo", "contatti", "contato", "over", "over-ons", "om", "om-oss", "subscribe", "newsletter",
    "login", "wp-login", "register", "sitemap", "guestbook", "blogroll",
  ]
  /// The same that lie at the top of a site alone: below a folder they may be posts.
  private static let mostSegments = 2

  /// What kind of standing page a page is; `nil` for all others.
  ///
  /// - Complexity: O(nodes).
  static func role(of document: Document, at address: Address) -> PageRole? {
    var isArticle = false
    var isLocked = false
    for node in 0..<document.count {
      switch document.tag(node) {
      case .body:
        for name in names(of: node, in: document) {
          if name == "attachment" || name.hasPrefix("attachmentid-") { return .standing }
          if name == "single-post" || name.hasPrefix("postid-") { isArticle = true }
        }
      case .meta:
        if document.value(.property, of: node) == "article:published_time" { isArticle = true }
      case .form: if names(of: node, in: document).contains("post-password-form") { isLocked = true }
      default: break
      }
    }
    if isLocked { return .locked }
    return !isArticle && hasStandingAddress(address) ? .standing : nil
  }

  /// Whether a page has a field for a password.
  static func wantsPassword(_ document: Document) -> Bool {
    (0..<document.count).contains { node in
      document.tag(node) == .input && document.value(.type, of: node)?.lowercased() == "password"
    }
  }

  private static func names(of node: Int, in document: Document) -> [Substring] {
    (document.value(.class, of: node) ?? "").lowercased().split(separator: " ")
  }

  private static func hasStandingAddress(_ address: Address) -> Bool {
    let segments = address.segments
    guard let last = segments.last, segments.count <= mostSegments else { return false }
    return names.contains(Substring(last.prefix { $0 != "." }.lowercased()))
  }
}
