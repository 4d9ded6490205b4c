import Model

/// What an element is for inside a comment, as far as its class, id or `itemprop` says.
struct NameRole: OptionSet {
  let rawValue: UInt16

  /// Names the speaker and nothing else.
  static let author = NameRole(rawValue: 1 << 0)
  /// Holds the speaker's name, maybe among other things.
  static let authorBox = NameRole(rawValue: 1 << 1)
  /// Says when.
  static let date = NameRole(rawValue: 1 << 2)
  /// Holds the words and nothing else.
  static let body = NameRole(rawValue: 1 << 3)
  /// Holds the words, maybe among other things.
  static let bodyBox = NameRole(rawValue: 1 << 4)
  /// Facts about the comment: header, footer, byline.
  static let meta = NameRole(rawValue: 1 << 5)
  /// A picture of the speaker.
  static let avatar = NameRole(rawValue: 1 << 6)
  /// Something to press: reply, vote, report, share.
  static let control = NameRole(rawValue: 1 << 7)
  /// Holds the answers.
  static let children = NameRole(rawValue: 1 << 8)
  /// Not shown to readers, or says that the comment waits for approval.
  static let unseen = NameRole(rawValue: 1 << 9)
  /// The comment's own title.
  static let title = NameRole(rawValue: 1 << 10)
  /// What a forum member hangs under every post.
  static let signature = NameRole(rawValue: 1 << 11)
  /// The comment is another site's automatic notice.
  static let ping = NameRole(rawValue: 1 << 12)
  /// Leads to the comment that this one answers.
  static let answered = NameRole(rawValue: 1 << 13)
  /// Holds other people's words, as boards mark them.
  static let quotation = NameRole(rawValue: 1 << 14)

  /// What is never part of the words.
  static let outside: NameRole = [.author, .date, .meta, .avatar, .control, .children, .unseen, .signature, .answered]
}

/// The names that themes and platforms give to the parts of a comment.
///
/// Names are compared in lower case with `_` read as `-` and numbers at the end left out, so `dsq-author-user-27598`
/// stands here as `dsq-author-user`. They were collected from the platforms' own templates (see the files in
/// `Platforms`) and from the most common themes built on them.
enum NameRoles {
  private static let lists: [(NameRole, String)] = [
    (
      .author,
      """
      fn comment-author-name comment-author-link commentauthorname author-name authorname username user-name nickname \
      nick display-name screen-name comment-username comment-name commenter commenter-name commentername commentname \
      comment-author-text wp-block-comment-author-name dsq-author-user dsq-cite dsq-commenter-name lf-comment-user-nick \
      lf-user-nick idc-name c-name cmt-name bbp-author-name profile-name poster postername post-author-name \
      posterusername wc-comment-author wpd-comment-author js-user-name p-name p-author u-author fullname full-name \
      member-name membername comment-user-name commentuser comment-poster user-link userlink comment-username-link \
      author-link comment-writer commentwriter comment-author-nickname creator comment-owner popmember \
      message-name url vnick bigusername user-details-name hmemname item-author-name
      """
    ),
    (
      .authorBox,
      """
      comment-author author vcard commentauthor comment-user post-author postauthor posted-by postedby byline by user \
      name userinfo user-info comment-by comment-byline user-details poster-info message-user messageuserinfo \
      message-userdetails authorline comment-header-author postprofile profile comment-info-author lf-comment-user \
      member item-author author-info authorinfo comment-author-info comment-author-metainfo author-details \
      comment-writer-info cauthorpane-author comment-autor autor auteur comment-auteur usuario benutzer ipstype-sectionhead yazar kullanici avtor imya nombre naam navn namn nimi nome isim jmeno verfasser \
      kommentator commentator
      """
    ),
    (
      .date,
      """
      comment-time comment-date commentdate commenttime date time datetime timestamp comment-timestamp post-date \
      postdate published updated dtstart datecreated datepublished relative-date post-time posttime pubdate when ago \
      comment-date-link dateline comment-datetime comment-time-link comment-posted-on wp-block-comment-date \
      dsq-comment-date lf-posted-timestamp wc-comment-date comment-published c-date messagedate post-timestamp \
      timeago timesince time-ago comment-age posted-on postedon comment-day submitted-date datecreated created \
      created-at createdat comment-metadata-date bbp-reply-post-date date-header message-date fecha datum uhrzeit \
      zeit comment-zeit comment-datum livestamp comment-permalink-date bwrap-date datepermalink date-comment comment-dateline xdate commentdatetime tarih dato czas vremya vtime
      """
    ),
    (
      .body,
      """
      comment-content comment-text commenttext commentcontent comment-message dsq-comment-message lf-body idc-c-t-inner \
      format-text wp-block-comment-content wc-comment-text wpd-comment-text c-body comment-entry commententry \
      comment-copy bbwrapper messagetext postcontent post-message postbody-content comment-story commenttextcontent \
      posting-text kmsgtext js-commenttext usercontent reviewbody cbody comment-body-text comment-bodytext \
      comment-html comment-paragraph comment-rich-text comment-txt text-comment user-comment comment-message-text \
      comment-main-text post-bodycopy cooked e-content commentary bbp-reply-content messagebody-text ugc-text \
      js-comment-text post-text posttext comment-words comment-text-inner commentbodytext comment-content-text \
      commentmessage postmsg comment-msg w-comments-item-text xenforo-comment-content response-text-content jomentry-text \
      comment-detail commentdetail messagecontent-text forum-message inner-comment comment-textbox field-name-comment-body \
      field-comment-body thecomment msg-body msgtext messagebodytext userreview vcontent ctext comment-read text-exposed-root
      """
    ),
    (
      .bodyBox,
      """
      comment-body commentbody body text content message description entry comment-post commentpost comment-main \
      comment-inner comment-right comment-wrap post-content post-body postbody message-body messagebody message-content \
      message-main articlebody commenttext-wrap postcell post-contents comment-column comment-block-content inner \
      entry-content post-entry main comment-data comment-content-wrap dsq-comment-body lf-comment-body contents copy \
      comment desc comment-text-wrap ipstype-richtext post-row comment-item-body quote-content p-content
      """
    ),
    (
      .meta,
      """
      comment-meta commentmetadata comment-metadata comment-footer comment-header comment-head commentmeta comment-info \
      commentinfo comment-posted posted comment-top comment-bottom asset-meta meta metadata submitted comment-details \
      comment-heading dsq-comment-header comment-intro postdetails-head posthead post-head postfoot post-foot \
      comment-num comment-number commentnumber comment-count count-number post-number postnumber message-attribution \
      message-meta messagemeta commentheader commentfooter comment-attribution comment-title-meta paginated-comments-number \
      post-header comment-tagline comment-data-line postinfo post-info comment-line comment-byline-wrap counter \
      message-footer message-lastedit message-header edited lastedited editednote bbp-reply-header bbp-meta \
      comment-badge badges badge usertitle user-title custom-title customtitle user-custom-title rank-title userbanner rank userrank user-rank member-title membertitle \
      comment-author-title karma points comment-bio bio-teaser author-fans message-userextras userextra reputation \
      memberinfo post-signature-line item-meta dsq-header-avatar idc-i lf-comment-header post-meta comment-source \
      comment-via comment-location location userlocation comment-country vmeta vsys ua user-agent authi tk-extra
      """
    ),
    (
      .avatar,
      """
      avatar gravatar comment-avatar comment-author-avatar userpic user-avatar useravatar photo comment-photo \
      avatar-image avatar-image-container author-avatar comment-gravatar commenter-avatar commentavatar user-photo \
      profile-image user-image comment-image-author commentgravatar author-image userimage profilepic profile-pic \
      message-avatar js-avatar avatar-wrapper comment-icons mugshot
      """
    ),
    (
      .control,
      """
      reply comment-reply-link comment-reply replylink reply-link comment-actions comment-action actions action \
      comment-controls controls control controlls vote votes voting vote-up votes-up rating ratings ratingblock like likes \
      like-button share sharing sharebar share-bar report report-link flag permalink perma edit-link comment-edit-link \
      comment-tools toolbar tools buttons button action-bar actionbar comment-links comment-links-section replybutton \
      reply-button reply-to-comment comment-respond respond comment-reply-form commentreply comment-buttons \
      comment-options quickedit options editlink comment-like comment-likes cld-like-dislike-wrap comment-rating-control \
      cr-karma karma-votes thumbs postcontrols post-controls post-buttons postlinks post-links message-actionbar \
      reactions reaction-bar reactionsbar js-reactionslist quote-link quotelink comment-vote comment-votes voteup \
      votedown comment-rating commentrating wpulike wc-comment-footer wpd-comment-footer wc-vote-result wc-footer \
      jp-likes-widget-wrapper sharedaddy sd-sharing comment-subscription-form comment-permalink wp-block-comment-reply-link \
      wp-block-comment-edit-link dsq-comment-actions dsq-comment-footer comment-expand read-more-link js-read-more-link \
      bbp-admin-links bbp-reply-permalink social social-share comment-share item-control comment-anchor headeranchor \
      tooltip tool-tip dropdown dropdown-menu popupmenu popupbody popupctrl memberaction modal menu comment-menu \
      hidden-xs-menu js-share cancel-comment-reply recommend recommends comment-recommend spoiler-button \
      bbcodeblock-expandlink quoteexpand bbcodeblock-sourcejump attribution-link translate comment-translate collapse expand-link toggle \
      item-header-controls postreactions likesummary likestext post-likes comment-like-count comment-reply-count \
      jdgm-rev-actions cta advert advertisement adsbygoogle ad
      """
    ),
    (
      .children,
      """
      children comment-replies replies comment-children subcomments sub-comments thread-children nested-comments \
      comment-thread-children child-comments indented comment-list-children comment-reply-list response-list
      """
    ),
    (
      .unseen,
      """
      hidden hide invisible screen-reader-text visually-hidden visuallyhidden element-invisible sr-only \
      screen-reader-only u-hidden is-hidden comment-awaiting-moderation awaiting-moderation comment-moderation \
      moderation-message noscript noprint-hidden comment-form editform
      """
    ),
    (
      .title,
      "comment-title comment-subject commenttitle comment-headline subject posttitle post-title title-comment cm-ttl comment-ttl"
    ),
    (
      .signature,
      "sig signature postsignature signature-content message-signature js-signature user-signature usersignature baseHtml-signature signaturecontainer post-signature forum-signature commentsignature"
    ),
    (.ping, "pingback trackback pings ping pingbacks trackbacks"),
    (
      .quotation,
      """
      quote bbcode-quote quotebox quote-box bbcodequote bbcodeblock--quote quote-msg quotebody quote-body quotecontent \
      quote-container quotecontainer ipsquote quoteblock quote-block bbc-standard-quote bbc-alternate-quote \
      mycode-quote bb-quote quoted quotation quote-wrap
      """
    ),
    (.answered, "in-reply-to replied-to comment-parent parent-comment reply-to-user inreplyto"),
  ]

  /// The role of each name by the name's fingerprint.
  private static let roles = PhraseTable(
    hashed: lists.flatMap { role, names in
      names.utf8.split(separator: 0x20).map { (fingerprint(Array($0).span, 0..<$0.count), role.rawValue) }
    })

  /// The role of a name; empty for names that nobody listed and no rule knows.
  ///
  /// - Parameter range: where the name stands in the bytes.
  static func role(of range: Range<Int>, in bytes: Span<UInt8>) -> NameRole {
    let role = roles.value(of: fingerprint(bytes, range))
    return role != 0 ? NameRole(rawValue: role) : roleOfLastWord(bytes, range)
  }

  /// Names that nobody listed are told by their last word: `MtnCommentAccountName`, `forum-entry__date`.
  private static func roleOfLastWord(_ name: Span<UInt8>, _ range: Range<Int>) -> NameRole {
    guard range.count >= 7, range.count <= 80 else { return [] }
    // Who is answered is not who speaks: "comment-inReplyTo-username".
    if answeredWords.occurs(in: name.extracting(range)) { return .answered }
    let first = range.lowerBound
    var end = range.upperBound
    while end > first, isNumberPart(name[end - 1]) { end -= 1 }
    // "commentDateStyle": what is said of its style says nothing.
    if end - first > 10, name.extracting(end - 5..<end).begins(with: "style") {
      end -= 5
      while end > first, isNumberPart(name[end - 1]) { end -= 1 }
    }
    var start = end
    // Back to a separator, or to a capital that follows a small letter.
    while start > first {
      let byte = name[start - 1]
      if byte == 0x2d || byte == 0x5f { break }
      start -= 1
      if byte >= 0x41, byte <= 0x5a, start > first, name[start - 1] >= 0x61, name[start - 1] <= 0x7a { break }
    }
    guard start > first, end - start >= 3, end - start <= 12 else { return [] }
    let role = NameRole(rawValue: lastWords.value(of: fingerprint(name, start..<end)))
    // A member's title is not the comment's.
    return role == .title && memberWords.occurs(in: name.extracting(range)) ? .meta : role
  }

  private static let memberWords = WordIndex(["user", "member", "author", "custom", "rank", "has", "profile"])
  private static let answeredWords = WordIndex(["inreplyto", "in-reply-to"])

  private static let lastWords: PhraseTable = {
    let lists: [(NameRole, String)] = [
      (
        .authorBox,
        "name author username user nickname nick commenter poster autor auteur accountname login yazar avtor naam navn namn"
          + " nimi nome jmeno verfasser schreiber nutzer usuario who"
      ),
      (
        .date,
        "date time timestamp datetime datum fecha published posted tarih dato ago timeago when created quando cuando quand wann kiedy waqt"
      ),
      (
        .bodyBox,
        "text content body message copy inhalt what texte texto testo tekst metin telo mensaje mensagem bericht"
      ),
      (.avatar, "avatar gravatar userpic avatars mugshot"),
      (
        .control,
        "tooltip dropdown popup modal reply vote votes voting share sharing actions action controls buttons button rating ratings like likes report"
          + " functions tools toolbar antworten"
      ),
      (.meta, "meta header footer info information details badge badges rank"),
      (.signature, "signature"),
      (.children, "children replies subcomments childcomments"),
      (.title, "title betreff subject titre titel titolo titulo"),
    ]
    return PhraseTable(
      hashed: lists.flatMap { role, names in
        names.utf8.split(separator: 0x20).map { (fingerprint(Array($0).span, 0..<$0.count), role.rawValue) }
      })
  }()

  /// FNV-1a over the name in lower case, `_` read as `-`, digits and separators at the end left out.
  private static func fingerprint(_ name: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var end = range.upperBound
    while end > range.lowerBound, isNumberPart(name[end - 1]) { end -= 1 }
    if end == range.lowerBound { end = range.upperBound }
    var hash = FNV1a.basis
    for index in range.lowerBound..<end {
      let byte = name[index]
      hash = FNV1a.step(hash, byte == 0x5f ? 0x2d : lower(byte))
    }
    return FNV1a.finished(hash)
  }

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == 0x2d || byte == 0x5f
  }
}
