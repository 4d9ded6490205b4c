import Synchronization

@testable import Storage

/// Files in memory that forget what was not synced when the power fails, and fail where a test says so.
final class MemoryFiles: FileLayer {
  /// What happens at a call.
  enum Fault: Equatable {
    /// The call fails with the system's error number.
    case fails(Int32)
    /// A write takes only half of the bytes; other calls work.
    case isShort
    /// The process dies: this call and all later ones do nothing.
    case crashes
  }

  private struct File {
    var bytes: [UInt8] = []
    var synced: [UInt8] = []
  }

  private struct State {
    var files: [Int: File] = [:]
    var names: [String: Int] = [:]
    var syncedNames: [String: Int] = [:]
    var folders: Set<String> = []
    var open: [Int32: Int] = [:]
    var locked: [Int: Int32] = [:]
    var next: Int32 = 3
    var calls = 0
    var faults: [Int: Fault] = [:]
    var isDead = false
  }

  private let state = Mutex(State())
  let process: Int32 = 4711

  /// How many calls were made that can fail.
  var calls: Int { state.withLock { $0.calls } }

  /// Lets the n-th of the following calls go wrong, counted from 0.
  func inject(_ fault: Fault, atCall number: Int) {
    state.withLock { $0.faults[$0.calls + number] = fault }
  }

  /// What is on the disk for a process that starts anew; with `powerFails`, what was not synced is gone, but for as
  /// many bytes of each file as `survivors` says, for disks write what they please.
  func restart(powerFails: Bool, survivors: Int = 0) {
    state.withLock { state in
      state.faults = [:]
      state.isDead = false
      state.open = [:]
      state.locked = [:]
      guard powerFails else { return }
      state.names = state.syncedNames
      for (number, file) in state.files {
        var kept = file.synced
        if file.bytes.count > kept.count, file.bytes.starts(with: kept) {
          kept += file.bytes[kept.count..<min(file.bytes.count, kept.count + survivors)]
        }
        state.files[number] = File(bytes: kept, synced: kept)
      }
    }
  }

  /// The bytes of a file; `nil` when there is none.
  func contents(_ path: String) -> [UInt8]? {
    state.withLock { state in state.names[path].flatMap { state.files[$0]?.bytes } }
  }

  /// Puts other bytes into a file.
  func overwrite(_ path: String, with bytes: [UInt8]) {
    state.withLock { state in
      let number = state.names[path] ?? (state.files.keys.max() ?? 0) + 1
      state.names[path] = number
      state.syncedNames[path] = number
      state.files[number] = File(bytes: bytes, synced: bytes)
    }
  }

  /// All paths, sorted.
  var paths: [String] { state.withLock { $0.names.keys.sorted() } }

  /// Takes a file away.
  func remove(_ path: String) {
    state.withLock { state in
      state.names[path] = nil
      state.syncedNames[path] = nil
    }
  }

  private func step(_ state: inout State, _ call: String) throws(FileFailure) -> Bool {
    if state.isDead { throw FileFailure(number: 5, call: call, path: "") }
    let fault = state.faults[state.calls]
    state.calls += 1
    switch fault {
    case .fails(let number): throw FileFailure(number: number, call: call, path: "")
    case .crashes:
      state.isDead = true
      throw FileFailure(number: 5, call: call, path: "")
    case .isShort: return true
    case nil: return false
    }
  }

  func open(_ path: String, _ purpose: FilePurpose) throws(FileFailure) -> Int32 {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "open")
      if state.names[path] == nil {
        guard purpose != .read else { throw FileFailure(number: 2, call: "open", path: path) }
        let number = (state.files.keys.max() ?? 0) + 1
        state.names[path] = number
        state.files[number] = File()
      }
      guard let number = state.names[path] else { throw FileFailure(number: 2, call: "open", path: path) }
      if purpose == .replace { state.files[number]?.bytes = [] }
      state.next += 1
      state.open[state.next] = number
      return state.next
    }
  }

  func close(_ file: Int32) {
    state.withLock { state in
      for (number, holder) in state.locked where holder == file { state.locked[number] = nil }
      state.open[file] = nil
    }
  }

  func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
    let bytes = try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "read")
      let bytes = state.open[file].flatMap { state.files[$0]?.bytes } ?? []
      return Array(bytes.dropFirst(offset).prefix(buffer.count))
    }
    unsafe buffer.copyBytes(from: bytes)
    return bytes.count
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws(FileFailure) -> Int {
    let copy = unsafe Array(bytes)
    return try state.withLock { state throws(FileFailure) in
      let isShort: Bool
      do throws(FileFailure) { isShort = try step(&state, "write") } catch {
        // A process may die, and a disk may fill, in the middle of a write.
        if let number = state.open[file] { state.files[number]?.bytes += copy.prefix(copy.count / 3) }
        throw error
      }
      let count = isShort ? (copy.count + 1) / 2 : copy.count
      if let number = state.open[file] { state.files[number]?.bytes += copy.prefix(count) }
      return count
    }
  }

  func sync(_ file: Int32) throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "fsync")
      if let number = state.open[file], let bytes = state.files[number]?.bytes { state.files[number]?.synced = bytes }
    }
  }

  func truncate(_ file: Int32, to length: Int) throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "truncate")
      if let number = state.open[file], let bytes = state.files[number]?.bytes {
        state.files[number]?.bytes = Array(bytes.prefix(length))
      }
    }
  }

  func status(of file: Int32) throws(FileFailure) -> (length: Int, hasName: Bool) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "stat")
      guard let number = state.open[file] else { throw FileFailure(number: 9, call: "stat", path: "") }
      return (state.files[number]?.bytes.count ?? 0, state.names.values.contains(number))
    }
  }

  func rename(_ path: String, to other: String) throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "rename")
      state.names[other] = state.names.removeValue(forKey: path)
    }
  }

  func syncFolder(_ path: String) throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "fsync")
      let prefix = path + "/"
      for name in Set(state.names.keys).union(state.syncedNames.keys)
      where name.hasPrefix(prefix) && !name.dropFirst(prefix.count).contains("/") {
        state.syncedNames[name] = state.names[name]
      }
    }
  }

  func makeFolder(_ path: String) throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "mkdir")
      state.folders.insert(path)
    }
  }

  func names(in path: String) throws(FileFailure) -> [String] {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "opendir")
      let prefix = path + "/"
      let found = state.names.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      guard state.folders.contains(path) || !found.isEmpty else {
        throw FileFailure(number: 2, call: "opendir", path: path)
      }
      return found.filter { !$0.contains("/") }.sorted()
    }
  }

  func lock(_ file: Int32) throws(FileFailure) -> Bool {
    try state.withLock { state throws(FileFailure) in
      _ = try step(&state, "flock")
      guard let number = state.open[file] else { return false }
      guard state.locked[number] == nil else { return false }
      state.locked[number] = file
      return true
    }
  }

  func secondsNow() -> Int64 { 1_321_280_400 }
}
