using System.Globalization;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Shell.Papers;

/// <summary>Begins documents. They carry the day and not the moment: who takes one twice in a day gets the same file.</summary>
sealed class PaperDesk(IWebHostEnvironment environment, NodeSettings settings, TimeProvider clock)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>A document in the language of the request.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="language">The language.</param>
    public Paper Begin(string title, Language language) => Begin(title, language.English);

    /// <summary>A document in a language of its own.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="english">Whether it is in English; otherwise in Dutch.</param>
    public Paper Begin(string title, bool english)
    {
        PaperFonts.Use(Path.Combine(environment.WebRootPath, "lib"));
        var today = _zone.DayOf(clock.GetUtcNow());
        return new Paper(title, english, $"{settings.Name}, {today.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL"))}", new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
    }

    /// <summary>The document as an answer.</summary>
    public static IResult Answer(Paper paper, string name) => Results.File(paper.Bytes(), "application/pdf", name + ".pdf");
}
