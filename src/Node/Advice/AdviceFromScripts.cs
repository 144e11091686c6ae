using System.Security.Claims;
using System.Text.Json.Serialization;
using Knooppunt.Advice;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;
using Barrier = Knooppunt.Knowledge.Barrier;

namespace Knooppunt.Node.Advice;

/// <summary>Works advice out of the scripts that its receiver may read.</summary>
sealed class AdviceFromScripts(ScriptShelf shelf)
{
    /// <summary>Barriers of which the receiver may say that they stand: those that who does this can put up.</summary>
    public IReadOnlyList<Barrier> Choices(ClaimsPrincipal person, string partner, IEnumerable<string> activities)
    {
        var codes = activities.Select(ActivityTable.Find).OfType<Activity>().SelectMany(activity => activity.Barriers).ToHashSet(StringComparer.Ordinal);
        return [.. For(person, partner).SelectMany(script => script.Script.Barriers).Where(barrier => codes.Contains(barrier.Code)).DistinctBy(barrier => barrier.Code)];
    }

    /// <summary>What would be given now.</summary>
    public AdvicePaper Write(ClaimsPrincipal person, AdviceRow row)
    {
        var scripts = For(person, row.Partner);
        Activity[] activities = [.. Words(row.Activities).Select(ActivityTable.Find).OfType<Activity>()];
        var advised = Adviser.Work(activities, Words(row.Standing), [.. scripts.Select(script => script.Script)]);
        return AdvicePaper.Write(advised, activities, row.Receiver, row.English, tag => scripts.SelectMany(script => script.Sources[tag]).Concat(shelf.Sources.Where(source => source.Tag == tag)).Distinct());
    }

    /// <summary>Words with blanks between them.</summary>
    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // Both must hold: who writes may read it, and so may who gets the paper. A paper for somebody outside is as public as a page.
    IReadOnlyList<ShelvedScript> For(ClaimsPrincipal person, string partner)
    {
        var direction = partner.Length > 0 ? Direction.Partner : Direction.Public;
        return shelf.Seen(script => person.SeesKnowledge(script.Label) && AccessTable.Ask(new(Regime.None, Purpose.Knowledge, Role.Analyst, direction, script.Label.Tlp, script.Label.Pap)).Verdict == AccessVerdict.Allow);
    }
}

/// <summary>How a paper is kept.</summary>
[JsonSerializable(typeof(AdvicePaper))]
sealed partial class AdviceJson : JsonSerializerContext;
