import Glibc

/// Works a store hard, for `Tools/kill-store` and the benchmarks.
///
/// A development tool, no part of the product.
@main
enum StoreLab {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      let bytes = Array("storelab: \(error)\n".utf8)
      _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    switch words.first {
    case "write" where words.count >= 3:
      try Writing.run(folder: words[1], first: Int(words[2]) ?? 0, batches: words.count > 3 ? Int(words[3]) : nil)
    case "check" where words.count == 3: try Checking.run(folder: words[1], last: Int(words[2]) ?? -1)
    case "fill" where words.count == 3: try Filling.run(folder: words[1], voices: Int(words[2]) ?? 1000)
    case "sqlite" where words.count == 3: try Relational.run(path: words[1], voices: Int(words[2]) ?? 1000)
    case "more" where words.count == 2: try Filling.more(folder: words[1])
    case "open" where words.count == 2: try Measuring.open(folder: words[1])
    case "rebuild" where words.count == 2: try Measuring.rebuild(folder: words[1])
    case "frontier" where words.count == 4:
      try Queueing.run(folder: words[1], addresses: Int(words[2]) ?? 10_000, hosts: Int(words[3]) ?? 1000)
    default:
      say("usage: storelab write FOLDER FIRST [BATCHES] | check FOLDER LAST | fill FOLDER VOICES | more FOLDER")
      say("       storelab open FOLDER | rebuild FOLDER | sqlite FILE VOICES | frontier FOLDER ADDRESSES HOSTS")
      exit(2)
    }
  }

  /// Writes a line to standard output at once.
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  /// Seconds on a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// CPU seconds of the process so far.
  static var spent: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that the process held at one time, in megabytes.
  static var peak: Int {
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}
