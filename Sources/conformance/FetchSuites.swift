import Fetching
import Foundation
import JSONCoding
import Markup
import Model

extension Conformance {
  /// HTTP answers, sound and broken.
  static let fetchSuites: [String: Answer] = [
    "http_raw": { item, writer in
      guard let url = item.text("url"), let page = try? page(at: url).get() else {
        writer.beginObject()
        writer.member("ok", false)
        return writer.endObject()
      }
      writer.beginObject()
      writer.member("ok", true)
      writer.member("status", page.status)
      writer.member("body_b64", Data(page.body).base64EncodedString())
      writer.endObject()
    },
    "decompression_bomb": { item, writer in
      let size = bombSize(item)
      writer.beginObject()
      writer.key(size == nil ? "refused" : "bytes")
      if let size { writer.integer(size) } else { writer.bool(true) }
      writer.endObject()
    },
  ]

  /// What becomes of a packed file: served with its content coding, or read as a packed sitemap.
  ///
  /// - Returns: `nil` when it is refused.
  private static func bombSize(_ item: Case) -> Int? {
    guard item.text("content_encoding") == "gzip" else {
      let sitemap = SitemapParser().sitemap(from: item.file, contentType: "application/x-gzip", at: nil)
      return sitemap == .invalid ? nil : item.file.count
    }
    let answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(item.file.count)\r\n\r\n"
    guard let port = serveOnce(Array(answer.utf8) + item.file) else { return nil }
    return try? page(at: "http://127.0.0.1:\(port)/").get().body.count
  }

  private static let fetcher: Fetcher = {
    var options = FetchOptions(userAgent: "stance-conformance")
    options.allowPrivate = true
    options.proxy = .direct
    return Fetcher(options: options)
  }()

  private static func page(at url: String) -> Result<Page, FetchError> {
    guard let address = Address(url) else {
      return .failure(FetchError(.badAddress, subject: url, cause: "no address"))
    }
    let done = DispatchSemaphore(value: 0)
    let box = AnswerBox()
    Task {
      do throws(FetchError) {
        box.answer = .success(try await fetcher.page(for: Request(address: address)))
      } catch {
        box.answer = .failure(error)
      }
      done.signal()
    }
    done.wait()
    return box.answer ?? .failure(FetchError(.failed, subject: url, cause: "no answer"))
  }

  /// Handed from a task to the thread that waits for it; the semaphore orders the two.
  private final class AnswerBox: @unchecked Sendable {
    var answer: Result<Page, FetchError>?
  }

  /// Serves these bytes to one client on the loopback.
  ///
  /// - Returns: the port; `nil` when no socket is to be had.
  private static func serveOnce(_ bytes: [UInt8]) -> UInt16? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(listener, address, length) + listen(listener, 1) + getsockname(listener, address, &length)
      }
    }
    guard listener >= 0, status == 0 else { return nil }
    Thread.detachNewThread {
      let client = accept(listener, nil, nil)
      var request = [UInt8](repeating: 0, count: 4096)
      _ = unsafe recv(client, &request, request.count, 0)
      var sent = 0
      while sent < bytes.count {
        let count = unsafe bytes[sent...].withUnsafeBytes {
          unsafe send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { break }
        sent += count
      }
      close(client)
      close(listener)
    }
    return UInt16(bigEndian: name.sin_port)
  }
}
