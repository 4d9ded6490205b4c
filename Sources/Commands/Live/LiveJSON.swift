internal import JSONCoding
internal import Model
internal import Reporting
internal import Trends

/// The JSON of the live server.
enum LiveJSON {
  /// A list of voices with what stands in all that the query selects.
  static func list(_ query: LiveQuery, in service: LiveService) -> [UInt8] {
    let (rows, facets) = service.select(query)
    var writer = JSONWriter(capacity: 1 << 15)
    writer.beginObject()
    writer.member("service", service.name)
    writer.member("total", rows.count)
    writer.member("people", facets.people)
    writer.member("offset", query.offset)
    writer.beginObject("stances")
    for (stance, count) in zip(Stance.allCases, facets.stances) {
      writer.key(stance.rawValue)
      writer.integer(count)
    }
    writer.endObject()
    writer.beginObject("reasons")
    for (reason, count) in zip(service.table.reasons, facets.reasons) where count > 0 {
      writer.key(reason.rawValue)
      writer.integer(count)
    }
    writer.endObject()
    writer.beginArray("voices")
    for row in rows.dropFirst(query.offset).prefix(query.limit) { writer.raw(Array(service.shelf.json(of: row))) }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// Net stance and shares per bucket of what a query selects.
  static func series(_ query: LiveQuery, in service: LiveService) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 14)
    writer.beginObject()
    writer.member("service", service.name)
    writer.member("bucket", service.table.bucket.rawValue)
    let points = service.table.series(query.votes, among: service.candidates(for: query))
    writer.objects("points", points) { point, writer in
      writer.member("start", point.start.date)
      writer.member("end", point.end.date)
      writer.member("people", point.tally.people)
      writer.member("voices", point.tally.voices)
      for stance in Stance.allCases {
        writer.key(stance.rawValue)
        writer.number(point.tally.votes(for: stance))
      }
      writer.member("net", point.tally.net?.value)
      writer.member("net_low", point.tally.net?.low)
      writer.member("net_high", point.tally.net?.high)
    }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// Where the store stands.
  static func status(_ store: LiveStore) -> [UInt8] {
    let state = store.state
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("generation", state.generation)
    writer.member("crawling", state.isCrawling)
    writer.member("pages", state.pages)
    writer.member("voices", state.voices)
    writer.member("fault", state.fault)
    writer.member("services", store.services.map(\.name))
    for (key, count) in [("queued", state.queued), ("fetched", state.fetched), ("failed", state.failed)] {
      writer.key(key)
      writer.integer(count)
    }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// A refusal as RFC 9457 words it.
  static func problem(_ status: Int, _ title: String, _ detail: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "about:blank")
    writer.member("title", title)
    writer.member("status", status)
    writer.member("detail", detail)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
