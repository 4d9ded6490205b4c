import Fetching
import Testing

@Suite("A fetch error")
struct FetchErrorTests {
  @Test("says in one line what failed, on what, and what to try", arguments: FetchError.Code.allCases)
  func oneLine(code: FetchError.Code) {
    let line = FetchError(code, subject: "http://a.example/", cause: "it broke").description
    #expect(line.hasPrefix("cannot fetch http://a.example/: it broke ("))
    #expect(!line.contains("\n"))
  }

  @Test(
    "is worth another try when the network is to blame", arguments: [FetchError.Code.dns, .connect, .timeout, .reset])
  func transient(code: FetchError.Code) {
    #expect(FetchError(code, subject: "", cause: "").isTransient)
  }

  @Test(
    "is not worth another try when the answer is to blame",
    arguments: [FetchError.Code.tooLarge, .privateAddress, .protocolViolation, .cancelled, .badAddress])
  func permanent(code: FetchError.Code) {
    #expect(!FetchError(code, subject: "", cause: "").isTransient)
  }
}
