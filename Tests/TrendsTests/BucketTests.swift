import Model
import Testing

@testable import Trends

@Suite("A bucket")
struct BucketTests {
  @Test("of a week goes from Monday to Sunday, before 1970 too", arguments: [-4000, -1, 0, 1, 2182, 9000])
  func weeks(number: Int) {
    #expect(Bucket.week.start(of: number).weekday == 1)
    #expect(Bucket.week.end(of: number).weekday == 7)
    #expect(Bucket.week.number(of: Bucket.week.start(of: number).instant()) == number)
    #expect(Bucket.week.number(of: Instant(seconds: Bucket.week.start(of: number + 1).instant().seconds - 1)) == number)
  }

  @Test("of a month knows its length", arguments: [(2012, 2, 29), (2011, 2, 28), (2011, 12, 31), (-1, 1, 31)])
  func months(year: Int, month: Int, days: Int) {
    let number = Bucket.month.number(of: CivilTime(year: year, month: month, day: 15).instant())
    #expect(Bucket.month.start(of: number) == CivilTime(year: year, month: month, day: 1))
    #expect(Bucket.month.end(of: number).day == days)
  }

  @Test("holds no time that is coarser than itself")
  func precision() {
    #expect(Bucket.day.holds(.day) && Bucket.week.holds(.minute) && Bucket.month.holds(.month))
    #expect(!Bucket.week.holds(.month) && !Bucket.day.holds(.month) && !Bucket.month.holds(.year))
  }
}
