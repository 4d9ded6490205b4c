import JSONCoding
import Model

/// Reads the voices of a record, with their readings where there are some.
enum VoiceDecoder {
  static func voice(from reader: inout JSONReader) throws(JSONError) -> (Voice, Reading?) {
    var voice = Voice(kind: .post, url: "", text: "")
    var reading = Reading(stance: nil)
    var isRead = false
    var instant: Instant?
    var offset: Int?
    var precision: Timestamp.Precision?
    var source: String?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": voice.id = try reader.string()
      case "kind": voice.kind = try named(Voice.Kind.init(rawValue:), from: &reader)
      case "url": voice.url = try reader.string()
      case "title": voice.title = try reader.stringOrNull()
      case "speaker": voice.speaker = try reader.stringOrNull()
      case "speaker_url": voice.speakerURL = try reader.stringOrNull()
      case "published":
        let position = reader.position
        if let text = try reader.stringOrNull() {
          instant = StoredInstant.instant(of: text)
          guard instant != nil else { throw JSONError(.wrongType, at: position) }
        }
      case "published_offset": offset = try RecordDecoder.integerOrNull(from: &reader)
      case "published_precision":
        if try !reader.null() { precision = try named(Timestamp.Precision.init(rawValue:), from: &reader) }
      case "published_from": source = try reader.stringOrNull()
      case "text": voice.text = try reader.string()
      case "quoted": voice.quoted = try ranges(from: &reader)
      case "parent": voice.parent = try reader.stringOrNull()
      case "depth": voice.depth = try reader.integer()
      case "language": voice.language = try reader.stringOrNull()
      case "stance":
        if try !reader.null() { reading.stance = try named(Stance.init(rawValue:), from: &reader) }
      case "score":
        isRead = true
        reading.score = try doubleOrZero(from: &reader)
      case "confidence": reading.confidence = try doubleOrZero(from: &reader)
      case "sentiment": reading.sentiment = try doubleOrZero(from: &reader)
      case "reasons": reading.reasons = try RecordDecoder.strings(from: &reader).map(Reason.init(rawValue:))
      case "evidence":
        try reader.beginArray()
        while try reader.nextElement() { reading.evidence.append(try evidence(from: &reader)) }
      case "reported_exits": reading.reportedExits = try reader.integer()
      case "is_return": reading.isReturn = try reader.bool()
      default: try reader.skipValue()
      }
    }
    if let instant, let precision, let source {
      voice.published = Timestamp(
        instant, offset: offset, precision: precision, source: Timestamp.Source(rawValue: source))
    }
    return (voice, isRead ? reading : nil)
  }

  /// Reads a word out of a closed list.
  private static func named<Word>(
    _ word: (String) -> Word?, from reader: inout JSONReader
  ) throws(JSONError) -> Word {
    let position = reader.position
    guard let value = word(try reader.string()) else { throw JSONError(.wrongType, at: position) }
    return value
  }

  private static func doubleOrZero(from reader: inout JSONReader) throws(JSONError) -> Double {
    try reader.null() ? 0 : try reader.double()
  }

  private static func ranges(from reader: inout JSONReader) throws(JSONError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    try reader.beginArray()
    while try reader.nextElement() {
      let position = reader.position
      var ends: [Int] = []
      try reader.beginArray()
      while try reader.nextElement() { ends.append(try reader.integer()) }
      guard ends.count == 2, ends[0] <= ends[1] else { throw JSONError(.wrongType, at: position) }
      ranges.append(ends[0]..<ends[1])
    }
    return ranges
  }

  private static func evidence(from reader: inout JSONReader) throws(JSONError) -> Evidence {
    var evidence = Evidence(text: "", start: 0, end: 0, cue: "", weight: 0)
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "text": evidence.text = try reader.string()
      case "start": evidence.start = try reader.integer()
      case "end": evidence.end = try reader.integer()
      case "cue": evidence.cue = try reader.string()
      case "weight": evidence.weight = try doubleOrZero(from: &reader)
      case "place": evidence.place = try named(Evidence.Place.init(rawValue:), from: &reader)
      default: try reader.skipValue()
      }
    }
    return evidence
  }
}
