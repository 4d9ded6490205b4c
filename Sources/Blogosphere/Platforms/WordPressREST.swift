import Model

/// The part of WordPress' REST interface that visitors may read: posts and their comments.
enum WordPressREST {
  /// Answers below `/wp-json/`.
  static func answer(to ask: Ask, on site: Site) -> Answer? {
    let parts = Array(ask.parts.dropFirst())
    if parts.isEmpty {
      return .json(
        "{\"name\":\(jsonString(site.blog.title)),\"url\":\(jsonString(site.origin)),\"namespaces\":[\"wp\\/v2\"]}")
    }
    guard parts.starts(with: ["wp", "v2"]) else { return notFound }
    switch (parts.dropFirst(2).first, parts.count) {
    case ("posts", 3):
      let posts = site.newestFirst.filter { ask["slug"] == nil || ask["slug"] == $0.slug }
      return paged(posts.map { json($0, on: site) }, ask)
    case ("posts", 4):
      return site.blog.posts.first { String($0.number) == parts[3] }.map { .json(json($0, on: site)) } ?? notFound
    case ("comments", 3):
      var entries = site.latestComments
      if let number = ask["post"] { entries = entries.filter { String($0.post.number) == number } }
      if ask["order"] == "asc" { entries.reverse() }
      return paged(entries.map { json($0.comment, below: $0.post, on: site) }, ask)
    default: return notFound
    }
  }

  /// The index that points to the sitemap of posts.
  static func sitemapIndex(on site: Site) -> Answer {
    .xml(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>\(site.origin)/wp-sitemap-posts-post-1.xml</loc></sitemap>
      </sitemapindex>

      """, type: "application/xml; charset=UTF-8")
  }

  private static var notFound: Answer {
    Answer(
      status: 404, type: "application/json; charset=UTF-8",
      body: "{\"code\":\"rest_no_route\",\"message\":\"No route was found.\",\"data\":{\"status\":404}}")
  }

  private static func paged(_ items: [String], _ ask: Ask) -> Answer {
    let size = min(100, max(1, ask["per_page"].flatMap { Int($0) } ?? 10))
    let page = max(1, ask["page"].flatMap { Int($0) } ?? 1)
    let offset = ask["offset"].flatMap { Int($0) } ?? (min(page, 1_000_000) - 1) * size
    let pages = (items.count + size - 1) / size
    if ask["offset"] == nil, page > max(1, pages) {
      return Answer(
        status: 400, type: "application/json; charset=UTF-8",
        body: """
          {"code":"rest_invalid_page_number","message":"The page number is too large.","data":{"status":400}}
          """)
    }
    return .json(
      "[\(items.dropFirst(max(0, offset)).prefix(size).joined(separator: ","))]",
      headers: [
        Header(name: "X-WP-Total", value: String(items.count)), Header(name: "X-WP-TotalPages", value: String(pages)),
      ])
  }

  private static func json(_ post: Post, on site: Site) -> String {
    let ink = site.ink(usesReferences: true)
    return """
      {"id":\(post.number),"date":"\(post.time.isoLocal)","date_gmt":"\(post.time.isoGMT)","slug":\(jsonString(post.slug)),\
      "status":"publish","type":"post","link":\(jsonString(site.address(of: post))),\
      "title":{"rendered":\(jsonString(ink.text(post.title)))},\
      "content":{"rendered":\(jsonString(ink.blocks(post.body))),"protected":false},"comment_status":"open",\
      "_links":{"replies":[{"embeddable":true,\
      "href":\(jsonString("\(site.origin)/wp-json/wp/v2/comments?post=\(post.number)"))}]}}
      """
  }

  private static func json(_ comment: Comment, below post: Post, on site: Site) -> String {
    let ink = site.ink(usesReferences: true, linkAttributes: " rel=\"nofollow ugc\"")
    let parent = comment.parent.flatMap { label in post.visibleComments.first { $0.label == label }?.number } ?? 0
    return """
      {"id":\(comment.number),"post":\(post.number),"parent":\(parent),"author":0,\
      "author_name":\(jsonString(comment.author)),"author_url":\(jsonString(site.homepage(of: comment) ?? "")),\
      "date":"\(comment.time.isoLocal)","date_gmt":"\(comment.time.isoGMT)",\
      "content":{"rendered":\(jsonString(ink.blocks(comment.body)))},\
      "link":\(jsonString(site.address(of: comment, below: post))),"status":"approved","type":"comment"}
      """
  }
}
