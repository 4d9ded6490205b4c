import Model
import Testing

@testable import Crawling

@Suite("The yield of a shape of addresses")
struct ShapeYieldTests {
  func month(_ number: Int) throws -> Address {
    try #require(Address("https://blog.example/days/\(2011 + number / 12)/\(1 + number % 12)/"))
  }

  @Test("leaves an endless calendar after a handful of fruitless months")
  func calendar() throws {
    var yields = ShapeYield()
    var asked = 0
    for number in 0..<1000 where yields.isWorthFollowing(try month(number)) {
      asked += 1
      yields.note(try month(number), isFruitful: false)
    }
    #expect(asked == ShapeYield.patience)
  }

  @Test("never leaves a shape that goes on bearing fruit")
  func fruitful() throws {
    var yields = ShapeYield()
    for number in 0..<1000 { yields.note(try month(number), isFruitful: true) }
    #expect(yields.isWorthFollowing(try month(1000)))
  }

  @Test("forgets fruitless months when one bears fruit after all")
  func forgiven() throws {
    var yields = ShapeYield()
    for number in 1..<1000 { yields.note(try month(number), isFruitful: number % ShapeYield.patience == 0) }
    #expect(yields.isWorthFollowing(try month(1000)))
  }

  @Test(
    "counts addresses together that differ only in numbers and in the values of their query",
    arguments: [("/2011/11/", "/2031/5/"), ("/p?page=2", "/p?page=13"), ("/?m=201111", "/?m=may")])
  func together(left: String, right: String) throws {
    let left = try #require(Address("https://blog.example" + left))
    let right = try #require(Address("https://blog.example" + right))
    #expect(ShapeYield.shape(of: left) == ShapeYield.shape(of: right))
  }

  @Test(
    "keeps apart addresses that differ in words, in the names of their query, or in their host",
    arguments: [
      ("https://a.example/2011/", "https://b.example/2011/"), ("https://a.example/why", "https://a.example/how"),
      ("https://a.example/?p=1", "https://a.example/?q=1"),
    ])
  func apart(left: String, right: String) throws {
    let left = try #require(Address(left))
    let right = try #require(Address(right))
    #expect(ShapeYield.shape(of: left) != ShapeYield.shape(of: right))
  }
}
