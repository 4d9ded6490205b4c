import Model

/// One blog of the world, as its files tell it.
struct Blog: Sendable {
  /// The folder's name; texts refer to it as `@key`.
  let key: String
  /// The host name, always below the reserved `.example`.
  var host: String { "\(key).example" }
  /// What the front matter of `blog.txt` says.
  let facts: Facts
  /// The clock that it shows.
  let zone: Zone
  /// Oldest first.
  var posts: [Post]

  /// The name above every page.
  var title: String { facts["title"] ?? key }
  /// The line below it.
  var tagline: String { facts["tagline"] ?? "" }
  /// Who writes it.
  var owner: String { facts["author"] ?? "" }
  /// A few words about the writer, for the sidebar.
  var about: String { facts["about"] ?? "" }
  /// Keys of the blogs that it recommends.
  var blogroll: [String] { facts.list("blogroll") }
}

/// One post with everything said below it.
struct Post: Sendable {
  /// What the front matter says.
  let facts: Facts
  /// The last part of its address.
  let slug: String
  /// When it went online.
  let time: Moment
  /// Where its author stands.
  let stance: Mark
  /// The words.
  var body: [Block]
  /// In the order of the file, which is that of time.
  var comments: [Comment]
  /// The number that platforms give it, rising with time.
  var number = 0

  /// The headline.
  var title: String { facts["title"] ?? slug }
  /// Who wrote it; the blog's owner unless the file says otherwise.
  var author: String { facts["author"] ?? "" }
  /// Tags, in their order.
  var tags: [String] { facts.list("tags") }
  /// The first tag, as a category.
  var category: String { facts["category"] ?? tags.first ?? "Everything" }
  /// The language of the words.
  var language: String { facts["lang"] ?? "en" }
  /// Former slugs that lead here.
  var formerSlugs: [String] { facts.list("was") }
  /// Threads on a page of comments; `nil` shows all.
  var threadsPerPage: Int? { facts["threads"].flatMap { Int($0) } }
  /// The post that this one repeats, as `@blog/slug`.
  var copyOf: String? { facts["copy"] }
  /// A summary in one line.
  var excerpt: String {
    let words = body.plainText.split { $0 == " " || $0 == "\n" }
    return words.prefix(40).joined(separator: " ") + (words.count > 40 ? " …" : "")
  }

  /// The comments that a visitor sees, trackbacks and pingbacks left out.
  var visibleComments: [Comment] { comments.filter { $0.state == .shown } }
}

/// One entry below a post.
struct Comment: Sendable {
  /// Whether a visitor sees it, and as what.
  enum State: String, Sendable {
    case shown
    /// Waits for moderation: never rendered.
    case held
    /// Taken away by its author or the blog's; some platforms leave a stone.
    case deleted
    /// Another blog's automatic note that it linked here.
    case pingback
  }

  /// The number within the post's file.
  let label: Int
  /// The number of the comment that it answers.
  let parent: Int?
  /// The name that the commenter gave.
  let author: String
  /// The address that the commenter gave, as written in the file.
  let site: String?
  /// When it was sent.
  let time: Moment
  /// Where the commenter stands.
  let stance: Mark
  /// Whether a visitor sees it, and as what.
  let state: State
  /// The words.
  var body: [Block]
  /// The number that the platform gives it, rising with time over the whole blog.
  var number = 0
}

/// Keys and values of a front matter.
struct Facts: Sendable {
  private var values: [String: String] = [:]

  /// Reads `key: value` lines up to the first blank one.
  init(_ lines: some Sequence<Substring>) {
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      values[trimmed(line[..<colon])] = trimmed(line[line.index(after: colon)...])
    }
  }

  /// The value of a key.
  subscript(key: String) -> String? { values[key] }

  /// The parts of a value between commas; empty when the key is missing.
  func list(_ key: String) -> [String] { (values[key] ?? "").split(separator: ",").map(trimmed) }
}
