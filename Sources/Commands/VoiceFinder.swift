internal import Model
internal import Storage

/// Finds voices in a store by id or address.
struct VoiceFinder {
  let store: Store

  /// A page with the positions of the voices that were meant.
  struct Found {
    var record: PageRecord
    var positions: [Int]
  }

  /// Looks for a voice's id, a voice's address, or a page's address, which means its post.
  ///
  /// - Complexity: O(store) for an id; about one read for a page's address in normal form.
  func find(_ subject: String) throws -> Found? {
    let address = subject.contains("/") || subject.contains(".") ? spelled(subject) : nil
    if let address {
      for service in store.services {
        if let record = try store.record(forPage: address.pageKey, service: service) {
          return Found(record: record, positions: positions(in: record, address: address))
        }
      }
    }
    var found: Found?
    try store.forEachRecord(of: nil) { record in
      if found != nil { return }
      if let address {
        let isPage =
          Address(record.conversation.url)?.pageKey == address.pageKey
          || Address(record.conversation.canonical)?.pageKey == address.pageKey
        if isPage { found = Found(record: record, positions: positions(in: record, address: address)) }
        if let position = record.conversation.voices.firstIndex(where: { $0.url == address.href }) {
          found = Found(record: record, positions: [position])
        }
      } else if let position = record.conversation.voices.firstIndex(where: { $0.id == subject }) {
        found = Found(record: record, positions: [position])
      }
    }
    return found
  }

  private func positions(in record: PageRecord, address: Address) -> [Int] {
    let voices = record.conversation.voices
    if address.fragment != nil, let position = voices.firstIndex(where: { $0.url == address.href }) {
      return [position]
    }
    if let fragment = address.fragment,
      let position = voices.firstIndex(where: { Address($0.url)?.fragment == fragment })
    {
      return [position]
    }
    return [voices.firstIndex { $0.kind == .post } ?? 0].filter { $0 < voices.count }
  }

  private func spelled(_ subject: String) -> Address? {
    Address(subject.contains("://") ? subject : "https://" + subject)
  }
}
