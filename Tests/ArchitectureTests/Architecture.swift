import Foundation

/// The rules of ARCHITECTURE.md as a check over a manifest and sources, so that planted faults can be shown to fail.
struct Architecture {
  /// One Swift file of a target.
  struct SourceFile {
    var target: String
    /// Path below `Sources`.
    var path: String
    var text: String
  }

  /// Direct dependencies by target, products by the name of the module they bring.
  var dependencies: [String: Set<String>]
  var files: [SourceFile]

  /// Modules that think: no clock, disk, network, environment or C.
  static let pure: Set<String> = [
    "Model", "JSONCoding", "Datelines", "Robots", "Extraction", "Scoring", "Trends", "Reporting", "Blogosphere",
  ]

  /// C modules and libraries that touch the world, with the only folder below `Sources` that may import each.
  static let doors: [String: String] = [
    "CCurl": "Fetching/Curl", "CLibXML2": "Markup/LibXML2", "CPSL": "Domains", "CZlib": "Archiving/Zlib",
    "CCrypto": "Archiving/Crypto", "CMalloc": "Commands/Ballots", "GRDB": "Frontier", "FlyingFox": "Serving",
    "Yams": "Topics", "ArgumentParser": "Commands",
  ]

  /// Files of development tools that set a library beside the product, and so may use it.
  static let comparisons: Set<String> = ["storelab/Relational.swift"]

  /// Modules of the system that any module outside `pure` may import.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Swift",
  ]

  /// Modules of the system that pure modules may import too: locks around what they remember touch no world.
  static let harmless: Set<String> = ["Synchronization"]

  /// Names by which a pure module would reach for the world without an import of its own.
  static let worldly = [
    "ContinuousClock", "SuspendingClock", "Task.sleep", "FileManager", "ProcessInfo", "FileHandle", "getenv(",
    "CommandLine.", "readLine(", "SystemRandomNumberGenerator", ".random(in:", "Date()", "clock_gettime", "print(",
  ]

  /// The longest file that still is one idea, in lines; tables excepted.
  static let longest = 400

  /// All breaches, one line each, sorted; empty when the house stands.
  var breaches: [String] {
    var breaches: [String] = []
    for file in files {
      let declared = dependencies[file.target] ?? []
      for module in Architecture.imports(in: file.text) {
        if let door = Architecture.doors[module], !file.path.hasPrefix(door + "/"),
          !Architecture.comparisons.contains(file.path)
        {
          breaches.append("\(file.path): imports \(module), whose only door is \(door)")
        }
        if Architecture.system.contains(module) {
          if Architecture.pure.contains(file.target) {
            breaches.append("\(file.path): \(file.target) is pure and imports \(module)")
          }
        } else if !declared.contains(module), module != file.target, !Architecture.harmless.contains(module) {
          breaches.append("\(file.path): imports \(module), which \(file.target) does not declare")
        }
        if Architecture.pure.contains(file.target), dependencies[module] != nil,
          !Architecture.pure.contains(module), module != "Markup"
        {
          breaches.append("\(file.path): \(file.target) is pure and imports the door \(module)")
        }
      }
      if Architecture.pure.contains(file.target) {
        let code = Architecture.code(of: file.text)
        for name in Architecture.worldly where Architecture.names(name, in: code) {
          breaches.append("\(file.path): \(file.target) is pure and names \(name)")
        }
      }
    }
    return Set(breaches).sorted()
  }

  /// The modules that a file imports, submodules and kinds stripped.
  static func imports(in text: String) -> [String] {
    code(of: text).split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first,
        first.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains(first)
      {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { return nil }
      let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      return String(name.split(separator: ".").first ?? "")
    }
  }

  /// Whether code names something as a word of its own: `print(` is not in `Fingerprint(`.
  static func names(_ name: String, in code: String) -> Bool {
    code.ranges(of: name).contains { range in
      guard range.lowerBound > code.startIndex else { return true }
      let before = code[code.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || before == "_")
    }
  }

  /// The text without line comments, so that prose may name what code may not.
  static func code(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("//") { return "" }
      return String(line)
    }.joined(separator: "\n")
  }
}

extension Architecture {
  /// The root of the package.
  static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Reads the manifest and the sources that stand on disk.
  static func onDisk() throws -> Architecture {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let sources = root.appending(path: "Sources")
    var files: [SourceFile] = []
    let walk = FileManager.default.enumerator(atPath: sources.path)
    while let path = walk?.nextObject() as? String {
      guard path.hasSuffix(".swift"), let slash = path.firstIndex(of: "/") else { continue }
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      files.append(SourceFile(target: String(path[..<slash]), path: path, text: text))
    }
    return Architecture(dependencies: declared(in: manifest), files: files.sorted { $0.path < $1.path })
  }

  /// The direct dependencies of every target, read from the manifest's text.
  static func declared(in manifest: String) -> [String: Set<String>] {
    var declared: [String: Set<String>] = [:]
    let call = /(?:module\(|executableTarget\(\s*name:|systemLibrary\(\s*name:)\s*"(\w+)"/
    let matches = manifest.matches(of: call)
    for (position, match) in matches.enumerated() {
      let end = position + 1 < matches.count ? matches[position + 1].range.lowerBound : manifest.endIndex
      let body = manifest[match.range.upperBound..<end]
      let dependencies = body.prefix { $0 != "]" }
      var names = Set(dependencies.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) })
      let bare = String(dependencies).replacing(/\.product\([^)]*\)/, with: "")
      if bare.contains("[") { names.formUnion(bare.matches(of: /"(\w+)"/).map { String($0.1) }) }
      declared[String(match.1)] = names
    }
    return declared
  }
}
