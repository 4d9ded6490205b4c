/// The names of files and folders in a store.
enum StoreLayout {
  static let segments = "segments"
  static let aside = "aside"
  static let lock = "lock"
  static let aggregate = "trend.json"

  /// The file name of a segment: `000001.jsonl`, `000002.jsonl` and so on.
  static func segmentName(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".jsonl"
  }

  /// The folder in which a folder lies.
  static func parent(of folder: String) -> String {
    let parts = folder.split(separator: "/").dropLast().joined(separator: "/")
    return folder.hasPrefix("/") ? "/" + parts : parts.isEmpty ? "." : parts
  }

  /// The number of a segment's name; `nil` for names that are none.
  static func segmentNumber(_ name: String) -> Int? {
    guard name.hasSuffix(".jsonl"), let number = Int(name.dropLast(6)), segmentName(number) == name else { return nil }
    return number
  }
}
