using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>What an organisation says of a script, a step, a barrier or something that others propose: a note (STIX 2.1, section 4.13), or an opinion when it says how far it agrees (section 4.15).</summary>
/// <param name="Id">Id of the object: of the type opinion when <paramref name="Opinion"/> is given, else of the type note.</param>
/// <param name="About">What it is about; at least one.</param>
/// <param name="Text">What is said: the content of a note, the explanation of an opinion; empty for an opinion of others that explains nothing.</param>
/// <param name="Opinion">One of <see cref="Opinions"/>; null for a note.</param>
/// <param name="Language">Language of the text (RFC 5646); null when its maker does not say.</param>
/// <param name="Tlp">With whom it may be shared.</param>
/// <param name="Pap">What may be done with it.</param>
/// <param name="Created">When its first version was made, UTC, to the millisecond.</param>
/// <param name="Modified">When this version was made, likewise.</param>
/// <param name="Withdrawn">Whether its maker withdrew it: <c>revoked</c>.</param>
public sealed record Remark(StixId Id, IReadOnlyList<StixId> About, string Text, string? Opinion, string? Language, Tlp Tlp, Pap Pap, DateTimeOffset Created, DateTimeOffset Modified, bool Withdrawn)
{
    /// <summary>The five words of an opinion (section 4.15, <c>opinion-enum</c>), from against to for.</summary>
    public static IReadOnlyList<string> Opinions { get; } = ["strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"];

    /// <summary>Whether an object is a remark: a note or an opinion.</summary>
    public static bool Is(StixObject one) => one?.Type is "note" or "opinion";

    /// <summary>Reads a note or an opinion.</summary>
    /// <param name="one">The object.</param>
    /// <returns>What it says; null when it is neither.</returns>
    public static Remark? Of(StixObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var telling = new Telling(one);
        // What nobody marked is taken to be for partners who need it.
        return Is(one) ? new(one.Id, telling.About, telling.Says ?? "", telling.Opinion, one.Language, Marks.TlpOf(one, Tlp.Amber), Marks.PapOf(one, Pap.Amber), one.Created!.Value, one.Modified!.Value, one.Revoked) : null;
    }

    /// <summary>
    /// Writes it. Names of persons (<c>authors</c>) are never written: who speaks is an organisation. When it was withdrawn it refers to its maker alone: what it was about may be gone by then, and who got it
    /// must hear that it does not count any more all the same.
    /// </summary>
    /// <param name="maker">The identity of the organisation that says it.</param>
    public StixObject ToObject(StixObject maker)
    {
        ArgumentNullException.ThrowIfNull(maker);
        var properties = new JsonObject
        {
            ["type"] = Id.Type,
            ["spec_version"] = "2.1",
            ["id"] = Id.ToString(),
            ["created_by_ref"] = maker.Id.ToString(),
            ["created"] = StixTime.Format(Created),
            ["modified"] = StixTime.Format(Modified),
        };
        if (Withdrawn)
            properties["revoked"] = true;
        if (Language is not null)
            properties["lang"] = Language;
        properties[Opinion is null ? "content" : "explanation"] = Text;
        if (Opinion is not null)
            properties["opinion"] = Opinion;
        properties["object_refs"] = new JsonArray([.. (Withdrawn ? [maker.Id] : About).Select(id => (JsonNode?)id.ToString())]);
        properties["object_marking_refs"] = new JsonArray(Marks.Of(Tlp).Id.ToString(), Marks.Of(Pap).Id.ToString());
        return StixObject.From(properties);
    }
}
