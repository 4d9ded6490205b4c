/// One row of a table: names and values in a fixed order.
public struct Row: Equatable, Sendable {
  /// A value.
  public enum Cell: Equatable, Sendable {
    case text(String?)
    case integer(Int?)
    case number(Double?)
    case bool(Bool)
    case list([String])
    case rows([Row])
  }

  /// Names and values; every row of a table has the same names.
  public var cells: [(name: String, value: Cell)]

  /// Makes a row.
  public init(_ cells: [(name: String, value: Cell)]) { self.cells = cells }

  /// Whether both rows have the same names and values.
  public static func == (left: Row, right: Row) -> Bool {
    left.cells.elementsEqual(right.cells) { $0.name == $1.name && $0.value == $1.value }
  }
}
