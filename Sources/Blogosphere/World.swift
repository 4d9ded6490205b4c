public import Model

/// The blogosphere that ships inside the product: a dozen blogs of our own writing on hosts below `.example`.
///
/// It plays between August 2011 and February 2012, when bloggers quarrelled over the influence score of Klout. Every
/// voice carries its true stance, written down with the text. A pure function of its files: the same in every run.
public struct World: Sendable {
  let sites: [Site]
  /// Host names of all blogs, in alphabetical order.
  public let hosts: [String]
  /// The topic file, YAML, that a crawl of this world starts from.
  public let topic: String
  /// What a perfect listener hears: visible voices, quotes after the voice that quotes them; and, marked as such, those
  /// that a visitor must not see.
  public let truth: [TruthVoice]

  /// Makes a world from files named `KEY/blog.txt`, `KEY/POST.txt` and `topic.yaml`.
  init(files: [(path: String, text: String)]) throws {
    let blogs = try BlogReader.blogs(from: files)
    var platforms: [String: any Platform] = [:]
    var atlas: [String: String] = [:]
    var titles: [String: String] = [:]
    for blog in blogs {
      let name = blog.facts["platform"] ?? ""
      guard let platform = Platforms.named(name) else {
        throw BlogReader.Problem(file: "\(blog.key)/blog.txt", line: "platform: \(name)")
      }
      platforms[blog.key] = platform
      titles[blog.key] = blog.title
      atlas[blog.key] = "http://\(blog.host)/"
      for post in blog.posts {
        atlas["\(blog.key)/\(post.slug)"] = "http://\(blog.host)\(platform.path(of: post, in: blog))"
      }
    }
    sites = blogs.compactMap { blog in
      platforms[blog.key].map { Site(blog: blog, platform: $0, atlas: atlas, titles: titles) }
    }
    hosts = sites.map(\.blog.host)
    topic = files.first { $0.path == "topic.yaml" }?.text ?? ""
    truth = sites.flatMap(TruthVoice.voices)
  }

  /// Whether a blog's robots.txt shuts this path.
  public func isDisallowed(host: String, path: String) -> Bool {
    guard let corner = sites.first(where: { $0.blog.host == host })?.blog.facts["disallow"] else { return false }
    return path.hasPrefix(corner)
  }

  /// What the world answers to a `GET`; the scheme does not matter.
  ///
  /// `path` and `query` are raw. Conditions in `headers` (`If-None-Match`, `If-Modified-Since`) are honoured.
  public func response(
    scheme: String = "http", host: String, path: String, query: String? = nil, headers: [Header] = []
  ) -> WorldResponse {
    guard let site = sites.first(where: { $0.blog.host == host.lowercased() }) else {
      return WorldResponse(
        Answer(status: 421, type: "text/plain; charset=utf-8", body: "No blog lives here.\n"), for: [])
    }
    return WorldResponse(site.answer(to: Ask(path: path, query: query)), for: headers)
  }
}

/// The world of the demo, read from its files at the first use.
public let world: World = {
  do {
    return try World(files: Embedded.files.map { ($0.path, $0.text.description) })
  } catch {
    // Our own files, read by the tests: a mistake in them is a programmer's.
    preconditionFailure("the embedded blogosphere is malformed: \(error)")
  }
}()

extension Site {
  /// What this blog answers, whatever its platform: robots, sitemap, old addresses, then the platform's own pages.
  func answer(to ask: Ask) -> Answer {
    switch ask.path {
    case "/robots.txt": return robots()
    case "/sitemap.xml": return sitemap()
    case "/favicon.ico", "/avatar.png", "/photo.jpg": return Answer(type: "image/png", body: "")
    case "/style.css": return Answer(type: "text/css", body: "body { font-family: Georgia, serif }\n")
    case "/site.js": return Answer(type: "text/javascript", body: "/* nothing to run */\n")
    default: break
    }
    if let corner = blog.facts["disallow"], ask.path.hasPrefix(corner) {
      return .page(
        """
        <html><head><title>Drafts</title></head><body><h1>Drafts</h1><p>Nobody was meant to read this corner.\
        </p></body></html>
        """
      )
    }
    if blog.facts.list("gone").contains(ask.path) {
      return Answer(
        status: 410,
        body: """
          <html><head><title>410 Gone</title></head><body><h1>Gone</h1><p>I took this one down.</p></body></html>
          """
      )
    }
    for post in blog.posts {
      for former in post.formerSlugs where platform.path(of: post.renamed(former), in: blog) == ask.path {
        return .moved(to: address(of: post))
      }
    }
    if let answer = platform.answer(to: ask, on: self) { return answer }
    if !ask.path.hasSuffix("/"), post(at: ask.path + "/") != nil { return .moved(to: origin + ask.path + "/") }
    return Answer(
      status: 404,
      body: """
        <html><head><title>Page not found | \(escaped(blog.title))</title></head>
        <body><h1>Not found</h1><p>Sorry, but you are looking for something that isn&#8217;t here.</p><p>\
        <a href="\(origin)/">\(escaped(blog.title))</a></p></body></html>
        """)
  }

  private func robots() -> Answer {
    var lines = ["User-agent: *"]
    if let corner = blog.facts["disallow"] { lines.append("Disallow: \(corner)") }
    if let delay = blog.facts["delay"] { lines.append("Crawl-delay: \(delay)") }
    if lines.count == 1 { lines.append("Disallow:") }
    lines += ["", "Sitemap: \(origin)/sitemap.xml", ""]
    return Answer(type: "text/plain; charset=utf-8", body: lines.joined(separator: "\n"))
  }
}

extension Post {
  /// The same post under another slug.
  func renamed(_ slug: String) -> Post {
    var copy = Post(facts: facts, slug: slug, time: time, stance: stance, body: body, comments: comments)
    copy.number = number
    return copy
  }
}
