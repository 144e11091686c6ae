using System.Globalization;
using System.Text.Json;
using Knooppunt.Observations;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary>The truth about a simulation, one crime script a line.</summary>
static class TruthLines
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(InjectedScript script) => JsonSerializer.Serialize(
        new Line(script.Id, script.Pattern, script.Subject.ToString(), Time(script.Start), Time(script.End), [.. script.Keys.Select(key => $"{key.Key}:{key.Value}")]), Options);

    /// <summary>Reads a file of such lines.</summary>
    public static Parsed<IReadOnlyList<InjectedScript>> Read(string path)
    {
        var scripts = new List<InjectedScript>();
        foreach (var (index, text) in File.ReadLines(path).Index())
        {
            if (Of(text) is not { } script)
                return new Complaint(new(Path.GetFileName(path), index + 1), "This is not a line of truth: id, pattern, subject, start, end and keys are needed.");
            scripts.Add(script);
        }

        return scripts;
    }

    static InjectedScript? Of(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Options) is { Id: not null, Pattern: not null, Keys: not null } line && Subject.TryParse(line.Subject) is { } subject
                ? new InjectedScript(line.Id, line.Pattern, subject, Moment(line.Start), Moment(line.End), [.. line.Keys.Select(Subject.TryParse).OfType<Subject>().Select(key => KeyValuePair.Create(key.Kind, key.Value))])
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return null;
        }
    }

    static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static DateTimeOffset Moment(string? text) => DateTimeOffset.Parse(text ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    sealed record Line(string Id, string Pattern, string Subject, string Start, string End, string[] Keys);
}
