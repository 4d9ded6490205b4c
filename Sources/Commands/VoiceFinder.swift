internal import Model
internal import Reporting
internal import Storage

/// Finds voices in a store by id or address.
struct VoiceFinder {
  let store: Store
  /// The service about which the voice was read; any for `nil`.
  var service: String?

  /// A page with the positions of the voices that were meant.
  struct Found {
    var record: PageRecord
    var positions: [Int]
  }

  /// Looks for a voice's id, a voice's address, or a page's address, which means its post.
  ///
  /// - Complexity: O(store) for an id; some reads for a page's address in normal form.
  /// - Throws: `Failure` when the page is there and has no voice of that `#fragment`.
  func find(_ subject: String) throws -> Found? {
    let spellings = subject.contains("/") || subject.contains(".") ? VoiceFinder.spellings(of: subject) : []
    for address in spellings {
      for service in service.map({ [$0] }) ?? store.services {
        if let record = try store.record(forPage: address.pageKey, service: service) {
          return Found(record: record, positions: try positions(in: record, address: address))
        }
      }
    }
    let keys = Set(spellings.map(\.pageKey))
    let addresses = Set(spellings.map(\.href))
    // Ids are written in small letters.
    let id = subject.lowercased()
    var found: Found?
    try store.forEachRecord(of: service) { record in
      if found != nil { return }
      let voices = record.conversation.voices
      guard let address = spellings.first else {
        if let position = voices.firstIndex(where: { $0.id == id }) {
          found = Found(record: record, positions: [position])
        }
        return
      }
      if let position = voices.firstIndex(where: { addresses.contains($0.url) }) {
        found = Found(record: record, positions: [position])
      } else if [record.conversation.url, record.conversation.canonical].contains(where: {
        Address($0).map { keys.contains($0.pageKey) } ?? false
      }) {
        found = Found(record: record, positions: try positions(in: record, address: address))
      }
    }
    return found
  }

  private func positions(in record: PageRecord, address: Address) throws(Failure) -> [Int] {
    let voices = record.conversation.voices
    if address.fragment != nil, let position = voices.firstIndex(where: { $0.url == address.href }) {
      return [position]
    }
    if let fragment = address.fragment,
      let position = voices.firstIndex(where: { Address($0.url)?.fragment == fragment })
    {
      return [position]
    }
    if let fragment = address.fragment {
      throw Failure(
        .failed,
        "the page has no voice at #\(TerminalText.sanitised(fragment)); stance explain "
          + "\(TerminalText.sanitised(address.withoutFragment.href)) lists the \(voices.count) that it has")
    }
    return [voices.firstIndex { $0.kind == .post } ?? 0].filter { $0 < voices.count }
  }

  /// What a person may mean by an address: either scheme where none is named, with and without a slash at the end.
  private static func spellings(of subject: String) -> [Address] {
    let whole = subject.contains("://") ? [subject] : ["https://" + subject, "http://" + subject]
    return whole.flatMap { text -> [Address] in
      guard let address = Address(text) else { return [] }
      let end = text.firstIndex(of: "#") ?? text.endIndex
      guard !text[..<end].contains("?") else { return [address] }
      let path = text[..<end]
      let other = path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
      return [address] + [Address(other + text[end...])].compactMap(\.self)
    }
  }
}
