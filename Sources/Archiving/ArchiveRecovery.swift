import Model

/// Seals the files that a crash left open: cut after their last whole record, indexed, and given their own names.
struct ArchiveRecovery {
  let folder: String
  /// Where torn tails are put.
  let aside: String
  let now: Instant

  /// Recovers what needs it; gives one line for each tail that was cut off.
  func run() throws(ArchiveError) -> [String] {
    var cuts: [String] = []
    for name in try ArchiveFolder.names(in: folder) {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(ArchiveLayout.open) {
        if let cut = try seal(String(name.dropLast(ArchiveLayout.open.count)), at: path) { cuts.append(cut) }
      } else if name.hasSuffix(ArchiveLayout.warc) {
        // A sealed file without its index: the crash came between the two names, or somebody removed it.
        let index = ArchiveLayout.indexName(of: name)
        if try !ArchiveFolder.names(in: folder).contains(index) {
          let (entries, sound) = try ArchiveRecovery.entries(of: path)
          try ArchiveIndex.write(
            ArchiveIndex(name: name, entries: entries, length: sound, digest: try ArchiveIndex.digest(of: path)),
            in: folder)
        }
      }
    }
    return cuts
  }

  private func seal(_ name: String, at path: String) throws(ArchiveError) -> String? {
    let (entries, sound) = try ArchiveRecovery.entries(of: path)
    let file = try ArchiveFile(path, .append)
    let length = try file.length()
    var cut: String?
    if sound < length {
      let kept = try ArchiveFolder.setAside(path, from: sound, named: "\(name).tail", in: aside, at: now)
      cut =
        "torn tail: \(name), \(length - sound) byte\(length - sound == 1 ? "" : "s") at \(sound), set aside as \(kept)"
      try file.truncate(to: sound)
      try file.sync()
    }
    if sound == 0 {
      // The crash came before the first record: there is nothing to keep.
      try ArchiveFolder.remove(path)
      try ArchiveFolder.sync(folder)
      return cut
    }
    try ArchiveIndex.write(
      ArchiveIndex(name: name, entries: entries, length: sound, digest: try ArchiveIndex.digest(of: path)), in: folder)
    try ArchiveFolder.rename(path, to: "\(folder)/\(name)")
    try ArchiveFolder.sync(folder)
    return cut
  }

  /// The entries of a file's whole records, and where the last of them ends.
  static func entries(of path: String) throws(ArchiveError) -> (entries: [IndexEntry], soundLength: Int) {
    var reader = try ArchiveReader(file: path)
    var entries: [IndexEntry] = []
    var waiting: IndexEntry?
    var sound = 0
    while let record = try reader.next() {
      guard record.isComplete, let offset = record.offset, offset == sound, reader.soundLength > offset else { break }
      sound = reader.soundLength
      waiting = IndexEntry(record)
      waiting?.offset = offset
      waiting?.length = sound - offset
      if let entry = waiting { entries.append(entry) }
    }
    return (entries, sound)
  }
}
