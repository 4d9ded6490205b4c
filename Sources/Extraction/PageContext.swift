import Model

/// What is known about a page before its words are read: everything that names voices or resolves addresses and times.
struct PageContext {
  /// The address that the page was fetched from, after redirects.
  var address: Address
  /// What relative addresses on the page are relative to: `base href` where there is one, else `address`.
  var base: Address
  /// The page's canonical address in normal form, from which the ids of all its voices are made.
  var canonical: String
  /// When the page was fetched.
  var fetched: Instant
  /// The language that the page states; `nil` when it does not.
  var language: String?
  /// Whether dates of three numbers begin with the day; `nil` where nothing tells.
  var dayFirst: Bool?
  /// When its data says that it was published, as written; `nil` when they do not say.
  var stated: String?
  /// What the page says made it (`meta name=generator`), in lower case; empty when it does not say.
  var generator: String = ""

  /// An address on the page made absolute, without its fragment; `nil` when it is none of http or https.
  func absolute(_ text: String) -> String? { Address(text, relativeTo: base)?.withoutFragment.href }

  /// The same with its fragment.
  func absoluteWithFragment(_ text: String) -> String? { Address(text, relativeTo: base)?.href }
}
