import JSONCoding
import Model

/// Reads page records back; unknown fields are passed over, so that later versions may add some.
enum RecordDecoder {
  /// Reads one record from a range of bytes.
  static func record(in bytes: [UInt8], range: Range<Int>) throws(JSONError) -> PageRecord {
    var reader = JSONReader(bytes, range: range)
    var record = PageRecord(
      service: "", fetched: Instant(milliseconds: 0), status: 0, conversation: Conversation(url: "", canonical: ""),
      readings: [])
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "service": record.service = try reader.string()
      case "page": record.conversation.canonical = try reader.string()
      case "url": record.conversation.url = try reader.string()
      case "title": record.conversation.title = try reader.stringOrNull()
      case "site": record.conversation.site = try reader.stringOrNull()
      case "authors": record.conversation.authors = try strings(from: &reader)
      case "tags": record.conversation.tags = try strings(from: &reader)
      case "language": record.conversation.language = try reader.stringOrNull()
      case "status": record.status = try reader.integer()
      case "stated_comments": record.conversation.statedComments = try integerOrNull(from: &reader)
      case "left_out":
        try reader.beginObject()
        while let cause = try reader.nextKey() {
          record.conversation.leftOut.append(Omission(cause: cause, count: try reader.integer()))
        }
      case "notices": record.conversation.notices = try strings(from: &reader)
      case "feeds":
        try reader.beginArray()
        while try reader.nextElement() { record.conversation.feeds.append(try feed(from: &reader)) }
      case "comment_sources":
        try reader.beginArray()
        while try reader.nextElement() { record.conversation.commentSources.append(try source(from: &reader)) }
      case "voices":
        try reader.beginArray()
        while try reader.nextElement() {
          let (voice, reading) = try VoiceDecoder.voice(from: &reader)
          record.conversation.voices.append(voice)
          if let reading { record.readings.append(reading) }
        }
      case "fetched":
        let offset = reader.position
        guard let instant = StoredInstant.instant(of: try reader.string()) else {
          throw JSONError(.wrongType, at: offset)
        }
        record.fetched = instant
      default: try reader.skipValue()
      }
    }
    return record
  }

  static func strings(from reader: inout JSONReader) throws(JSONError) -> [String] {
    var texts: [String] = []
    try reader.beginArray()
    while try reader.nextElement() { texts.append(try reader.string()) }
    return texts
  }

  static func integerOrNull(from reader: inout JSONReader) throws(JSONError) -> Int? {
    try reader.null() ? nil : try reader.integer()
  }

  private static func feed(from reader: inout JSONReader) throws(JSONError) -> Feed {
    var feed = Feed(url: "")
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "url": feed.url = try reader.string()
      case "title": feed.title = try reader.stringOrNull()
      case "comments": feed.isComments = try reader.bool()
      default: try reader.skipValue()
      }
    }
    return feed
  }

  private static func source(from reader: inout JSONReader) throws(JSONError) -> CommentSource {
    var kind = ""
    var url: String?
    var stated: Int?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.string()
      case "url": url = try reader.stringOrNull()
      case "stated_comments": stated = try integerOrNull(from: &reader)
      default: try reader.skipValue()
      }
    }
    return CommentSource(kind: CommentSource.Kind(rawValue: kind), url: url, statedComments: stated)
  }
}
