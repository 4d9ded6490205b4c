internal import Foundation
internal import JSONCoding
internal import Model

/// What people judged about voices: `labels.jsonl` beside the segments, one judgement a line; the last one of a voice
/// counts.
enum Labels {
  /// One judgement.
  struct Judgement {
    var voice: String
    var service: String
    /// What the person says; `nil` for a voice that they passed over.
    var stance: Stance?
    /// What the scorer had read.
    var read: Stance?
  }

  /// All judgements of a service, in the order in which they were made.
  static func all(of service: String, in folder: String) -> [Judgement] {
    guard let bytes = try? InputBytes.file(path(folder)) else { return [] }
    return bytes.split(separator: 0x0a).compactMap { line in
      guard let value = try? JSONValue.parse(Array(line)), let voice = value["voice"]?.string,
        value["service"]?.string == service
      else { return nil }
      return Judgement(
        voice: voice, service: service, stance: value["stance"]?.string.flatMap(Stance.init),
        read: value["read"]?.string.flatMap(Stance.init))
    }
  }

  /// The stances by voice, without those that were passed over.
  static func judgements(of service: String, in folder: String) -> [String: Stance] {
    var stances: [String: Stance] = [:]
    for judgement in all(of: service, in: folder) { stances[judgement.voice] = judgement.stance }
    return stances
  }

  /// Adds a judgement and waits until it is on the disk.
  static func add(_ judgement: Judgement, to folder: String, at instant: Instant) throws(Failure) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("schema")
    writer.integer(1)
    for (key, text) in [
      ("service", judgement.service), ("voice", judgement.voice), ("stance", judgement.stance?.rawValue),
      ("read", judgement.read?.rawValue), ("judged", instant.description),
    ] {
      writer.key(key)
      writer.string(text)
    }
    writer.endObject()
    writer.endLine()
    do {
      if !FileManager.default.fileExists(atPath: path(folder)) {
        try Data().write(to: URL(fileURLWithPath: path(folder)), options: .withoutOverwriting)
      }
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path(folder)))
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(writer.bytes))
      try handle.synchronize()
    } catch {
      throw Failure(.failed, "cannot write \(path(folder)): \(error.localizedDescription); check the folder")
    }
  }

  private static func path(_ folder: String) -> String { folder + "/labels.jsonl" }
}
