using System.Text.Json;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>What became of one object of an envelope.</summary>
/// <param name="Item">The object.</param>
/// <param name="Taken">Whether it is here now, or was already.</param>
/// <param name="Sentence">Why it was not taken; or what is to be known of one that was: that it was here, or waits for another. Null: nothing.</param>
readonly record struct AddedObject(EnvelopeItem Item, bool Taken, string? Sentence);

/// <summary>Takes the objects of an envelope into a collection: each that is good, with what it comes to together.</summary>
sealed class AddObjects(ThingTable things, int owner, bool fromNode)
{
    /// <summary>What is said of an object that was here.</summary>
    public const string Known = "Was here already.";

    readonly int _self = things.OwnerNumber(Parties.Party.Self.Name), _relay = things.OwnerNumber(Parties.Party.Relay.Name);
    readonly HashSet<Thing> _changed = [];

    /// <param name="items">The objects.</param>
    /// <param name="wrong">What of the meaning of each is wrong, in a sentence; null when nothing is.</param>
    public List<AddedObject> Add(IReadOnlyList<EnvelopeItem> items, IReadOnlyList<string?> wrong)
    {
        var added = new List<AddedObject>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var (taken, sentence) = Take(items[i], wrong[i]);
            added.Add(new(items[i], taken, sentence));
        }

        Settling.Settle(things, _changed);
        // Only now it is known what waits for what.
        for (var i = 0; i < added.Count; i++)
        {
            if (added[i] is { Taken: true, Sentence: null, Item.Head: { } head } && things.Of(head.Id).Now == Reach.Nobody)
                added[i] = added[i] with { Sentence = Waits(head) };
        }

        things.Save();
        return added;
    }

    string Waits(ObjectHead head) => Mentioned(head).Select(things.Of).FirstOrDefault(thing => thing.Now == Reach.Nobody) is { } missing
        ? missing.Versions is [] or null && missing.Owner is null ? $"Kept, and given to nobody until {missing.Id} is here, which it mentions." : $"Kept, and given to nobody until all that {missing.Id} mentions is here."
        : "Kept, and given to nobody: what it mentions is for different parties alone.";

    (bool Taken, string? Sentence) Take(EnvelopeItem item, string? wrong)
    {
        if (item.Head is not { } head)
            return (false, $"The object {item.Wrong}");
        if (TlpMark.Definition(head.Id) is { } fixedText)
        {
            Mark(head.Id, fixedText);
            return (true, null);
        }

        if (MarkRule.Refusal(head, fromNode) is { } mark)
            return (false, mark);
        if (wrong is not null)
            return (false, wrong);
        var thing = things.Of(head.Id);
        var versions = things.VersionsOf(thing);
        var version = head.Version ?? "";
        if (versions.Find(kept => kept.Version == version) is { } same)
            return Same(item.Bytes, same.Json ?? things.JsonOf(thing, version)) ? (true, Known) : (false, "The same version is here with other content, and stays. A change needs a later \"modified\".");
        // What the node took over meanwhile it gives as its own, and no longer along.
        if (thing.Owner is { } first && first != owner && !(first == _relay && owner == _self))
            return (false, "Somebody else brought this object here first, and alone may bring new versions of it.");
        if (versions.Count > 0 && (version.Length == 0 || versions[0].Version.Length == 0))
            return (false, "It is here with \"modified\" or \"created\" in one and without in the other; one of them is not this object.");
        Enter(thing, new() { Version = version, Own = MarkRule.Of(head, owner), Json = item.Bytes, Mentions = [.. Mentioned(head).Select(things.Of)] });
        thing.Owner = owner;
        foreach (var known in head.Marks.Where(id => TlpMark.Of(id) is not null))
            Mark(known, TlpMark.Definition(known)!.Value);
        return (true, null);
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
