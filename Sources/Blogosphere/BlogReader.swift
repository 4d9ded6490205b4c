import Model

/// Reads blogs from the embedded text files.
///
/// A blog is a folder: `blog.txt` and one file for each post. A post's file holds front matter (`title`, `author`,
/// `date`, `slug`, `tags`, `stance`, …), a blank line, the text, and its comments:
///
///     @3<1 | Name | site | 11-14 09:30 | q
///     Text of comment 3, which answers comment 1; the clock is the blog's.
///
/// A sixth field says `held`, `deleted` or `pingback`. Months before August belong to 2012.
enum BlogReader {
  /// Thrown when a file of the world is malformed; tests see to it that none is.
  struct Problem: Error, CustomStringConvertible {
    let file: String
    let line: String
    var description: String { "\(file): cannot read \"\(line)\"" }
  }

  /// Makes the blogs, sorted by key, from files named `KEY/blog.txt` and `KEY/POST.txt`.
  static func blogs(from files: [(path: String, text: String)]) throws(Problem) -> [Blog] {
    var blogs: [String: Blog] = [:]
    for file in files where file.path.hasSuffix("/blog.txt") {
      let key = String(file.path.prefix { $0 != "/" })
      let facts = Facts(lines(file.text))
      guard let zone = Zone(named: facts["zone"] ?? "utc") else {
        throw Problem(file: file.path, line: "zone: \(facts["zone"] ?? "")")
      }
      blogs[key] = Blog(key: key, facts: facts, zone: zone, posts: [])
    }
    for file in files where file.path.contains("/") && !file.path.hasSuffix("/blog.txt") {
      let key = String(file.path.prefix { $0 != "/" })
      guard let zone = blogs[key]?.zone, let owner = blogs[key]?.owner else {
        throw Problem(file: file.path, line: "no blog.txt beside it")
      }
      blogs[key]?.posts.append(try post(from: file, zone: zone, owner: owner))
    }
    return blogs.values.map { numbered(typeset($0)) }.sorted { $0.key < $1.key }
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func post(
    from file: (path: String, text: String), zone: Zone, owner: String
  ) throws(Problem) -> Post {
    let lines = lines(file.text)
    let head = lines.firstIndex(of: "") ?? lines.count
    let facts = Facts(lines[..<head] + ["author: \(Facts(lines[..<head])["author"] ?? owner)"])
    let firstComment = lines[head...].firstIndex(where: isCommentHead) ?? lines.count
    guard let slug = facts["slug"], let date = facts["date"], let time = moment(date, zone: zone, salt: slug),
      let stance = Mark(rawValue: facts["stance"] ?? "")
    else { throw Problem(file: file.path, line: "front matter") }
    var comments: [Comment] = []
    var position = firstComment
    while position < lines.count {
      let end = lines[(position + 1)...].firstIndex(where: isCommentHead) ?? lines.count
      guard let comment = comment(lines[position], body: Array(lines[(position + 1)..<end]), zone: zone) else {
        throw Problem(file: file.path, line: String(lines[position]))
      }
      comments.append(comment)
      position = end
    }
    return Post(
      facts: facts, slug: slug, time: time, stance: stance,
      body: ProseReader.blocks(Array(lines[head..<firstComment])), comments: comments)
  }

  private static func isCommentHead(_ line: Substring) -> Bool {
    line.hasPrefix("@") && line.dropFirst().first?.isNumber == true
  }

  private static func comment(_ head: Substring, body: [Substring], zone: Zone) -> Comment? {
    let fields = head.dropFirst().split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
    guard fields.count >= 5 else { return nil }
    let numbers = fields[0].split(separator: "<").map { Int(trimmed($0)) }
    guard let label = numbers.first ?? nil, let time = moment(fields[3], zone: zone, salt: fields[1] + fields[3]),
      let stance = Mark(rawValue: fields[4]),
      let state = Comment.State(rawValue: fields.count > 5 ? fields[5] : "shown")
    else { return nil }
    return Comment(
      label: label, parent: numbers.count > 1 ? numbers[1] : nil, author: fields[1],
      site: fields[2].isEmpty ? nil : fields[2], time: time, stance: stance, state: state,
      body: ProseReader.blocks(body))
  }

  /// Reads `2011-11-14 09:30` or `11-14 09:30`; the seconds, which nobody writes down, come from the salt.
  private static func moment(_ text: String, zone: Zone, salt: String) -> Moment? {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count == 4 || numbers.count == 5 else { return nil }
    let parts = numbers.count == 5 ? numbers : [numbers[0] >= 8 ? 2011 : 2012] + numbers
    let second = salt.utf8.reduce(7) { ($0 * 31 + Int($1)) % 60 }
    let civil = CivilTime(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: second)
    return civil.isValid ? zone.moment(civil) : nil
  }

  /// Sets the words of a WordPress blog as that software shows them.
  private static func typeset(_ blog: Blog) -> Blog {
    guard blog.facts["platform"]?.hasPrefix("wordpress") == true else { return blog }
    var blog = blog
    for post in blog.posts.indices {
      blog.posts[post].body = Typesetter.set(blog.posts[post].body)
      for comment in blog.posts[post].comments.indices {
        blog.posts[post].comments[comment].body = Typesetter.set(blog.posts[post].comments[comment].body)
      }
    }
    return blog
  }

  /// Sorts by time and gives every post and comment the number that its platform would.
  private static func numbered(_ blog: Blog) -> Blog {
    var blog = blog
    blog.posts.sort { $0.time.instant < $1.time.instant }
    var order: [(post: Int, comment: Int, at: Instant)] = []
    for post in blog.posts.indices {
      blog.posts[post].number = 118 + 41 * post + blog.posts[post].slug.utf8.count % 37
      for comment in blog.posts[post].comments.indices {
        order.append((post, comment, blog.posts[post].comments[comment].time.instant))
      }
    }
    order.sort { ($0.at, $0.post, $0.comment) < ($1.at, $1.post, $1.comment) }
    for (position, place) in order.enumerated() {
      // Spam that nobody ever saw used up the numbers in between.
      blog.posts[place.post].comments[place.comment].number = 311 + 3 * position
    }
    return blog
  }
}
