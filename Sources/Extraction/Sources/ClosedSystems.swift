import Markup
import Model

/// Systems whose comments nobody can read without running scripts, or whose service has closed: they are reported as gaps.
enum ClosedSystems: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    var gaps: [CommentSource] = []
    func gap(_ kind: CommentSource.Kind) {
      gaps.append(CommentSource(kind: kind, url: nil, statedComments: sight.stated))
    }
    if let node = sight.containers.first(where: {
      sight.document.hasClass("fb-comments", $0) || sight.document.name(of: $0) == "fb:comments"
    }) {
      _ = node
      gap(.facebook)
    }
    // Archived pages may hold these systems' comments; then nothing is missing that is not stated.
    let isComplete = sight.held > 0 && (sight.stated ?? 0) <= sight.held
    if !isComplete {
      if sight.container("livefyre") != nil || sight.script(from: "livefyre") != nil
        || sight.script(from: "fyre.co") != nil
        || sight.scriptText(holding: "fyre.conv") != nil
      {
        gap(.livefyre)
      }
      if sight.script(from: "intensedebate.com/js") != nil || sight.scriptText(holding: "idcomments_acct") != nil {
        gap(.intenseDebate)
      }
      if sight.script(from: "js-kit.com") != nil || sight.script(from: "echoenabled.com") != nil
        || sight.container("js-kit") != nil
      {
        gap(.jsKit)
      }
    }
    if sight.script(from: "spot.im") != nil || sight.container("spotim") != nil || sight.script(from: "openweb") != nil
    {
      gap(.openWeb)
    }
    if sight.container("coral_thread") != nil || sight.container("coral-talk") != nil { gap(.coral) }
    if sight.container("viafoura") != nil || sight.container("vf-comments") != nil
      || sight.script(from: "viafoura") != nil
    {
      gap(.viafoura)
    }
    if sight.script(from: "talk.hyvor.com") != nil || sight.container("hyvor-talk") != nil
      || sight.containers.contains(where: { sight.document.name(of: $0).hasPrefix("hyvor") })
    {
      gap(.hyvor)
    }
    return gaps
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? { nil }
}
