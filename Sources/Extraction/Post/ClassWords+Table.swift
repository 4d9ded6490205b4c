extension ClassWords {
  /// The words by what they add to a name; English first, then what blogs in other languages use.
  static let words: [(Word, String)] = [
    (
      .subject,
      """
      article entry post story blog blogpost news single art node page main item wysiwyg
      """
    ),
    (
      .body,
      """
      body content contents text copy copytext txt paragraphs prose corpo cuerpo texto contenido inhalt
      """
    ),
    (
      .whole,
      """
      articlebody articlecontent articletext articlecopy entrycontent entrybody entrytext postcontent postbody
      posttext postentry storybody storytext storycontent blogcontent bodytext bodycopy bodycontent contentbody
      textbody newstext newscontent newsbody fulltext richtext artikeltext articlemain artbody arttext
      hentrycontent singlecontent blogtext blogbody contenttext textcontent maintext contentmain
      """
    ),
    (
      .article,
      """
      hentry article post story blogpost entry artikel articolo noticia
      """
    ),
    (
      .main,
      """
      main content maincontent primary
      """
    ),
    (
      .junk,
      """
      nav navbar navigation subnav menu submenu breadcrumb breadcrumbs crumbs crumb footer colophon sidebar
      related relatedposts relatedarticles relatedlinks recommend recommended recommendation recommendations
      recirc recirculation trending popular mostpopular mostread newsletter newsletters subscribe subscription
      subscriptions signup share shares sharing sharebar sharebuttons sharedaddy sharethis social socials
      socialmedia sociable addthis addtoany shareaholic outbrain taboola promo promos promotion promotional
      sponsor sponsored adv advert advertisement advertisements advertising ads ad adslot adsense dfp adbox popup modal overlay lightbox tooltip hovercard toolbar toolbox pagination pager
      paginate postnav prevnext login register paywall piano banner ticker skip skiplink rating ratings vote
      voting poll donate donation whatsapp facebook twitterfollow tweetbutton fbroot likebutton jprelatedposts
      yarpp zemanta nrelate linkwithin criteo syndication relacionadas relacionados similar suggested suggestions
      readnext upnext alsolike otherposts morestories moreposts copyright noprint dontprint masthead blogroll
      tagcloud comparte compartir teilen partager weiterlesen verwandte relatedstories relatedcontent topstories
      stories livestories headlines seealso readalso readmore bottomline feedback print printonly viral jp flair
      aboutauthor saboxplugin abh
      """
    ),
    (
      .side,
      """
      sidebar sidebars footer colophon blogroll navbar navigation nav menu masthead textwidget
      """
    ),
    (
      .label,
      """
      label overflow x y title
      """
    ),
    (
      .consent,
      """
      gdpr consent cmplz cli onetrust usercentrics borlabs didomi cookiebot cookielaw privacy datenschutz dsgvo
      popmake popup modal
      """
    ),
    (
      .doubtful,
      """
      widget widgets aside rail promobox box infobox factbox embed embedded player video audio gallery slideshow
      carousel slider more latest next previous prev button buttons btn options tool tools utility disclaimer toc
      bio appeal message notice alert module extra extras bottom supplemental tertiary complementary links
      inset pullquote pull sticky
      """
    ),
    (
      .teaser,
      """
      teaser teasers card cards preview previews thumb thumbs thumbnail tile tiles
      """
    ),
    (
      .credits,
      """
      byline bylines author authors authorship dateline timestamp pubdate published meta metadata postmeta
      entrymeta postinfo articleinfo postmetadata entrymetadata infoline infos tags tag taglist hashtags keywords categories category credits
      credit biography aboutauthor authorbox authorbio posted postdate permalink topics topic labels eyebrow
      kicker updated modified source sources reading readingtime datetime createdate
      """
    ),
    (
      .author,
      """
      byline author authors authorship writer autor auteur redakteur fn contributor posted journalist reporter
      """
    ),
    (
      .date,
      """
      date dates dateline timestamp pubdate published publishdate postdate datetime posted datum fecha time
      created createdate pubtime publication datepublished
      """
    ),
    (
      .caption,
      """
      caption captions wpcaption figcaption legend legende photocredit imagecredit bildunterschrift icaption
      imagedescription imagecaption imgcaption photocaption imagesource photosource imgdescription bildtext bildlegende
      imagecopyright imagelegend
      """
    ),
    (
      .comments,
      """
      comment comments commentlist commentlists commentform disqus livefyre respond reply replies pingback
      pingbacks trackback trackbacks commenter kommentare kommentar comentarios commentaires dsq addcomment
      discussion idc
      """
    ),
    (
      .hidden,
      """
      hidden hide invisible screenreader sronly visuallyhidden offscreen noshow nodisplay
      """
    ),
    (
      .lead,
      """
      lead lede standfirst subtitle subheadline subhead intro dek deck summary excerpt abstract teaser chapo
      chapeau bajada entradilla subtitulo description sottotitolo occhiello vorspann perex strapline ingress
      """
    ),
    (
      .title,
      """
      title headline heading header hed titre titulo titel entrytitle posttitle articletitle storytitle
      """
    ),
    (
      .portrait,
      """
      bio biography box about profile description
      """
    ),
    (
      .mute,
      """
      has no not with without is enable enabled disable disabled category status type format supports layout theme
      style allow allows
      """
    ),
    (
      .layout,
      """
      content main body text
      """
    ),
  ]
}
