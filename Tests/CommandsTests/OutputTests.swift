import Foundation
import JSONCoding
import Testing

@Suite("Results in files")
struct OutputTests {
  private func export(to path: String) async throws -> Run {
    try await Stance.run(["export", "--store", try await Sample.store.value, "-o", path])
  }

  @Test("go through a link into the file that it names")
  func link() async throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.file("target")))
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    #expect(try await export(to: folder.file("link")).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == folder.file("target"))
    #expect(try String(contentsOfFile: folder.file("target"), encoding: .utf8).hasPrefix("{\"schema\":1"))
  }

  @Test("keep the permissions of the file that they replace")
  func permissions() async throws {
    let folder = try TemporaryFolder()
    _ = FileManager.default.createFile(
      atPath: folder.file("out"), contents: Data(), attributes: [.posixPermissions: 0o600])
    #expect(try await export(to: folder.file("out")).status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("out"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("are written into a device, which stays one")
  func device() async throws {
    #expect(try await export(to: "/dev/null").status == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test("cannot take the place of a folder")
  func directory() async throws {
    let folder = try TemporaryFolder()
    let run = try await export(to: folder.file("."))
    #expect(run.status == 2)
    #expect(run.errors.contains("it is a folder"))
  }

  @Test("of a service that the store does not know are refused, and capitals do not matter")
  func service() async throws {
    let store = try await Sample.store.value
    let whole = try await Stance.run(["export", "--store", store])
    let name = try #require(try JSONValue.parse(Array(whole.lines[0].utf8))["service"]?.string)
    let capitals = try await Stance.run(["export", "--store", store, "--service", name.uppercased()])
    #expect(capitals.output == whole.output)
    let other = try await Stance.run(["export", "--store", store, "--service", "Nobody"])
    #expect(other.status == 1)
    #expect(other.errors.contains("the store has nothing about \"Nobody\""))
  }
}
