internal import Archiving
internal import Frontier
internal import Model
internal import Storage

/// Opens stores and frontiers, turning what goes wrong into exit codes.
enum StoreOpener {
  /// The frontier's file inside a store's folder.
  static func frontierPath(_ folder: String) -> String { folder + "/frontier.sqlite" }

  /// The archive's folder inside a store's folder.
  static func archivePath(_ folder: String) -> String { folder + "/archive" }

  /// Opens the store for reading; damage that was found is told on stderr.
  static func reading(_ folder: String) throws(Failure) -> Store {
    let store = try opened(folder, .read)
    tell(store)
    return store
  }

  /// Opens the store for reading once more, where what was found damaged has been told.
  static func silent(_ folder: String) throws(Failure) -> Store { try opened(folder, .read) }

  /// Opens the store for writing.
  static func writing(_ folder: String) throws(Failure) -> Store {
    let store = try opened(folder, .write)
    tell(store)
    return store
  }

  /// Opens a store for writing that is there already.
  static func existing(_ folder: String) throws(Failure) -> Store {
    _ = try opened(folder, .read)
    return try writing(folder)
  }

  /// What a storage error means for the exit code.
  static func failure(_ error: StorageError) -> Failure {
    Failure(error.concernsStoreItself ? .store : .failed, error.description)
  }

  /// What a frontier error means for the exit code.
  static func failure(_ error: FrontierError) -> Failure {
    switch error.code {
    case .damaged, .foreign:
      Failure(
        .store,
        "frontier \(error.subject): \(error.cause) (\(CommandHint.repair(of: folder(of: error.subject))) sets it aside, "
          + "and the next crawl begins a new one)")
    case .newer, .locked: Failure(.store, error.description)
    default: Failure(.failed, error.description)
    }
  }

  /// The store that a frontier's file lies in.
  private static func folder(of path: String) -> String {
    let name = frontierPath("")
    return path.hasSuffix(name) ? String(path.dropLast(name.count)) : path
  }

  /// What an archive's error means for the exit code.
  static func failure(_ error: ArchiveError) -> Failure { Failure(.failed, error.description) }

  private static func opened(_ folder: String, _ mode: Store.Mode) throws(Failure) -> Store {
    do throws(StorageError) {
      return try Store(folder: folder, mode: mode)
    } catch {
      throw failure(error)
    }
  }

  private static func tell(_ store: Store) {
    for damage in store.damages { StandardError.line("stance: \(store.folder): \(damage)") }
    if !store.damages.isEmpty {
      StandardError.line("stance: what is damaged is left out; \(CommandHint.repair(of: store.folder)) sets it aside")
    }
  }
}
