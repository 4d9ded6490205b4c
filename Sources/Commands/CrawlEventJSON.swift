internal import Crawling
internal import JSONCoding
internal import Model

/// Events and summaries of a crawl as JSON lines, for `crawl --json`.
enum CrawlEventJSON {
  /// One line for an event; `nil` for those that only move a progress line.
  static func line(for event: CrawlEvent, _ progress: CrawlProgress) -> [UInt8]? {
    var writer = JSONWriter()
    writer.beginObject()
    switch event {
    case .heard(let address, let voices, let found, _):
      writer.member("event", "heard")
      writer.member("url", address.href)
      writer.member("voices", voices)
      writer.member("found", found)
    case .passedOver(let address, let cause):
      writer.member("event", "passed_over")
      writer.member("url", address.href)
      writer.member("cause", cause)
    case .failed(let address, let cause, let hint, let isFinal):
      writer.member("event", "failed")
      writer.member("url", address.href)
      writer.member("cause", cause)
      writer.member("hint", hint)
      writer.member("final", isFinal)
    case .saved(let records):
      guard records > 0 else { return nil }
      writer.member("event", "saved")
      writer.member("pages", records)
    case .waiting: return nil
    }
    writer.member("fetched", progress.fetched)
    writer.member("queued", progress.queued)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// The last line.
  static func summary(_ summary: CrawlSummary, service: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("event", "summary")
    writer.member("service", service)
    writer.member("end", summary.end.rawValue)
    for (name, count) in [
      ("fetched", summary.progress.fetched), ("pages", summary.progress.pages),
      ("unchanged", summary.progress.unchanged), ("requests", summary.progress.requests),
      ("bytes", summary.progress.bytes), ("left", summary.left), ("hosts", summary.progress.hosts),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.member("seconds", summary.seconds)
    writer.member("next_visit", summary.nextVisit?.description)
    writer.beginObject("voices")
    for kind in Voice.Kind.allCases {
      writer.key(kind.rawValue)
      writer.integer(summary.progress.voices[kind] ?? 0)
    }
    writer.endObject()
    writer.beginObject("stances")
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
      writer.member("cause", cause.cause)
      writer.member("count", cause.count)
      writer.member("example", cause.example)
      writer.member("hint", cause.hint)
      writer.endObject()
    }
    writer.endArray()
  }
}
