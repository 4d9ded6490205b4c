import Model

/// The ballots of one segment of a store, or of its end: fixed rows in sorted sections, made to be merged with those of
/// other segments in one pass each.
///
/// A sheet is made from a segment's bytes alone, so that it can always be made again. docs/store.md describes its file.
public struct BallotSheet: Sendable {
  /// Where a sheet's bytes come from.
  public protocol Source: Sendable {
    /// Fills a buffer from an offset on; `false` when there are fewer bytes, or none can be read.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool
  }

  /// A sheet in memory.
  public struct Memory: Source {
    let bytes: [UInt8]

    /// Makes a source of encoded bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// See `Source`.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
      guard offset >= 0, offset + buffer.count <= bytes.count else { return false }
      unsafe bytes.withUnsafeBytes {
        unsafe buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + buffer.count)]))
      }
      return true
    }
  }

  /// A sorted list in the file.
  struct Section: Sendable {
    var offset: Int
    var count: Int
  }

  /// The sections in the order of the file.
  enum Part: Int, CaseIterable {
    case pages, rows, voices, lanes, links, sketches, omissions, reasons, services, names

    var stride: Int {
      switch self {
      case .pages: MemoryLayout<BallotPage>.stride
      case .rows: MemoryLayout<BallotRow>.stride
      case .voices: MemoryLayout<BallotVoice>.stride
      case .lanes: MemoryLayout<BallotLane>.stride
      case .links: MemoryLayout<BallotLink>.stride
      case .sketches: MemoryLayout<CopyFold.Sketch>.stride
      case .omissions: MemoryLayout<BallotOmission>.stride
      case .reasons, .services: MemoryLayout<BallotName>.stride
      case .names: 1
      }
    }
  }

  /// "STBALLOT" and the version of the layout and of the rules behind the rows.
  static let magic: UInt64 = 0x544f_4c4c_4142_5453
  static let version: UInt64 = 1
  /// Words before the sections: magic, version, basis (4), digest of the body; then two a section, and the head's digest.
  static let headWords = 7 + 2 * Part.allCases.count + 1

  /// What the sheet was made from, in words that the caller chooses.
  public let basis: SIMD4<UInt64>
  let source: any Source
  private let sections: [Section]
  let pages: [BallotPage]
  let names: [UInt8]
  let reasons: [String]
  /// The services that its pages are about.
  public let services: [String]

  /// Opens a sheet and checks every byte of it; `nil` when it is damaged, of another version or of another basis.
  ///
  /// - Complexity: O(bytes), about five gigabytes a second.
  public init?(_ source: any Source, basis: SIMD4<UInt64>? = nil) {
    guard let head: [UInt64] = BallotSheet.load(source, at: 0, count: BallotSheet.headWords),
      head[0] == BallotSheet.magic, head[1] == BallotSheet.version,
      BallotDigest.of(Array(head.dropLast())) == head[BallotSheet.headWords - 1]
    else { return nil }
    self.basis = SIMD4(head[2], head[3], head[4], head[5])
    guard basis == nil || basis == self.basis else { return nil }
    var sections: [Section] = []
    var end = BallotSheet.headWords * 8
    for part in Part.allCases {
      // The head's digest vouches for these numbers; bounds keep even a forged one harmless.
      let offset = Int(clamping: head[7 + 2 * part.rawValue])
      let count = Int(clamping: head[8 + 2 * part.rawValue])
      guard offset == end, count < 1 << 32 else { return nil }
      sections.append(Section(offset: offset, count: count))
      end = (offset + count * part.stride + 7) & ~7
    }
    guard BallotDigest.of(source, from: BallotSheet.headWords * 8, to: end) == head[6] else {
      return nil
    }
    self.source = source
    self.sections = sections
    func all<Entry: BitwiseCopyable>(_ part: Part) -> [Entry]? {
      BallotSheet.load(
        source, at: sections[part.rawValue].offset, count: sections[part.rawValue].count)
    }
    guard let pages: [BallotPage] = all(.pages), let names: [UInt8] = all(.names),
      let reasons: [BallotName] = all(.reasons), let services: [BallotName] = all(.services)
    else { return nil }
    self.pages = pages
    self.names = names
    self.reasons = reasons.map { BallotSheet.text($0.start, $0.length, names) }
    self.services = services.map { BallotSheet.text($0.start, $0.length, names) }
  }

  func section(_ part: Part) -> Section { sections[part.rawValue] }

  /// How many voices the sheet has, of old versions of pages too.
  public var count: Int { section(.rows).count }

  /// Whether a page of a site is among its pages.
  ///
  /// - Complexity: O(pages).
  public func holds(site: String) -> Bool {
    let fingerprint = Fingerprint(site).folded
    return pages.contains { $0.site == fingerprint }
  }

  /// Some entries of a section; `nil` when they cannot be read.
  func entries<Entry: BitwiseCopyable>(_ part: Part, _ range: Range<Int>) -> [Entry]? {
    let section = section(part)
    guard range.lowerBound >= 0, range.upperBound <= section.count else { return nil }
    return BallotSheet.load(
      source, at: section.offset + range.lowerBound * part.stride, count: range.count)
  }

  /// The address of a page.
  func address(of page: BallotPage) -> String {
    BallotSheet.text(page.addressStart, page.addressLength, names)
  }

  static func text(_ start: UInt32, _ length: UInt32, _ names: [UInt8]) -> String {
    let range = min(Int(start), names.count)..<min(Int(start) + Int(length), names.count)
    return String(decoding: names[range], as: UTF8.self)
  }

  static func load<Entry: BitwiseCopyable>(_ source: any Source, at offset: Int, count: Int)
    -> [Entry]?
  {
    var isRead = true
    let entries = unsafe [Entry](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = unsafe UnsafeMutableRawBufferPointer(
        start: buffer.baseAddress, count: count * MemoryLayout<Entry>.stride)
      isRead = count == 0 || (unsafe source.read(at: offset, into: bytes))
      filled = isRead ? count : 0
    }
    return isRead ? entries : nil
  }
}

/// A quick digest that shows damage: four chains of multiplications over words of eight bytes; not for security.
struct BallotDigest {
  private var lanes = SIMD4<UInt64>(1, 2, 3, 4)
  private var length: UInt64 = 0

  /// Adds bytes; all pieces but the last are multiples of 32 long.
  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var (one, two, three, four) = (lanes[0], lanes[1], lanes[2], lanes[3])
    @inline(__always) func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      let product = (lane ^ word) &* 0x9fb2_1c65_1e98_df25
      return product ^ product >> 29
    }
    var position = 0
    while position + 32 <= bytes.count {
      one = unsafe mixed(one, bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      two = unsafe mixed(two, bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
      three = unsafe mixed(
        three, bytes.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self))
      four = unsafe mixed(four, bytes.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self))
      position += 32
    }
    while position < bytes.count {
      one = unsafe mixed(one, UInt64(bytes[position]))
      position += 1
    }
    lanes = SIMD4(one, two, three, four)
    length &+= UInt64(bytes.count)
  }

  var value: UInt64 {
    var value = length
    for lane in 0..<4 { value = (value ^ lanes[lane]) &* 0x9fb2_1c65_1e98_df25 ^ lanes[lane] >> 31 }
    return value
  }

  static func of(_ words: [UInt64]) -> UInt64 {
    var digest = BallotDigest()
    unsafe words.withUnsafeBytes { unsafe digest.combine($0) }
    return digest.value
  }

  /// The digest of a range of a source; `nil` when it cannot be read.
  static func of(_ source: any BallotSheet.Source, from start: Int, to end: Int) -> UInt64? {
    var digest = BallotDigest()
    var position = start
    while position < end {
      let count = min(1 << 18, end - position)
      guard let piece: [UInt8] = BallotSheet.load(source, at: position, count: count) else {
        return nil
      }
      unsafe piece.withUnsafeBytes { unsafe digest.combine($0) }
      position += count
    }
    return digest.value
  }
}
