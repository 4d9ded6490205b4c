/// The windows of all hosts: linked lists in one array, 24 bytes a ticket, the next one first.
struct TicketPool: Sendable {
  /// A host's window.
  struct List: Sendable {
    fileprivate var first: Int32 = -1
    fileprivate var last: Int32 = -1
    fileprivate(set) var count: Int32 = 0

    var isEmpty: Bool { count == 0 }
  }

  private struct Node: Sendable {
    var ticket: FrontierQueue.Ticket
    var next: Int32
  }

  private var nodes: [Node] = []
  /// The first of the nodes that are free, linked like a list.
  private var free: Int32 = -1
  /// Tickets held, of all hosts.
  private(set) var count = 0

  /// The ticket whose turn is next.
  func first(of list: List) -> FrontierQueue.Ticket? { list.isEmpty ? nil : nodes[Int(list.first)].ticket }

  /// The ticket whose turn is last.
  func last(of list: List) -> FrontierQueue.Ticket? { list.isEmpty ? nil : nodes[Int(list.last)].ticket }

  /// Puts a ticket where it belongs.
  ///
  /// - Returns: whether it is the first.
  /// - Complexity: O(window), and O(1) for the last.
  mutating func insert(_ ticket: FrontierQueue.Ticket, into list: inout List) -> Bool {
    var before: Int32 = -1
    if let last = last(of: list), !ticket.precedes(last) {
      before = list.last
    } else {
      var node = list.first
      while node >= 0, !ticket.precedes(nodes[Int(node)].ticket) {
        before = node
        node = nodes[Int(node)].next
      }
    }
    let node = take(ticket)
    if before < 0 {
      nodes[Int(node)].next = list.first
      list.first = node
    } else {
      nodes[Int(node)].next = nodes[Int(before)].next
      nodes[Int(before)].next = node
    }
    if nodes[Int(node)].next < 0 { list.last = node }
    list.count += 1
    return before < 0
  }

  /// Takes the ticket whose turn is next.
  mutating func removeFirst(of list: inout List) -> FrontierQueue.Ticket? {
    guard !list.isEmpty else { return nil }
    let node = list.first
    list.first = nodes[Int(node)].next
    list.count -= 1
    if list.isEmpty { list.last = -1 }
    return give(node)
  }

  /// Drops the ticket whose turn is last.
  ///
  /// - Complexity: O(window).
  mutating func removeLast(of list: inout List) {
    guard list.count > 1 else {
      _ = removeFirst(of: &list)
      return
    }
    var before = list.first
    while nodes[Int(before)].next != list.last { before = nodes[Int(before)].next }
    _ = give(list.last)
    nodes[Int(before)].next = -1
    list.last = before
    list.count -= 1
  }

  private mutating func take(_ ticket: FrontierQueue.Ticket) -> Int32 {
    count += 1
    guard free >= 0 else {
      nodes.append(Node(ticket: ticket, next: -1))
      return Int32(nodes.count - 1)
    }
    let node = free
    free = nodes[Int(node)].next
    nodes[Int(node)] = Node(ticket: ticket, next: -1)
    return node
  }

  private mutating func give(_ node: Int32) -> FrontierQueue.Ticket {
    count -= 1
    nodes[Int(node)].next = free
    free = node
    return nodes[Int(node)].ticket
  }
}
