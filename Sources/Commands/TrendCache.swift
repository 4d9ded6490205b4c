internal import Foundation
internal import Model
internal import Reporting
internal import Storage
internal import Trends

/// The trend of a whole store as it was last counted, kept beside it, so that the usual report need not count again.
///
/// It names the extent of the segments, the names of the service and the program that counted; when any of them differs
/// it is passed over and counted anew. Whoever deletes it loses a few seconds.
struct TrendCache: Codable {
  /// What the count was made from.
  struct Basis: Codable, Equatable {
    var segments: Int
    var bytes: Int
    /// The names by which the service is known, which decide which pages speak of it.
    var names: [String]
    /// The program: its version, size and time.
    var program: String
  }

  /// What was left out, with its count.
  struct Cause: Codable {
    var cause: String
    var count: Int
  }

  var schema = 1
  var service: String
  var basis: Basis
  var omissions: [Cause]
  var trend: Trend

  /// The report of a store that was not changed since it was last counted; `nil` when it was, or never counted.
  static func report(in folder: String, service: String?) -> Report? {
    let topics = TopicRegister.topics(in: folder)
    let wanted = service.map { name in topics.filter { $0.service.name.lowercased() == name.lowercased() } } ?? topics
    guard wanted.count == 1, let topic = wanted.first, let basis = basis(of: topic.service, in: folder),
      let data = FileManager.default.contents(atPath: path(topic.service.name, in: folder)),
      let cache = try? decoder.decode(TrendCache.self, from: data), cache.schema == 1,
      cache.service == topic.service.name, cache.basis == basis
    else { return nil }
    return Report(
      service: topic.service.name.isEmpty ? "all services" : topic.service.name, trend: cache.trend,
      events: topic.events, failures: TrendReader.failures(in: folder),
      omissions: cache.omissions.map { Omission(cause: $0.cause, count: $0.count) })
  }

  /// Keeps what was counted; a folder that cannot be written to only costs the next report its speed.
  static func keep(_ report: Report, of service: String, in folder: String) {
    guard let topic = TopicRegister.topic(of: service, in: folder), let basis = basis(of: topic.service, in: folder)
    else { return }
    let cache = TrendCache(
      service: service, basis: basis, omissions: report.omissions.map { Cause(cause: $0.cause, count: $0.count) },
      trend: report.trend)
    guard let data = try? encoder.encode(cache) else { return }
    try? data.write(to: URL(fileURLWithPath: path(service, in: folder)), options: .atomic)
  }

  private static func basis(of service: Service, in folder: String) -> Basis? {
    guard let extent = Store.sealedExtent(of: folder) else { return nil }
    var status = stat()
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return nil }
    return Basis(
      segments: extent.segments, bytes: extent.bytes, names: service.names,
      program: "\(Program.version) \(status.st_size) \(status.st_mtim.tv_sec)")
  }

  private static func path(_ service: String, in folder: String) -> String {
    "\(folder)/trend-\(Fingerprint(service).name).json"
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "nan")
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "nan")
    return decoder
  }
}
