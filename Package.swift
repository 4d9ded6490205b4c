// swift-tools-version: 6.2
import PackageDescription

/// The settings that every Swift target shares: Swift 6, no silent re-exports, every unsafe expression marked,
/// warnings as errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A module of the product, with exactly the dependencies that it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    exclude: plugins.isEmpty ? [] : ["Embedded"],
    swiftSettings: strict, plugins: plugins.isEmpty ? nil : plugins)
}

/// The tests of one module.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "stance",
  products: [.executable(name: "stance", targets: ["stance"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // C libraries, each behind one door.
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),

    // Words and rule books.
    module("Model"),
    module("JSONCoding"),
    module("Datelines", ["Model"]),
    module("Topics", ["Model", "Datelines", .product(name: "Yams", package: "Yams")]),
    module("Robots", ["Model"]),
    module("Domains", ["Model", "CPSL"]),

    // The stages, in the order in which data flows.
    module("Frontier", ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
    module("Fetching", ["Model", "CCurl"]),
    module("Archiving", ["Model", "JSONCoding", "CZlib", "CCrypto"]),
    module("Markup", ["Model", "JSONCoding", "Datelines", "CLibXML2"]),
    module("Extraction", ["Model", "JSONCoding", "Datelines", "Markup"]),
    module("Scoring", ["Model"], plugins: ["EmbedText"]),
    module("Storage", ["Model", "JSONCoding"]),
    module("Trends", ["Model"]),
    module("Reporting", ["Model", "JSONCoding", "Trends"]),

    // The embedded blogosphere and the server that shows it.
    module("Blogosphere", ["Model"], plugins: ["EmbedText"]),
    module(
      "Serving",
      [.product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox")]),

    // Where the stages meet.
    module(
      "Crawling",
      [
        "Model", "Robots", "Domains", "Frontier", "Fetching", "Archiving", "Markup", "Extraction", "Scoring",
        "Storage",
      ]),
    module(
      "Commands",
      [
        "Model", "JSONCoding", "Datelines", "Topics", "Robots", "Frontier", "Fetching", "Archiving",
        "Markup", "Extraction", "Scoring", "Storage", "Trends", "Reporting", "Blogosphere", "Serving", "Crawling",
        "CMalloc", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], plugins: ["EmbedText"]),
    .executableTarget(name: "stance", dependencies: ["Commands"], swiftSettings: strict),

    // Development only.
    .executableTarget(
      name: "conformance",
      dependencies: [
        "Model", "JSONCoding", "Datelines", "Robots", "Domains", "Fetching", "Archiving", "Markup", "Extraction",
        "Reporting",
      ],
      swiftSettings: strict),
    .executableTarget(name: "storms", dependencies: ["Model", "Trends"], swiftSettings: strict),
    .executableTarget(
      name: "storelab",
      dependencies: ["Model", "Frontier", "Storage", "Archiving", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .executableTarget(name: "scorelab", dependencies: ["Model", "Scoring"], swiftSettings: strict),
    .executableTarget(name: "embedtext", swiftSettings: strict),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["embedtext"]),

    tests(of: "Model"),
    tests(of: "JSONCoding"),
    tests(of: "Datelines", ["Model"]),
    tests(of: "Topics", ["Model"]),
    tests(of: "Robots", ["Model"]),
    tests(of: "Domains", ["Model"]),
    tests(of: "Frontier", ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(of: "Fetching", ["Model"]),
    tests(of: "Archiving", ["Model"]),
    tests(of: "Markup", ["Model"]),
    tests(of: "Extraction", ["Model", "Markup", "JSONCoding"]),
    tests(of: "Scoring", ["Model"]),
    tests(of: "Storage", ["Model", "JSONCoding"]),
    tests(of: "Trends", ["Model"], exclude: ["Oracles/record.py"]),
    tests(of: "Reporting", ["Model", "JSONCoding", "Trends"]),
    tests(of: "Blogosphere", ["Model"]),
    tests(
      of: "Serving",
      [.product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox")]),
    tests(
      of: "Crawling",
      ["Model", "Frontier", "Fetching", "Archiving", "Markup", "Extraction", "Storage", "Blogosphere", "Serving"]),
    tests(of: "Commands", ["stance", "Model", "JSONCoding", "Storage", "Blogosphere", "Serving"]),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
