/// Something in the store that is not as it was written.
public struct Damage: Equatable, Sendable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// The last line of a segment has no end: the process or the machine stopped while it was written, before it was acknowledged.
    case tornTail = "torn tail"
    /// A line whose check does not fit its bytes.
    case brokenLine = "broken line"
    /// A segment that the manifest lists is not there.
    case missingSegment = "missing segment"
    /// A segment is shorter than it was when the manifest was written.
    case shortSegment = "short segment"
    /// A segment's bytes are not those that were sealed.
    case alteredSegment = "altered segment"
    /// The sums by day are not those of the records; they are counted anew.
    case staleSums = "stale sums"
    /// The manifest cannot be read.
    case brokenManifest = "broken manifest"
  }

  /// What is wrong.
  public var kind: Kind
  /// The file, relative to the store's folder.
  public var file: String
  /// Where in the file, in bytes.
  public var offset: Int
  /// How many bytes are concerned.
  public var length: Int
  /// Where the damaged bytes were put, relative to the store's folder; `nil` while they are where they were.
  public var setAside: String?

  /// Whether data that was acknowledged may be lost: a torn tail never was, and the rest can be made anew.
  public var losesData: Bool {
    switch kind {
    case .tornTail, .staleSums, .brokenManifest: false
    case .brokenLine, .missingSegment, .shortSegment, .alteredSegment: true
    }
  }
}

extension Damage: CustomStringConvertible {
  /// One line: what, where, and where it was put.
  public var description: String {
    "\(kind.rawValue): \(file), \(length) byte\(length == 1 ? "" : "s") at \(offset)\(setAside.map { ", set aside as \($0)" } ?? "")"
  }
}
