import Testing

@testable import Scoring

@Suite("What patterns are looked up by")
struct LookupTests {
  @Test("covers every stretch by two runs that reach no farther", arguments: -12...12)
  func stretches(_ first: Int) {
    for last in first...(first + 11) {
      let stretch = Lookup.Stretch(from: first, through: last)
      let length = 1 << Int(stretch.level)
      let runs = [Int(stretch.firstRun), Int(stretch.lastRun)].map { Set(($0 - length + 1)...$0) }
      #expect(runs[0].union(runs[1]) == Set(first...last))
    }
  }

  @Test("lets a place's number stand for that place alone")
  func places() {
    var numbers = PlaceNumbers()
    let one = numbers.number(of: .init(groups: 1, kin: 2))
    let other = numbers.number(of: .init(groups: 1, kin: 3))
    #expect(one != other)
    #expect(numbers.number(of: .init(groups: 1, kin: 2)) == one)
    #expect(numbers.number(of: .any) == 0)
    #expect(numbers.all[Int(other)] == .init(groups: 1, kin: 3))
  }

  @Test("takes any word for allowed when there are more places than numbers")
  func mostPlaces() {
    var numbers = PlaceNumbers()
    for index in 0..<70_000 { _ = numbers.number(of: .init(groups: UInt64(index), kin: 1)) }
    #expect(numbers.number(of: .init(groups: 69_999, kin: 1)) == 0)
    #expect(numbers.number(of: .init(groups: 7, kin: 1)) > 1)
  }

  @Test("puts the words of a group, and of a kin, into the class that stands for it", arguments: 0..<64 as Range<UInt8>)
  func classes(_ number: UInt8) {
    let bit: UInt64 = 1 << UInt64(number)
    #expect(Surroundings.fold(groups: bit) == 1 << UInt64(Surroundings.number(ofGroup: number)))
    #expect(Surroundings.fold(kin: bit) == 1 << UInt64(Surroundings.number(ofKin: number)))
  }

  @Test("bars words that can be no service where one is asked for, and no others")
  func services() {
    let places: [Lookup.Place] = [.any, .none, .init(groups: 0, kin: 0, asksForService: true)]
    let nearby = Lookup.Nearby(secondBefore: 0, before: 0, after: 2, secondAfter: 0)
    let barred = Surroundings(barringGroups: nearby, of: places)
    #expect(Surroundings(before: 1, after: 1).passes(barred) == 1)
    #expect(Surroundings(before: 1, after: 1 | UInt64(Surroundings.noService)).passes(barred) == 0)
  }

  @Test("passes four words of which none is barred")
  func around() {
    let words = Surroundings(before: 2 << 32 | 1, after: 8 << 32 | 4)
    #expect(words.passes(Surroundings(before: 1 << 32 | 2, after: ~8 << 32)) == 1)
    #expect(words.passes(Surroundings(before: 1, after: 0)) == 0)
    #expect(words.passes(Surroundings(before: 2 << 32, after: 0)) == 0)
    #expect(words.passes(Surroundings(before: 0, after: 0xFFFF_FFFF)) == 0)
    #expect(words.passes(Surroundings(before: 0, after: 12 << 32)) == 0)
  }
}

@Suite("The tables of the lexicon")
struct TableLayoutTests {
  @Test("have no bytes between their parts, so that each build of the product is the same")
  func sizes() {
    #expect(MemoryLayout<Grammar.Word>.stride == 32)
    #expect(MemoryLayout<Lookups.Entry>.stride == 16)
    #expect(MemoryLayout<Lookup.Stretch>.stride == 3)
    #expect(MemoryLayout<Surroundings>.stride == 16)
    #expect(MemoryLayout<TriggerIndex.Family>.stride == 32)
    #expect(MemoryLayout<Pattern>.stride == 12)
  }
}
