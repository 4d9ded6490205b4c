internal import ArgumentParser
internal import Glibc

/// The program: arguments in, exit code out.
public enum Program {
  /// The version that `--version`, the user agent and the archive's records name.
  public static let version = "0.1.0"

  /// Runs the program with the process' arguments and ends the process with the fitting exit code.
  public static func main() async {
    // A reader that goes away (`stance export | head`) is met as EPIPE where the bytes are written; libcurl, told to use
    // no signals, wants the same.
    _ = signal(SIGPIPE, SIG_IGN)
    let status = await run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }

  /// Runs one command line; everything that fails is told on stderr in one line.
  public static func run(_ arguments: [String]) async -> ExitStatus {
    if let first = arguments.first, let answer = CommandNames.answer(to: first) {
      StandardError.line("stance: " + answer)
      return .misuse
    }
    do {
      var command = try StanceCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .done
    } catch let failure as Failure {
      if !failure.message.isEmpty { StandardError.line("stance: " + failure.message) }
      return failure.status
    } catch is BrokenPipe {
      return .done
    } catch {
      let text = StanceCommand.fullMessage(for: error)
      if StanceCommand.exitCode(for: error) == .success {
        StandardOutput.text(text + "\n")
        return .done
      }
      if let exit = error as? ExitCode { return ExitStatus(rawValue: exit.rawValue) ?? .failed }
      StandardError.line(text)
      return .misuse
    }
  }
}
