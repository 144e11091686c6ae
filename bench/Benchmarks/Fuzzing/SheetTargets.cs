using Knooppunt.Barriers;
using Knooppunt.Observations.Mapped;
using Knooppunt.Programme;

namespace Knooppunt.Fuzzing;

/// <summary>Sheets with named columns, read as each kind that there is.</summary>
static class SheetTargets
{
    public static string[] Words { get; } = ["\"", "\"\"", ",", "\r\n", "\n", "place,week,what,count,source\n", "2026-01-05", "9999-12-31", "0001-01-01", "-1", "99999999999999999999", "signals", "rotterdam", "https://", "1e5", "\ufeff"];

    public static IReadOnlyList<byte[]> Seeds { get; } =
    [
        "place,week,what,count,source\nhek,2024-01-01,passages,4,logboek\nhek,2024-01-08,\"passages, nacht\",5,logboek\n"u8.ToArray(),
        "node,year,allotted,committed,spent,as_of,source\nzeeland,2025,1,2,3,2026-01-31,havens\n"u8.ToArray(),
        "node,year,period,metric,value,unit,as_reported_by,url,note\nrotterdam,2024,year,batches,189,count,HARC,https://x.example/a,\n"u8.ToArray(),
    ];

    public static void Read(byte[] bytes)
    {
        Check(WeeklyFile.Read("weeks.csv", bytes));
        Check(NodeYearFile.Read("years.csv", bytes, new DateOnly(2026, 3, 1)));
        Check(OutcomeFile.Read("outcomes.csv", bytes));
    }

    static void Check<T>(CsvSheet<T> sheet)
    {
        if (sheet.Complaints.Count > CsvSheet.MostComplaints || (sheet.LeftOut > 0 && sheet.Complaints.Count == 0))
            throw new BrokenPromiseException($"{sheet.LeftOut} lines were left out and {sheet.Complaints.Count} sentences said.");
        // Of a file that is no text at all no line can be named.
        if (sheet.Complaints.Any(complaint => (complaint.Place.Line < 1 && sheet.Items.Count > 0) || !complaint.Sentence.EndsWith('.')))
            throw new BrokenPromiseException("A sentence names no line, or is none.");
    }
}
