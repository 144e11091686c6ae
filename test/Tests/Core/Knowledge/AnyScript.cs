using CsCheck;
using Knooppunt.Knowledge;
using Knooppunt.Observations;
using Barrier = Knooppunt.Knowledge.Barrier;

namespace Knooppunt.Tests.Core.Knowledge;

/// <summary>Random good scripts.</summary>
static class AnyScript
{
    static readonly Gen<string> Said = Gen.OneOf("een zegel", "it's 'quoted' [S1]", "a | b", "regel\nregel", "ünïcode ✓ 😀", "ends with ]", "key: value", "# no comment", "- no list", "\"x\"", "{a: b}");
    static readonly Gen<string> Tag = Gen.OneOf("S1", "S29b", Claim.Own, Claim.Unchecked, "partner-7");
    static readonly Gen<string> Observation = Gen.OneOf([.. Taxonomy.Types.Keys]);
    static readonly Gen<Bilingual> Both = Gen.Select(Said, Said, (dutch, english) => new Bilingual(dutch, english));
    static readonly Gen<Claim> AnyClaim = Gen.Select(Both, Tag.Array[1, 3], (text, tags) => new Claim(text, [.. tags.Distinct()]));
    static readonly Gen<Claim[]> Claims = AnyClaim.Array[0, 2];

    public static Gen<CrimeScript> Script { get; } = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4], Both, AnyClaim, Gen.Long[0, 4_000_000_000_000]).SelectMany((steps, barriers, name, what, moment) =>
        Gen.Select(Steps(steps, barriers), AnyClaim.Array[barriers], Claims, Claims, Gen.Enum<Tlp>(), Gen.Enum<Pap>(), (made, stops, facts, unknown, tlp, pap) => new CrimeScript
        {
            Code = "MO-77",
            Modified = DateTimeOffset.FromUnixTimeMilliseconds(moment),
            Name = name,
            What = what,
            Tlp = tlp,
            Pap = pap,
            Where = [.. ScriptRules.Places.Take(barriers)],
            Facts = facts,
            Unknown = unknown,
            Barriers = [.. stops.Select((stop, index) => new Barrier($"b{index}", (BarrierKind)(index % 4), stop)).Where(barrier => made.Any(step => step.Barriers.Contains(barrier.Code)))],
            Steps = made,
        }));

    static Gen<ScriptStep[]> Steps(int count, int barriers) => Gen.Select(Gen.Int, Both, AnyClaim, Claims, Gen.Select(AnyClaim, Gen.Bool, Gen.Bool).Array[0, 2], Gen.Select(Observation, AnyClaim).Array[0, 2]).Array[count].Select(all => all.Select((one, index) =>
    {
        var (luck, name, what, claims, helpers, traces) = one;
        string[] after = [.. Enumerable.Range(0, index).Where(earlier => (luck >> earlier & 1) == 1).Select(earlier => $"s{earlier}")];
        return new ScriptStep
        {
            Code = $"s{index}",
            Phase = ScriptPhase.All[(luck & 0xFFFF) % ScriptPhase.All.Count].Code,
            Name = name,
            What = what,
            After = after,
            NeedsAll = after.Length > 1 && (luck & 8) == 8,
            Roles = claims,
            Facilitators = [.. helpers.Select(helper => new Facilitator(helper.Item1, helper.Item2 ? helper.Item3 : null))],
            Traces = [.. traces.Select(trace => new Trace(trace.Item1, trace.Item2))],
            Patterns = (luck & 16) == 16 ? ["fc10478e-ac48-53fd-83f1-57bd569a4c13"] : [],
            Partners = claims,
            Barriers = [.. Enumerable.Range(0, barriers).Where(barrier => (luck >> (barrier + 8) & 1) == 1).Select(barrier => $"b{barrier}").Reverse()],
        };
    }).ToArray());
}
