internal import Dispatch
internal import Foundation
internal import Model
internal import Storage
internal import Synchronization
internal import Trends

/// The sheets of a store's segments, kept in its folder `ballots`: convenience, never trusted.
///
/// A sheet counts as long as its segment begins with the bytes that it was made from. What was added since is read into a
/// sheet in memory; a sheet that is missing, damaged, of other rules or too far behind is made again.
struct BallotShelf: BallotTexts {
  /// In the order in which the segments were written.
  private(set) var sheets: [BallotSheet] = []
  private var segments: [SegmentReader] = []

  /// Segments that are shorter are read each time; so much may be added to a segment before its sheet is made again.
  private static let worthKeeping = 4 << 20

  /// A sheet with the segment that it was made from.
  private struct Part: Sendable {
    var sheet: BallotSheet
    var segment: SegmentReader
  }

  /// Takes the sheets of a store, making those that are not there; `nil` when the store has to be opened and looked
  /// through, for its manifest does not fit its segments, or lines are not as this program writes them.
  ///
  /// - Throws: `StorageError` when a segment cannot be read, or when a later version of the program wrote it.
  init?(folder: String) throws(StorageError) {
    guard let extent = StoreExtent(folder: folder) else { return nil }
    var topics: [String: Service] = [:]
    for topic in TopicRegister.topics(in: folder) { topics[topic.service.name] = topic.service }
    let known = topics
    let results = Mutex([Result<[Part]?, StorageError>?](repeating: nil, count: extent.segments.count))
    DispatchQueue.concurrentPerform(iterations: extent.segments.count) { number in
      let result = Result { () throws(StorageError) in
        try BallotShelf.parts(of: extent.segments[number], folder, known)
      }
      results.withLock { $0[number] = result }
    }
    for result in results.withLock({ $0 }) {
      guard let parts = try result?.get() else { return nil }
      for part in parts {
        sheets.append(part.sheet)
        segments.append(part.segment)
      }
    }
  }

  /// Brings the sheets up to date after something was written; a failure costs the next report its speed and no more.
  ///
  /// A store of one segment is left to its first report, which makes the sheet in less than half a second: a crawl shall
  /// not pay for it in memory.
  static func update(_ folder: String) {
    guard let extent = StoreExtent(folder: folder), extent.segments.count > 1 else { return }
    Allocator.giveBackEarly()
    _ = try? BallotShelf(folder: folder)
  }

  private static func parts(
    of segment: StoreExtent.Segment, _ folder: String, _ topics: [String: Service]
  ) throws(StorageError) -> [Part]? {
    guard let reader = SegmentReader(folder: folder, name: segment.name) else {
      throw StorageError(
        .missing, subject: "\(folder)/segments/\(segment.name)", cause: "it cannot be opened",
        advice: "run stance verify")
    }
    let path = "\(folder)/ballots/\(segment.name.prefix { $0 != "." }).ballots"
    if let kept = kept(path, segment, reader, topics) {
      let covered = Int(kept.basis[0])
      if covered == segment.length { return [Part(sheet: kept, segment: reader)] }
      if segment.length - covered < worthKeeping {
        guard let rest = try made(from: covered, reader, topics).sheet else { return nil }
        return [Part(sheet: kept, segment: reader), Part(sheet: rest, segment: reader)]
      }
    }
    let (sheet, bytes) = try made(from: 0, reader, topics)
    guard let sheet else { return nil }
    if segment.length >= worthKeeping {
      try? FileManager.default.createDirectory(atPath: folder + "/ballots", withIntermediateDirectories: true)
      try? Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      if let file = PlainFile(path: path), let kept = BallotSheet(SheetFile(file: file)) {
        return [Part(sheet: kept, segment: reader)]
      }
    }
    return [Part(sheet: sheet, segment: reader)]
  }

  /// The sheet in a file, where it was made of the bytes with which the segment begins.
  private static func kept(
    _ path: String, _ segment: StoreExtent.Segment, _ reader: SegmentReader, _ topics: [String: Service]
  ) -> BallotSheet? {
    guard let file = PlainFile(path: path), let sheet = BallotSheet(SheetFile(file: file)),
      sheet.basis[0] <= UInt64(segment.length), sheet.basis[0] > 0,
      reader.lastCheck(before: Int(sheet.basis[0])) == sheet.basis[1], sheet.basis[2] == rules(sheet.services, topics)
    else { return nil }
    if sheet.basis[0] == UInt64(segment.sealed), sheet.basis[3] != UInt64(segment.checksum) { return nil }
    return sheet
  }

  private static func made(
    from start: Int, _ reader: SegmentReader, _ topics: [String: Service]
  ) throws(StorageError) -> (sheet: BallotSheet?, bytes: [UInt8]) {
    var reading = BallotReading(topics: topics)
    let (end, checksum) = try reader.forEachLine(from: start) { line, place throws(StorageError) in
      try reading.add(line, at: place)
    }
    if reading.isForeign { return (nil, []) }
    let bytes = reading.encoded { services in
      SIMD4(UInt64(end), reader.lastCheck(before: end), rules(services, topics), UInt64(checksum))
    }
    return (BallotSheet(BallotSheet.Memory(bytes)), bytes)
  }

  /// What decides beside the segment what a sheet says: the names of its services, and the program.
  private static func rules(_ services: [String], _ topics: [String: Service]) -> UInt64 {
    var fingerprint = Fingerprint(Program.version)
    for service in services.sorted() {
      for name in (topics[service] ?? Service(name: service)).names { fingerprint.combine(name) }
      fingerprint.combine("")
    }
    return fingerprint.folded
  }

  /// The services that the store has pages about, sorted.
  var services: [String] { Set(sheets.flatMap(\.services)).sorted() }

  func text(sheet: Int, at range: Range<Int>) -> String? { segments[sheet].text(range) }

  func voice(sheet: Int, line: Range<Int>, place: Int) -> (voice: Voice, reading: Reading)? {
    segments[sheet].voice(line: line, place: place)
  }

  /// The page record of a line.
  func record(sheet: Int, line: Range<Int>) -> PageRecord? { segments[sheet].record(line: line) }
}

/// A sheet's file.
private struct SheetFile: BallotSheet.Source {
  let file: PlainFile

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    unsafe file.read(at: offset, into: buffer)
  }
}
