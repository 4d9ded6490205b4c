import Fetching
import Foundation
import Model
import Testing

/// A fetcher that may talk to the loopback, with limits small enough for tests.
func fetcher(_ change: (inout FetchOptions) -> Void = { _ in }) -> Fetcher {
  var options = FetchOptions(userAgent: "stance-tests")
  options.allowPrivate = true
  options.proxy = .direct
  options.totalTimeout = 20
  change(&options)
  return Fetcher(options: options)
}

/// Starts a server, asks it for a path, stops it, and gives what came of it.
func ask(
  _ path: String = "/", change: (inout FetchOptions) -> Void = { _ in },
  _ script: @escaping @Sendable (String) -> RawServer.Answer
) async throws -> Result<Page, FetchError> {
  let server = try RawServer(script)
  defer { server.stop() }
  let fetcher = fetcher(change)
  defer { fetcher.stop() }
  let address = try #require(Address(server.url(path)))
  do throws(FetchError) {
    return .success(try await fetcher.page(for: Request(address: address)))
  } catch {
    return .failure(error)
  }
}

extension Result where Success == Page, Failure == FetchError {
  /// The code of the failure; `nil` when there is a page.
  var code: FetchError.Code? {
    if case .failure(let error) = self { error.code } else { nil }
  }
}

extension Page {
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// Bytes with zlib around them: gzip by hand, one stored or run-length block, so that tests need no compressor.
enum Gzip {
  /// A gzip member whose one block stores the bytes as they are (RFC 1951 §3.2.4).
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    member += [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)] + bytes
    member += little(crc(bytes)) + little(UInt32(bytes.count))
    return member
  }

  /// A gzip member that becomes `count` zeros, `count` being 258 n + 1: about one byte on the wire for a thousand.
  static func zeros(runs: Int) -> [UInt8] {
    var bits = BitWriter()
    // Last block, fixed codes (RFC 1951 §3.2.6): a literal 0, then runs of length 258 at distance 1, then the end.
    bits.write(1, 1)
    bits.write(1, 2)
    bits.writeCode(0b0011_0000, 8)
    for _ in 0..<runs {
      bits.writeCode(0b1100_0101, 8)
      bits.writeCode(0, 5)
    }
    bits.writeCode(0, 7)
    let count = 258 * runs + 1
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + bits.finished + little(crcOfZeros(count)) + little(UInt32(count))
  }

  private struct BitWriter {
    var finished: [UInt8] = []
    private var used = 8

    /// Least significant bit first, as RFC 1951 packs all but the Huffman codes.
    mutating func write(_ value: Int, _ count: Int) {
      for bit in 0..<count { append((value >> bit) & 1) }
    }

    /// Most significant bit first, as RFC 1951 packs Huffman codes.
    mutating func writeCode(_ code: Int, _ count: Int) {
      for bit in (0..<count).reversed() { append((code >> bit) & 1) }
    }

    private mutating func append(_ bit: Int) {
      if used == 8 {
        finished.append(0)
        used = 0
      }
      finished[finished.count - 1] |= UInt8(bit << used)
      used += 1
    }
  }

  private static func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }

  private static func crc(_ bytes: [UInt8]) -> UInt32 { ~bytes.reduce(~UInt32(0), step) }

  private static func crcOfZeros(_ count: Int) -> UInt32 { ~(0..<count).reduce(~UInt32(0)) { crc, _ in step(crc, 0) } }

  private static func step(_ crc: UInt32, _ byte: UInt8) -> UInt32 {
    (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
  }
}
