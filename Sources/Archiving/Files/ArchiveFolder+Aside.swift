import Glibc
import Model

extension ArchiveFolder {
  /// Copies a file, or its end, to a dated name in a folder for damage; gives that name.
  static func setAside(
    _ path: String, from offset: Int = 0, named name: String, in aside: String, at now: Instant
  ) throws(ArchiveError) -> String {
    try make(aside)
    let date = CivilTime(Instant(seconds: now.seconds)).iso8601.filter { $0 != ":" }
    let taken = try names(in: aside)
    var chosen = "\(date)-\(name)"
    var number = 2
    while taken.contains(chosen) {
      chosen = "\(date)-\(number)-\(name)"
      number += 1
    }
    let target = try ArchiveFile("\(aside)/\(chosen)", .replace)
    try ArchiveFile(path, .read).forEachPiece(from: offset) { piece throws(ArchiveError) in try target.write(piece) }
    try target.sync()
    try sync(aside)
    return chosen
  }
}

extension ArchiveFile {
  /// Hands out the file piece by piece.
  ///
  /// - Parameter end: where to stop; the end of the file when `nil`.
  func forEachPiece(
    from start: Int = 0, to end: Int? = nil, _ body: ([UInt8]) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    try seek(to: start)
    var left = end.map { $0 - start } ?? .max
    while left > 0 {
      var piece = [UInt8](repeating: 0, count: min(left, 1 << 16))
      var failure: ArchiveError?
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        do throws(ArchiveError) {
          return unsafe try read(into: buffer)
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      if count == 0 { return }
      piece.removeLast(piece.count - count)
      try body(piece)
      left -= count
    }
  }
}
