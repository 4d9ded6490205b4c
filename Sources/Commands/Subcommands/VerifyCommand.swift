internal import ArgumentParser
internal import JSONCoding
internal import Reporting
internal import Storage

/// Checks the store from end to end.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte of the store; --repair sets damage aside and deletes nothing.",
    discussion: "Exit code 0 when all is as it was written, 4 when something is not.")

  @Flag(help: "Set damaged parts aside under a dated name and keep every intact record.")
  var repair = false

  @OptionGroup var storage: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do throws(StorageError) {
      let damages = repair ? try Store.repair(folder: storage.folder) : []
      let verification = try Store.verify(folder: storage.folder)
      try? say(verification, repaired: damages)
      if !verification.damages.isEmpty { throw StorageError(.damaged, subject: storage.folder, cause: "", advice: "") }
    } catch {
      if error.code == .damaged, error.cause.isEmpty { throw Failure(.store, "") }
      throw StoreOpener.failure(error)
    }
  }

  private func say(_ verification: Store.Verification, repaired: [Damage]) throws {
    if output.json {
      var writer = JSONWriter()
      writer.beginObject()
      for (name, count) in [
        ("segments", verification.segments), ("records", verification.records), ("bytes", verification.bytes),
      ] {
        writer.key(name)
        writer.integer(count)
      }
      for (name, damages) in [("repaired", repaired), ("damages", verification.damages)] {
        writer.key(name)
        writer.strings(damages.map(\.description))
      }
      writer.endObject()
      writer.endLine()
      return try StandardOutput.bytes(writer.bytes)
    }
    var text = "\(storage.folder): \(Wording.count(verification.segments, "segment")), "
    text += "\(Wording.count(verification.records, "record")), \(Wording.bytes(verification.bytes))\n"
    for damage in repaired { text += "  repaired: \(TerminalText.sanitised(damage.description))\n" }
    for damage in verification.damages { text += "  damaged: \(TerminalText.sanitised(damage.description))\n" }
    text += verification.damages.isEmpty ? "all is as it was written\n" : "stance verify --repair sets it aside\n"
    try StandardOutput.bytes(Array(text.utf8))
  }
}
