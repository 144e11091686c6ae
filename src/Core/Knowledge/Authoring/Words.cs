using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Authoring;

/// <summary>The words for closed lists, in texts and in STIX.</summary>
static class Words
{
    static readonly (Tlp Tlp, string Word)[] Tlps = [(Tlp.Clear, "clear"), (Tlp.Green, "green"), (Tlp.Amber, "amber"), (Tlp.AmberStrict, "amber-strict"), (Tlp.Red, "red")];
    static readonly (Pap Pap, string Word)[] Paps = [(Pap.Clear, "clear"), (Pap.Green, "green"), (Pap.Amber, "amber"), (Pap.Red, "red")];
    static readonly (BarrierKind Kind, string Word)[] Kinds = [(BarrierKind.Physical, "physical"), (BarrierKind.Social, "social"), (BarrierKind.Digital, "digital"), (BarrierKind.Legal, "legal")];

    public static string Of(Tlp tlp) => Tlps.First(pair => pair.Tlp == tlp).Word;

    public static string Of(Pap pap) => Paps.First(pair => pair.Pap == pap).Word;

    public static string Of(BarrierKind kind) => Kinds.First(pair => pair.Kind == kind).Word;

    public static string Aware(bool? aware) => aware switch { true => "aware", false => "unaware", null => "either" };

    public static Tlp? TlpOf(string? word) => Tlps.Where(pair => pair.Word == word).Select(pair => (Tlp?)pair.Tlp).FirstOrDefault();

    public static Pap? PapOf(string? word) => Paps.Where(pair => pair.Word == word).Select(pair => (Pap?)pair.Pap).FirstOrDefault();

    public static BarrierKind? KindOf(string? word) => Kinds.Where(pair => pair.Word == word).Select(pair => (BarrierKind?)pair.Kind).FirstOrDefault();

    /// <summary>Whether a word says how much a facilitator knows.</summary>
    public static bool IsAware(string word, out bool? aware)
    {
        aware = word switch { "aware" => true, "unaware" => false, _ => null };
        return word is "aware" or "unaware" or "either";
    }
}
