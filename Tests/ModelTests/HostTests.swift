import Model
import Testing

@Suite("Hosts")
struct HostTests {
  @Test(
    "writes names of any script as ASCII (UTS 46, not transitional)",
    arguments: [
      ("B\u{fc}cher.example", "xn--bcher-kva.example"), ("fa\u{df}.example", "xn--fa-hia.example"),
      ("президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"), ("例え。jp", "xn--r8jz45g.jp"), ("ＡＢＣ.example", "abc.example"),
      ("a\u{ad}b.example", "ab.example"), ("fo\u{6f}\u{300}.example", "xn--fo-3ja.example"),
      (
        "xn--0.example",
        "xn--0.example"
      ),
      ("نامه\u{200c}ای.example", "xn--mgba3gch31f060k.example"),
      (
        "\u{1112}\u{1161}\u{11ab}.example",
        "xn--6q8b.example"
      ),
    ])
  func ascii(_ host: String, _ expected: String) {
    #expect(Address("http://\(host)/")?.host == expected)
  }

  @Test(
    "refuses names that UTS 46 refuses",
    arguments: [
      "\u{200d}.example", "\u{64a}a.example", "look\u{202e}out.example", "\u{300}a.example", "xn--a\u{fc}.example",
      "\u{fffd}.example",
      "a%FF.example", "\u{e000}.example",
    ])
  func refused(_ host: String) {
    #expect(Address("http://\(host)/") == nil)
  }

  @Test(
    "reads addresses of the Internet Protocol and writes them in one way",
    arguments: [
      ("192.0.2.1", "192.0.2.1"), ("::", "::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
      (
        "[::FFFF:192.0.2.1]",
        "::ffff:c000:201"
      ),
      ("fe80::1%eth0", "fe80::1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
  func addresses(_ text: String, _ expected: String) {
    #expect(IPAddress(text)?.description == expected)
  }

  @Test(
    "refuses what is no address",
    arguments: [
      "", "1.2.3", "1.2.3.256", "01.2.3.4", "1:2:3", "::1::", "1:2:3:4:5:6:7:8:9", "12345::", ":1",
      "::1.2.3", "blog.example",
    ])
  func noAddress(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(
    "knows which addresses are not of the public Internet",
    arguments: [
      "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.9.9.9", "169.254.169.254", "172.31.255.255", "192.168.1.1",
      "198.19.0.1",
      "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
      "2002:7f00:1::", "2001:0:1::", "fc00::1", "fe80::1", "ff02::1", "2001:db8::1", "2a00::5efe:a00:1",
    ])
  func special(_ text: String) throws {
    #expect(try !#require(IPAddress(text)).isPublic)
  }

  @Test(
    "knows which are",
    arguments: [
      "8.8.8.8", "172.32.0.1", "192.0.1.1", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
      "2002:808:808::1",
    ])
  func notSpecial(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic)
  }

  @Test(
    "sees through every writing of a private host without asking the DNS",
    arguments: [
      "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://localhost./",
      "http://a.localhost/",
      "http://[::ffff:7f00:1]/", "http://127.0.0.1./", "http://\u{2460}\u{2461}\u{2466}.0.0.1/",
      "http://printer.local/",
    ])
  func hidden(_ text: String) throws {
    #expect(try #require(Address(text)).isSpecialHost)
  }

  @Test(
    "lets ordinary hosts pass",
    arguments: [
      "http://blog.example/", "http://127.0.0.1.blog.example/",
      "http://8.8.8.8/",
    ])
  func open(_ text: String) throws {
    #expect(try !#require(Address(text)).isSpecialHost)
  }
}
