import Model

/// What the statistics keep of a stored voice: 64 bytes, in memory as in a sheet's file (little-endian).
struct BallotRow: BitwiseCopyable {
  /// Fingerprint of the speaker on the site, or of the voice's id for a nameless poster; 0 for nobody in particular.
  var person: UInt64
  /// Fingerprint of the voice's id.
  var voice: UInt64
  /// Milliseconds since 1970; `Int64.min` without a time.
  var milliseconds: Int64
  /// Reasons, as bits of the sheet's list.
  var reasons: UInt64
  var sentiment: Float
  var reportedExits: Int32
  /// Number of the page in the sheet.
  var page: UInt32
  /// The place on the page above twelve bits of marks.
  var marks: UInt32
  /// Number of the sketch in the sheet; `UInt32.max` for short texts.
  var sketch: UInt32
  /// Voices that answer this one.
  var replies: UInt32
  /// Where the text lies in the line, as JSON without its quotes.
  var textStart: UInt32
  var textLength: UInt32

  /// Position in `Stance.allCases`; 3 for a voice that cannot be read.
  var stanceNumber: Int { Int(marks & 3) }
  var stance: Stance? { stanceNumber < 3 ? Stance.allCases[stanceNumber] : nil }
  var kind: Voice.Kind { Voice.Kind.allCases[min(2, Int(marks >> 2 & 3))] }
  var precision: Timestamp.Precision { VoteTable.precisions[min(4, Int(marks >> 4 & 7))] }
  /// Position in `VoteTable.precisions`: seconds, minutes, days, months, years.
  @inline(__always)
  var precisionNumber: Int { min(4, Int(marks >> 4 & 7)) }
  var isReturn: Bool { marks >> 7 & 1 == 1 }
  var hasEvidence: Bool { marks >> 8 & 1 == 1 }
  /// The place on the page.
  var place: Int { Int(marks >> 12) }

  /// Days since 1970, rounded towards the past.
  @inline(__always)
  static func day(of milliseconds: Int64) -> Int64 {
    milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
  }

  static func marks(
    stance: Stance?, kind: Voice.Kind, precision: Timestamp.Precision, isReturn: Bool,
    hasEvidence: Bool, place: Int
  ) -> UInt32 {
    UInt32(stance.map(TrendCounter.side) ?? 3)
      | UInt32(Voice.Kind.allCases.firstIndex(of: kind) ?? 0) << 2
      | UInt32(VoteTable.precisions.firstIndex(of: precision) ?? 4) << 4 | (isReturn ? 1 << 7 : 0)
      | (hasEvidence ? 1 << 8 : 0) | UInt32(min(place, 0xf_ffff)) << 12
  }
}

/// A page version in a sheet.
struct BallotPage: BitwiseCopyable {
  /// Fingerprint of service and address.
  var key: UInt64
  /// Fingerprint of the site.
  var site: UInt64
  /// Milliseconds since 1970.
  var fetched: Int64
  /// Where the line lies in the segment.
  var offset: UInt64
  var length: UInt32
  var service: UInt32
  var addressStart: UInt32
  var addressLength: UInt32
  var firstOmission: UInt32
  var omissions: UInt32
  /// Whether any voice or the title names the service.
  var isRelevant: UInt32
  /// Posts, and voices that are not neutral.
  var telling: UInt32
}

/// One cause of an omission with its count.
struct BallotOmission: BitwiseCopyable {
  var causeStart: UInt32
  var causeLength: UInt32
  var count: Int64
}

/// A piece of the sheet's names.
struct BallotName: BitwiseCopyable {
  var start: UInt32
  var length: UInt32
}

/// A voice under its id, to find doubles; sorted by the id's fingerprint.
struct BallotVoice: BitwiseCopyable {
  var voice: UInt64
  var row: UInt32
  var page: UInt32
}

/// One of the three smallest hashes of a sketch, to find copies; sorted by the hash.
struct BallotLane: BitwiseCopyable {
  /// The hash in the upper half, the number of the row in the lower.
  var hashAndRow: UInt64
  /// A bit for each hash of the sketch: copies differ in six at most.
  var summary: UInt64
}

/// A speaker's link, to find people who speak on several sites; sorted by the link.
struct BallotLink: BitwiseCopyable {
  var link: UInt64
  var person: UInt64
  /// Fingerprint of the name alone.
  var name: UInt64
  /// The person of that name on the linked site, where the link is its front page; else 0.
  var home: UInt64
  var row: UInt64
}

/// What can be merged by a fingerprint.
protocol BallotEntry: BitwiseCopyable {
  /// The fingerprint; evenly spread over 64 bits.
  var key: UInt64 { get }
}

extension BallotRow: BallotEntry { var key: UInt64 { person } }
extension BallotVoice: BallotEntry { var key: UInt64 { voice } }
extension BallotLane: BallotEntry { var key: UInt64 { hashAndRow } }
extension BallotLink: BallotEntry { var key: UInt64 { link } }
