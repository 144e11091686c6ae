using System.Text.Json;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>What became of one object of an envelope.</summary>
/// <param name="Item">The object.</param>
/// <param name="Refused">Why it was not taken; null when it is here now, or was already.</param>
/// <param name="Told">What is to be known of one that was taken: that it was here, or waits for another. Null: nothing.</param>
readonly record struct AddedObject(EnvelopeItem Item, RefusalReason? Refused, string? Told = null)
{
    public bool Taken => Refused is null;

    /// <summary>What machines are told of it, in English; null: nothing.</summary>
    public string? Sentence => Refused?.English ?? Told;
}

/// <summary>Takes the objects of an envelope into a collection: each that is good, with what it comes to together.</summary>
sealed class AddObjects(ThingTable things, int owner, bool fromNode)
{
    /// <summary>What is said of an object that was here.</summary>
    public const string Known = "Was here already.";

    // What the reader says of an object begins without its subject.
    static readonly Word Unfit = new("Zo kan het niet worden aangenomen:", "");

    static readonly RefusalReason
        OtherContent = new(("Dezelfde versie is er al met een andere inhoud, en die blijft. Een wijziging vraagt een latere \"modified\".", "The same version is here with other content, and stays. A change needs a later \"modified\".")),
        OfSomebodyElse = new(("Iemand anders bracht dit object hier als eerste, en mag als enige nieuwe versies brengen.", "Somebody else brought this object here first, and alone may bring new versions of it.")),
        OtherObject = new(("Het staat hier al, en maar een van beide heeft een \"modified\" of \"created\"; een van beide is dit object niet.", "It is here with \"modified\" or \"created\" in one and without in the other; one of them is not this object."));

    readonly int _self = things.OwnerNumber(Parties.Party.Self.Name), _relay = things.OwnerNumber(Parties.Party.Relay.Name);
    readonly HashSet<Thing> _changed = [];

    /// <param name="items">The objects.</param>
    /// <param name="wrong">What of the meaning of each is wrong, in a sentence; null when nothing is.</param>
    public List<AddedObject> Add(IReadOnlyList<EnvelopeItem> items, IReadOnlyList<string?> wrong)
    {
        var added = new List<AddedObject>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var (refused, told) = Take(items[i], wrong[i]);
            added.Add(new(items[i], refused, told));
        }

        Settling.Settle(things, _changed);
        // Only now it is known what waits for what.
        for (var i = 0; i < added.Count; i++)
        {
            if (added[i] is { Taken: true, Sentence: null, Item.Head: { } head } && things.Of(head.Id).Now == Reach.Nobody)
                added[i] = added[i] with { Told = Waits(head) };
        }

        things.Save();
        return added;
    }

    string Waits(ObjectHead head) => Mentioned(head).Select(things.Of).FirstOrDefault(thing => thing.Now == Reach.Nobody) is { } missing
        ? missing.Versions is [] or null && missing.Owner is null ? $"Kept, and given to nobody until {missing.Id} is here, which it mentions." : $"Kept, and given to nobody until all that {missing.Id} mentions is here."
        : "Kept, and given to nobody: what it mentions is for different parties alone.";

    (RefusalReason? Refused, string? Told) Take(EnvelopeItem item, string? wrong)
    {
        if (item.Head is not { } head)
            return (new(Unfit, $"The object {item.Wrong}"), null);
        if (TlpMark.Definition(head.Id) is { } fixedText)
        {
            Mark(head.Id, fixedText);
            return (null, null);
        }

        if (MarkRule.Refusal(head, fromNode) is { } mark)
            return (mark, null);
        if (wrong is not null)
            return (RefusalReason.Quote(wrong), null);
        var thing = things.Of(head.Id);
        var versions = things.VersionsOf(thing);
        var version = head.Version ?? "";
        if (versions.Find(kept => kept.Version == version) is { } same)
            return Same(item.Bytes, same.Json ?? things.JsonOf(thing, version)) ? (null, Known) : (OtherContent, null);
        // What the node took over meanwhile it gives as its own, and no longer along.
        if (thing.Owner is { } first && first != owner && !(first == _relay && owner == _self))
            return (OfSomebodyElse, null);
        if (versions.Count > 0 && (version.Length == 0 || versions[0].Version.Length == 0))
            return (OtherObject, null);
        Enter(thing, new() { Version = version, Own = MarkRule.Of(head, owner), Json = item.Bytes, Mentions = [.. Mentioned(head).Select(things.Of)] });
        thing.Owner = owner;
        foreach (var known in head.Marks.Where(id => TlpMark.Of(id) is not null))
            Mark(known, TlpMark.Definition(known)!.Value);
        return (null, null);
    }

    static IEnumerable<string> Mentioned(ObjectHead head) => head.Mentions.Concat(head.Marks).Where(id => TlpMark.Of(id) is null && id != head.Id).Distinct(StringComparer.Ordinal);

    // The known marks come with what is first marked with them.
    void Mark(string id, ReadOnlyMemory<byte> json)
    {
        var thing = things.Of(id);
        if (things.VersionsOf(thing).Count > 0)
            return;
        thing.Owner = _self;
        Enter(thing, new() { Version = StixVersion.Read(JsonDocument.Parse(json).RootElement.GetProperty("created").GetString())!, Own = Reach.AllNodes, Json = json, Mentions = [] });
    }

    void Enter(Thing thing, ThingVersion version)
    {
        var versions = things.VersionsOf(thing);
        // A version that comes late takes its place in time, not at the end.
        var at = versions.FindIndex(kept => string.CompareOrdinal(kept.Version, version.Version) > 0);
        versions.Insert(at < 0 ? versions.Count : at, version);
        foreach (var mentioned in version.Mentions)
            mentioned.NewDependents.Add(thing);
        _changed.Add(thing);
    }

    static bool Same(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        if (one.Span.SequenceEqual(other.Span))
            return true;
        using var left = JsonDocument.Parse(one);
        using var right = JsonDocument.Parse(other);
        var (mine, theirs) = (left.RootElement, right.RootElement);
        return mine.GetPropertyCount() == theirs.GetPropertyCount() && mine.EnumerateObject().All(property => theirs.TryGetProperty(property.Name, out var value) && Same(property.Value, value));
    }

    // Programs write one moment with and without zeros behind the point.
    static bool Same(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other)
        || (one.ValueKind == JsonValueKind.String && other.ValueKind == JsonValueKind.String && StixVersion.Read(one.GetString()) is { } moment && moment == StixVersion.Read(other.GetString()));
}
