using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>A piece of input of which no observation came, on its way to be kept: refused, or a message of another kind.</summary>
/// <param name="Complaint">Where, and why it was not taken.</param>
/// <param name="Original">Its first bytes, at most <see cref="SourceContext.KeptBytes"/>; empty when there are none.</param>
/// <param name="Length">How many bytes it has, as far as they were read.</param>
/// <param name="Message">Type of a message that was recognised and makes no observation; null of what was refused.</param>
internal sealed record Unread(Complaint Complaint, byte[] Original, long Length, string? Message = null)
{
    /// <summary>Name of the type under which what was refused is kept.</summary>
    public const string RefusedType = "unread";

    /// <summary>Name of the type under which messages of other kinds are kept.</summary>
    public const string OtherMessageType = "other_message";

    const int LongestId = 256;

    /// <summary>What was refused.</summary>
    public static Unread Refused(Complaint complaint, ReadOnlySpan<byte> original) => new(complaint, original[..Math.Min(original.Length, SourceContext.KeptBytes)].ToArray(), original.Length);

    /// <summary>A message of a kind that makes no observation.</summary>
    public static Unread Other(string type, InputPlace place, ReadOnlySpan<byte> original, long length) =>
        new(new Complaint(place, $"A message of the type {type} makes no observation; its beginning is kept."), original.ToArray(), length, type);

    /// <summary>As a record of a source: the original as base64, since it may be anything.</summary>
    public Observation ToObservation(string source, DateTimeOffset received)
    {
        var place = Complaint.Place.ToString();
        var data = new Fields.Builder();
        data.Set("line", Complaint.Place.Line);
        if (Message is not null)
            data.Set("message_type", Message);
        if (Original.Length > 0)
        {
            data.Set("original", Convert.ToBase64String(Original));
            data.Set("original_bytes", Length);
        }

        return new Observation
        {
            Id = place[..Math.Min(place.Length, LongestId)],
            Source = source,
            Type = new ObservationType(Family.Information, Message is null ? RefusedType : OtherMessageType),
            Time = received,
            Data = data.Build(),
        };
    }
}
