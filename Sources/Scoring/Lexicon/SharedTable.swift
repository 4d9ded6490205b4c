/// A table of which many elements are alike: each different one is kept once, and found by its number.
struct SharedTable<
  Element: BitwiseCopyable & Hashable & Sendable, Number: FixedWidthInteger & BitwiseCopyable & Sendable
>:
  Sendable
{
  private let numbers: Table<Number>
  private let elements: Table<Element>

  /// The elements that `write` wrote.
  init(from reader: inout TableReader) {
    numbers = reader.table()
    elements = reader.table()
  }

  /// Appends elements, of which no more may be different than `Number` has values.
  static func write(_ all: [Element], into writer: inout TableWriter) {
    var elements = Numbering<Element>()
    writer.table(all.map { Number(elements.number(of: $0)) })
    writer.table(elements.all)
  }

  /// How many elements there are.
  var count: Int { numbers.count }

  /// Whether there is none.
  var isEmpty: Bool { numbers.isEmpty }

  /// The element at an index, which has to be one of the table's.
  @inline(__always) subscript(index: Int) -> Element { elements[Int(numbers[index])] }

  /// The address of an element whose index is known to be one of the table's.
  @unsafe @inline(__always) func address(of index: Int) -> UnsafePointer<Element> {
    unsafe elements.address(of: Int(numbers.known(index)))
  }
}

/// Different values, each numbered when it is met first.
struct Numbering<Value: Hashable> {
  /// The values by their numbers.
  private(set) var all: [Value] = []
  private var known: [Value: Int] = [:]

  /// The number of a value.
  mutating func number(of value: Value) -> Int {
    if let number = known[value] { return number }
    known[value] = all.count
    all.append(value)
    return all.count - 1
  }
}
