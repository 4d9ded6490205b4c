internal import Foundation
internal import JSONCoding
internal import Model
internal import Reporting

/// The services that a store has been crawled for, with their names and events: `topics.json` beside the segments.
///
/// Convenience, not evidence: reports and `explain` use it to know aliases and events; without it they know the service by its name alone.
enum TopicRegister {
  /// The topic of a service, without seeds; `nil` when the store does not know it.
  static func topic(of service: String, in folder: String) -> Topic? {
    topics(in: folder).first { $0.service.name == service }
  }

  /// All topics that the store knows.
  static func topics(in folder: String) -> [Topic] {
    guard let bytes = try? InputBytes.file(path(folder)), let root = try? JSONValue.parse(bytes) else { return [] }
    return (root["topics"]?.array ?? []).compactMap { entry in
      guard let name = entry["service"]?.string else { return nil }
      return Topic(
        service: Service(name: name, aliases: texts(entry["aliases"]), rivals: texts(entry["rivals"])), seeds: [],
        events: EventJSON.events(in: entry["events"]))
    }
  }

  /// Why the file cannot be read, where it is there and cannot.
  static func fault(in folder: String) -> String? {
    guard let bytes = try? InputBytes.file(path(folder)) else { return nil }
    let isRegister = (try? JSONValue.parse(bytes))?["topics"]?.array != nil
    return isRegister ? nil : "cannot be read; the next crawl with a topic file writes it anew"
  }

  /// A topic that was not given as a whole, with the names and events that the store knows of its service.
  ///
  /// Who goes on with an address instead of the topic file does not mean to forget them.
  static func completed(_ topic: Topic, in folder: String) -> Topic {
    guard let known = self.topic(of: topic.service.name, in: folder) else { return topic }
    var completed = topic
    completed.service.aliases += known.service.aliases.filter { !topic.service.aliases.contains($0) }
    completed.service.rivals += known.service.rivals.filter { !topic.service.rivals.contains($0) }
    if topic.events.isEmpty { completed.events = known.events }
    return completed
  }

  /// Notes a crawl's topic; a failure is told and does no harm.
  static func note(_ topic: Topic, in folder: String) {
    var topics = topics(in: folder).filter { $0.service.name != topic.service.name }
    topics.append(topic)
    topics.sort { $0.service.name < $1.service.name }
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("schema", 1)
    writer.beginArray("topics")
    for topic in topics { write(topic, into: &writer) }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    do {
      try Data(writer.bytes).write(to: URL(fileURLWithPath: path(folder)), options: .atomic)
    } catch {
      StandardError.line("stance: cannot write \(path(folder)): \(error.localizedDescription)")
    }
  }

  private static func write(_ topic: Topic, into writer: inout JSONWriter) {
    func list(_ key: String, _ values: [String]) {
      writer.key(key)
      writer.strings(values)
    }
    writer.beginObject()
    writer.member("service", topic.service.name)
    list("aliases", topic.service.aliases)
    list("rivals", topic.service.rivals)
    EventJSON.write(topic.events, into: &writer)
    writer.endObject()
  }

  private static func path(_ folder: String) -> String { folder + "/topics.json" }

  private static func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }
}
