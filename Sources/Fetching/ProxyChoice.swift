import Glibc
import Model

/// Which proxy a request goes through, decided once from the options and the environment.
///
/// libcurl would read the environment itself, but then nobody could tell whether a socket leads to the proxy, which
/// the user named, or to a host, which the web named.
struct ProxyChoice: Sendable {
  private var plain: String?
  private var secure: String?
  private var exceptions: [String] = []

  init(_ proxy: FetchOptions.Proxy, environment: (String) -> String? = ProxyChoice.variable) {
    switch proxy {
    case .direct: break
    case .through(let proxy):
      plain = proxy
      secure = proxy
    case .environment:
      // The upper-case HTTP_PROXY is not read: a CGI server sets it from a request's `Proxy:` field (httpoxy).
      let all = environment("all_proxy") ?? environment("ALL_PROXY")
      plain = environment("http_proxy") ?? all
      secure = environment("https_proxy") ?? environment("HTTPS_PROXY") ?? all
      let list = environment("no_proxy") ?? environment("NO_PROXY") ?? ""
      exceptions = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }
  }

  /// The proxy for an address; `nil` where the host is asked directly.
  func proxy(for address: Address) -> String? {
    guard let proxy = address.scheme == "https" ? secure : plain else { return nil }
    return isException(address.host) ? nil : proxy
  }

  private func isException(_ host: String) -> Bool {
    exceptions.contains { entry in
      if entry == "*" { return true }
      let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
      return host == name || host == "[\(name)]" || host.hasSuffix("." + name)
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
