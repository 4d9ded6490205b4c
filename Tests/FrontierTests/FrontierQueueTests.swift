import Model
import Testing

@testable import Frontier

@Suite("The frontier queue")
struct FrontierQueueTests {
  typealias Ticket = FrontierQueue.Ticket

  func queue(_ manners: Manners = Manners(), hosts: Int = 1, items: Int64 = 3) -> FrontierQueue {
    var queue = FrontierQueue(manners: manners)
    for host in 0..<hosts {
      _ = queue.addHost()
      for number in 0..<items { queue.add(Ticket(number: Int64(host) * 100 + number, priority: 0), to: host) }
    }
    return queue
  }

  @Test("lets the first request to a host go at once and holds the second back")
  func firstAtOnce() throws {
    var queue = queue()
    let first = try queue.lease(at: at(0))
    #expect(queue.next(at: at(0)) == .idle)
    queue.finish(first.host, .answered(seconds: 0.1), at: at(0.1))
    #expect(queue.next(at: at(0.1)) == .wait(until: at(1.1)))
  }

  @Test("counts the pause from the end of the request where one is in flight at a time")
  func pauseFromTheEnd() throws {
    var queue = queue()
    let first = try queue.lease(at: at(0))
    queue.finish(first.host, .answered(seconds: 0.4), at: at(0.4))
    #expect(queue.next(at: at(1.39)) == .wait(until: at(1.4)))
    #expect(try queue.lease(at: at(1.4)).number == 1)
  }

  @Test("parts the beginnings of requests where several may be in flight")
  func pauseBetweenBeginnings() throws {
    var queue = queue(Manners(delay: 1, perHost: 2))
    _ = try queue.lease(at: at(0))
    #expect(queue.next(at: at(0.5)) == .wait(until: at(1)))
    _ = try queue.lease(at: at(1))
    #expect(queue.next(at: at(5)) == .idle)
  }

  @Test("asks different hosts at the same time")
  func manyHosts() throws {
    var queue = queue(hosts: 3)
    let hosts = [try queue.lease(at: at(0)).host, try queue.lease(at: at(0)).host, try queue.lease(at: at(0)).host]
    #expect(Set(hosts) == [0, 1, 2])
  }

  @Test("asks the host that has been legal for longest first")
  func longestLegalFirst() throws {
    var queue = FrontierQueue(manners: Manners())
    for (host, legal) in [3.0, 1.0, 2.0].enumerated() {
      _ = queue.addHost(pace: Pace(from: at(legal)))
      queue.add(Ticket(number: Int64(host), priority: 0), to: host)
    }
    let order = [try queue.lease(at: at(9)).host, try queue.lease(at: at(9)).host, try queue.lease(at: at(9)).host]
    #expect(order == [1, 2, 0])
  }

  @Test("asks the host with the weightiest item first among those that are legal")
  func weightiestHostFirst() throws {
    var queue = FrontierQueue(manners: Manners())
    for (host, priority) in [1.0, 5.0, 3.0].enumerated() {
      _ = queue.addHost()
      queue.add(Ticket(number: Int64(host), priority: priority), to: host)
    }
    let order = [try queue.lease(at: at(0)).host, try queue.lease(at: at(0)).host, try queue.lease(at: at(0)).host]
    #expect(order == [1, 2, 0])
  }

  @Test("hands out a host's weightier items first and equal ones in the order of their numbers")
  func orderWithinHost() throws {
    var queue = FrontierQueue(manners: Manners(delay: 0))
    _ = queue.addHost()
    for (number, priority) in [(7, 1.0), (3, 2.0), (5, 1.0), (9, 2.0)] {
      queue.add(Ticket(number: Int64(number), priority: priority), to: 0)
    }
    var order: [Int64] = []
    for second in 0..<4 {
      let lease = try queue.lease(at: at(Double(second)))
      order.append(lease.number)
      queue.finish(lease.host, .neutral, at: at(Double(second)))
    }
    #expect(order == [3, 9, 5, 7])
  }

  @Test("keeps to the limit of requests in flight to all hosts together")
  func globalLimit() throws {
    var queue = queue(Manners(delay: 1, concurrency: 2), hosts: 3)
    let first = try queue.lease(at: at(0))
    _ = try queue.lease(at: at(0))
    #expect(queue.next(at: at(0)) == .idle)
    queue.finish(first.host, .neutral, at: at(0.1))
    #expect(try queue.lease(at: at(0.1)).host == 2)
  }

  @Test("is finished when nothing is left and nothing is in flight")
  func finished() throws {
    var queue = queue(items: 1)
    let lease = try queue.lease(at: at(0))
    #expect(queue.next(at: at(9)) == .idle)
    queue.finish(lease.host, .neutral, at: at(1))
    #expect(queue.next(at: at(9)) == .finished)
  }

  @Test("is finished when what is left becomes legal only beyond its patience")
  func impatient() throws {
    var queue = queue(items: 2)
    let lease = try queue.lease(at: at(0))
    queue.finish(lease.host, .refused(retryAfter: 3600), at: at(1))
    #expect(queue.next(at: at(1)) == .finished)
    #expect(queue.next(at: at(3500)) == .wait(until: at(3601)))
  }

  @Test("wakes a finished host when an item is added")
  func addedLater() throws {
    var queue = queue(items: 1)
    let lease = try queue.lease(at: at(0))
    queue.finish(lease.host, .neutral, at: at(1))
    queue.add(Ticket(number: 50, priority: 0), to: 0)
    #expect(queue.next(at: at(1)) == .wait(until: at(2)))
    #expect(try queue.lease(at: at(2)).number == 50)
  }

  @Test("asks for a refill when a window has run dry and more lies elsewhere")
  func refill() throws {
    var queue = FrontierQueue(manners: Manners(delay: 0), window: 2)
    _ = queue.addHost()
    for number in 0..<4 { queue.add(Ticket(number: Int64(number), priority: 0), to: 0) }
    for number in 0..<2 {
      let lease = try queue.lease(at: at(0))
      #expect(lease.number == Int64(number))
      queue.finish(lease.host, .neutral, at: at(0))
    }
    #expect(queue.next(at: at(0)) == .refill(host: 0))
    queue.refill(0, with: [Ticket(number: 2, priority: 0), Ticket(number: 3, priority: 0)], hasMore: false)
    #expect(try queue.lease(at: at(0)).number == 2)
  }

  @Test("lets a weightier item into a full window and the lightest out of it")
  func windowKeepsTheBest() throws {
    var queue = FrontierQueue(manners: Manners(delay: 0), window: 2)
    _ = queue.addHost()
    for (number, priority) in [(0, 1.0), (1, 2.0), (2, 3.0)] {
      queue.add(Ticket(number: Int64(number), priority: priority), to: 0)
    }
    var order: [Int64] = []
    for _ in 0..<2 {
      let lease = try queue.lease(at: at(0))
      order.append(lease.number)
      queue.finish(lease.host, .neutral, at: at(0))
    }
    #expect(order == [2, 1])
    #expect(queue.next(at: at(0)) == .refill(host: 0))
  }

  @Test("forgets a host whose refill brings nothing")
  func emptyRefill() {
    var queue = FrontierQueue(manners: Manners())
    _ = queue.addHost(hasMore: true)
    #expect(queue.next(at: at(0)) == .refill(host: 0))
    queue.refill(0, with: [], hasMore: false)
    #expect(queue.next(at: at(0)) == .finished)
  }

  @Test("gives an unsent request's turn back without a pause")
  func unsent() throws {
    var queue = queue()
    let lease = try queue.lease(at: at(0))
    queue.finish(lease.host, .unsent, at: at(0))
    #expect(try queue.lease(at: at(0)).number == 1)
  }

  @Test("parts requests to hosts that share a network address")
  func sharedAddress() throws {
    var manners = Manners(delay: 1)
    manners.addressDelay = 0.5
    var queue = queue(manners, hosts: 2)
    let group = queue.addGroup()
    for host in 0..<2 { queue.setGroup(group, of: host) }
    _ = try queue.lease(at: at(0))
    #expect(queue.next(at: at(0)) == .wait(until: at(0.5)))
    #expect(try queue.lease(at: at(0.5)).host == 1)
  }

  @Test("serves every host of a shared network address, one pause after the other")
  func manyShareOneAddress() throws {
    var manners = Manners(delay: 1)
    manners.addressDelay = 0.25
    var queue = queue(manners, hosts: 40, items: 2)
    let group = queue.addGroup()
    for host in 0..<40 { queue.setGroup(group, of: host) }
    var now = at(0)
    var begun: [Instant] = []
    while true {
      let move = queue.next(at: now)
      if case .lease(_, let host) = move {
        begun.append(now)
        queue.finish(host, .answered(seconds: 0), at: now)
      } else if case .wait(let until) = move {
        try #require(until > now)
        now = until
      } else {
        #expect(move == .finished)
        break
      }
    }
    #expect(begun.count == 80)
    #expect(zip(begun, begun.dropFirst()).allSatisfy { $1.seconds(since: $0) >= 0.25 })
    #expect(now.seconds(since: at(0)) < 25)
  }

  @Test("lets no request begin early in a long random run")
  func neverEarly() {
    var manners = Manners(delay: 1, concurrency: 8)
    manners.seed = 7
    var queue = queue(manners, hosts: 12, items: 20)
    var random = FrontierQueue.Jitter(seed: 3)
    var lastEnd: [Int: Instant] = [:]
    var flying: [(host: Int, end: Instant)] = []
    var now = at(0)
    var leases = 0
    var earliest = Double.infinity
    for _ in 0..<100_000 {
      let move = queue.next(at: now)
      if move == .finished { break }
      if case .lease(_, let host) = move {
        if let end = lastEnd[host] { earliest = min(earliest, now.seconds(since: end)) }
        leases += 1
        flying.append((host, now.advanced(bySeconds: random.next() * 3)))
        continue
      }
      var target = flying.map(\.end).min() ?? now
      if case .wait(let instant) = move { target = flying.isEmpty ? instant : min(instant, target) }
      now = max(now, target)
      for flight in flying where flight.end <= now {
        lastEnd[flight.host] = flight.end
        queue.finish(
          flight.host, random.next() < 0.1 ? .failed(retryAfter: nil) : .answered(seconds: 1), at: flight.end)
      }
      flying.removeAll { $0.end <= now }
    }
    #expect(leases == 240)
    #expect(earliest >= 1)
  }
}
