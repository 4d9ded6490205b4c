internal import Crawling
internal import JSONCoding
internal import Model

/// Events and summaries of a crawl as JSON lines, for `crawl --json`.
enum CrawlEventJSON {
  /// One line for an event; `nil` for those that only move a progress line.
  static func line(for event: CrawlEvent, _ progress: CrawlProgress) -> [UInt8]? {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("event")
    switch event {
    case .heard(let address, let voices, let found, _):
      writer.string("heard")
      writer.key("url")
      writer.string(address.href)
      writer.key("voices")
      writer.integer(voices)
      writer.key("found")
      writer.integer(found)
    case .passedOver(let address, let cause):
      writer.string("passed_over")
      writer.key("url")
      writer.string(address.href)
      writer.key("cause")
      writer.string(cause)
    case .failed(let address, let cause, let hint, let isFinal):
      writer.string("failed")
      writer.key("url")
      writer.string(address.href)
      writer.key("cause")
      writer.string(cause)
      writer.key("hint")
      writer.string(hint)
      writer.key("final")
      writer.bool(isFinal)
    case .saved(let records):
      guard records > 0 else { return nil }
      writer.string("saved")
      writer.key("pages")
      writer.integer(records)
    case .waiting: return nil
    }
    writer.key("fetched")
    writer.integer(progress.fetched)
    writer.key("queued")
    writer.integer(progress.queued)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// The last line.
  static func summary(_ summary: CrawlSummary, service: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("event")
    writer.string("summary")
    writer.key("service")
    writer.string(service)
    writer.key("end")
    writer.string(summary.end.rawValue)
    for (name, count) in [
      ("fetched", summary.progress.fetched), ("pages", summary.progress.pages),
      ("unchanged", summary.progress.unchanged), ("requests", summary.progress.requests),
      ("bytes", summary.progress.bytes), ("left", summary.left), ("hosts", summary.progress.hosts),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.key("seconds")
    writer.number(summary.seconds)
    writer.key("voices")
    writer.beginObject()
    for kind in Voice.Kind.allCases {
      writer.key(kind.rawValue)
      writer.integer(summary.progress.voices[kind] ?? 0)
    }
    writer.endObject()
    writer.key("stances")
    writer.beginObject()
    for stance in Stance.allCases {
      writer.key(stance.rawValue)
      writer.integer(summary.progress.stances[stance] ?? 0)
    }
    writer.endObject()
    causes("failures", summary.failures, into: &writer)
    causes("passed_over", summary.passedOver, into: &writer)
    causes("without_voices", summary.silent, into: &writer)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private static func causes(_ name: String, _ causes: [CrawlSummary.Cause], into writer: inout JSONWriter) {
    writer.key(name)
    writer.beginArray()
    for cause in causes {
      writer.beginObject()
      writer.key("cause")
      writer.string(cause.cause)
      writer.key("count")
      writer.integer(cause.count)
      writer.key("example")
      writer.string(cause.example)
      writer.key("hint")
      writer.string(cause.hint)
      writer.endObject()
    }
    writer.endArray()
  }
}
