using System.Globalization;
using System.Text.Json.Nodes;

namespace Knooppunt.Node.Journal;

/// <summary>A signed statement that something was destroyed, as somebody who checks it reads it.</summary>
/// <param name="Name">What was destroyed: a segment of the journal, or what another room kept.</param>
/// <param name="DeletedAt">When.</param>
/// <param name="Class">Its retention class; null for what is not a segment.</param>
/// <param name="ArrivalDay">The day on which it had come in; null for what is not a segment.</param>
/// <param name="Records">How many records it held; null when the statement does not say.</param>
/// <param name="Holds">Whether the signature fits the statement under the organisation's key.</param>
/// <param name="Content">The proof itself: JSON with <c>statement</c>, <c>signature</c> and <c>publicKey</c>.</param>
sealed record DeletionProof(string Name, DateTimeOffset DeletedAt, string? Class, DateOnly? ArrivalDay, long? Records, bool Holds, string Content)
{
    /// <summary>Reads a control record of kind <c>deletion</c>.</summary>
    public static DeletionProof Read(ControlRecord record, string publicKey)
    {
        var statement = JsonNode.Parse(JsonNode.Parse(record.Content)!["statement"]!.GetValue<string>())!;
        return new(
            record.Name,
            DateTimeOffset.Parse(statement["deletedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            statement["class"]?.GetValue<string>(),
            DateOnly.TryParseExact(statement["arrivalDay"]?.GetValue<string>(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            statement["records"]?.GetValue<long>(),
            Retention.Verify(record.Content, publicKey),
            record.Content);
    }
}
