import Model

@testable import Storage

/// Records for the tests, of our own writing.
enum Samples {
  /// A small page with one post; `words` tells its versions apart.
  static func page(_ number: Int, words: String = "I deleted my account.", service: String = "Klout") -> PageRecord {
    let address = "https://blog\(number % 3).example/\(number)"
    let voice = Voice(
      id: VoiceID.post(page: address), kind: .post, url: address, title: "Number \(number)", speaker: "Ada",
      published: Timestamp(
        CivilTime(year: 2011, month: 11, day: 1 + number % 28, hour: 9, minute: 30), offset: -300, precision: .minute,
        source: .byline),
      text: words, language: "en")
    return PageRecord(
      service: service, fetched: Instant(milliseconds: 1_321_280_400_250 + Int64(number)), status: 200,
      conversation: Conversation(url: address, canonical: address, title: "Number \(number)", voices: [voice]),
      readings: [Reading(stance: .quitting, score: -0.83, confidence: 0.91, sentiment: -0.41)])
  }

  /// A page with everything that a record can hold.
  static var full: PageRecord {
    let address = "https://blog.example/2011/11/why?p=1"
    let post = Voice(
      id: "p", kind: .post, url: address, title: "Why I \"left\"", speaker: "Ada\u{202e}",
      speakerURL: "https://ada.example/",
      published: Timestamp(CivilTime(year: 2011, month: 11, day: 14), offset: 330, precision: .day, source: .url),
      text: "They said: it’s fine.\n\nIt is not.\t😀", quoted: [11..<22], language: "en")
    let quote = Voice(
      id: "q", kind: .quote, url: address, speaker: nil,
      published: Timestamp(Instant(milliseconds: -1), precision: .second, source: .relative), text: "it’s fine",
      parent: "p")
    let comment = Voice(
      id: "c", kind: .comment, url: address + "#comment-2", speaker: "Bob",
      published: Timestamp(Instant(milliseconds: 1_321_280_400_007), offset: 0, precision: .second, source: .api),
      text: "Same here", parent: "p", depth: 1)
    return PageRecord(
      service: "Klout", fetched: Instant(milliseconds: 1_700_000_000_001), status: 203,
      conversation: Conversation(
        url: address + "&utm_source=x", canonical: address, title: "Why I \"left\"", site: "Ada’s blog",
        authors: ["Ada", "Eve"], tags: ["klout", "privacy"], language: "en", voices: [post, quote, comment],
        statedComments: 3, leftOut: [Omission(cause: "deleted", count: 1), Omission(cause: "pingback", count: 2)],
        feeds: [Feed(url: "https://blog.example/feed", title: "Posts", isComments: false)],
        commentSources: [CommentSource(kind: .isso, url: "https://c.example/", statedComments: 4)]),
      readings: [
        Reading(
          stance: .quitting, score: -0.8300000001, confidence: 0.9, sentiment: -0.25,
          reasons: [Reason(rawValue: "privacy")],
          evidence: [Evidence(text: "left", start: 7, end: 11, cue: "left", weight: -3, place: .title)],
          reportedExits: 2),
        Reading(stance: nil), Reading(stance: .defending, score: 0.5, confidence: 1, sentiment: 1, isReturn: true),
      ])
  }

  /// Whether a line has the check that it says.
  static func isIntact(_ line: [UInt8]) -> Bool {
    unsafe line.withUnsafeBytes { unsafe RecordLine.isIntact($0) }
  }

  /// Opens a store in memory.
  static func open(
    _ files: MemoryFiles, _ mode: Store.Mode = .write, segmentSize: Int = 1 << 20
  ) throws(StorageError) -> Store {
    try Store(folder: "/s", mode: mode, segmentSize: segmentSize, files: files)
  }

  /// The latest version of every page of a store.
  static func records(of store: Store) throws -> [PageRecord] {
    var records: [PageRecord] = []
    try store.forEachRecord { records.append($0) }
    return records
  }
}
