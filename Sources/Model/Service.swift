/// What is talked about: a product, a site or a company, with the names people give it.
public struct Service: Hashable, Sendable {
  /// The name that reports print, as its owner spells it.
  public var name: String
  /// Other names such as a domain, a former name or a product; case and accents do not matter.
  public var aliases: [String]
  /// Services that people compare it with or move to.
  public var rivals: [String]

  /// Makes a service from its names.
  public init(name: String, aliases: [String] = [], rivals: [String] = []) {
    self.name = name
    self.aliases = aliases
    self.rivals = rivals
  }

  /// Every name of the service, its own first.
  public var names: [String] { [name] + aliases }
}
