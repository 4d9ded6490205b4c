import Frontier
import Glibc
import Model

/// What an address costs in the frontier: to add, to recognise, to fetch; and how much memory all of them take.
enum Queueing {
  /// Links of a page.
  private static let links = 64
  /// Of these, the links that lead to other hosts.
  private static let abroad = 8
  /// Pages that are fetched at the end.
  private static let visits = 5000

  /// Adds addresses as pages name them, most on one host, and saves after each page; then fetches pages whose links are
  /// known already.
  static func run(folder: String, addresses: Int, hosts: Int) throws {
    _ = unsafe mkdir(folder, 0o755)
    let path = "\(folder)/frontier.sqlite"
    for ending in ["", "-wal", "-shm", "-asked"] { _ = unsafe unlink(path + ending) }
    var manners = Manners()
    manners.delay = 0
    let start = Instant(seconds: 1_321_000_000)
    let frontier = try Frontier(path: path, manners: manners, at: start)
    let idle = StoreLab.peak
    var made = [Int](repeating: 0, count: hosts)
    var total = 0
    var page = 0
    let began = StoreLab.spent
    var making = 0.0
    while total < addresses {
      let before = StoreLab.spent
      let items = (0..<min(links, addresses - total)).map { number in
        let host = number < abroad ? (page &* 7919 &+ number &* 104_729) % hosts : page % hosts
        made[host] += 1
        return item(host, made[host])
      }
      making += StoreLab.spent - before
      total += try frontier.add(items, at: start)
      try frontier.save()
      page += 1
    }
    let adding = StoreLab.spent - began - making
    let known = (0..<2048).map { item($0 % hosts, 1 + $0 % max(1, made[$0 % hosts])) }
    let asked = StoreLab.spent
    var recognised = 0
    for _ in 0..<25 {
      for item in known where frontier.isKnown(item) { recognised += 1 }
    }
    let recognising = StoreLab.spent - asked
    var now = start
    var fetched = 0
    let visited = StoreLab.spent
    while fetched < visits {
      guard case .fetch(let assignment) = try frontier.next(at: now) else { break }
      let first = fetched &* links % (known.count - links)
      try frontier.finish(
        assignment, outcome: .done, found: Array(known[first..<(first + links)]), at: now)
      try frontier.save()
      now = now.advanced(bySeconds: 1)
      fetched += 1
    }
    let visiting = StoreLab.spent - visited
    func micro(_ seconds: Double, _ count: Int) -> String { "\(Int(seconds * 1e8 / Double(max(1, count))))" }
    func point(_ text: String) -> String { text.count > 2 ? "\(text.dropLast(2)).\(text.suffix(2))" : "0.\(text)" }
    StoreLab.say(
      "\(total) addresses on \(hosts) hosts: add \(point(micro(adding, total))) µs, "
        + "recognise \(point(micro(recognising, recognised))) µs, fetch \(point(micro(visiting, fetched))) µs; "
        + "\(StoreLab.peak) MB, of which \(idle) MB before the first address")
    try frontier.close()
  }

  private static func item(_ host: Int, _ number: Int) -> FrontierItem {
    let text = "https://blog\(host).example.com/2011/11/a-post-about-something-\(number)/"
    guard let address = Address(text) else { fatalError("\(text) is no address") }
    return FrontierItem(address: address, depth: 1, priority: Double(number % 7), referrer: "https://example.com/")
  }
}
