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

  /// The three elements from an index on.
  @inline(__always) func three(from index: Int) -> (Element, Element, Element) {
    precondition(index >= 0 && index &+ 3 <= count, "beyond the end of a table")
    return unsafe (base[index], base[index &+ 1], base[index &+ 2])
  }

  /// The elements of a range as an array of their own.
  subscript(range: Range<Int>) -> [Element] { range.map { self[$0] } }

  /// A view of a range's elements.
  func part(_ range: Range<Int>) -> Table {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the end of a table")
    return unsafe Table(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// All elements as an array of their own.
  var whole: [Element] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Whether there is no element.
  var isEmpty: Bool { count == 0 }
}

/// A table while it is filled in.
@safe struct UnfinishedTable<Element: BitwiseCopyable & Sendable> {
  private let base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  let count: Int

  @unsafe init(_ base: UnsafeMutablePointer<Element>, _ count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The element at an index, which has to be one of the table's.
  @inline(__always) subscript(index: Int) -> Element {
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a table")
      return unsafe base[index]
    }
    nonmutating set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a table")
      unsafe base[index] = newValue
    }
  }
}

/// Memory for tables, freed together with the arena.
@safe final class Arena: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []

  /// Makes an arena without tables.
  init() {}

  deinit {
    unsafe blocks.forEach { unsafe $0.deallocate() }
  }

  /// Makes a table of `count` elements that `next` gives one by one; only the arena's builder may call this, before
  /// anything is shared.
  func table<Element: BitwiseCopyable & Sendable>(_ count: Int, _ next: () -> Element) -> Table<Element> {
    let block = unsafe row(of: Element.self, count)
    for index in 0..<count { unsafe (block + index).initialize(to: next()) }
    return unsafe Table(UnsafeBufferPointer(start: block, count: count))
  }

  /// Makes a table that is all `element` at first and that `fill` changes.
  func table<Element: BitwiseCopyable & Sendable>(
    _ count: Int, of element: Element, _ fill: (UnfinishedTable<Element>) -> Void
  ) -> Table<Element> {
    let block = unsafe row(of: Element.self, count)
    unsafe block.initialize(repeating: element, count: count)
    unsafe fill(UnfinishedTable(block, count))
    return unsafe Table(UnsafeBufferPointer(start: block, count: count))
  }

  private func row<Element>(of _: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
    let block = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    unsafe blocks.append(UnsafeMutableRawPointer(block))
    return unsafe block
  }
}
