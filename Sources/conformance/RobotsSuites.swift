import Datelines
import JSONCoding
import Model
import Robots

extension Conformance {
  /// Manners: robots.txt, `Retry-After`, and when a copy may be used again.
  static let mannerSuites: [String: Answer] = [
    "robots": { item, writer in
      let verdict = rules(item).verdict(
        forTarget: target(of: item.text("url") ?? ""), agent: item.text("user_agent") ?? "")
      writer.bool(verdict.isAllowed)
    },
    "robots_delay": { item, writer in writer.number(rules(item).crawlDelay(for: item.text("user_agent") ?? "")) },
    "robots_sitemaps": { item, writer in
      writer.strings(rules(item).sitemaps)
    },
    "robots_status": { item, writer in
      let rules = RobotRules.rules(status: item.json["status"]?.int ?? 0, body: [])
      writer.string(rules.verdict(forTarget: "/", agent: "anybot").isAllowed ? "allow_all" : "disallow_all")
    },
    "retry_after": { item, writer in
      writer.number(RetryAfter.seconds(item.text("header") ?? "", now: instant(item, "now")))
    },
    "http_cache": { item, writer in
      let headers = (item.json["response_headers"]?.array ?? []).map {
        Header(name: $0[0]?.string ?? "", value: $0[1]?.string ?? "")
      }
      let freshness = CacheFreshness(
        status: item.json["status"]?.int ?? 0, headers: headers, responded: instant(item, "response_time"))
      write(freshness.action(at: instant(item, "now")), to: &writer)
    },
  ]

  private static func write(_ action: CacheFreshness.Action, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("action")
    switch action {
    case .reuse: writer.string("reuse")
    case .refetch: writer.string("refetch")
    case .revalidate(let entityTag, let lastModified):
      writer.string("revalidate")
      writer.beginObject("request_headers")
      for case (let name, let value?) in [("If-None-Match", entityTag), ("If-Modified-Since", lastModified)] {
        writer.key(name)
        writer.string(value)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private static func instant(_ item: Case, _ key: String) -> Instant {
    item.text(key).flatMap { Dateline.timestamp(fromMachine: $0, source: .api) }?.instant ?? Instant(seconds: 0)
  }

  private static func rules(_ item: Case) -> RobotRules {
    RobotRules(parsing: item.text("robots_txt").map { Array($0.utf8) } ?? item.bytes(base64: "robots_txt_b64"))
  }

  /// Path and query of an address; odd ones are cut as Google's parser cuts them.
  private static func target(of url: String) -> String {
    if let address = Address(url) { return address.target }
    let bytes = Array(url.utf8.prefix { $0 != 0x23 })
    var start = 0
    if let scheme = bytes.firstIndex(of: 0x3a), bytes[scheme...].starts(with: "://".utf8) { start = scheme + 3 }
    let path = bytes[start...].drop { $0 != 0x2f && $0 != 0x3f && $0 != 0x3b }
    let text = String(decoding: path, as: UTF8.self)
    return text.hasPrefix("/") ? text : "/" + text
  }
}
