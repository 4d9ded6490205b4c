import Model

extension Store {
  /// Writes all bytes, however few the system takes at a time.
  static func write(_ bytes: [UInt8], to file: Int32, _ files: any FileLayer) throws(FileFailure) {
    var failure: FileFailure?
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      do throws(FileFailure) {
        while written < buffer.count {
          let count = unsafe try files.write(UnsafeRawBufferPointer(rebasing: buffer[written...]), to: file)
          guard count > 0 else { throw FileFailure(number: 5, call: "write", path: "") }  // EIO
          written += count
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Reads a range of a file; fewer bytes when the file ends within it.
  static func bytes(
    of file: Int32, at offset: Int, count: Int, _ files: any FileLayer
  ) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    var failure: FileFailure?
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(FileFailure) {
        while filled < buffer.count {
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
          let count = unsafe try files.read(file, into: rest, at: offset + filled)
          if count == 0 { break }
          filled += count
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Reads a whole file.
  static func contents(of path: String, _ files: any FileLayer) throws(FileFailure) -> [UInt8] {
    let file = try files.open(path, .read)
    defer { files.close(file) }
    let length = try files.status(of: file).length
    return try bytes(of: file, at: 0, count: length, files)
  }

  /// Replaces a file of the store at once: readers see the old one or the new one, also after a crash.
  static func replace(
    _ name: String, in folder: String, with bytes: [UInt8], _ files: any FileLayer
  ) throws(StorageError) {
    let path = "\(folder)/\(name)"
    do throws(FileFailure) {
      let file = try files.open(path + ".new", .replace)
      do throws(FileFailure) {
        try write(bytes, to: file, files)
        try files.sync(file)
      } catch {
        files.close(file)
        throw error
      }
      files.close(file)
      try files.rename(path + ".new", to: path)
      try files.syncFolder(folder)
    } catch {
      throw error.error(on: path)
    }
  }

  /// Keeps damaged bytes under a dated name in the folder `aside`; gives the name relative to the store.
  static func setAside(
    _ bytes: [UInt8], named name: String, in folder: String, _ files: any FileLayer
  ) throws(StorageError) -> String {
    let date = CivilTime(Instant(seconds: files.secondsNow())).iso8601.filter { $0 != ":" }
    do throws(FileFailure) {
      try files.makeFolder("\(folder)/\(StoreLayout.aside)")
      let taken = try files.names(in: "\(folder)/\(StoreLayout.aside)")
      var chosen = "\(date)-\(name)"
      var number = 2
      while taken.contains(chosen) {
        chosen = "\(date)-\(number)-\(name)"
        number += 1
      }
      let file = try files.open("\(folder)/\(StoreLayout.aside)/\(chosen)", .replace)
      defer { files.close(file) }
      try write(bytes, to: file, files)
      try files.sync(file)
      try files.syncFolder("\(folder)/\(StoreLayout.aside)")
      try files.syncFolder(folder)
      return "\(StoreLayout.aside)/\(chosen)"
    } catch {
      throw error.error(on: "\(folder)/\(StoreLayout.aside)")
    }
  }
}
