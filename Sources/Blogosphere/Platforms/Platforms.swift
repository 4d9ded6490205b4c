/// The platforms of the world by the names that blog files use.
enum Platforms {
  /// The platform of that name; `nil` when the world has none.
  static func named(_ name: String) -> (any Platform)? {
    switch name {
    case "wordpress-classic": WordPressClassic()
    case "wordpress-html5": WordPressHTML5()
    case "wordpress-blocks": WordPressBlocks()
    case "wordpress-disqus": WordPressDisqus()
    case "blogger": BloggerClassic()
    case "blogger-threaded": BloggerThreaded()
    case "typepad": TypePad()
    case "movable-type": MovableType()
    case "tumblr": Tumblr()
    case "ghost": Ghost()
    case "substack": Substack()
    case "static-isso": StaticIsso()
    default: nil
    }
  }
}
