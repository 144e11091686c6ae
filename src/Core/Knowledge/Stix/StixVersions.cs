namespace Knooppunt.Knowledge.Stix;

/// <summary>What an object that comes in is to the one that is there (section 3.6).</summary>
public enum StixArrival : byte
{
    /// <summary>There was none with its id.</summary>
    New,
    /// <summary>A later version: its modified is later.</summary>
    Newer,
    /// <summary>The same version, saying the same.</summary>
    Same,
    /// <summary>An earlier version: what is there stays.</summary>
    Older,
    /// <summary>The same version saying something else: refused, or two nodes would hold two truths under one name.</summary>
    Clash,
    /// <summary>A later version by another maker, or with another moment of creation, or of what was revoked: only the maker may change what it made.</summary>
    Foreign,
}

/// <summary>Order of versions.</summary>
public static class StixVersions
{
    /// <summary>What an incoming object is to the newest version that is there.</summary>
    /// <param name="present">The newest version that is there; null when there is none.</param>
    /// <param name="incoming">What came in, with the same id.</param>
    public static StixArrival Compare(StixObject? present, StixObject incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        return present is null ? StixArrival.New
            : incoming.Version < present.Version ? StixArrival.Older
            : incoming.Version == present.Version ? present.Says(incoming) ? StixArrival.Same : StixArrival.Clash
            : present.CreatedBy != incoming.CreatedBy || present.Created != incoming.Created || present.Revoked ? StixArrival.Foreign
            : StixArrival.Newer;
    }

    /// <summary>The version with which the maker of an object withdraws it; there is none after it.</summary>
    /// <param name="one">The newest version of it, not revoked.</param>
    /// <param name="at">When, later than that version.</param>
    public static StixObject Revoke(StixObject one, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(one);
        var properties = one.ToProperties();
        (properties["revoked"], properties["modified"]) = (true, StixTime.Format(at));
        return StixObject.From(properties);
    }

    /// <summary>The newest version of each object, in the order in which the ids first come.</summary>
    public static IReadOnlyList<StixObject> Newest(IEnumerable<StixObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return [.. objects.GroupBy(one => one.Id).Select(versions => versions.MaxBy(one => one.Version)!)];
    }
}
