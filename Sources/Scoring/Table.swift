/// A row of numbers that never changes, read without counting references.
///
/// It is a view: the memory belongs to an `Arena`, or to the program, and has to outlive it.
@safe struct Table<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let base: UnsafePointer<Element>
  /// How many elements there are.
  let count: Int

  /// A view of memory that its owner keeps for as long as the table is read.
  @unsafe init(_ memory: UnsafeBufferPointer<Element>) {
    // An empty buffer may have no address. Nothing is read through the one that it gets then, and it is never freed.
    unsafe base = memory.baseAddress ?? UnsafePointer(UnsafeMutablePointer<Element>.allocate(capacity: 1))
    count = memory.count
  }

  /// The element at an index, which has to be one of the table's.
  @inline(__always) subscript(index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a table")
    return unsafe base[index]
  }

  /// The elements of a range as an array of their own.
  subscript(range: Range<Int>) -> [Element] { range.map { self[$0] } }

  /// Whether there is no element.
  var isEmpty: Bool { count == 0 }
}

/// Memory for tables, freed together with the arena.
@safe final class Arena: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []

  /// Makes an arena without tables.
  init() {}

  deinit {
    unsafe blocks.forEach { unsafe $0.deallocate() }
  }

  /// Copies an array into the arena; only its builder may call this, before anything is shared.
  func table<Element: BitwiseCopyable & Sendable>(_ elements: [Element]) -> Table<Element> {
    let block = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    _ = unsafe block.initialize(from: elements)
    if let address = block.baseAddress { unsafe blocks.append(UnsafeMutableRawPointer(address)) }
    return unsafe Table(UnsafeBufferPointer(start: block.baseAddress, count: elements.count))
  }
}
