internal import Datelines
public import Model
internal import Yams

/// Reads topic files: YAML with one service, its names, the seeds and how far to go.
///
/// `seeds/README.md` lists every key. Unknown keys are errors, because a misspelt key that is silently ignored makes a
/// crawl that nobody asked for.
public enum TopicFile {
  /// The keys of a topic file in the order of the documentation.
  public static let keys = ["service", "aliases", "rivals", "seeds", "scope", "depth", "events"]

  /// Reads a topic.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: the file's name for messages.
  /// - Throws: `TopicError` with line and column of the first fault.
  public static func topic(from text: String, file: String) throws(TopicError) -> Topic {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw TopicFile.error(error, in: file)
    } catch {
      throw TopicError(
        code: .malformed, file: file, line: 0, column: 0, cause: "not YAML (\(error))", advice: template)
    }
    guard let root, case .mapping(let mapping) = root else {
      throw TopicError(
        code: .malformed, file: file, line: root?.mark?.line ?? 0, column: root?.mark?.column ?? 0,
        cause: "no keys and values", advice: template)
    }
    var reader = TopicReader(file: file, mapping: mapping)
    return try reader.topic()
  }

  /// The address that a person wrote, with `https://` where they left the scheme out; `nil` when it is none of http(s).
  public static func address(_ written: String) -> Address? {
    if written.contains("://") { return Address(written) }
    // "mailto:x" and "javascript:…" have a scheme, "blog.example:8080/" has a port.
    if let colon = written.firstIndex(of: ":"), let next = written[colon...].dropFirst().first, !next.isNumber {
      return nil
    }
    return Address("https://" + written)
  }

  /// What to say when a file looks like no topic at all.
  static let template = "a topic begins with \"service: NAME\" and a list \"seeds:\" (see seeds/README.md)"

  private static func error(_ error: YamlError, in file: String) -> TopicError {
    func fault(_ mark: Mark?, _ problem: String) -> TopicError {
      TopicError(
        code: .malformed, file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, cause: "not YAML: \(problem)",
        advice: "check indentation, colons and quotes there")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return fault(mark, problem)
    case .reader(let problem, _, _, _): return fault(nil, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return TopicError(
        code: .malformed, file: file, line: context.mark.line, column: context.mark.column,
        cause: "the key \"\(duplicates.first ?? "")\" stands twice", advice: "keep one of them")
    default: return fault(nil, "\(error)")
    }
  }
}

/// Reads one topic's mapping key by key.
private struct TopicReader {
  let file: String
  let mapping: Node.Mapping

  mutating func topic() throws(TopicError) -> Topic {
    for (key, _) in mapping {
      guard let name = key.scalar?.string, TopicFile.keys.contains(name) else {
        let written = key.scalar?.string ?? "?"
        let near = TopicFile.keys.min { distance($0, written) < distance($1, written) } ?? ""
        let advice =
          distance(near, written) <= 2
          ? "did you mean \"\(near)\"?" : "the keys are \(TopicFile.keys.joined(separator: ", "))"
        throw fault(.unknownKey, at: key, "unknown key \"\(written)\"", advice)
      }
    }
    guard let serviceNode = mapping["service"] else { throw missing("service", "service: Klout") }
    let name = try text(of: serviceNode, key: "service")
    let service = Service(name: name, aliases: try list("aliases"), rivals: try list("rivals"))
    guard let seedsNode = mapping["seeds"] else { throw missing("seeds", "seeds: [https://blog.example/]") }
    return Topic(
      service: service, seeds: try seeds(seedsNode), scope: try scope(), depth: try depth(), events: try events())
  }

  private func seeds(_ node: Node) throws(TopicError) -> [Address] {
    guard case .sequence(let sequence) = node else {
      throw fault(.invalid, at: node, "\"seeds\" is no list", "write one address a line, each after \"- \"")
    }
    var seeds: [Address] = []
    for element in sequence {
      let written = try text(of: element, key: "seeds")
      guard let address = TopicFile.address(written) else {
        throw fault(
          .invalid, at: element, "\"\(written)\" is no web address", "write it as https://host/path")
      }
      seeds.append(address)
    }
    if seeds.isEmpty { throw fault(.invalid, at: node, "no seeds", "name at least one address to start from") }
    return seeds
  }

  private func scope() throws(TopicError) -> Scope {
    guard let node = mapping["scope"] else { return .host }
    let written = try text(of: node, key: "scope")
    guard let scope = Scope(rawValue: written) else {
      let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(.invalid, at: node, "no scope \"\(written)\"", "the scopes are \(known)")
    }
    return scope
  }

  private func depth() throws(TopicError) -> Int {
    guard let node = mapping["depth"] else { return 3 }
    let written = try text(of: node, key: "depth")
    guard let depth = Int(written), (0...100).contains(depth) else {
      throw fault(.invalid, at: node, "\"\(written)\" is no depth", "write a whole number from 0 to 100")
    }
    return depth
  }

  private func events() throws(TopicError) -> [Event] {
    guard let node = mapping["events"] else { return [] }
    guard case .sequence(let sequence) = node else {
      throw fault(.invalid, at: node, "\"events\" is no list", "write \"- {date: 2011-10-26, label: …}\"")
    }
    var events: [Event] = []
    for element in sequence {
      guard case .mapping(let event) = element, let date = event["date"], let label = event["label"] else {
        throw fault(
          .invalid, at: element, "an event without date and label", "write \"- {date: 2011-10-26, label: …}\"")
      }
      let written = try text(of: date, key: "date")
      guard let time = Dateline.timestamp(fromMachine: written, source: .text) else {
        throw fault(.invalid, at: date, "\"\(written)\" is no date", "write it as 2011-10-26")
      }
      events.append(Event(date: time, label: try text(of: label, key: "label")))
    }
    return events.sorted { $0.date.instant < $1.date.instant }
  }

  private func list(_ key: String) throws(TopicError) -> [String] {
    guard let node = mapping[key] else { return [] }
    if case .scalar = node { return [try text(of: node, key: key)] }
    guard case .sequence(let sequence) = node else {
      throw fault(.invalid, at: node, "\"\(key)\" is no list of names", "write \(key): [one, another]")
    }
    var names: [String] = []
    for element in sequence { names.append(try text(of: element, key: key)) }
    return names
  }

  private func text(of node: Node, key: String) throws(TopicError) -> String {
    guard let written = node.scalar?.string else {
      throw fault(.invalid, at: node, "\"\(key)\" wants one value here", "write a word or a quoted text")
    }
    let blank: Set<Character> = [" ", "\t", "\n"]
    guard written.contains(where: { !blank.contains($0) }) else {
      throw fault(.invalid, at: node, "\"\(key)\" is empty", "write a value or take the key out")
    }
    return written
  }

  private func missing(_ key: String, _ example: String) -> TopicError {
    TopicError(
      code: .missing, file: file, line: 0, column: 0, cause: "the key \"\(key)\" is missing",
      advice: "add a line such as \"\(example)\"")
  }

  private func fault(_ code: TopicError.Code, at node: Node, _ cause: String, _ advice: String) -> TopicError {
    TopicError(
      code: code, file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, cause: cause, advice: advice)
  }

  /// Levenshtein's distance between two keys.
  private func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(40))
    let right = Array(right.utf8.prefix(40))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = a == b ? diagonal : min(diagonal, above, row[j]) + 1
        diagonal = above
      }
    }
    return row[right.count]
  }
}
