import Testing

@testable import Frontier

@Suite("Names by number")
struct NumberedNamesTests {
  @Test("gives each of many names its number back, and each number its name")
  func roundTrip() {
    var table = NumberedNames()
    let names = (0..<5000).map { "https://blog\($0).example" } + ["", "ä.example", "https://blog1.example:8080"]
    for name in names { _ = table.append(name) }
    #expect(names.indices.allSatisfy { table[$0] == names[$0] && table.number(of: names[$0]) == $0 })
    #expect(table.count == names.count)
  }

  @Test("knows no name that was not added", arguments: ["", "b", "ab", "a "])
  func unknown(_ name: String) {
    var table = NumberedNames()
    #expect(table.number(of: name) == nil)
    _ = table.append("a")
    #expect(table.number(of: name) == nil)
  }
}

@Suite("Windows in one pool")
struct TicketPoolTests {
  private func ticket(_ number: Int64, _ priority: Double) -> FrontierQueue.Ticket {
    FrontierQueue.Ticket(number: number, priority: priority)
  }

  @Test("hands tickets out by priority, and by number where it is equal, however they came")
  func order() {
    var pool = TicketPool()
    var list = TicketPool.List()
    for (number, priority) in [(5, 1.0), (1, 3), (4, 3), (2, 2), (3, 1), (6, 9)] {
      _ = pool.insert(ticket(Int64(number), priority), into: &list)
    }
    var numbers: [Int64] = []
    while let ticket = pool.removeFirst(of: &list) { numbers.append(ticket.number) }
    #expect(numbers == [6, 1, 4, 2, 3, 5])
    #expect(pool.count == 0)
  }

  @Test("says whether a ticket came first")
  func first() {
    var pool = TicketPool()
    var list = TicketPool.List()
    let answers = [
      pool.insert(ticket(1, 1), into: &list), pool.insert(ticket(2, 0), into: &list),
      pool.insert(ticket(3, 2), into: &list),
    ]
    #expect(answers == [true, false, true])
  }

  @Test("drops the last ticket, and takes further ones after that")
  func dropping() {
    var pool = TicketPool()
    var list = TicketPool.List()
    for number in 1...4 { _ = pool.insert(ticket(Int64(number), 1), into: &list) }
    pool.removeLast(of: &list)
    pool.removeLast(of: &list)
    #expect(pool.last(of: list)?.number == 2)
    _ = pool.insert(ticket(9, 1), into: &list)
    #expect(pool.last(of: list)?.number == 9)
    #expect(list.count == 3)
  }

  @Test("uses again what was given back, and keeps two windows apart")
  func reuse() {
    var pool = TicketPool()
    var one = TicketPool.List()
    var other = TicketPool.List()
    for number in 1...3 {
      _ = pool.insert(ticket(Int64(number), 1), into: &one)
      _ = pool.insert(ticket(Int64(10 + number), 1), into: &other)
    }
    for _ in 0..<3 { _ = pool.removeFirst(of: &one) }
    for number in 21...23 { _ = pool.insert(ticket(Int64(number), 1), into: &other) }
    #expect(pool.first(of: one) == nil)
    #expect((0..<6).map { _ in pool.removeFirst(of: &other)?.number } == [11, 12, 13, 21, 22, 23])
  }
}
