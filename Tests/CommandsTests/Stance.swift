import Blogosphere
import Foundation
import JSONCoding
import Model
import Serving
import Synchronization

/// One run of the built program, from arguments to exit code.
struct Run: Sendable {
  var status: Int32
  var output: String
  var errors: String

  var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }
  var errorLines: [Substring] { errors.split(separator: "\n") }
}

/// The built program, which lies beside the tests.
enum Stance {
  static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "stance").path

  /// Runs the program with an environment of its own: no proxies, no colours, UTF-8.
  ///
  /// - Parameter watch: is handed the process once it runs.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], program: String = Stance.path,
    watch: (@Sendable (Int32) -> Void)? = nil
  ) async throws -> Run {
    let folder = try TemporaryFolder()
    let process = process(arguments, environment: environment, program: program)
    for name in ["in", "out", "err"] {
      _ = FileManager.default.createFile(atPath: folder.file(name), contents: name == "in" ? Data(input.utf8) : Data())
    }
    process.standardInput = FileHandle(forReadingAtPath: folder.file("in"))
    process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
    process.standardError = FileHandle(forWritingAtPath: folder.file("err"))
    let status = try await end(of: process, watch: watch)
    return Run(status: status, output: try text(folder.file("out")), errors: try text(folder.file("err")))
  }

  /// Runs the program with a standard output that nobody reads.
  static func runUnread(_ arguments: [String]) async throws -> Run {
    let folder = try TemporaryFolder()
    let process = process(arguments, environment: [:], program: path)
    _ = FileManager.default.createFile(atPath: folder.file("err"), contents: Data())
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle(forWritingAtPath: folder.file("err"))
    return Run(status: try await end(of: process, watch: nil), output: "", errors: try text(folder.file("err")))
  }

  private static func process(_ arguments: [String], environment: [String: String], program: String) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    return process
  }

  private static func end(of process: Process, watch: (@Sendable (Int32) -> Void)?) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
        watch?(process.processIdentifier)
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}

/// A folder that lives as long as the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "commands-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }
}

/// A store of one crawled blog of the embedded blogosphere, made once for all tests that only read it.
enum Sample {
  static let host = "harborlights.example"

  /// The store's folder; removed when the tests end.
  static let store = Task {
    let folder = try TemporaryFolder()
    kept.withLock { $0 = folder }
    atexit { kept.withLock { $0 = nil } }
    let server = try await blog()
    let run = try await Stance.run(crawl(server, into: folder.file("store")))
    await server.stop()
    guard run.status == 3 else { throw Unexpected(run: run) }
    return folder.file("store")
  }

  /// The sample's voices as `export` gives them.
  static let voices = Task {
    let run = try await Stance.run(["export", "--store", try await store.value])
    return try run.lines.map { try JSONValue.parse(Array($0.utf8)) }
  }

  /// The embedded blogosphere, served; `note` is called with each path that is asked for.
  static func blog(note: (@Sendable (String) -> Void)? = nil) async throws -> PageServer {
    try await PageServer.start(limits: .trusting) { request in
      note?(request.path)
      let answer = Blogosphere.world.response(
        host: request.host, path: request.path, query: request.query,
        headers: request.headers.map { Header(name: $0.name, value: $0.value) })
      return ServedResponse(
        status: answer.status, headers: answer.headers.map { ($0.name, $0.value) }, body: answer.body)
    }
  }

  /// The arguments of the sample's crawl.
  static func crawl(_ server: PageServer, of host: String = host, into folder: String) -> [String] {
    [
      "crawl", "http://\(host)/", "--service", "Klout", "--allow-private", "--connect-to",
      "::127.0.0.1:\(server.port)", "--delay", "0", "--depth", "6", "--store", folder,
    ]
  }

  private static let kept = Mutex<TemporaryFolder?>(nil)
}

/// A run that did not end as the tests' preparation needs it.
struct Unexpected: Error {
  var run: Run
}
