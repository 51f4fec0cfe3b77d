using System.Collections.Frozen;

namespace IngestPipeline.Fetcher;

/// <summary>Parameters of a query that say how a reader came or who that is, and not which article it is: without them the address works as well.</summary>
/// <remarks>Only names that their makers document; short common ones (<c>ref</c>, <c>source</c>, <c>sid</c>) name articles elsewhere and stay.</remarks>
internal static class TrackingParameters
{
    // By maker: Google, Meta, other clicks on advertisements, mail, analytics, recommendations, sharing, sessions.
    private static readonly FrozenSet<string> Names = string.Join(' ',
        "gclid gclsrc gbraid wbraid dclid gad_source gad_campaignid srsltid _ga _gl",
        "fbclid fb_action_ids fb_action_types fb_source fb_ref igshid igsh mibextid",
        "msclkid yclid ysclid ymclid twclid ttclid li_fat_id sccid epik rdt_cid s_kwcid ef_id irclickid irgwc awc cjevent rb_clickid wickedid",
        "mc_cid mc_eid _hsenc _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok vero_id vero_conv elqtrack elqtrackid elqaid elqat oly_enc_id oly_anon_id _ke _kx __s vgo_ee dm_i ml_subscriber ml_subscriber_hash",
        "wt_mc wt_zmc ocid xtor at_medium at_campaign ns_mchannel ns_source ns_campaign ns_linkname",
        "dicbo oborigurl outbrainclickid tblci guccounter guce_referrer guce_referrer_sig",
        "ref_src ref_url wprov _branch_match_id _branch_referrer",
        "phpsessid jsessionid cfid cftoken").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Urchin and Google Analytics; Matomo, now and before; Piano, formerly AT Internet; sessions of classic ASP.
    private static readonly string[] Prefixes = ["utm_", "mtm_", "matomo_", "pk_", "piwik_", "at_custom", "aspsessionid"];

    /// <summary>Whether a parameter is one of them.</summary>
    /// <param name="name">As it stands before the equals sign; case does not matter but for <c>CMP</c>.</param>
    public static bool Contain(string name) =>
        name is "CMP" || Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
