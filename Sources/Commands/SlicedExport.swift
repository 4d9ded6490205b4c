internal import JSONCoding
internal import Model
internal import Storage

/// Voices as `VoiceExport` writes them, put together from the bytes of the stored record: the values stay as they are, and
/// only their order changes.
struct SlicedExport {
  private var slices = RecordSlices()
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Empties it and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends all voices of a line; `false`, with nothing appended, when the line has to be decoded.
  mutating func append(_ line: [UInt8]) -> Bool {
    guard slices.read(line), !slices.range(.service).isEmpty, !slices.range(.page).isEmpty,
      let fetched = SlicedExport.instant(in: slices, slices.range(.fetched))
    else { return false }
    let start = bytes.count
    for voice in 0..<slices.voiceCount where !append(voice, fetched: fetched) {
      bytes.removeLast(bytes.count - start)
      return false
    }
    return true
  }

  /// Appends voices that were written another way.
  mutating func append(lines: [UInt8]) { bytes.append(contentsOf: lines) }

  /// What precedes each value, and where the value lies.
  private mutating func append(_ voice: Int, fetched: [UInt8]) -> Bool {
    let published = slices.range(.published, of: voice)
    var instant: [UInt8] = Array("null".utf8)
    let isTimed =
      !slices.isNull(published) && !slices.isNull(slices.range(.published_precision, of: voice))
      && !slices.isNull(slices.range(.published_from, of: voice))
    if isTimed {
      guard let text = SlicedExport.instant(in: slices, published) else { return false }
      instant = text
    }
    for field in [RecordSlices.VoiceField.id, .kind, .url, .text, .depth] where slices.range(field, of: voice).isEmpty {
      return false
    }
    // Numbers that JSON cannot hold are stored as null and read as 0.
    let isRead = !slices.range(.score, of: voice).isEmpty
    for field in [RecordSlices.VoiceField.score, .confidence, .sentiment]
    where isRead == slices.isNull(slices.range(field, of: voice)) { return false }
    put("{\"schema\":1,\"id\":", .id, voice)
    put(",\"service\":", .service)
    put(",\"kind\":", .kind, voice)
    put(",\"page\":", .page)
    put(",\"url\":", .url, voice)
    if slices.isNull(slices.range(.title, of: voice)) {
      put(",\"title\":", .title)
    } else {
      put(",\"title\":", .title, voice)
    }
    put(",\"site\":", .site)
    put(",\"speaker\":", .speaker, voice)
    put(",\"speaker_url\":", .speaker_url, voice)
    put(",\"published\":")
    bytes.append(contentsOf: instant)
    put(",\"published_as\":", isTimed ? .published_as : nil, voice)
    put(",\"published_precision\":", isTimed ? .published_precision : nil, voice)
    put(",\"published_from\":", isTimed ? .published_from : nil, voice)
    put(",\"text\":", .text, voice)
    let parent = slices.range(.parent, of: voice)
    let evidence = slices.range(.evidence, of: voice)
    if isRead, !parent.isEmpty, !evidence.isEmpty, isOneRun(voice) {
      put(",\"parent\":")
      append(parent.lowerBound..<evidence.upperBound)
    } else {
      put(",\"parent\":", .parent, voice)
      put(",\"depth\":", .depth, voice)
      put(",\"language\":", .language, voice)
      put(",\"stance\":", .stance, voice)
      put(",\"score\":", .score, voice)
      put(",\"confidence\":", .confidence, voice)
      put(",\"sentiment\":", .sentiment, voice)
      put(",\"reasons\":", .reasons, voice, missing: "[]")
      put(",\"evidence\":", .evidence, voice, missing: "[]")
    }
    put(",\"fetched\":")
    bytes.append(contentsOf: fetched)
    put(",\"quoted\":", .quoted, voice, missing: "[]")
    put(",\"reported_exits\":", .reported_exits, voice, missing: "0")
    put(",\"is_return\":", .is_return, voice, missing: "false")
    put("}\n")
    return true
  }

  /// The values after `parent`, and how many bytes their keys take with the comma before and the colon after.
  private static let run: [(field: RecordSlices.VoiceField, gap: Int)] = [
    (.depth, 9), (.language, 12), (.stance, 10), (.score, 9), (.confidence, 14), (.sentiment, 13), (.reasons, 11),
    (.evidence, 12),
  ]

  /// Whether the values from `parent` to `evidence` stand one after the other, as the encoder writes them.
  private func isOneRun(_ voice: Int) -> Bool {
    var end = slices.range(.parent, of: voice).upperBound
    for (field, gap) in SlicedExport.run {
      let range = slices.range(field, of: voice)
      guard range.lowerBound == end + gap else { return false }
      end = range.upperBound
    }
    return true
  }

  /// A stored instant in whole seconds, with its quotes; `nil` for other forms than years of four digits.
  private static func instant(in slices: RecordSlices, _ range: Range<Int>) -> [UInt8]? {
    guard range.count == 22 || range.count == 26 else { return nil }
    return Array(slices.bytes[range].prefix(20)) + [0x5a, 0x22]
  }

  private mutating func put(_ text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func put(_ text: StaticString, _ field: RecordSlices.PageField) {
    put(text)
    append(slices.range(field))
  }

  private mutating func put(
    _ text: StaticString, _ field: RecordSlices.VoiceField?, _ voice: Int, missing: StaticString = "null"
  ) {
    put(text)
    let range = field.map { slices.range($0, of: voice) } ?? 0..<0
    if range.isEmpty { put(missing) } else { append(range) }
  }

  private mutating func append(_ range: Range<Int>) {
    unsafe slices.bytes.withUnsafeBytes { unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
