internal import Crawling
internal import Foundation
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring
internal import Serving
internal import Storage
internal import Trends

/// Which address shows what.
struct LiveRoutes: Sendable {
  let store: LiveStore
  /// The names by which a browser may call us: a page elsewhere that lets its own name lead here (DNS rebinding) is told
  /// to go away.
  let hosts: Set<String>
  private let scorer = Scorer()

  init(store: LiveStore, hosts: Set<String>) {
    self.store = store
    self.hosts = hosts
  }

  /// Answers a request.
  func answer(_ request: ServedRequest) -> ServedResponse {
    guard hosts.contains(request.host) else {
      return problem(421, "Misdirected Request", "This server is not called by that name.")
    }
    do throws(LiveQuery.Fault) {
      return try route(request)
    } catch {
      return problem(400, "Bad Request", error.cause)
    }
  }

  private func route(_ request: ServedRequest) throws(LiveQuery.Fault) -> ServedResponse {
    func query(_ allowed: Set<String>) throws(LiveQuery.Fault) -> LiveQuery {
      try LiveQuery(request.query, allowed: allowed)
    }
    switch request.path {
    case "/":
      let allowed = LiveQuery.filters.union(LiveQuery.paging)
      return page(try LiveQuery(request.query, allowed: allowed, isForm: true))
    case "/style.css": return asset("text/css; charset=utf-8", HTMLReport.styleSheet)
    case "/script.js": return asset("text/javascript; charset=utf-8", HTMLReport.script)
    case "/favicon.ico": return asset("image/svg+xml", LiveRoutes.icon)
    case "/api/openapi.json": return asset("application/json", LiveRoutes.description)
    case "/api/status":
      _ = try query([])
      return json(LiveJSON.status(store))
    case "/api/events":
      _ = try query([])
      let events = LiveEvents(store)
      return ServedResponse(
        headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")] + LiveRoutes.safety,
        pieces: { try await events.next() })
    case "/api/trend":
      let query = try query(["service"])
      guard let service = store.service(query.service) else { return noService }
      return json(JSONReport.bytes(of: service.report, isPretty: false))
    case "/api/series":
      let query = try query(LiveQuery.filters)
      guard let service = store.service(query.service) else { return noService }
      return json(LiveJSON.series(query, in: service))
    case "/api/voices":
      let query = try query(LiveQuery.filters.union(LiveQuery.paging))
      guard let service = store.service(query.service) else { return noService }
      return json(LiveJSON.list(query, in: service))
    default:
      guard request.path.hasPrefix("/api/voices/") else {
        return problem(404, "Not Found", "Nothing is here; /api/openapi.json lists what is.")
      }
      _ = try query([])
      guard let id = LiveQuery.decoded(request.path.dropFirst(12)), let voice = explained(id) else {
        return problem(404, "Not Found", "There is no voice of that id.")
      }
      return json(voice)
    }
  }

  private var noService: ServedResponse {
    problem(404, "Not Found", "The store has nothing about that service; /api/status lists the services.")
  }

  /// The page, filtered where the query says so, so that it can be used without scripts.
  private func page(_ query: LiveQuery) -> ServedResponse {
    guard let service = store.service(query.service) else {
      let html = HTMLReport(Report(service: "stance", trend: TrendBuilder().trend())).livePage(nil)
      return html.isEmpty ? noService : self.html(html)
    }
    let rows = service.select(query).rows
    let voices = rows.dropFirst(query.offset).prefix(query.limit).compactMap { row in
      (try? JSONValue.parse(Array(service.shelf.json(of: row)))).flatMap { ListedVoice($0) }
    }
    var list = LiveList(voices: voices, total: rows.count, offset: query.offset, limit: query.limit)
    list.reasons = service.table.reasons
    list.isCrawling = store.state.isCrawling
    list.services = store.services.map(\.name)
    list.values = query.values
    return html(HTMLReport(service.report).livePage(list))
  }

  /// One voice with its whole text, and why it was read as it was.
  private func explained(_ id: String) -> [UInt8]? {
    for service in store.services {
      guard let row = service.shelf.row(of: id),
        let record = store.record(of: service.shelf.facts[Int(row)].page, service: service.name, with: id),
        let position = record.conversation.voices.firstIndex(where: { $0.id == id })
      else { continue }
      let voice = record.conversation.voices[position]
      let topic = TopicRegister.topic(of: service.name, in: store.folder)
      let listener = Listener(service: topic?.service ?? Service(name: service.name), scorer: scorer)
      let analysis = listener.analysis(of: position, in: record)
      var writer = JSONWriter(capacity: 4096)
      writer.beginObject()
      writer.key("voice")
      VoiceExport.write(
        voice, position < record.readings.count ? record.readings[position] : nil, of: record.conversation,
        service: service.name, fetched: record.fetched, into: &writer)
      ReadingJSON.steps(of: analysis, into: &writer)
      writer.endObject()
      writer.endLine()
      return writer.bytes
    }
    return nil
  }
}

extension LiveRoutes {
  /// What every answer says: nothing of it may be put into other pages, guessed at, or told to others.
  static let safety: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
  ]

  private static let icon =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path fill=\"#2c70b5\" d=\"M8 1l6 6H2z\"/>"
    + "<path fill=\"#cb5027\" d=\"M8 15L2 9h12z\"/></svg>"

  /// The description of the interface (OpenAPI 3.1).
  private static let description =
    Embedded.files.first { $0.path == "openapi.json" }?.text.description ?? "{}"

  private func response(_ status: Int, _ type: String, _ cache: String, _ body: [UInt8]) -> ServedResponse {
    ServedResponse(
      status: status, headers: [("Content-Type", type), ("Cache-Control", cache)] + LiveRoutes.safety, body: body)
  }

  private func asset(_ type: String, _ text: String) -> ServedResponse {
    response(200, type, "max-age=60", Array(text.utf8))
  }

  private func json(_ bytes: [UInt8]) -> ServedResponse { response(200, "application/json", "no-store", bytes) }

  private func html(_ text: String) -> ServedResponse {
    response(200, "text/html; charset=utf-8", "no-store", Array(text.utf8))
  }

  private func problem(_ status: Int, _ title: String, _ detail: String) -> ServedResponse {
    response(status, "application/problem+json", "no-store", LiveJSON.problem(status, title, detail))
  }
}
