internal import Foundation
internal import JSONCoding
internal import Model
internal import Reporting

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

  /// What is wrong with the file; empty when nothing is.
  static func faults(in folder: String) -> [String] {
    guard let bytes = try? InputBytes.file(path(folder)) else { return [] }
    let lines = bytes.split(separator: 0x0a)
    let broken = lines.count { line in
      let value = try? JSONValue.parse(Array(line))
      return value?["voice"]?.string == nil || value?["service"]?.string == nil
    }
    return broken == 0 ? [] : ["\(broken) of \(Wording.count(lines.count, "line")) cannot be read as judgements"]
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
    writer.member("schema", 1)
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
        // The name, too, is on the disk before anybody judges.
        let directory = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder))
        defer { try? directory.close() }
        try directory.synchronize()
      }
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path(folder)))
      defer { try? handle.close() }
      let end = try handle.seekToEnd()
      var line = writer.bytes
      if end > 0 {
        // A line that was cut off must not take the next one with it.
        try handle.seek(toOffset: end - 1)
        if try handle.read(upToCount: 1) != Data([0x0a]) { line.insert(0x0a, at: 0) }
      }
      try handle.write(contentsOf: Data(line))
      try handle.synchronize()
    } catch {
      throw Failure(.failed, "cannot write \(path(folder)): \(error.localizedDescription); check the folder")
    }
  }

  private static func path(_ folder: String) -> String { folder + "/labels.jsonl" }
}
