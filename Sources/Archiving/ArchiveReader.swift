import Model

/// Reads the records of any WARC file one after the other: plain or packed record by record or as a whole, versions 0.17
/// to 1.1, with whatever is broken in between passed over and counted.
///
/// Memory is bounded by the largest record that is taken.
public struct ArchiveReader: ~Copyable {
  /// What a reader met.
  public struct Tally: Equatable, Sendable {
    /// Records that were handed out.
    public var records = 0
    /// Places where no record could be made out; each counts once, however long.
    public var broken = 0
    /// Records that end with the file before their block does.
    public var cut = 0
    /// Records whose block is larger than is taken.
    public var tooLarge = 0

    /// Makes an empty tally.
    public init() {}
  }

  /// What was met so far.
  public private(set) var tally = Tally()

  private var bytes: UnpackedBytes
  private let largestBlock: Int
  /// Whether the place where the reader stands is known to be broken and was counted.
  private var isLost = false
  /// Damaged members that were counted.
  private var knownDamages = 0

  /// The longest line of a record's head, in bytes.
  private static let longestLine = 1 << 16
  /// The most fields of a record.
  private static let mostFields = 1000
  /// The largest block that is taken whole, in bytes.
  public static let usualLargestBlock = 64 << 20

  /// Opens a file.
  ///
  /// - Parameter offset: where to begin, such as `ArchiveRecord.offset`.
  public init(
    file path: String, offset: Int = 0, largestBlock: Int = ArchiveReader.usualLargestBlock
  ) throws(ArchiveError) {
    bytes = try UnpackedBytes(.file(try ArchiveFile(path, .read)), offset: offset)
    self.largestBlock = largestBlock
  }

  /// Reads standard input.
  public init(standardInput: Void, largestBlock: Int = ArchiveReader.usualLargestBlock) throws(ArchiveError) {
    bytes = try UnpackedBytes(.file(ArchiveFile(standardInput: ())))
    self.largestBlock = largestBlock
  }

  /// Reads bytes.
  public init(bytes: [UInt8], largestBlock: Int = ArchiveReader.usualLargestBlock) throws(ArchiveError) {
    self.bytes = try UnpackedBytes(.bytes(bytes))
    self.largestBlock = largestBlock
  }

  /// Where the last record that was read whole ends in its file.
  public private(set) var soundLength = 0

  /// Whether the archive is packed.
  public var isPacked: Bool { bytes.isPacked }

  /// The next record; `nil` at the end.
  ///
  /// - Throws: `ArchiveError` when the system cannot read; broken records are no error.
  public mutating func next() throws(ArchiveError) -> ArchiveRecord? {
    while true {
      try skipBlank()
      if bytes.damages == knownDamages { try bytes.need(5) }
      if bytes.damages != knownDamages {
        try recover(at: nil)
        continue
      }
      if bytes.end - bytes.start == 0 { return nil }
      let offset = bytes.fileOffset
      guard isAtRecord, var record = try head(offset: offset), bytes.damages == knownDamages else {
        try recover(at: offset)
        continue
      }
      isLost = false
      try readBlock(of: &record)
      if record.isComplete, try !readEnd() { record.isComplete = false }
      if bytes.damages != knownDamages {
        // The block, or the checksum behind it, is not as it was written.
        tally.cut += 1
        knownDamages = bytes.damages
        record.isComplete = false
        bytes.take(bytes.end - bytes.start)
      }
      tally.records += 1
      return record
    }
  }

  private mutating func skipBlank() throws(ArchiveError) {
    while true {
      try bytes.need(1)
      guard bytes.start < bytes.end, bytes.buffer[bytes.start] == 0x0a || bytes.buffer[bytes.start] == 0x0d else {
        return
      }
      bytes.take(1)
    }
  }

  /// Whether the next bytes are `WARC/`, in either case.
  private var isAtRecord: Bool {
    bytes.end - bytes.start >= 5
      && bytes.buffer[bytes.start..<(bytes.start + 5)].elementsEqual("WARC/".utf8, by: { $0 & 0xdf == $1 & 0xdf })
  }

  // MARK: Parts of a record

  /// Reads version and fields; `nil` when they are none.
  private mutating func head(offset: Int?) throws(ArchiveError) -> ArchiveRecord? {
    guard let version = try bytes.line(limit: ArchiveReader.longestLine), version.count <= 32 else { return nil }
    var fields: [Header] = []
    while true {
      guard let line = try bytes.line(limit: ArchiveReader.longestLine) else { return nil }
      if line.isEmpty { break }
      guard HTTPFields.add(line, to: &fields), fields.count <= ArchiveReader.mostFields else { return nil }
    }
    var record = ArchiveRecord(
      version: HTTPFields.text(version[...]), fields: fields, block: [], statedLength: 0, offset: offset,
      isComplete: true)
    // A record without a length has no block: the next record begins after the blank lines.
    if let text = record.field("Content-Length") {
      guard let length = Int(text), length >= 0, length <= 1 << 48 else { return nil }
      record.statedLength = length
    }
    return record
  }

  private mutating func readBlock(of record: inout ArchiveRecord) throws(ArchiveError) {
    let length = record.statedLength
    // Where every record has a member of its own, a length that leads beyond it is wrong.
    let isWithin = bytes.isPacked && record.offset != nil
    guard length <= largestBlock else {
      tally.tooLarge += 1
      record.isComplete = false
      if isWithin { return try bytes.skipMember() }
      _ = try bytes.skip(length)
      return
    }
    try bytes.need(length, isWithinMember: isWithin)
    let ready = min(length, bytes.end - bytes.start)
    record.block = Array(bytes.buffer[bytes.start..<(bytes.start + ready)])
    bytes.take(ready)
    guard ready < length else { return }
    record.isComplete = false
    if bytes.damages == knownDamages { tally.cut += 1 }
  }

  /// Reads the two line ends after a block, and up to the end of a member that ends there; `false` on damage.
  private mutating func readEnd() throws(ArchiveError) -> Bool {
    var ends = 0
    while ends < 2 {
      try bytes.need(1)
      guard bytes.start < bytes.end else { break }
      let byte = bytes.buffer[bytes.start]
      guard byte == 0x0a || byte == 0x0d else { break }
      bytes.take(1)
      if byte == 0x0a { ends += 1 }
    }
    if bytes.isPacked {
      try bytes.need(1, isWithinMember: true)
      if bytes.damages != knownDamages { return false }
      if bytes.start == bytes.end { soundLength = bytes.consumedOffset }
    } else if ends == 2 {
      soundLength = bytes.consumedOffset
    }
    return true
  }

  // MARK: What is broken

  /// Goes on where the next record may begin.
  private mutating func recover(at offset: Int?) throws(ArchiveError) {
    if !isLost { tally.broken += 1 }
    isLost = true
    if bytes.damages != knownDamages {
      knownDamages = bytes.damages
      return bytes.take(bytes.end - bytes.start)
    }
    if bytes.isPacked, offset != nil { return try bytes.skipMember() }
    // A plain file, or a packed whole: the next line that begins like a record.
    while true {
      try bytes.need(1)
      if bytes.start == bytes.end { return }
      if let end = bytes.buffer[bytes.start..<bytes.end].firstIndex(of: 0x0a) {
        bytes.take(end + 1 - bytes.start)
        try bytes.need(5)
        if isAtRecord { return }
      } else {
        bytes.take(bytes.end - bytes.start)
      }
    }
  }
}
