using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Connectors;

/// <summary>What became no observation, as a line of the page of the sources: what follows on itself with the same reason is one line.</summary>
/// <param name="At">When the newest of them came.</param>
/// <param name="Source">Where they came from.</param>
/// <param name="Place">Place of the newest in its input.</param>
/// <param name="Reason">Why it became none.</param>
/// <param name="Count">How many.</param>
/// <param name="Original">What is kept of the newest.</param>
sealed record RefusalRow(DateTimeOffset At, string Source, string Place, string Reason, int Count, string Original)
{
    /// <summary>How many records a page shows.</summary>
    public const int PageSize = 50;

    /// <summary>A page of an organisation's, the newest first, and the number before which the next page begins; null when this is the last.</summary>
    public static (IReadOnlyList<RefusalRow> Rows, long? Older) Page(JournalRoom journals, string organisation, long? before, Language language)
    {
        var found = journals.Rejections(organisation, before, PageSize + 1);
        List<RefusalRow> rows = [];
        foreach (var rejection in found.Take(PageSize))
        {
            var row = Of(rejection, language);
            if (rows.Count > 0 && (rows[^1].Source, rows[^1].Reason) == (row.Source, row.Reason))
                rows[^1] = rows[^1] with { Count = rows[^1].Count + 1 };
            else
                rows.Add(row);
        }

        return (rows, found.Count > PageSize ? found[PageSize - 1].Number : null);
    }

    static RefusalRow Of(Rejection rejection, Language language)
    {
        var data = rejection.Observation.Data;
        var source = rejection.Source == OrganisationJournal.PostedSource ? language["over HTTP", "over HTTP"] : rejection.Source;
        var reason = data["message_type"].Text is { } type && rejection.Observation.Type.Name == Unread.OtherMessageType
            ? language[$"Bericht van een andere soort ({type}): herkend, geteld en bewaard.", $"Message of another kind ({type}): recognised, counted and kept."]
            : rejection.Reason;
        var bytes = data["original_bytes"];
        var original = bytes.Kind == Observations.FieldKind.Number
            ? language[$"{bytes.Number.ToString("N0", language.Culture)} bytes", $"{bytes.Number.ToString("N0", language.Culture)} bytes"]
            : "";
        return new(rejection.At, source, rejection.Observation.Id, reason, 1, original);
    }
}
