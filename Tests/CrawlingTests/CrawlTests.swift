import Blogosphere
import Foundation
import Frontier
import Model
import Serving
import Storage
import Synchronization
import Testing

@testable import Crawling

@Suite("A crawl of the embedded blogosphere")
struct WorldCrawlTests {
  @Test("hears at least 95 in 100 of the voices that a visitor sees")
  func heard() async throws {
    let heard = try await WorldCrawl.shared.value.heard
    let visible = Blogosphere.world.truth.filter(\.isVisible)
    let found = visible.filter { truth in
      (heard[Address(truth.page)?.pageKey ?? ""] ?? []).contains {
        $0.kind == truth.kind && WorldCrawl.likeness($0.text, truth.text) >= 0.8
      }
    }
    #expect(visible.count > 400)
    #expect(Double(found.count) >= 0.95 * Double(visible.count))
  }

  @Test("hears the speakers of at least 95 in 100 of the voices that it hears")
  func speakers() async throws {
    let heard = try await WorldCrawl.shared.value.heard
    var counts = (all: 0, right: 0)
    for truth in Blogosphere.world.truth where truth.isVisible {
      let match = (heard[Address(truth.page)?.pageKey ?? ""] ?? []).first {
        $0.kind == truth.kind && $0.text == truth.text
      }
      guard let match else { continue }
      counts.all += 1
      if match.speaker == truth.speaker { counts.right += 1 }
    }
    #expect(counts.all > 400)
    #expect(Double(counts.right) >= 0.95 * Double(counts.all))
  }

  @Test("hears no voice that a visitor does not see")
  func hidden() async throws {
    let heard = try await WorldCrawl.shared.value.heard
    let hidden = Blogosphere.world.truth.filter { !$0.isVisible }
    let leaks = hidden.filter { truth in
      (heard[Address(truth.page)?.pageKey ?? ""] ?? []).contains { WorldCrawl.likeness($0.text, truth.text) >= 0.9 }
    }
    #expect(!hidden.isEmpty)
    #expect(leaks.map(\.text) == [])
  }

  @Test("hears nothing on pages that are no posts")
  func listings() async throws {
    let heard = try await WorldCrawl.shared.value.heard
    let posts = Set(WorldCrawl.truth.keys)
    withKnownIssue("archives of one post, and tables of contents, pass for posts", isIntermittent: true) {
      #expect(heard.filter { !posts.contains($0.key) && !$0.value.isEmpty }.map(\.key) == [])
    }
  }

  @Test("hears nobody twice")
  func twice() async throws {
    let ids = try await WorldCrawl.shared.value.records.flatMap { $0.conversation.voices.map(\.id) }
    #expect(Set(ids).count == ids.count)
  }

  @Test("gives every voice its reading")
  func readings() async throws {
    let records = try await WorldCrawl.shared.value.records
    #expect(records.allSatisfy { $0.readings.count == $0.conversation.voices.count })
  }

  @Test("requests nothing from a corner that robots.txt shuts")
  func robots() async throws {
    let requests = try await WorldCrawl.shared.value.requests
    #expect(requests.filter { Blogosphere.world.isDisallowed(host: $0.host, path: $0.path) }.map(\.path) == [])
  }

  @Test("asks each host for its robots.txt once, and before anything else")
  func robotsFirst() async throws {
    let requests = try await WorldCrawl.shared.value.requests
    let paths = Dictionary(grouping: requests, by: \.host).mapValues { $0.map(\.path) }
    #expect(paths.count == Blogosphere.world.hosts.count)
    #expect(paths.allSatisfy { $0.value.first == "/robots.txt" })
    #expect(paths.allSatisfy { $0.value.filter { $0 == "/robots.txt" }.count == 1 })
  }

  @Test("leaves the endless calendar after a handful of months at the most")
  func calendar() async throws {
    let requests = try await WorldCrawl.shared.value.requests
    #expect(requests.filter { $0.path.hasPrefix("/calendar/") }.count <= 8)
  }

  @Test("requests no address twice")
  func once() async throws {
    let requests = try await WorldCrawl.shared.value.requests
    let asked = Dictionary(grouping: requests) { "\($0.host)\($0.path)?\($0.query ?? "")" }
    #expect(asked.filter { $0.value.count > 1 }.map(\.key) == [])
  }

  @Test("never asks for a page again with ?replytocom")
  func replyToCom() async throws {
    let requests = try await WorldCrawl.shared.value.requests
    #expect(requests.filter { $0.query?.contains("replytocom") == true }.map(\.path) == [])
  }

  @Test("asks for no unconditional page that it has when every page is due")
  func conditional() async throws {
    let crawl = try await WorldCrawl.shared.value
    let pages = crawl.requestsWhenDue.filter { request in
      crawl.records.contains { $0.page == "http://\(request.host)\(request.path)" }
    }
    #expect(pages.count > 40)
    #expect(pages.allSatisfy { $0.header("If-None-Match") != nil })
  }

  @Test("counts pages that come unchanged as unchanged")
  func unchanged() async throws {
    let progress = try await WorldCrawl.shared.value.summaryWhenDue.progress
    #expect(progress.unchanged > 40)
  }

  @Test("adds no voice when every page is visited a second time")
  func again() async throws {
    let crawl = try await WorldCrawl.shared.value
    let earlier = HeardVoice.voices(of: crawl.records)
    #expect(HeardVoice.voices(of: crawl.recordsWhenDue).symmetricDifference(earlier) == [])
  }

  @Test("asks again for seeds and feeds only, while no page is due")
  func notDue() async throws {
    let crawl = try await WorldCrawl.shared.value
    let posts = Set(WorldCrawl.truth.keys)
    #expect(crawl.requestsAtOnce.count < crawl.requests.count / 4)
    #expect(crawl.requestsAtOnce.filter { posts.contains("http://\($0.host)\($0.path)") }.map(\.path) == [])
  }

  @Test("says how it ended, and that pages that were taken down are gone")
  func summary() async throws {
    let summary = try await WorldCrawl.shared.value.summary
    #expect(summary.end == .finished)
    #expect(summary.left == 0)
    #expect(summary.failures.contains { $0.cause == "not found (404 or 410)" })
  }

  @Test(
    "that is interrupted and run again ends with the voices of an undisturbed one",
    arguments: [(40, 1), (25, 2)])
  func interrupted(pages: Int, times: Int) async throws {
    let stage = try await Stage.world()
    let topic = try Topic.world()
    let first = try await stage.crawl(topic) { $0.fetched == pages ? times : 0 }
    _ = try await stage.crawl(topic)
    let records = try stage.records()
    await stage.server.stop()
    #expect(first.end == .interrupted)
    let undisturbed = HeardVoice.voices(of: try await WorldCrawl.shared.value.records)
    #expect(HeardVoice.voices(of: records).subtracting(undisturbed) == [])
    #expect(undisturbed.subtracting(HeardVoice.voices(of: records)) == [])
  }
}

@Suite("A crawl")
struct CrawlTests {
  let post = """
    <html><head><title>Why I left Klout</title></head><body><article class="post"><h1>Why I left Klout</h1>
    <p class="byline">by Ada on November 14, 2011</p><div class="entry-content"><p>I deleted my Klout account today,
    because a number is not a person, and because it sells what my friends say about me to whoever pays for it.</p>
    <p>It took three clicks and a week of waiting. I have not missed it for one moment since then.</p></div></article>
    </body></html>
    """

  func home(_ links: [String]) -> String {
    let items = links.map { "<li><a href=\"\($0)\">Klout, or how I found out about \($0)</a></li>" }.joined()
    return "<html><head><title>Ada’s blog</title></head><body><h1>Posts</h1><ul>\(items)</ul></body></html>"
  }

  @Test("requests no page of a host whose robots.txt answers 503")
  func robotsBroken() async throws {
    let page = Array(post.utf8)
    let stage = try await Stage { request in
      request.path == "/robots.txt"
        ? ServedResponse(status: 503)
        : ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: page)
    }
    let summary = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt"])
    #expect(summary.failures.map(\.cause) == ["robots.txt answers 503"])
  }

  @Test("requests every page of a host that has no robots.txt")
  func robotsMissing() async throws {
    let stage = try await Stage.pages(["/why/": post])
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt", "/why/"])
  }

  @Test("keeps a post with its author, its words and its reading")
  func keeps() async throws {
    let stage = try await Stage.pages(["/why/": post])
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    let record = try #require(try stage.records().first)
    #expect(record.conversation.post?.speaker == "Ada")
    #expect(record.readings.map(\.stance) == [.quitting])
  }

  @Test("ends at the limit of pages and says what is left")
  func limit() async throws {
    let paths = (0..<30).map { "/2011/11/\($0)/" }
    var pages = Dictionary(uniqueKeysWithValues: paths.map { ($0, post) })
    pages["/"] = home(paths)
    let stage = try await Stage.pages(pages)
    let summary = try await stage.crawl(
      .at("http://blog.example/"),
      options: CrawlOptions(delay: 0, concurrency: 16, perHost: 4, maximumPages: 10))
    await stage.server.stop()
    #expect(summary.end == .limit)
    #expect(summary.progress.fetched == 10)
    #expect(summary.left == 21)
  }

  @Test("goes on to the limit of pages past those that fail")
  func limitPastFailures() async throws {
    let paths = (0..<30).map { "/2011/11/\($0)/" }
    var pages = Dictionary(uniqueKeysWithValues: paths.suffix(15).map { ($0, post) })
    pages["/"] = home(paths)
    let stage = try await Stage.pages(pages)
    let summary = try await stage.crawl(
      .at("http://blog.example/"),
      options: CrawlOptions(delay: 0, concurrency: 16, perHost: 4, maximumPages: 4))
    await stage.server.stop()
    #expect(summary.end == .limit)
    #expect(summary.progress.fetched == 4)
  }

  @Test("of one page follows no link")
  func onePage() async throws {
    let stage = try await Stage.pages(["/": home(["/why/"]), "/why/": post])
    _ = try await stage.crawl(.at("http://blog.example/", scope: .page))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt", "/"])
  }

  @Test("of one host asks no other")
  func oneHost() async throws {
    let stage = try await Stage.pages(["/": home(["http://other.example/why/", "/why/"]), "/why/": post])
    _ = try await stage.crawl(.at("http://blog.example/"))
    await stage.server.stop()
    #expect(Set(await stage.log.requests.map(\.host)) == ["blog.example"])
  }

  @Test("asks no host but those that its options name")
  func hosts() async throws {
    let stage = try await Stage.pages(["/": home(["http://other.example/why/", "/why/"]), "/why/": post])
    let options = CrawlOptions(delay: 0, concurrency: 4, perHost: 4, hosts: ["blog.example"])
    _ = try await stage.crawl(.at("http://blog.example/", scope: .web), options: options)
    await stage.server.stop()
    #expect(Set(await stage.log.requests.map(\.host)) == ["blog.example"])
  }

  @Test("leaves an endless calendar of fruitless months after a handful")
  func calendar() async throws {
    let stage = try await Stage { request in
      let next = (Int(request.path.split(separator: "/").last ?? "") ?? 0) + 1
      let page =
        "<html><title>Days</title><body><table><tr><td><a href=\"/days/\(next)/\">next</a></table></body></html>"
      return request.path == "/robots.txt"
        ? ServedResponse(status: 404)
        : ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }
    let summary = try await stage.crawl(.at("http://blog.example/days/1/", depth: 100))
    await stage.server.stop()
    #expect(summary.end == .finished)
    #expect(await stage.log.requests.count <= 8)
  }

  @Test("passes over what turns out to be no page, and says what it was")
  func image() async throws {
    let stage = try await Stage { _ in
      ServedResponse(status: 200, headers: [("Content-Type", "image/png")], body: [0x89, 0x50, 0x4e, 0x47])
    }
    let summary = try await stage.crawl(.at("http://blog.example/picture"))
    await stage.server.stop()
    #expect(summary.passedOver.map(\.cause) == ["not a page (image/png)"])
    #expect(summary.failures.isEmpty)
  }

  @Test("follows a seed that has moved to another host, and stays there")
  func moved() async throws {
    let post = Array(post.utf8)
    let stage = try await Stage { request in
      switch (request.host, request.path) {
      case (_, "/robots.txt"): ServedResponse(status: 404)
      case ("old.example", _):
        ServedResponse(status: 301, headers: [("Location", "http://new.example\(request.path)")])
      default: ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: post)
      }
    }
    _ = try await stage.crawl(.at("http://old.example/why/"))
    await stage.server.stop()
    #expect(try stage.records().map(\.page) == ["http://new.example/why/"])
  }

  @Test("comes to an end where a host redirects in a circle")
  func circle() async throws {
    let stage = try await Stage { request in
      request.path == "/robots.txt"
        ? ServedResponse(status: 404)
        : ServedResponse(status: 302, headers: [("Location", request.path == "/a" ? "/b" : "/a")])
    }
    let summary = try await stage.crawl(.at("http://blog.example/a"))
    await stage.server.stop()
    #expect(summary.end == .finished)
    #expect(await stage.log.requests.count <= 8)
  }

  @Test("keeps nothing of a page that asks not to be indexed")
  func noindex() async throws {
    let page = post.replacing("<head>", with: "<head><meta name=\"robots\" content=\"noindex\">")
    let stage = try await Stage.pages(["/why/": page])
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(try stage.records().isEmpty)
  }

  @Test("keeps a comment that has vanished from its page since")
  func vanished() async throws {
    let comment = """
      <ol class="commentlist"><li class="comment" id="comment-7"><cite class="fn">Bob</cite>
      <div class="comment-meta"><a href="#comment-7">November 15, 2011 at 9:30 am</a></div>
      <p>I left Klout last week as well, and my coffee tastes better.</p></li></ol></body>
      """
    let first = Array(post.replacing("</body>", with: comment).utf8)
    let second = Array(post.utf8)
    let stage = try await Stage { request in
      guard request.path == "/why/" else { return ServedResponse(status: 404) }
      let body = request.header("If-None-Match") == nil ? first : second
      return ServedResponse(status: 200, headers: [("Content-Type", "text/html"), ("ETag", "\"1\"")], body: body)
    }
    let topic = Topic.at("http://blog.example/why/")
    _ = try await stage.crawl(topic)
    let frontier = try stage.frontier()
    try frontier.revisitDue(at: SystemClock.now.advanced(bySeconds: 100 * 86_400))
    try frontier.close()
    _ = try await stage.crawl(topic)
    await stage.server.stop()
    #expect(await stage.log.requests.filter { $0.path == "/why/" }.count == 2)
    #expect(try stage.records().flatMap { $0.conversation.voices.map(\.speaker) } == ["Ada", "Bob"])
  }

  @Test("visits a page again of which a feed announces a comment, and no other")
  func announced() async throws {
    let hasAnswer = Mutex(false)
    let comment = """
      <ol class="commentlist"><li class="comment" id="comment-7"><cite class="fn">Bob</cite>
      <div class="comment-meta"><a href="#comment-7">November 15, 2011 at 9:30 am</a></div>
      <p>I left Klout last week as well, and my coffee tastes better.</p></li></ol></body>
      """
    let pages = [
      "/": home(["/2011/why/", "/2011/how/"]).replacing(
        "</title>", with: "</title><link rel=alternate type=application/rss+xml title='Comments' href=/comments/feed/>"),
      "/2011/why/": post, "/2011/how/": post.replacing("Why I left", with: "How I left"),
    ]
    let stage = try await Stage { request in
      let isLater = hasAnswer.withLock { $0 }
      if request.path == "/comments/feed/" {
        let item = "<item><title>Bob</title><link>http://blog.example/2011/why/#comment-7</link></item>"
        return ServedResponse(
          status: 200, headers: [("Content-Type", "application/rss+xml")],
          body: Array("<rss version='2.0'><channel><title>Comments</title>\(isLater ? item : "")</channel></rss>".utf8))
      }
      guard var page = pages[request.path] else { return ServedResponse(status: 404) }
      if isLater, request.path == "/2011/why/" { page = page.replacing("</body>", with: comment) }
      return ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }
    let topic = Topic.at("http://blog.example/")
    _ = try await stage.crawl(topic)
    _ = await stage.log.take()
    hasAnswer.withLock { $0 = true }
    let summary = try await stage.crawl(topic)
    await stage.server.stop()
    #expect(Set(await stage.log.requests.map(\.path)) == ["/", "/comments/feed/", "/2011/why/"])
    #expect(summary.progress.voices == [.comment: 1])
  }

  @Test("keeps what two services of one store have seen apart")
  func twoServices() async throws {
    let stage = try await Stage.pages(["/why/": post])
    let topic = Topic.at("http://blog.example/why/")
    _ = try await stage.crawl(topic)
    var other = topic
    other.service = Service(name: "Path")
    _ = try await stage.crawl(other)
    await stage.server.stop()
    #expect(try stage.records().map(\.service).sorted() == ["Klout", "Path"])
  }
}
