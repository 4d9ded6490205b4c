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

  /// The element at an index that is known to be one of the table's.
  @unsafe @inline(__always) func known(_ index: Int) -> Element { unsafe base[index] }

  /// The address of an element whose index is known to be one of the table's.
  @unsafe @inline(__always) func address(of index: Int) -> UnsafePointer<Element> { unsafe base + index }

  /// The same memory as a table of other values, which have to lie there.
  @unsafe func bound<Value>(to _: Value.Type, _ count: Int) -> Table<Value> {
    let start = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: Value.self)
    return unsafe Table<Value>(UnsafeBufferPointer(start: start, count: count))
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

extension Table<UInt16> {
  /// The eight numbers from an index on, which are known to be there, four in each.
  @unsafe @inline(__always) func known(eightFrom index: Int) -> (UInt64, UInt64) {
    let start = unsafe UnsafeRawPointer(address(of: index))
    return unsafe (start.loadUnaligned(as: UInt64.self), start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }
}

extension Table<UInt8> {
  /// The text whose UTF-8 a range is.
  func string(_ range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the end of a table")
    return unsafe String(
      decoding: UnsafeBufferPointer(start: address(of: range.lowerBound), count: range.count), as: UTF8.self)
  }

  /// The eight bytes from an index on, the first one lowest; there have to be so many.
  @unsafe @inline(__always) func eight(from index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(address(of: index)).loadUnaligned(as: UInt64.self))
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

  /// Makes a table of these elements; only the arena's builder may call this, before anything is shared.
  func table<Element: BitwiseCopyable & Sendable>(_ elements: [Element]) -> Table<Element> {
    let size = elements.count * MemoryLayout<Element>.stride
    let copy = unsafe memory(size) { target in
      unsafe elements.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { unsafe target.copyMemory(from: start, byteCount: size) }
      }
    }
    return unsafe copy.bound(to: Element.self, elements.count)
  }

  /// Makes a table of so many bytes that `fill` writes, at an address that any element may have.
  @unsafe func memory(_ count: Int, _ fill: (UnsafeMutableRawPointer) -> Void) -> Table<UInt8> {
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 64)
    unsafe blocks.append(block)
    unsafe fill(block)
    return unsafe Table(UnsafeBufferPointer(start: block.assumingMemoryBound(to: UInt8.self), count: count))
  }
}
