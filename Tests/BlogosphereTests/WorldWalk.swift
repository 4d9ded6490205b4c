import Model

@testable import Blogosphere

/// A visitor who follows every link of the world that robots.txt leaves open.
struct WorldWalk {
  /// Status by address, fragments left out.
  private(set) var statuses: [String: Int] = [:]
  /// Where an address was first linked from.
  private(set) var referrers: [String: String] = [:]
  /// Links into shut corners that were seen and left alone.
  private(set) var shut: Set<String> = []

  init(_ world: World, from seeds: [String]) {
    var queue = seeds.compactMap { Address($0) }
    var next = 0
    while next < queue.count {
      let address = queue[next]
      next += 1
      guard world.hosts.contains(address.host), statuses[address.pageKey] == nil else { continue }
      if world.isDisallowed(host: address.host, path: address.path) {
        shut.insert(address.pageKey)
        continue
      }
      // The endless calendar is a trap: a walker must bring its own limit.
      if address.path.hasPrefix("/calendar/"), !address.path.hasPrefix("/calendar/2012/") { continue }
      let answer = world.response(host: address.host, path: address.path, query: address.query)
      statuses[address.pageKey] = answer.status
      for link in WorldWalk.links(in: answer) {
        guard let target = Address(link, relativeTo: address) else { continue }
        if referrers[target.pageKey] == nil { referrers[target.pageKey] = address.pageKey }
        queue.append(target)
      }
    }
  }

  /// Everything that stands in an `href` of a page, in a `Location`, or in a sitemap.
  static func links(in answer: WorldResponse) -> [String] {
    var links = answer.headers.filter { $0.isNamed("Location") }.map(\.value)
    guard let type = answer.headers.first(where: { $0.isNamed("Content-Type") })?.value else { return links }
    let bytes = answer.body
    if type.hasPrefix("text/html") {
      links += values(after: " href=\"", until: "\"", in: bytes) + values(after: " href='", until: "'", in: bytes)
    } else if type.hasPrefix("application/xml") {
      links += values(after: "<loc>", until: "<", in: bytes)
    }
    return links.map { $0.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&") }
  }

  private static func values(after mark: String, until end: Character, in bytes: [UInt8]) -> [String] {
    let mark = Array(mark.utf8)
    let end = end.asciiValue ?? 34
    var values: [String] = []
    var position = 0
    while position + mark.count <= bytes.count {
      if bytes[position] == mark[0], bytes[position..<(position + mark.count)].elementsEqual(mark) {
        let start = position + mark.count
        let stop = bytes[start...].firstIndex(of: end) ?? bytes.count
        values.append(String(decoding: bytes[start..<stop], as: UTF8.self))
        position = stop
      }
      position += 1
    }
    return values
  }
}
