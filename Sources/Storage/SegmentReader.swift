import JSONCoding
public import Model

/// Reads pieces of one segment, and its lines from a place on.
public final class SegmentReader: Sendable {
  private let files = SystemFiles()
  private let file: Int32
  private let path: String

  /// Opens a segment of a store; `nil` when it cannot be opened.
  public init?(folder: String, name: String) {
    path = "\(folder)/\(StoreLayout.segments)/\(name)"
    guard let file = try? files.open(path, .read) else { return nil }
    self.file = file
  }

  deinit { files.close(file) }

  /// The bytes of a range; `nil` when there are fewer or none can be read.
  public func bytes(_ range: Range<Int>) -> [UInt8]? {
    let bytes = try? Store.bytes(of: file, at: range.lowerBound, count: range.count, files)
    return bytes?.count == range.count ? bytes : nil
  }

  /// A voice of the line in a range, with its reading; `nil` when there is none.
  public func voice(line: Range<Int>, place: Int) -> (voice: Voice, reading: Reading)? {
    guard let bytes = bytes(line) else { return nil }
    var slices = RecordSlices()
    if slices.read(bytes), let range = slices.whole(voice: place) {
      var reader = JSONReader(bytes, range: range)
      guard let (voice, reading) = try? VoiceDecoder.voice(from: &reader), let reading else { return nil }
      return (voice, reading)
    }
    guard let record = try? RecordDecoder.record(in: bytes, range: 0..<bytes.count),
      record.conversation.voices.indices.contains(place), record.readings.indices.contains(place)
    else { return nil }
    return (record.conversation.voices[place], record.readings[place])
  }

  /// The text that stands in a range as JSON without its quotes; `nil` when there is none.
  public func text(_ range: Range<Int>) -> String? {
    guard let bytes = bytes((range.lowerBound - 1)..<(range.upperBound + 1)) else { return nil }
    var reader = JSONReader(bytes)
    return try? reader.string()
  }

  /// The page record of the line in a range; `nil` when it cannot be read.
  public func record(line: Range<Int>) -> PageRecord? {
    guard let bytes = bytes(line) else { return nil }
    return try? RecordDecoder.record(in: bytes, range: 0..<bytes.count)
  }

  /// Hands out the intact lines from an offset on, each with its place in the segment; broken ones are passed over, and
  /// `stance verify` tells of them.
  ///
  /// - Returns: the offset behind the last line that has an end, and the CRC-32 of all bytes from `start` to it.
  /// - Throws: `StorageError` when the segment cannot be read, or when a later version of the program wrote a line.
  public func forEachLine(
    from start: Int, _ body: ([UInt8], Range<Int>) throws(StorageError) -> Void
  ) throws(StorageError) -> (end: Int, checksum: UInt32) {
    do throws(SegmentScanFailure) {
      let scan = try SegmentScan(of: file, in: files, from: start, withChecksum: true) {
        bytes, range, offset throws(StorageError) in
        let isIntact = unsafe bytes.withUnsafeBytes {
          unsafe RecordLine.isIntact(UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        guard isIntact, let head = try? RecordLine.head(in: bytes, range: range) else { return }
        try StoreOpening.check(format: head.schema, path)
        try body(Array(bytes[range]), offset..<(offset + range.count))
      }
      return (scan.completeLength, scan.checksum?.value ?? 0)
    } catch {
      switch error {
      case .file(let failure): throw failure.error(on: path)
      case .store(let failure): throw failure
      }
    }
  }

  /// The check of the line that ends at an offset, with what closes it; 0 when it cannot be read.
  ///
  /// Two stores whose segments have the same line in the same place have, but for damage, the same bytes before it: lines
  /// are only ever added.
  public func lastCheck(before end: Int) -> UInt64 {
    guard end >= 12, let bytes = bytes((end - 12)..<end),
      let check = UInt64(String(decoding: bytes[1..<9], as: UTF8.self), radix: 16)
    else { return 0 }
    return check | 1 << 32
  }
}
