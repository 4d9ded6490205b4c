internal import Archiving
internal import ArgumentParser
internal import JSONCoding
internal import Reporting
internal import Storage

/// Checks the store from end to end.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte of store and archive; --repair sets damage aside and deletes nothing.",
    discussion: "Exit code 0 when all is as it was written, 4 when something is not.")

  @Flag(help: "Set damaged parts aside under a dated name and keep every intact record.")
  var repair = false

  @OptionGroup var storage: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      let repaired = repair ? try WholeCheck.repair(folder: storage.folder) : []
      let check = try WholeCheck(folder: storage.folder)
      try say(check, repaired: repaired)
      if !check.damages.isEmpty { throw Failure(.store, "") }
    } catch let error as StorageError {
      throw StoreOpener.failure(error)
    } catch let error as ArchiveError {
      throw StoreOpener.failure(error)
    }
  }

  private func say(_ check: WholeCheck, repaired: [String]) throws {
    if output.json {
      var writer = JSONWriter()
      writer.beginObject()
      for (name, count) in [
        ("segments", check.store.segments), ("records", check.store.records), ("bytes", check.store.bytes),
        ("archive_files", check.archive.files), ("archive_records", check.archive.records),
        ("archive_bytes", check.archive.bytes),
      ] {
        writer.key(name)
        writer.integer(count)
      }
      for (name, lines) in [("repaired", repaired), ("damages", check.damages), ("remarks", check.remarks)] {
        writer.key(name)
        writer.strings(lines)
      }
      writer.endObject()
      writer.endLine()
      return try StandardOutput.bytes(writer.bytes)
    }
    var text = "\(storage.folder): \(Wording.count(check.store.segments, "segment")), "
    text += "\(Wording.count(check.store.records, "record")), \(Wording.bytes(check.store.bytes))\n"
    if check.archive.files > 0 {
      text += "archive: \(Wording.count(check.archive.files, "file")), "
      text += "\(Wording.count(check.archive.records, "answer")), \(Wording.bytes(check.archive.bytes))\n"
    }
    for line in repaired { text += "  repaired: \(TerminalText.sanitised(line))\n" }
    for line in check.damages { text += "  damaged: \(TerminalText.sanitised(line))\n" }
    for line in check.remarks { text += "  \(TerminalText.sanitised(line))\n" }
    text +=
      !check.damages.isEmpty
      ? "\(CommandHint.repair(of: storage.folder)) sets it aside\n"
      : repaired.isEmpty ? "all is as it was written\n" : "what is left is as it was written\n"
    try StandardOutput.bytes(Array(text.utf8))
  }
}
