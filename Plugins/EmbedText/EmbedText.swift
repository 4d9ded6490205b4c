import Foundation
import PackagePlugin

/// Turns every file of a target's `Embedded` folder into a Swift literal, so that the binary needs no files beside it.
///
/// The generated `Embedded.files` lists path and text; see the `embedtext` tool for the form. SwiftPM's own
/// `.embedInCode` makes an array literal of bytes, which takes a minute to compile for 100 kB.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Embedded")
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isDirectoryKey]) else {
      return []
    }
    let files = walk.compactMap { $0 as? URL }
      .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == false }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of \(target.name)",
        executable: try context.tool(named: "embedtext").url,
        arguments: [folder.path, output.path],
        inputFiles: files, outputFiles: [output])
    ]
  }
}
