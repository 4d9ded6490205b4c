/// Why the frontier database cannot be used.
public struct FrontierError: Error, Hashable, Sendable {
  /// What kind of failure it was.
  public enum Code: String, Sendable, CaseIterable {
    /// The file cannot be opened or created.
    case cannotOpen
    /// Another process works with it.
    case locked
    /// The file is damaged.
    case damaged
    /// The file was written by a newer version.
    case newer
    /// The file is no frontier database.
    case foreign
    /// The disk is full or not writable.
    case cannotWrite
  }

  /// What kind of failure it was.
  public var code: Code
  /// The path of the database.
  public var subject: String
  /// What happened, in a few words.
  public var cause: String

  /// Makes an error from its parts.
  public init(_ code: Code, subject: String, cause: String) {
    self.code = code
    self.subject = subject
    self.cause = cause
  }

  /// What a person may try.
  public var hint: String {
    switch code {
    case .cannotOpen: "check the folder and its permissions"
    case .locked: "wait for the other crawl to end"
    case .damaged: "move the file away: the crawl starts over, the store keeps what it has"
    case .newer: "use the newer version of stance"
    case .foreign: "choose another store folder"
    case .cannotWrite: "make room on the disk and run the command again"
    }
  }
}

extension FrontierError: CustomStringConvertible {
  /// One line: what failed, on what, what to try.
  public var description: String { "frontier \(subject): \(cause) (\(hint))" }
}
