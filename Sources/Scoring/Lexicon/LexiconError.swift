/// Why a lexicon cannot be read: which line of which file, and what is wrong there.
public struct LexiconError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of mistake it is.
  public enum Code: String, Sendable {
    /// A line that does not have the form its file asks for.
    case malformed
    /// A name (class, section, slot) that nothing defines.
    case unknownName
    /// The same entry twice in one file.
    case duplicate
    /// A file whose name says nothing that a lexicon has.
    case unknownFile
  }

  /// What kind of mistake it is.
  public let code: Code
  /// The path of the file, as given.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong, and what would be right.
  public let reason: String

  /// One line: file, line, reason.
  public var description: String { "\(file):\(line): \(reason)" }
}
