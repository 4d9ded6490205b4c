import Glibc
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

  private static func report(_ what: String, _ bytes: Int, _ begun: Double) {
    let seconds = StoreLab.now - begun
    let tenths = Int(seconds * 100)
    StoreLab.say(
      "\(what): \(tenths / 100).\(tenths / 10 % 10)\(tenths % 10) s, \(Int(Double(bytes) / 1e6 / seconds)) MB/s, "
        + "\(StoreLab.peak) MB")
  }
}
