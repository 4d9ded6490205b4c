/// The latest version of each page of a service, by address.
struct BallotPages: Sendable {
  private(set) var latest: [BallotCount.Page] = []

  init() {}

  /// Looks through the pages of all sheets.
  init(of sheets: [BallotSheet], _ service: String) {
    var slots = HashSlots(capacity: sheets.reduce(0) { $0 + $1.pages.count })
    var found: [(page: BallotCount.Page, start: Int32, length: Int32)] = []
    // Zeros after each address, so that eight bytes are compared at a time.
    var addresses: [UInt8] = []
    for (number, sheet) in sheets.enumerated() {
      guard let wanted = sheet.services.firstIndex(of: service) else { continue }
      for (position, page) in sheet.pages.enumerated() where page.service == wanted {
        let place = BallotCount.Page(sheet: Int32(number), number: Int32(position))
        if let former = slots[page.key] {
          found[Int(former)].page = place
        } else {
          slots.insert(page.key, Int32(found.count))
          let start = min(Int(page.addressStart), sheet.names.count)
          let end = min(start + Int(page.addressLength), sheet.names.count)
          found.append((place, Int32(clamping: addresses.count), Int32(end - start)))
          addresses.append(contentsOf: sheet.names[start..<end])
          addresses.append(contentsOf: repeatElement(0, count: 8))
        }
      }
    }
    unsafe addresses.withUnsafeBytes { bytes in
      @inline(__always) func word(_ offset: Int) -> UInt64 {
        unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      found.sort { left, right in
        let shared = Int(min(left.length, right.length))
        var offset = 0
        while offset < shared {
          let (mine, theirs) = (word(Int(left.start) + offset), word(Int(right.start) + offset))
          if mine != theirs { return mine < theirs }
          offset += 8
        }
        return left.length < right.length
      }
    }
    latest = found.map(\.page)
  }
}
