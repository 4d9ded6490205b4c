import Foundation
import Glibc
import JSONCoding
import Serving
import Testing

@Suite("Judging, comparing and serving")
struct ReportExtrasTests {
  /// A copy of the sample's store that a test may write to.
  private func store() async throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: try await Sample.store.value, toPath: folder.file("store"))
    return (folder, folder.file("store"))
  }

  @Test("label keeps what a person says, and counts it against the readings")
  func label() async throws {
    let (folder, path) = try await store()
    let run = try await Stance.run(["label", "--store", path, "--count", "6"], input: "q\nd\nwhat\nn\ns\nx\n")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("3 voices judged\n"))
    #expect(run.errors.contains("one of these letters, please"))
    let lines = try String(contentsOfFile: path + "/labels.jsonl", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 4)
    let again = try await Stance.run(["label", "--store", path, "--accuracy", "--json"])
    let value = try JSONValue.parse(Array(again.output.utf8))
    #expect(value["judged"]?.int == 3)
    #expect(value["corrects"]?.bool == false)
    _ = folder
  }

  @Test("label shows no voice twice, and never says how it was read")
  func blind() async throws {
    let (folder, path) = try await store()
    let first = try await Stance.run(["label", "--store", path, "--count", "3"], input: "s\ns\ns\n")
    let second = try await Stance.run(["label", "--store", path, "--count", "3"], input: "s\ns\ns\n")
    #expect(first.errors != second.errors)
    #expect(!first.errors.contains("score") || !first.errors.contains("read as"))
    _ = folder
  }

  @Test("report --compare sets another store beside this one")
  func compare() async throws {
    let path = try await Sample.store.value
    let run = try await Stance.run(["report", "--store", path, "--compare", path])
    #expect(run.status == 0)
    #expect(run.output.contains("Compared with"))
    #expect(run.output.contains("(may be chance)"))
    let json = try await Stance.run(["report", "--store", path, "--compare", path, "--json"])
    let value = try JSONValue.parse(Array(json.output.utf8))
    #expect(value["comparison"]?["differences"]?["net"]?["value"]?.double == 0)
  }

  @Test("serve shows page and interface, and answers to no other name")
  func serve() async throws {
    let path = try await Sample.store.value
    let free = try await PageServer.start(limits: .trusting) { _ in ServedResponse(status: 200) }
    let port = free.port
    await free.stop()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Stance.path)
    process.arguments = ["serve", "--store", path, "--port", String(port), "--quiet"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    var page = ""
    for _ in 0..<400 where page.isEmpty { page = get("/", "127.0.0.1", port) }
    #expect(page.hasPrefix("HTTP/1.1 200 OK"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("Set-Cookie"))
    #expect(get("/api/voices?stance=quitting&limit=2", "localhost", port).contains("\"voices\":[{"))
    #expect(get("/api/openapi.json", "localhost", port).contains("\"openapi\": \"3.1.0\""))
    #expect(get("/api/voices?site=http://\(Sample.host)/&limit=2", "localhost", port).contains("\"voices\":[{"))
    #expect(get("/", "evil.example", port).hasPrefix("HTTP/1.1 421 "))
    #expect(get("/api/voices?colour=red", "localhost", port).hasPrefix("HTTP/1.1 400 "))
    #expect(get("/api/voices/none", "localhost", port).hasPrefix("HTTP/1.1 404 "))
    #expect(get("/api/voices?q=%ff", "localhost", port).hasPrefix("HTTP/1.1 400 "))
  }

  /// A whole answer; empty while nobody listens.
  private func get(_ target: String, _ host: String, _ port: UInt16) -> String {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = unsafe withUnsafePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else {
      usleep(25_000)
      return ""
    }
    let request = Array("GET \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
    _ = unsafe request.withUnsafeBytes { unsafe send(socket, $0.baseAddress, $0.count, 0) }
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      answer += piece[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
