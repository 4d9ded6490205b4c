import Model

/// The software that a blog runs on: where its pages live, and how they look.
protocol Platform: Sendable {
  /// Posts on one page of the front page and of archives.
  var postsPerPage: Int { get }
  /// The smallest unit of a post's time that its page names; `nil` shows none.
  var postPrecision: Timestamp.Precision? { get }
  /// The smallest unit of a comment's time that the page, or the source it points to, names; `nil` shows none.
  var commentPrecision: Timestamp.Precision? { get }
  /// Whether a visitor can tell which comment answers which.
  var showsThreads: Bool { get }

  /// Where a post lives, from the root.
  func path(of post: Post, in blog: Blog) -> String
  /// Where a comment can be linked to, from the root.
  func path(of comment: Comment, below post: Post, in blog: Blog) -> String
  /// What the blog answers; `nil` when it has no such page.
  func answer(to ask: Ask, on site: Site) -> Answer?
  /// Paths that the sitemap lists beside posts.
  func sitemapPaths(of site: Site) -> [String]
  /// The label of the comment that the page shows this one to answer.
  func parent(of comment: Comment, in post: Post) -> Int?
}

extension Platform {
  var postsPerPage: Int { 5 }
  var postPrecision: Timestamp.Precision? { .minute }
  var commentPrecision: Timestamp.Precision? { .minute }
  var showsThreads: Bool { true }
  func sitemapPaths(of site: Site) -> [String] { ["/"] }
  func parent(of comment: Comment, in post: Post) -> Int? {
    showsThreads ? comment.parent.flatMap { label in post.visibleComments.first { $0.label == label }?.label } : nil
  }
}

/// What a visitor asks a blog for.
struct Ask: Sendable {
  /// The raw path.
  let path: String
  /// Its parts between slashes, empty ones left out.
  let parts: [String]
  /// Names and values of the query, undecoded.
  let query: [(name: String, value: String)]

  init(path: String, query: String?) {
    self.path = path
    parts = path.split(separator: "/").map(String.init)
    self.query = (query ?? "").split(separator: "&").map { pair in
      let equals = pair.firstIndex(of: "=") ?? pair.endIndex
      return (String(pair[..<equals]), String(pair[equals...].dropFirst()))
    }
  }

  /// The value of a query name.
  subscript(name: String) -> String? { query.first { $0.name == name }?.value }
}

/// What a blog answers before conditions are looked at.
struct Answer: Sendable {
  var status = 200
  var type = "text/html; charset=UTF-8"
  var body: String
  /// When what is shown last changed.
  var modified: Instant?
  /// Where a redirect leads.
  var location: String?
  /// Further header fields.
  var headers: [Header] = []

  /// A page.
  static func page(_ html: String, modified: Instant? = nil, headers: [Header] = []) -> Answer {
    Answer(body: html, modified: modified, headers: headers)
  }

  /// A feed or sitemap.
  static func xml(_ body: String, type: String = "text/xml; charset=UTF-8", modified: Instant? = nil) -> Answer {
    Answer(type: type, body: body, modified: modified)
  }

  /// An answer of a JSON interface.
  static func json(_ body: String, modified: Instant? = nil, headers: [Header] = []) -> Answer {
    Answer(type: "application/json; charset=utf-8", body: body, modified: modified, headers: headers)
  }

  /// A permanent redirect.
  static func moved(to address: String) -> Answer {
    Answer(
      status: 301, body: "<html><head><title>301 Moved Permanently</title></head><body>Moved</body></html>",
      location: address)
  }
}
