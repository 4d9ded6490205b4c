internal import Crawling
internal import Datelines
internal import JSONCoding
internal import Model
internal import Reporting

/// What a replay has to know of a crawl, as the one line of JSON that the archive keeps (`stance-topic`).
struct TopicNote {
  var topic: Topic
  /// The name under which pages' robots metas address us.
  var agent: String
  /// Posts published before were not kept.
  var since: Instant?
  /// Posts published at or after this instant were not kept.
  var until: Instant?

  init(_ topic: Topic, agent: String, since: Instant?, until: Instant?) {
    self.topic = topic
    self.agent = agent
    self.since = since
    self.until = until
  }

  /// Reads the line; `nil` when it is none.
  init?(_ text: String) {
    guard let value = try? JSONValue.parse(Array(text.utf8)), let name = value["service"]?.string else { return nil }
    func texts(_ key: String) -> [String] { (value[key]?.array ?? []).compactMap(\.string) }
    func instant(_ key: String) -> Instant? {
      value[key]?.string.flatMap { Dateline.timestamp(fromMachine: $0, source: .text)?.instant }
    }
    topic = Topic(
      service: Service(name: name, aliases: texts("aliases"), rivals: texts("rivals")), seeds: [],
      scope: value["scope"]?.string.flatMap { Scope(rawValue: $0) } ?? .host,
      events: EventJSON.events(in: value["events"]))
    agent = value["agent"]?.string ?? "stance"
    since = instant("since")
    until = instant("until")
  }

  /// The line.
  var text: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("service", topic.service.name)
    writer.member("aliases", topic.service.aliases)
    writer.member("rivals", topic.service.rivals)
    writer.member("scope", topic.scope.rawValue)
    writer.member("agent", agent)
    writer.member("since", since?.description)
    writer.member("until", until?.description)
    EventJSON.write(topic.events, into: &writer)
    writer.endObject()
    return writer.text
  }
}
