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
    writer.key("service")
    writer.string(service.name)
    writer.key("total")
    writer.integer(rows.count)
    writer.key("people")
    writer.integer(facets.people)
    writer.key("offset")
    writer.integer(query.offset)
    writer.key("stances")
    writer.beginObject()
    for (stance, count) in zip(Stance.allCases, facets.stances) {
      writer.key(stance.rawValue)
      writer.integer(count)
    }
    writer.endObject()
    writer.key("reasons")
    writer.beginObject()
    for (reason, count) in zip(service.table.reasons, facets.reasons) where count > 0 {
      writer.key(reason.rawValue)
      writer.integer(count)
    }
    writer.endObject()
    writer.key("voices")
    writer.beginArray()
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
    writer.key("service")
    writer.string(service.name)
    writer.key("bucket")
    writer.string(service.table.bucket.rawValue)
    writer.key("points")
    writer.beginArray()
    for point in service.table.series(query.votes, among: service.candidates(for: query)) {
      writer.beginObject()
      writer.key("start")
      writer.string(point.start.date)
      writer.key("end")
      writer.string(point.end.date)
      writer.key("people")
      writer.integer(point.tally.people)
      writer.key("voices")
      writer.integer(point.tally.voices)
      for stance in Stance.allCases {
        writer.key(stance.rawValue)
        writer.number(point.tally.votes(for: stance))
      }
      writer.key("net")
      writer.number(point.tally.net?.value)
      writer.key("net_low")
      writer.number(point.tally.net?.low)
      writer.key("net_high")
      writer.number(point.tally.net?.high)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// Where the store stands.
  static func status(_ store: LiveStore) -> [UInt8] {
    let state = store.state
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("generation")
    writer.integer(state.generation)
    writer.key("crawling")
    writer.bool(state.isCrawling)
    writer.key("pages")
    writer.integer(state.pages)
    writer.key("voices")
    writer.integer(state.voices)
    writer.key("fault")
    writer.string(state.fault)
    writer.key("services")
    writer.strings(store.services.map(\.name))
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
    writer.key("type")
    writer.string("about:blank")
    writer.key("title")
    writer.string(title)
    writer.key("status")
    writer.integer(status)
    writer.key("detail")
    writer.string(detail)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
