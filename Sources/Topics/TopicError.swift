/// Why a topic file cannot be used, with the place in the file.
public struct TopicError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Code: Sendable {
    /// The text is no YAML.
    case malformed
    /// A key that topic files do not have.
    case unknownKey
    /// A key that must be there is missing.
    case missing
    /// A value that its key cannot have.
    case invalid
  }

  /// What is wrong.
  public var code: Code
  /// The file, as the user named it.
  public var file: String
  /// Line in the file, from 1; 0 where the fault is of the whole file.
  public var line: Int
  /// Column in the line, from 1; 0 where the fault is of the whole line.
  public var column: Int
  /// What was found there.
  public var cause: String
  /// What to try.
  public var advice: String
}

extension TopicError: CustomStringConvertible {
  /// One line with place, cause and advice.
  public var description: String {
    let place = line > 0 ? ":\(line)" + (column > 0 ? ":\(column)" : "") : ""
    return "\(file)\(place): \(cause); \(advice)"
  }
}
