import Testing

@testable import Frontier

@Suite("The set of fingerprints")
struct FingerprintSetTests {
  @Test("says of each fingerprint once that it is new")
  func once() {
    var set = FingerprintSet()
    let numbers = (0..<20_000).map { UInt64($0) &* 0x9e37_79b9_7f4a_7c15 }
    #expect(numbers.allSatisfy { set.insert($0) })
    #expect(!numbers.contains { set.insert($0) })
    #expect(set.count == 20_000)
  }

  @Test("tells what it holds from what it does not", arguments: [UInt64(0), 1, .max, 1 << 56])
  func contains(fingerprint: UInt64) {
    var set = FingerprintSet()
    #expect(!set.contains(fingerprint))
    _ = set.insert(fingerprint)
    #expect(set.contains(fingerprint))
    #expect(!set.contains(fingerprint ^ 2))
  }

  @Test("stays quick when fingerprints differ in few bits")
  func alike() {
    var set = FingerprintSet()
    for number in 0..<50_000 { _ = set.insert(UInt64(number)) }
    #expect(set.count == 50_000)
  }
}
