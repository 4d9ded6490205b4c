/// One pass over a segment's lines, in constant memory but for the longest line.
struct SegmentScan {
  /// Bytes up to the end of the last line that has one.
  private(set) var completeLength = 0
  /// The file's length when it was read.
  private(set) var length = 0
  /// Checksum of the complete lines, where it was asked for.
  private(set) var checksum: Checksum?

  private static let chunk = 1 << 20

  /// Reads all lines of a file and hands out each, without its end, as a range of a buffer that is valid in the call.
  ///
  /// - Parameters:
  ///   - start: the offset of the first line that is wanted.
  ///   - line: takes the buffer, the line's range in it and its offset in the file.
  init(
    of file: Int32, in files: any FileLayer, from start: Int = 0, withChecksum: Bool,
    line handle: (_ buffer: [UInt8], _ range: Range<Int>, _ offset: Int) throws(StorageError) -> Void
  ) throws(SegmentScanFailure) {
    if withChecksum { checksum = Checksum() }
    var buffer = [UInt8](repeating: 0, count: SegmentScan.chunk)
    var filled = 0
    var base = start  // The file offset of the buffer's first byte, always the beginning of a line.
    while true {
      if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let count: Int
      do throws(FileFailure) {
        count = try SegmentScan.read(file, at: base + filled, into: &buffer, from: filled, in: files)
      } catch {
        throw .file(error)
      }
      if count == 0 { break }
      let searched = filled
      filled += count
      var start = 0
      var search = searched
      while let newline = SegmentScan.newline(in: buffer, from: search, to: filled) {
        do throws(StorageError) { try handle(buffer, start..<newline, base + start) } catch { throw .store(error) }
        start = newline + 1
        search = start
      }
      if start > 0 {
        if withChecksum {
          unsafe buffer.withUnsafeBytes { bytes in
            unsafe checksum?.combine(UnsafeRawBufferPointer(rebasing: bytes[0..<start]))
          }
        }
        unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<filled]))
        }
        base += start
        filled -= start
      }
    }
    completeLength = base
    length = base + filled
  }

  private static func read(
    _ file: Int32, at offset: Int, into buffer: inout [UInt8], from start: Int, in files: any FileLayer
  ) throws(FileFailure) -> Int {
    var result: Result<Int, FileFailure> = .success(0)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      do throws(FileFailure) {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        result = .success(unsafe try files.read(file, into: rest, at: offset))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private static func newline(in buffer: [UInt8], from start: Int, to end: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    return unsafe buffer.withUnsafeBytes { bytes in
      var position = start
      while position + 8 <= end {
        let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let lines = word ^ (ones &* 0x0a)
        let flags = (lines &- ones) & ~lines & 0x8080_8080_8080_8080
        if flags != 0 { return position + flags.trailingZeroBitCount / 8 }
        position += 8
      }
      while position < end {
        if unsafe bytes[position] == 0x0a { return position }
        position += 1
      }
      return nil
    }
  }
}

/// Why a scan stopped.
enum SegmentScanFailure: Error {
  case file(FileFailure)
  case store(StorageError)
}
