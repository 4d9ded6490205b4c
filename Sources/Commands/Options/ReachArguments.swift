internal import ArgumentParser
internal import Fetching

/// How hosts are reached, and as whom.
struct ReachArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("What the crawler calls itself; robots.txt may address its first word.", valueName: "text"))
  var userAgent = "stance/\(Program.version) (blog sentiment crawler)"

  @Option(help: ArgumentHelp("Fetch through this proxy (default: the usual environment variables).", valueName: "url"))
  var proxy: String?

  @Option(help: ArgumentHelp("Connect to another host instead, as curl's HOST1:PORT1:HOST2:PORT2.", valueName: "entry"))
  var connectTo: [String] = []

  @Flag(help: "Contact private, loopback and link-local addresses too.")
  var allowPrivate = false

  func validate() throws {
    guard userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }), !userAgent.isEmpty else {
      throw ValidationError("--user-agent wants one line of text")
    }
    for entry in connectTo where !ReachArguments.isDetour(entry) {
      throw ValidationError(
        "--connect-to wants HOST1:PORT1:HOST2:PORT2, such as blog.example:80:127.0.0.1:8080; each may be empty")
    }
  }

  /// Whether an entry has the form that libcurl reads: two hosts, an IPv6 address in brackets, each with a port.
  static func isDetour(_ entry: String) -> Bool {
    var fields = [""]
    var isBracketed = false
    for character in entry {
      if character == "[" { isBracketed = true }
      if character == "]" { isBracketed = false }
      if character == ":", !isBracketed { fields.append("") } else { fields[fields.count - 1].append(character) }
    }
    guard fields.count == 4, !isBracketed else { return false }
    return [fields[1], fields[3]].allSatisfy { $0.isEmpty || UInt16($0) != nil }
  }

  /// The name by which robots.txt addresses us: the user agent's first word without its version.
  var agent: String { String(userAgent.prefix { $0 != "/" && $0 != " " }) }

  var fetchOptions: FetchOptions {
    var options = FetchOptions(userAgent: userAgent)
    options.connectTo = connectTo
    options.allowPrivate = allowPrivate
    if let proxy { options.proxy = .through(proxy) }
    return options
  }
}
