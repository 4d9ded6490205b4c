/// Why the store could not do what was asked.
public struct StorageError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Code: String, Sendable {
    /// There is no store in the folder.
    case missing
    /// The folder or a file may not be read or written.
    case forbidden
    /// The disk, or the quota, is full.
    case full
    /// Another process is writing.
    case locked
    /// A later version of the program made the store.
    case newerFormat
    /// Files of the store are not as they were written.
    case damaged
    /// The operating system reported something else.
    case failed
  }

  /// What went wrong.
  public var code: Code
  /// The folder or file.
  public var subject: String
  /// What the system, or the file, said.
  public var cause: String
  /// What a person can do about it.
  public var advice: String

  /// Makes an error.
  public init(_ code: Code, subject: String, cause: String, advice: String) {
    self.code = code
    self.subject = subject
    self.cause = cause
    self.advice = advice
  }

  /// Whether the store is damaged, locked or too new, for which commands keep an exit code of its own (4).
  public var concernsStoreItself: Bool {
    switch code {
    case .locked, .newerFormat, .damaged: true
    case .missing, .forbidden, .full, .failed: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// One line: what failed, on what, why, what to try.
  public var description: String {
    let what =
      switch code {
      case .missing: "no store"
      case .forbidden: "cannot use the store"
      case .full: "the disk is full"
      case .locked: "the store is in use"
      case .newerFormat: "the store is too new"
      case .damaged: "the store is damaged"
      case .failed: "the store failed"
      }
    return "\(what): \(subject): \(cause); \(advice)"
  }
}
