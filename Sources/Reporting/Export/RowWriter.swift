import JSONCoding

/// Writes a table row by row, so that its size does not matter.
public struct RowWriter: Sendable {
  /// The form.
  public let format: ExportFormat
  private var writer = JSONWriter()
  private var pending: [UInt8] = []
  private var count = 0

  /// Makes a writer.
  public init(format: ExportFormat) { self.format = format }

  /// Writes a row; the first one brings the header.
  public mutating func write(_ row: Row) {
    switch format {
    case .jsonl:
      RowWriter.write(row, into: &writer)
      writer.endLine()
    case .json:
      append(count == 0 ? "[\n" : ",\n")
      var object = JSONWriter()
      RowWriter.write(row, into: &object)
      pending += object.bytes
    case .csv:
      if count == 0 { append(row.cells.map { CSVField.encoded($0.name) }.joined(separator: ",") + "\r\n") }
      append(row.cells.map { RowWriter.field(of: $0.value) }.joined(separator: ",") + "\r\n")
    case .markdown:
      if count == 0 {
        append("| " + row.cells.map { MarkdownText.cell($0.name) }.joined(separator: " | ") + " |\n")
        append("|" + String(repeating: " --- |", count: row.cells.count) + "\n")
      }
      let cells = row.cells.map { cell in
        let text = RowWriter.flat(cell.value)
        return RowWriter.addresses.contains(cell.name) ? MarkdownText.link(text, to: text) : MarkdownText.cell(text)
      }
      append("| " + cells.map { $0.isEmpty ? " " : $0 }.joined(separator: " | ") + " |\n")
    }
    count += 1
  }

  /// Columns whose addresses become links in Markdown.
  private static let addresses: Set<String> = ["page", "url", "speaker_url"]

  /// Ends the table.
  public mutating func finish() {
    if format == .json { append(count == 0 ? "[]\n" : "\n]\n") }
  }

  /// Hands out what was written since the last time, and forgets it.
  public mutating func takeBytes() -> [UInt8] {
    defer {
      writer.removeAll()
      pending.removeAll(keepingCapacity: true)
    }
    return format == .jsonl ? writer.bytes : pending
  }

  private mutating func append(_ text: String) { pending.append(contentsOf: text.utf8) }

  private static func write(_ row: Row, into writer: inout JSONWriter) {
    writer.beginObject()
    for cell in row.cells {
      writer.key(cell.name)
      switch cell.value {
      case .text(let text): writer.string(text)
      case .integer(let number): writer.integer(number)
      case .number(let number): writer.number(number)
      case .bool(let flag): writer.bool(flag)
      case .list(let texts):
        writer.strings(texts)
      case .rows(let rows):
        // Rows hold rows one level deep, by how the exports are made.
        writer.beginArray()
        for row in rows { write(row, into: &writer) }
        writer.endArray()
      }
    }
    writer.endObject()
  }

  private static func field(of cell: Row.Cell) -> String {
    switch cell {
    case .integer, .number, .bool: flat(cell)
    default: CSVField.encoded(flat(cell))
    }
  }

  /// A value on one line without structure.
  private static func flat(_ cell: Row.Cell) -> String {
    switch cell {
    case .text(let text): text ?? ""
    case .integer(let number): number.map { String($0) } ?? ""
    case .number(let number): number.map { $0.isFinite ? $0.description : "" } ?? ""
    case .bool(let flag): flag ? "true" : "false"
    case .list(let texts): texts.joined(separator: "; ")
    case .rows(let rows): rows.map { $0.cells.map { flat($0.value) }.joined(separator: " · ") }.joined(separator: "; ")
    }
  }
}
