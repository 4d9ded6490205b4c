/// The forms in which tables leave the program.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case jsonl
  /// One JSON array.
  case json
  /// Comma-separated values with a header (RFC 4180), safe to open in a spreadsheet.
  case csv
  /// A Markdown table.
  case markdown
}
