/// Values in memory that is filled anew for each text, so that reading one text after another allocates nothing.
///
/// Copies share the memory; who made the row frees it.
@safe struct Row<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  /// How many there is room for.
  private(set) var capacity: Int
  /// How many values there are.
  private(set) var count = 0

  /// Makes an empty row with room for so many values.
  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    unsafe base = .allocate(capacity: self.capacity)
  }

  /// Frees the memory, which nothing may use any longer.
  func free() { unsafe base.deallocate() }

  /// The value at an index, which has to be one of the row's.
  @inline(__always) subscript(index: Int) -> Element {
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a row")
      return unsafe base[index]
    }
    nonmutating set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a row")
      unsafe base[index] = newValue
    }
    nonmutating _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the end of a row")
      yield unsafe &base[index]
    }
  }

  /// The value at an index that is known to be one of the row's.
  @unsafe @inline(__always) func known(_ index: Int) -> Element { unsafe base[index] }

  /// Changes the value at an index that is known to be one of the row's.
  @unsafe @inline(__always) func set(_ index: Int, to value: Element) { unsafe base[index] = value }

  /// Writes a value so many places behind the last one, where there has to be room, without counting it.
  @unsafe @inline(__always) func put(_ value: Element, beyond places: Int) { unsafe base[count &+ places] = value }

  /// Copies a value from an address to so many places behind the last one, where there has to be room.
  @unsafe @inline(__always) func copy(_ value: UnsafePointer<Element>, beyond places: Int) {
    unsafe (base + count + places).update(from: value, count: 1)
  }

  /// Counts so many values that were put behind the last one.
  @unsafe @inline(__always) mutating func lengthen(by places: Int) { count &+= places }

  /// Adds the first so many values once more behind the last one, where there has to be room.
  @unsafe @inline(__always) mutating func repeatFirst(_ places: Int) {
    unsafe (base + count).update(from: base, count: places)
    count &+= places
  }

  /// The last value; `nil` for none.
  var last: Element? { count > 0 ? self[count - 1] : nil }

  /// Whether there is no value.
  @inline(__always) var isEmpty: Bool { count == 0 }

  /// The indices of all values.
  @inline(__always) var indices: Range<Int> { 0..<count }

  /// Adds a value at the end.
  @inline(__always) mutating func append(_ value: Element) {
    if count == capacity { grow(to: count &+ 1) }
    unsafe (base + count).initialize(to: value)
    count &+= 1
  }

  /// Makes room for so many values in all.
  @inline(__always) mutating func reserve(_ room: Int) {
    if room > capacity { grow(to: room) }
  }

  /// Drops the values from an index on.
  @inline(__always) mutating func cut(to length: Int) {
    precondition(length >= 0 && length <= count, "a row is cut to less than it has")
    count = length
  }

  /// Moves the values of a range so that the first one stands at an index.
  func move(_ range: Range<Int>, to index: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the end of a row")
    precondition(index >= 0 && index + range.count <= count, "beyond the end of a row")
    unsafe (base + index).update(from: base + range.lowerBound, count: range.count)
  }

  /// Makes it so many values, all the same.
  mutating func fill(_ length: Int, with value: Element) {
    reserve(length)
    unsafe base.update(repeating: value, count: length)
    count = length
  }

  /// Sorts the values by insertion, which is quick for a few and for those in order; many are sorted as arrays are.
  mutating func sort(by precedes: (Element, Element) -> Bool) {
    if count <= 32 {
      insertionSort(by: precedes)
      return
    }
    var values = unsafe UnsafeMutableBufferPointer(start: base, count: count)
    unsafe values.sort(by: precedes)
  }

  /// Sorts the values by insertion, which is quick where none has far to go.
  @inline(__always) mutating func insertionSort(by precedes: (Element, Element) -> Bool) {
    let values = unsafe UnsafeMutableBufferPointer(start: base, count: count)
    for index in 0..<count {
      let value = unsafe values[index]
      var at = index
      while at > 0, precedes(value, unsafe values[at - 1]) {
        unsafe values[at] = values[at - 1]
        at -= 1
      }
      unsafe values[at] = value
    }
  }

  @inline(never) private mutating func grow(to room: Int) {
    let larger = max(room, capacity * 2)
    let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe fresh.initialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = fresh
    capacity = larger
  }
}

extension Row<Token> {
  /// Changes the number of a token that is known to be there.
  @unsafe @inline(__always) func set(word: UInt32, at index: Int) { unsafe base[index].word = word }
}

extension Row<UInt32> {
  /// The two values from an index on, which are known to be there, the first one lowest.
  @unsafe @inline(__always) func known(twoFrom index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }
}

extension Row<UInt8> {
  /// Takes bytes, at most so many, and as many spaces behind them; returns how many bytes were taken.
  mutating func take(_ text: some Collection<UInt8>, followedBy spaces: Int, atMost limit: Int) -> Int {
    let taken: Int? = text.withContiguousStorageIfAvailable { bytes in
      let length = min(bytes.count, limit)
      reserve(length + spaces)
      if let start = bytes.baseAddress { unsafe base.update(from: start, count: length) }
      return length
    }
    var length = taken ?? 0
    if taken == nil {
      for byte in text.prefix(limit) {
        reserve(length + spaces + 1)
        unsafe base[length] = byte
        length += 1
      }
    }
    unsafe (base + length).update(repeating: 32, count: spaces)
    count = length + spaces
    return length
  }

  /// The eight bytes from an index on, the first one lowest; there have to be so many.
  @inline(__always) func eight(from index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= count, "beyond the end of a row")
    return unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// The same where so many bytes are known to be there.
  @unsafe @inline(__always) func known(eightFrom index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// The characters between two offsets.
  func string(_ start: Int, _ end: Int) -> String {
    precondition(start >= 0 && start <= end && end <= count, "beyond the end of a row")
    return unsafe String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
  }
}
