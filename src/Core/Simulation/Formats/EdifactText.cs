using System.Globalization;
using System.Text;
using Knooppunt.Chance;
using Knooppunt.Observations;

namespace Knooppunt.Simulation.Formats;

/// <summary>Writes container observations as an EDIFACT interchange: one message a container, with the counts that belong there.</summary>
static class EdifactText
{
    public static byte[] Write(SourceKind kind, IReadOnlyList<Observation> observations, DateTimeOffset closed, TimeZoneInfo zone, Luck luck)
    {
        var local = LocalDay.Local(closed, zone);
        var reference = local.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"UNB+UNOC:2+{Sender(observations[0])}+KNOOPPUNT+{local:yyMMdd}:{local:HHmm}+{reference}'\r\n");
        var messages = 0;
        foreach (var observation in observations)
        {
            // A message that is sent again has a reference of its own.
            for (var times = Written.Times(luck); times > 0; times--)
                new EdifactMessageText(text, string.Create(CultureInfo.InvariantCulture, $"{reference}{++messages:D5}"), zone).Write(kind.Types[0], observation);
        }

        text.Append(CultureInfo.InvariantCulture, $"UNZ+{messages}+{reference}'\r\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    static string Sender(Observation observation) => observation.Source.Split('/')[0].ToUpperInvariant();
}
