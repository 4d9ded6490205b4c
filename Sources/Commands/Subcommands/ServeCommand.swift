internal import ArgumentParser
internal import Foundation
internal import Model
internal import Reporting
internal import Serving

/// Shows the live report as a web page.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the live report as a web page on this machine.",
    discussion: """
      The page follows the store while a crawl writes to it. Nothing can be changed through it, and only this machine \
      reaches it unless --address says otherwise; there is no password.

        stance serve
        curl 'http://127.0.0.1:7311/api/voices?stance=quitting&reason=privacy'
      """)

  @Option(help: "The TCP port; 0 takes a free one.")
  var port: UInt16 = 7311

  @Option(help: ArgumentHelp("The IPv4 address to listen on.", valueName: "address"))
  var address = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A further name by which browsers may call this server; may be given several times.", valueName: "host"))
  var host: [String] = []

  @OptionGroup var storage: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard IPAddress(address)?.isVersion4 == true else {
      throw ValidationError("--address wants an IPv4 address such as 127.0.0.1, or 0.0.0.0 for all of this machine's")
    }
  }

  func run() async throws {
    let store = LiveStore(folder: storage.folder)
    try store.start()
    let hosts = Set(["127.0.0.1", "localhost", "[::1]", address] + host.map { $0.lowercased() })
    let routes = LiveRoutes(store: store, hosts: hosts)
    let server: PageServer
    do throws(ServingError) {
      server = try await PageServer.start(address: address, port: port) { routes.answer($0) }
    } catch {
      throw Failure(.failed, error.description)
    }
    if !address.hasPrefix("127.") {
      StandardError.line("stance: everybody who reaches \(address) can read this store; there is no password")
    }
    let shown = address == "0.0.0.0" ? "127.0.0.1" : address
    StandardOutput.text("http://\(shown):\(server.port)/\n")
    if !output.quiet { StandardError.line("serving \(storage.folder); Ctrl-C ends it") }
    await ServeCommand.untilInterrupted()
    store.stop()
    await server.stop()
    throw Failure(.interrupted, "")
  }

  /// Waits for SIGINT or SIGTERM.
  private static func untilInterrupted() async {
    let (interrupts, continuation) = AsyncStream.makeStream(of: Void.self)
    let signals = Signals { continuation.yield() }
    for await _ in interrupts { break }
    signals.cancel()
  }
}
