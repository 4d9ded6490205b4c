/// Why an archive could not be read or written.
public struct ArchiveError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Code: String, Sendable {
    /// There is no such file or folder.
    case missing
    /// The file or folder may not be read or written.
    case forbidden
    /// The disk, or the quota, is full.
    case full
    /// The operating system reported something else.
    case failed
  }

  /// What went wrong.
  public var code: Code
  /// The file or folder.
  public var subject: String
  /// What the system said.
  public var cause: String
  /// What a person can do about it.
  public var advice: String
}

extension ArchiveError: CustomStringConvertible {
  /// One line: what failed, on what, why, what to try.
  public var description: String {
    let what =
      switch code {
      case .missing: "no archive"
      case .forbidden: "cannot use the archive"
      case .full: "the disk is full"
      case .failed: "the archive failed"
      }
    return "\(what): \(subject): \(cause); \(advice)"
  }
}
