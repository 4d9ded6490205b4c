import Model

/// A WARC file whose records can be read in order and again one by one.
///
/// What cannot be read again where it lies (standard input, archives packed as a whole) is unpacked into a file first.
public struct ArchiveSource: Sendable {
  /// What the file is called in messages.
  public let name: String
  /// The file that is read.
  public let path: String

  /// Makes a file ready.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - scratch: a path for an unpacked copy where one is needed.
  public init(_ path: String, scratch: String) throws(ArchiveError) {
    name = path == "-" ? "standard input" : path
    if path != "-", try ArchiveSource.canBeReadAgain(path) {
      self.path = path
      return
    }
    let file = path == "-" ? ArchiveFile(standardInput: ()) : try ArchiveFile(path, .read)
    var bytes = try UnpackedBytes(.file(file))
    let copy = try ArchiveFile(scratch, .replace)
    while true {
      try bytes.need(1 << 18)
      if bytes.start == bytes.end { break }
      try copy.write(Array(bytes.buffer[bytes.start..<bytes.end]))
      bytes.take(bytes.end - bytes.start)
    }
    self.path = scratch
  }

  /// Whether each record begins where reading can begin: a plain file, or one gzip member a record.
  ///
  /// The second record tells; a file of one record can be read from its beginning.
  private static func canBeReadAgain(_ path: String) throws(ArchiveError) -> Bool {
    var reader = try ArchiveReader(file: path)
    guard reader.isPacked, try reader.next() != nil, let second = try reader.next() else { return true }
    return second.offset != nil
  }

  /// Reads all records.
  public func reader() throws(ArchiveError) -> ArchiveReader { try ArchiveReader(file: path) }

  /// Reads one record again.
  public func record(at offset: Int) throws(ArchiveError) -> ArchiveRecord? {
    var reader = try ArchiveReader(file: path, offset: offset)
    return try reader.next()
  }

  /// What the file says of the crawl that made it, in our own words (`stance-topic`); `nil` when it says nothing.
  public func topic() throws(ArchiveError) -> String? {
    var reader = try reader()
    guard let record = try reader.next(), record.type == "warcinfo" else { return nil }
    for line in record.block.split(separator: 0x0a) {
      var fields: [Header] = []
      guard HTTPFields.add(line.last == 0x0d ? Array(line.dropLast()) : Array(line), to: &fields),
        let field = fields.first, field.isNamed("stance-topic")
      else { continue }
      return field.value
    }
    return nil
  }
}
