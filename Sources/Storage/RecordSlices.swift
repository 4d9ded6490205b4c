import JSONCoding
public import Model

/// Where each value of a stored record lies in its line, found by its marks alone: nothing is decoded.
///
/// Reading a million voices whole to hand most of their bytes on unchanged is most of an export's work. Lines are taken as
/// the encoder writes them, without white space; what looks different gives `nil`, and the caller decodes it instead.
@safe public struct RecordSlices {
  /// What a page says, by the keys of its record.
  public enum PageField: Int, CaseIterable, Sendable {
    case schema, service, page, url, title, site, authors, tags, language, status, stated_comments, left_out, feeds
    case comment_sources, voices, fetched, digest, check
  }

  /// What a voice says, by the keys of its object.
  public enum VoiceField: Int, CaseIterable, Sendable {
    case id, kind, url, title, speaker, speaker_url, published, published_as, published_offset, published_precision
    case published_from, text, quoted, parent, depth, language, stance, score, confidence, sentiment, reasons, evidence
    case reported_exits, is_return
  }

  /// The bytes of the line, without its end.
  public private(set) var bytes: [UInt8] = []
  /// The number of voices.
  public private(set) var voiceCount = 0
  private var pageRanges: [Range<Int32>] = []
  private var voiceRanges: [Range<Int32>] = []
  private var wholes: [Range<Int32>] = []

  private static let none: Range<Int32> = -1..<(-1)
  private static let pageKeys = PageField.allCases.map { Array("\"\($0)\":".utf8) }
  private static let voiceKeys = VoiceField.allCases.map { Array("\"\($0)\":".utf8) }
  private static let voiceFields = VoiceField.allCases.count

  /// Makes slices of nothing.
  public init() {}

  /// Finds the values of a line; `false` for one that is not as the encoder writes it.
  ///
  /// - Complexity: O(bytes), about two gigabytes a second.
  public mutating func read(_ line: [UInt8]) -> Bool {
    bytes = line
    return find()
  }

  /// The place of a page's value; empty where the record does not say it.
  public func range(_ field: PageField) -> Range<Int> { RecordSlices.wide(pageRanges[field.rawValue]) }

  /// The place of a voice's value; empty where the record does not say it.
  public func range(_ field: VoiceField, of voice: Int) -> Range<Int> {
    RecordSlices.wide(voiceRanges[voice * RecordSlices.voiceFields + field.rawValue])
  }

  /// The place of a voice with all that is said of it.
  public func whole(voice: Int) -> Range<Int>? {
    wholes.indices.contains(voice) ? RecordSlices.wide(wholes[voice]) : nil
  }

  /// Whether `null` stands in a place, or nothing.
  public func isNull(_ range: Range<Int>) -> Bool { range.isEmpty || bytes[range.lowerBound] == 0x6e }

  private static func wide(_ range: Range<Int32>) -> Range<Int> {
    range.lowerBound < 0 ? 0..<0 : Int(range.lowerBound)..<Int(range.upperBound)
  }

  private mutating func find() -> Bool {
    voiceCount = 0
    pageRanges.removeAll(keepingCapacity: true)
    pageRanges.append(contentsOf: repeatElement(RecordSlices.none, count: RecordSlices.pageKeys.count))
    voiceRanges.removeAll(keepingCapacity: true)
    guard bytes.count < Int(Int32.max) else { return false }
    var voices = voiceRanges
    voiceRanges = []
    var pages = pageRanges
    pageRanges = []
    var wholes = wholes
    self.wholes = []
    wholes.removeAll(keepingCapacity: true)
    var count = 0
    let isWhole = unsafe bytes.withUnsafeBytes { bytes in
      let scan = unsafe MarkScan(bytes: bytes)
      let end = scan.members(from: 0, keys: RecordSlices.pageKeys) { field, start in
        if field == PageField.voices.rawValue, scan.at(start) == 0x5b {
          pages[field] = Int32(start)..<Int32(start)
          return scan.elements(from: start) { start in
            let base = voices.count
            voices.append(contentsOf: repeatElement(RecordSlices.none, count: RecordSlices.voiceFields))
            count += 1
            let end = scan.members(from: start, keys: RecordSlices.voiceKeys) { field, start in
              guard let end = scan.value(from: start) else { return nil }
              if field >= 0 { voices[base + field] = Int32(start)..<Int32(end) }
              return end
            }
            if let end { wholes.append(Int32(start)..<Int32(end)) }
            return end
          }
        }
        guard let end = scan.value(from: start) else { return nil }
        if field >= 0 { pages[field] = Int32(start)..<Int32(end) }
        return end
      }
      return end == bytes.count
    }
    pageRanges = pages
    voiceRanges = voices
    self.wholes = wholes
    voiceCount = count
    return isWhole
  }

  /// The string in a place; `nil` for `null`, for nothing and for what is no string.
  public func string(_ range: Range<Int>) -> String? {
    guard !isNull(range) else { return nil }
    var reader = JSONReader(bytes, range: range)
    return try? reader.string()
  }

  /// The number in a place; 0 for everything else.
  public func number(_ range: Range<Int>) -> Double {
    guard !isNull(range) else { return 0 }
    var reader = JSONReader(bytes, range: range)
    return (try? reader.double()) ?? 0
  }

  /// The instant in a place; `nil` when there is none.
  public func instant(_ range: Range<Int>) -> Instant? { string(range).flatMap(StoredInstant.instant(of:)) }

  /// The strings of the list in a place.
  public func strings(_ range: Range<Int>) -> [String] {
    guard range.count > 2 else { return [] }
    var reader = JSONReader(bytes, range: range)
    return (try? RecordDecoder.strings(from: &reader)) ?? []
  }

  /// The members of the object in a place whose values are whole numbers, in their order.
  public func counts(_ range: Range<Int>) -> [Omission] {
    guard range.count > 2 else { return [] }
    var reader = JSONReader(bytes, range: range)
    var counts: [Omission] = []
    guard (try? reader.beginObject()) != nil else { return [] }
    while let key = try? reader.nextKey(), let count = try? reader.integer() {
      counts.append(Omission(cause: key, count: count))
    }
    return counts
  }
}
