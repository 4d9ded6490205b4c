import Model
import Testing

@testable import Crawling

@Suite("The scope of a crawl")
struct ScopeRuleTests {
  func rule(_ scope: Scope, seed: String = "https://blog.example.co.uk/2011/why") throws -> ScopeRule {
    ScopeRule(Topic(service: Service(name: "Klout"), seeds: [try #require(Address(seed))], scope: scope))
  }

  @Test(
    "holds what its kind says",
    arguments: [
      (Scope.page, "https://blog.example.co.uk/2011/how", false), (.host, "https://blog.example.co.uk/2011/how", true),
      (.host, "https://www.blog.example.co.uk/", true), (.host, "http://blog.example.co.uk/", true),
      (.host, "https://other.example.co.uk/", false), (.host, "https://blog.example.co.uk:8080/", false),
      (.domain, "https://other.example.co.uk/", true), (.domain, "https://example.co.uk/", true),
      (.domain, "https://blog.elsewhere.co.uk/", false), (.web, "https://elsewhere.example/", true),
    ])
  func contains(scope: Scope, address: String, isInside: Bool) throws {
    #expect(try rule(scope).contains(#require(Address(address))) == isInside)
  }

  @Test("takes in the host to which a seed has moved")
  func moved() throws {
    var rule = try rule(.host)
    let address = try #require(Address("https://new.example/why"))
    rule.admit(address)
    #expect(rule.contains(address))
  }

  @Test("knows a seed's host as home even in the wide web")
  func home() throws {
    #expect(try rule(.web).isHome(#require(Address("https://blog.example.co.uk/about"))))
  }

  @Test("knows nobody else's host as home in the wide web")
  func away() throws {
    #expect(try !rule(.web).isHome(#require(Address("https://elsewhere.example/"))))
  }

  @Test("keeps two blogs of one hosting company apart by the public suffix list")
  func publicSuffix() throws {
    let rule = try rule(.domain, seed: "https://ada.blogspot.com/")
    #expect(!rule.contains(try #require(Address("https://bob.blogspot.com/"))))
  }
}
