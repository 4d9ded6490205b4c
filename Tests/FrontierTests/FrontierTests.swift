import Foundation
import Model
import Testing

@testable import Frontier

@Suite("The frontier")
struct FrontierTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("frontier.sqlite")
  }

  func open(_ manners: Manners = Manners(), at seconds: Double = 0) throws -> Frontier {
    try Frontier(path: path, manners: manners, at: at(seconds))
  }

  let found = Reply(status: 200, seconds: 0.1)

  // MARK: Adding

  @Test("takes an address once, under whatever fragment")
  func once() throws {
    let frontier = try open()
    #expect(try frontier.add([item("http://a.example/x"), item("http://a.example/x#y")], at: at(0)) == 1)
    #expect(try frontier.add([item("http://a.example/x")], at: at(1)) == 0)
  }

  @Test("tells comment sources of one address apart by the page they belong to")
  func sources() throws {
    let frontier = try open()
    let feed = try address("http://a.example/comments/feed")
    let source = CommentSource(kind: .feed, url: feed.href)
    let items = [
      FrontierItem(address: feed, role: .feed),
      FrontierItem(address: feed, role: .source(source, of: "http://a.example/1")),
      FrontierItem(address: feed, role: .source(source, of: "http://a.example/2")),
    ]
    #expect(try frontier.add(items + items, at: at(0)) == 3)
  }

  @Test(
    "hands an item out as it was put in, also after a restart",
    arguments: [
      FrontierItem.Role.page, .feed, .sitemap,
      .source(
        CommentSource(kind: .wordPressREST, url: "http://a.example/wp-json", statedComments: 9),
        of: "http://a.example/p"),
      .source(CommentSource(kind: .isso, url: nil), of: "http://a.example/p"),
    ])
  func roundTrip(role: FrontierItem.Role) throws {
    let item = FrontierItem(
      address: try address("http://a.example:8080/x?y=%C3%A4&z"), role: role, depth: 3, priority: -1.5,
      referrer: "http://a.example/", trail: ["http://a.example/old", "http://a.example/older"], chain: 7)
    let first = try open()
    try first.add([item], at: at(0))
    try first.close()
    let second = try open(at: 1)
    #expect(try second.lease(at: at(1)).item == item)
  }

  @Test("moves a waiting item up that is found again with more weight where that is asked for, and never down")
  func raised() throws {
    let frontier = try open(Manners(delay: 0))
    let links = try (0..<100).map { try item("http://a.example/\($0)", priority: 5) }
    try frontier.add(links, at: at(0))
    var again = [
      try item("http://a.example/90", priority: 9), try item("http://a.example/0", priority: 1),
    ]
    for index in again.indices { again[index].raisesKnown = true }
    try frontier.add(again + [item("http://a.example/95", priority: 9)], at: at(0))
    var seen: [String] = []
    while case .fetch(let assignment) = try frontier.next(at: at(1)) {
      seen.append(assignment.item.address.path)
      try frontier.finish(assignment, outcome: .done, reply: found, at: at(1))
    }
    #expect(seen.first == "/90")
    #expect(seen.dropFirst().first == "/0")
    #expect(Set(seen).count == 100 && seen.count == 100)
  }

  @Test("asks for nothing again that was fetched, whatever weight it is found with")
  func raisedTooLate() throws {
    let frontier = try open(Manners(delay: 0))
    try frontier.add([item("http://a.example/x", priority: 5)], at: at(0))
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    var again = try item("http://a.example/x", priority: 9)
    again.raisesKnown = true
    try frontier.add([again], at: at(1))
    #expect(try frontier.next(at: at(1)) == .finished)
  }

  // MARK: Leasing and finishing

  @Test("asks for nothing twice within one crawl")
  func neverTwice() throws {
    let frontier = try open(Manners(delay: 0))
    try frontier.add((0..<300).map { try item("http://a.example/\($0)") }, at: at(0))
    var seen: [String] = []
    while case .fetch(let assignment) = try frontier.next(at: at(1)) {
      seen.append(assignment.item.address.path)
      try frontier.finish(assignment, outcome: .done, reply: found, at: at(1))
    }
    #expect(seen == (0..<300).map { "/\($0)" })
    #expect(try frontier.next(at: at(1)) == .finished)
  }

  @Test("adds what a page names when the page is finished")
  func foundItems() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    let lease = try frontier.lease(at: at(0))
    let links = [try item("http://a.example/"), try item("http://b.example/")]
    #expect(try frontier.finish(lease, outcome: .done, found: links, reply: found, at: at(0)) == 1)
    #expect(try frontier.lease(at: at(0)).item.address.host == "b.example")
  }

  @Test("counts items by state")
  func counts() throws {
    let frontier = try open(Manners(delay: 0, perHost: 9))
    try frontier.add((0..<7).map { try item("http://a.example/\($0)") }, at: at(0))
    let outcomes: [Outcome] = [
      .done, .notModified, .disallowed, .gone, .failed(cause: "tls", isTransient: false), .skipped(cause: "trap"),
    ]
    for outcome in outcomes {
      try frontier.finish(frontier.lease(at: at(0)), outcome: outcome, reply: Reply(isPageOnly: true), at: at(0))
    }
    let counts = frontier.counts
    #expect(ItemState.allCases.map { counts[$0] } == [1, 0, 1, 1, 1, 1, 1, 1])
    try frontier.save()
    #expect(try FrontierReader(path: path).counts().states == counts.states)
  }

  @Test("tells causes apart and counts them")
  func causes() throws {
    let frontier = try open(Manners(delay: 0, perHost: 9))
    try frontier.add((0..<3).map { try item("http://a.example/\($0)") }, at: at(0))
    for cause in ["dns", "tls", "tls"] {
      try frontier.finish(
        frontier.lease(at: at(0)), outcome: .failed(cause: cause, isTransient: false),
        reply: Reply(isPageOnly: true), at: at(0))
    }
    try frontier.save()
    #expect(try FrontierReader(path: path).causes().map { "\($0.cause) \($0.count)" } == ["tls 2", "dns 1"])
  }

  @Test("ignores a second finish of the same lease")
  func finishedTwice() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    let lease = try frontier.lease(at: at(0))
    try frontier.finish(lease, outcome: .done, reply: found, at: at(0))
    try frontier.finish(lease, outcome: .gone, reply: found, at: at(0))
    #expect(frontier.counts.states == [.done: 1])
  }

  @Test("hands an item that was put back out again, after the pause for what was asked instead")
  func putBack() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    let lease = try frontier.lease(at: at(0))
    frontier.putBack(lease, requested: true, at: at(0.2))
    #expect(try frontier.next(at: at(0.2)) == .wait(until: at(1.2)))
    #expect(try frontier.lease(at: at(1.2)).number == lease.number)
  }

  @Test(
    "owes a host no pause for what was never requested",
    arguments: [Outcome.disallowed, .skipped(cause: "trap"), .failed(cause: "no robots.txt", isTransient: false)])
  func neverRequested(outcome: Outcome) throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    try frontier.finish(frontier.lease(at: at(0)), outcome: outcome, at: at(0))
    #expect(try frontier.lease(at: at(0)).item.address.path == "/2")
  }

  @Test("counts the pause from the end of the answer, however long it takes to read it")
  func ended() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    let reply = Reply(status: 200, seconds: 0.1, ended: at(0.1))
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: reply, at: at(0.9))
    #expect(try frontier.next(at: at(0.9)) == .wait(until: at(1.1)))
  }

  @Test("does not believe that an answer ended before its request began, or in the future", arguments: [-50.0, 50])
  func endedOutside(seconds: Double) throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    let lease = try frontier.lease(at: at(0))
    let reply = Reply(status: 200, seconds: 0.1, ended: at(seconds))
    try frontier.finish(lease, outcome: .done, reply: reply, at: at(0.5))
    #expect(try frontier.next(at: at(0.5)) == .wait(until: at(seconds < 0 ? 1 : 1.5)))
  }

  // MARK: Retries

  @Test("tries a transient failure again, later each time, and then no more")
  func retries() throws {
    var manners = Manners(delay: 0)
    manners.failureDelay = 0
    let frontier = try open(manners)
    try frontier.add([item("http://a.example/")], at: at(0))
    var now = at(0)
    var waits: [Double] = []
    while true {
      let turn = try frontier.next(at: now)
      if case .fetch(let lease) = turn {
        #expect(lease.attempt == waits.count + 1)
        try frontier.finish(
          lease, outcome: .failed(cause: "reset", isTransient: true), reply: Reply(seconds: 0.1, isPageOnly: true),
          at: now)
      } else if case .wait(let until) = turn {
        waits.append(until.seconds(since: now))
        now = until
      } else {
        #expect(turn == .finished)
        break
      }
    }
    #expect(waits.count == 2)
    #expect((4...6).contains(waits[0]) && (8...12).contains(waits[1]))
    #expect(frontier.counts.states == [.failed: 1])
  }

  @Test("waits as long as Retry-After says before the item and its host are asked again")
  func retryAfter() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    try frontier.finish(
      frontier.lease(at: at(0)), outcome: .failed(cause: "429", isTransient: true),
      reply: Reply(status: 429, seconds: 0.1, retryAfter: 30), at: at(0))
    #expect(try frontier.next(at: at(1)) == .wait(until: at(30)))
  }

  @Test("goes on with other items of a host while one waits to be tried again")
  func othersGoOn() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    try frontier.finish(
      frontier.lease(at: at(0)), outcome: .failed(cause: "truncated", isTransient: true),
      reply: Reply(seconds: 0.1, isPageOnly: true), at: at(0))
    #expect(try frontier.lease(at: at(1)).item.address.path == "/2")
  }

  // MARK: Robots and hosts

  @Test("keeps a host's delay from its robots.txt across runs")
  func crawlDelay() throws {
    let first = try open()
    try first.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    first.setCrawlDelay(7, of: try address("http://a.example/"))
    try first.finish(first.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    try first.close()
    #expect(try open(at: 1).next(at: at(1)) == .wait(until: at(7)))
  }

  @Test("lengthens the pause that runs when robots.txt asks for a longer one")
  func lateCrawlDelay() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1")], at: at(0))
    frontier.putBack(try frontier.lease(at: at(0)), requested: true, at: at(0))
    frontier.setCrawlDelay(5, of: try address("http://a.example/robots.txt"))
    #expect(try frontier.next(at: at(0)) == .wait(until: at(5)))
  }

  @Test("treats http and https of one host as one host, and other ports as others")
  func hostKey() throws {
    let frontier = try open()
    try frontier.add(
      ["http://a.example/1", "https://a.example/2", "http://a.example:8080/3"].map { try item($0) }, at: at(0))
    #expect(frontier.counts.hosts == 2)
  }

  @Test("keeps the robots.txt of each origin")
  func robots() throws {
    let first = try open()
    let copy = RobotsCopy(status: 200, body: Array("User-agent: *".utf8), fetched: at(0), expires: at(100))
    try first.keep(copy, of: "http://a.example")
    try first.close()
    let second = try open(at: 1)
    #expect(try second.robots(of: "http://a.example") == copy)
    #expect(try second.robots(of: "https://a.example") == nil)
  }

  // MARK: Crashes

  @Test("returns leases of a process that died to the queue and forgets what was not saved")
  func crash() throws {
    do {
      let dying = try open(Manners(delay: 0, perHost: 9))
      try dying.add((0..<4).map { try item("http://a.example/\($0)") }, at: at(0))
      try dying.finish(dying.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
      try dying.save()
      try dying.finish(
        dying.lease(at: at(0)), outcome: .done, found: [item("http://b.example/")], reply: found, at: at(0))
      _ = try dying.lease(at: at(0))
    }
    let next = try open(Manners(delay: 0, perHost: 9), at: 5)
    #expect(next.counts.states == [.waiting: 3, .done: 1])
    let paths = try (0..<3).map { _ in try next.lease(at: at(5)).item.address.path }
    #expect(paths == ["/1", "/2", "/3"])
    #expect(try next.add([item("http://b.example/")], at: at(5)) == 1)
  }

  @Test("asks no host that was being asked at a crash before its delay has passed")
  func politeAfterCrash() throws {
    do {
      let dying = try open()
      try dying.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
      try dying.save()
      _ = try dying.lease(at: at(0))
    }
    let next = try open(at: 0.5)
    #expect(try next.next(at: at(0.5)) == .wait(until: at(1.5)))
  }

  @Test("asks hosts that nobody was asking at a crash as soon as their pause allows")
  func freeAfterCrash() throws {
    do {
      let dying = try open()
      try dying.add([item("http://a.example/1"), item("http://a.example/2"), item("http://b.example/")], at: at(0))
      try dying.finish(dying.lease(at: at(0)), outcome: .done, reply: found, at: at(0.2))
      try dying.save()
      _ = try dying.lease(at: at(0.3))
    }
    let next = try open(at: 0.5)
    #expect(try next.next(at: at(0.5)) == .wait(until: at(1.2)))
  }

  @Test("asks no host at once after a crash when it is not known whom the last run was asking")
  func unknownAfterCrash() throws {
    do {
      let dying = try open()
      try dying.add([item("http://a.example/1")], at: at(0))
      try dying.save()
    }
    try FileManager.default.removeItem(atPath: path + "-asked")
    let next = try open(at: 0.5)
    try next.add([item("http://new.example/")], at: at(0.5))
    #expect(try next.next(at: at(0.5)) == .wait(until: at(1.5)))
  }

  // MARK: Services

  @Test("keeps what two services have seen apart, and the pauses of hosts together")
  func services() throws {
    let page = try item("http://a.example/")
    let first = try Frontier(path: path, service: "Klout", manners: Manners(delay: 1), at: at(0))
    try first.add([page], at: at(0))
    try first.finish(first.lease(at: at(0)), outcome: .done, reply: found, at: at(0.2))
    try first.close()
    let second = try Frontier(path: path, service: "Path", manners: Manners(delay: 1), at: at(0.5))
    #expect(second.counts.states == [:])
    #expect(try second.add([page], at: at(0.5)) == 1)
    #expect(try second.next(at: at(0.5)) == .wait(until: at(1.2)))
  }

  @Test("names the feeds that were fetched")
  func feeds() throws {
    let frontier = try open(Manners(delay: 0))
    let feed = FrontierItem(address: try address("http://a.example/feed/"), role: .feed, priority: 2)
    let other = FrontierItem(address: try address("http://b.example/feed/"), role: .feed)
    try frontier.add([feed, other, item("http://a.example/", priority: 1)], at: at(0))
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    #expect(try frontier.feeds() == [feed])
  }

  @Test("asks hosts at once after a proper end")
  func cleanRestart() throws {
    let first = try open()
    try first.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    try first.finish(first.lease(at: at(0)), outcome: .done, reply: found, at: at(0.2))
    try first.close()
    let second = try open(at: 0.5)
    #expect(try second.next(at: at(0.5)) == .wait(until: at(1.2)))
  }

  // MARK: Visiting again

  @Test("visits again what is due, conditionally")
  func revisit() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    let reply = Reply(status: 200, seconds: 0.1, entityTag: "\"v1\"", lastModified: "Mon, 14 Nov 2011 09:30:00 GMT")
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: reply, at: at(0))
    #expect(try frontier.revisitDue(at: at(3600)) == 0)
    #expect(try frontier.revisitDue(at: at(86_400)) == 1)
    let again = try frontier.lease(at: at(86_400))
    #expect(again.isRevisit)
    #expect(again.request.entityTag == "\"v1\"" && again.request.lastModified == "Mon, 14 Nov 2011 09:30:00 GMT")
  }

  @Test(
    "visits what changed sooner and what did not later",
    arguments: [(true, 43_200.0), (false, 172_800.0)])
  func adaptiveVisits(hasChanged: Bool, pause: Double) throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    try frontier.revisitDue(at: at(86_400))
    let reply = Reply(status: 200, seconds: 0.1, hasChanged: hasChanged)
    try frontier.finish(frontier.lease(at: at(86_400)), outcome: .done, reply: reply, at: at(86_400))
    #expect(try frontier.revisitDue(at: at(86_400 + pause - 1)) == 0)
    #expect(try frontier.revisitDue(at: at(86_400 + pause)) == 1)
  }

  @Test(
    "visits what says the same later, what says something else sooner, and what cannot be told as before",
    arguments: [(1, 172_800.0), (2, 43_200.0), (nil, 86_400.0)] as [(UInt64?, Double)])
  func digests(digest: UInt64?, pause: Double) throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/")], at: at(0))
    let first = Reply(status: 200, seconds: 0.1, digest: 1)
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: first, at: at(0))
    try frontier.revisitDue(at: at(86_400))
    let second = Reply(status: 200, seconds: 0.1, digest: digest)
    try frontier.finish(frontier.lease(at: at(86_400)), outcome: .done, reply: second, at: at(86_400))
    #expect(try frontier.revisitDue(at: at(86_400 + pause - 1)) == 0)
    #expect(try frontier.revisitDue(at: at(86_400 + pause)) == 1)
  }

  @Test("puts a known item back into the queue when it is told that it changed")
  func revisitOne() throws {
    let frontier = try open()
    let page = try item("http://a.example/")
    try frontier.add([page], at: at(0))
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    try frontier.revisit(page, at: at(60))
    try frontier.revisit(page, at: at(60))
    #expect(try frontier.lease(at: at(60)).isRevisit)
    #expect(try frontier.next(at: at(90)) == .idle)
  }

  // MARK: Bad files

  @Test("says that a file of a newer version needs a newer program")
  func newer() throws {
    try open().close()
    // SQLite keeps `user_version` in bytes 60 to 63 of the file (database file format, §1.3).
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[63] = 99
    try bytes.write(to: URL(filePath: path))
    #expect(throws: FrontierError(.newer, subject: path, cause: "the file has version 99, this is version 2")) {
      _ = try open()
    }
  }

  @Test(
    "says that a file is no frontier",
    arguments: [
      "not a database, but long enough to have a header of its own ........................................................................",
      "{}",
    ])
  func foreign(text: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = try #require(throws: FrontierError.self) { _ = try open() }
    #expect(error.code == .foreign)
  }

  @Test("says that there is no file to read")
  func noFile() throws {
    let error = try #require(throws: FrontierError.self) { _ = try FrontierReader(path: path) }
    #expect(error.code == .cannotOpen)
  }

  @Test("says that the folder does not exist")
  func noFolder() throws {
    let error = try #require(throws: FrontierError.self) {
      _ = try Frontier(path: folder.path("none/frontier.sqlite"), manners: Manners(), at: at(0))
    }
    #expect(error.code == .cannotOpen)
  }

  @Test("says that another crawl works with the file")
  func locked() throws {
    let first = try open()
    let error = try #require(throws: FrontierError.self) { _ = try open() }
    #expect(error.code == .locked)
    try first.close()
  }

  @Test("says that a file is damaged")
  func damaged() throws {
    let frontier = try open()
    try frontier.add((0..<500).map { try item("http://a.example/\($0)") }, at: at(0))
    try frontier.close()
    var bytes = try Data(contentsOf: URL(filePath: path))
    for position in 8192..<bytes.count { bytes[position] = 0xa5 }
    try bytes.write(to: URL(filePath: path))
    let error = try #require(throws: FrontierError.self) { _ = try open() }
    #expect(error.code == .damaged)
  }

  @Test("answers questions while a crawl works with the file")
  func reader() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://b.example/1")], at: at(0))
    try frontier.save()
    let reader = try FrontierReader(path: path)
    #expect(try reader.hosts().map(\.name) == ["a.example", "b.example"])
    try frontier.finish(frontier.lease(at: at(0)), outcome: .done, reply: found, at: at(0))
    #expect(try reader.counts().states == [.waiting: 2])
    try frontier.save()
    #expect(try reader.counts().states == [.waiting: 1, .done: 1])
    #expect(try reader.due(at: at(86_400)) == 1)
  }
}
