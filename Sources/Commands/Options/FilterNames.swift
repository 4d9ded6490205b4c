internal import Model
internal import Reporting
internal import Scoring
internal import Storage
internal import Trends

/// Sites and reasons as a person names them, made into those that a store knows.
struct FilterNames {
  let folder: String
  /// The sheets that a report counts from, where they are at hand.
  var shelf: BallotShelf?

  /// Names that an error lists at the most.
  private static let mostListed = 12

  /// The hosts that are meant: by host, with or without scheme, path and `www.`, or by a site's own name.
  ///
  /// - Complexity: O(pages) for hosts; O(store) where a site's own name is looked up.
  func sites(_ wanted: [String]) throws -> Set<String> {
    guard !wanted.isEmpty else { return [] }
    var found: Set<String> = []
    var unknown = Set(wanted)
    if let shelf = shelf ?? (try? BallotShelf(folder: folder)) {
      for name in wanted where shelf.sheets.contains(where: { $0.holds(site: FilterNames.host(name)) }) {
        found.insert(FilterNames.host(name))
        unknown.remove(name)
      }
      if unknown.isEmpty { return found }
    }
    // By host first, for a site may call itself after another one's.
    var hosts: Set<String> = []
    var names: [String: Set<String>] = [:]
    try StoreOpener.silent(folder).forEachRecord(of: nil) { record in
      let host = Observation.site(of: record.conversation.canonical)
      hosts.insert(host)
      if let name = record.conversation.site { names[FilterNames.plain(name), default: []].insert(host) }
    }
    for name in unknown.sorted() {
      let host = FilterNames.host(name)
      if hosts.contains(host) {
        found.insert(host)
      } else if let named = names[FilterNames.plain(name)] {
        found.formUnion(named)
      } else {
        throw Failure(
          .failed,
          "the store has no page of \"\(TerminalText.sanitised(name))\"; it has \(FilterNames.list(hosts.sorted()))")
      }
    }
    return found
  }

  /// The reasons that are meant, however they are spelled: `Score dropped` is `score-dropped`.
  func reasons(_ wanted: [String]) throws -> Set<Reason> {
    guard !wanted.isEmpty else { return [] }
    var known = Set(Lexicon.builtIn.cues.compactMap(\.reason)).subtracting([Lexicon.noReason])
    var found: Set<Reason> = []
    var hasLooked = false
    for name in wanted {
      let spelled = String(FilterNames.plain(name).map { $0 == " " || $0 == "_" ? "-" : $0 })
      if !known.contains(spelled), !hasLooked {
        // A lexicon of one's own may give others.
        hasLooked = true
        try StoreOpener.silent(folder).forEachRecord(of: nil) { record in
          for reading in record.readings { known.formUnion(reading.reasons.map(\.rawValue)) }
        }
      }
      guard let reason = known.first(where: { $0.lowercased() == spelled }) else {
        throw Failure(
          .failed,
          "\"\(TerminalText.sanitised(name))\" is no reason; there are \(known.sorted().joined(separator: ", "))")
      }
      found.insert(Reason(rawValue: reason))
    }
    return found
  }

  /// The site of an address or a host, as voices bear it.
  static func host(_ text: String) -> String {
    let address = text.contains("://") ? text : "https://" + text
    return Observation.site(of: (Address(address)?.href ?? text).lowercased())
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "none at all" }
    let shown = names.prefix(mostListed).map(TerminalText.sanitised).joined(separator: ", ")
    return names.count > mostListed ? "\(shown) and \(names.count - mostListed) more" : shown
  }
}
