import Datelines
import Model
import Testing

@Suite("The order of day and month on a page")
struct DayOrderTests {
  @Test("is settled by one date that can be read in one way only")
  func votes() {
    var order = DayOrder(language: "en-US")
    order.learn(from: "Posted 11/12/2011 09:30, answered 25/12/2011 and 10.11.12.13")
    #expect(order.dayFirst == true)
    var american = DayOrder(language: "de")
    american.learn(from: "12-25-11")
    #expect(american.dayFirst == false)
  }

  @Test("is settled by the day that machines are told beside a date")
  func told() {
    var order = DayOrder(language: "en-US")
    order.learn(from: "10/11/2011", told: CivilTime(year: 2011, month: 11, day: 10))
    #expect(order.dayFirst == true)
    order.learn(from: "11/11/2011", told: CivilTime(year: 2011, month: 11, day: 11))
    order.learn(from: "03/04/2011", told: CivilTime(year: 2011, month: 3, day: 4))
    order.learn(from: "05/04/2011", told: CivilTime(year: 2011, month: 5, day: 4))
    #expect(order.dayFirst == false)
  }

  @Test(
    "follows the language otherwise",
    arguments: [("de", true), ("en-GB", true), ("en-US", false), ("en", nil), ("pt-BR", true), (nil, nil), ("", nil)]
      as [(String?, Bool?)])
  func language(_ tag: String?, _ expected: Bool?) {
    var order = DayOrder(language: tag)
    order.learn(from: "11/12/2011 is open, and 1/2 is none, nor is 2011/12/25 or 99/99/2011")
    #expect(order.dayFirst == expected)
  }
}
