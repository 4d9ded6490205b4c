import Glibc
import JSONCoding
import Model
import Reporting
import Storage

/// Measures what reads a whole store.
enum Measuring {
  static func open(folder: String) throws {
    let begun = StoreLab.now
    let store = try Store(folder: folder, mode: .read)
    report("open", store.byteCount, begun)
  }

  static func rebuild(folder: String) throws {
    _ = unsafe unlink(folder + "/trend.json")
    let begun = StoreLab.now
    let store = try Store(folder: folder, mode: .read)
    _ = try store.aggregate()
    report("rebuild of index and sums", store.byteCount, begun)
  }

  static func export(folder: String) throws {
    let store = try Store(folder: folder, mode: .read)
    let begun = StoreLab.now
    var writer = JSONWriter(capacity: 1 << 20)
    var total = 0
    let output = unsafe Glibc.open("/dev/null", O_WRONLY)
    try store.forEachRecord { record in
      for (voice, reading) in zip(record.conversation.voices, record.readings) {
        VoiceExport.write(
          voice, reading, of: record.conversation, service: record.service, fetched: record.fetched, into: &writer)
        writer.endLine()
      }
      guard writer.bytes.count > 1 << 18 else { return }
      total += writer.bytes.count
      _ = unsafe writer.bytes.withUnsafeBytes { unsafe write(output, $0.baseAddress, $0.count) }
      writer.removeAll()
    }
    report("export", total + writer.bytes.count, begun)
  }

  private static func report(_ what: String, _ bytes: Int, _ begun: Double) {
    let seconds = StoreLab.now - begun
    let tenths = Int(seconds * 100)
    StoreLab.say(
      "\(what): \(tenths / 100).\(tenths / 10 % 10)\(tenths % 10) s, \(Int(Double(bytes) / 1e6 / seconds)) MB/s, "
        + "\(StoreLab.peak) MB")
  }
}
