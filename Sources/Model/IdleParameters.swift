/// Parameters of addresses that do not change which page is shown.
enum IdleParameters {
  /// Campaign and click numbers of advertisers, mailers and networks; sessions; what blog software adds to a page's own
  /// address for a button beside a comment.
  private static let names: Set<String> = [
    // Advertisers and networks.
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
    "li_fat_id", "epik", "srsltid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "s_cid", "s_kwcid", "clickid",
    "partnerid",
    "cmpid", "ncid", "ocid", "icid", "trk", "trkcampaign", "soc_src", "soc_trk", "awesm", "xtor", "vero_id", "mc_cid",
    "mc_eid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "fb_comment_id", "fb_xd_fragment",
    "action_object_map", "action_type_map", "action_ref_map", "guccounter", "guce_referrer", "guce_referrer_sig",
    "spm", "smid", "smtyp", "ref_src", "ref_url", "wt_mc", "campaign_id", "sms_ss", "at_xt",
    // Sessions.
    "phpsessid", "jsessionid", "aspsessionid", "zenid", "oscsid", "cfid", "cftoken", "sessionid", "session_id",
    // WordPress and its plugins, Blogger, Disqus.
    "replytocom", "share", "nb", "like_comment", "_wpnonce", "doing_wp_cron", "unapproved", "moderation-hash",
    "showcomment", "commentpage", "dsq_thread_id", "relatedposts_hit", "relatedposts_origin", "relatedposts_position",
    "wpmp_switcher", "amp", "noamp",
  ]

  /// Families: `utm_source`, `pk_campaign`.
  private static let prefixes = [
    "utm_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "oly_", "at_campaign", "aspsessionid",
  ]

  /// Whether a parameter is one of them, by its name in any case and, for a few, by its value.
  static func contains(_ name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) -> Bool {
    guard name.count >= 1, name.count <= 32 else { return false }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    if names.contains(text) || prefixes.contains(where: text.hasPrefix) { return true }
    switch text {
    // A board's session is 32 hexadecimal digits; other numbers under that name may be a story's.
    case "sid", "s": return value.count == 32 && value.allSatisfy { PercentEncoding.hexadecimal($0) != nil }
    // Blogger's page for telephones.
    case "m": return value.elementsEqual("1".utf8) || value.elementsEqual("0".utf8)
    case "feature": return value.elementsEqual("feedburner".utf8)
    default: return false
    }
  }
}
