import Domains
import JSONCoding
import Model

extension Conformance {
  /// Addresses, hosts, and which of them may be contacted.
  static let addressSuites: [String: Answer] = [
    "url_resolve": { item, writer in writer.string(resolved(item.text("input"), base: item.text("base"))) },
    "redirect_location": { item, writer in
      writer.string(resolved(item.text("location"), base: item.text("base")))
    },
    "url_same": { item, writer in
      writer.bool(pageKey(item.text("a") ?? "") == pageKey(item.text("b") ?? ""))
    },
    "url_query_encoding": { item, writer in
      writer.string(Address(item.text("input") ?? "", relativeTo: nil, encoding: item.text("encoding"))?.href)
    },
    "idna": { item, writer in writer.string(WebURL("http://\(item.text("host") ?? "")/").flatMap(\.host)) },
    "psl": { item, writer in writer.string(Domains.registrableDomain(of: item.text("host") ?? "")) },
    "ssrf_url": { item, writer in
      writer.beginObject()
      writer.member("blocked", Address(item.text("url") ?? "")?.isSpecialHost ?? true)
      writer.endObject()
    },
    "ssrf_address": { item, writer in
      writer.beginObject()
      writer.member("public", IPAddress(item.text("address") ?? "")?.isPublic ?? false)
      writer.endObject()
    },
  ]

  /// An address as the crawler takes it, or as the whole parser does where it is none of the web.
  private static func resolved(_ text: String?, base: String?) -> String? {
    guard let text else { return nil }
    guard let base else { return Address(text)?.href ?? WebURL(text)?.href }
    guard let page = Address(base) else {
      return WebURL(base).flatMap { WebURL(text, relativeTo: $0) }?.href
    }
    return Address(text, relativeTo: page)?.href ?? WebURL(text, relativeTo: WebURL(page.href))?.href
  }

  private static func pageKey(_ text: String) -> String { Address(text)?.pageKey ?? WebURL(text)?.href ?? text }
}
