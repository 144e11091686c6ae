using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Reads what all documents have in common.</summary>
sealed record DocumentHead(string File, string ContentHash, string Text, Complaints Complaints)
{
    static readonly string[] Relations = ["derived", "obsolete", "merged", "renamed", "similar"];
    const int LongestDescription = 65_535;
    static readonly string[] Statuses = ["stable", "test", "experimental", "deprecated", "unsupported"];

    public string Title(MapReader reader)
    {
        var title = reader.Text("title") ?? "";
        if (string.IsNullOrWhiteSpace(title) && reader.Part("title") is null or YamlText)
            Complaints.Add(reader.Part("title") ?? reader.Map, "\"title\" is missing; say in a few words what is found (rules specification, \"Title\").");
        if (title.Length > 256)
            Complaints.Add(reader.Part("title")!, $"The title has {title.Length} characters; at most 256 are allowed.");
        return title;
    }

    public InputPlace Place(YamlMap map) => new(File, map.Line, map.Column, Complaints.Title);

    /// <summary>The document with its common parts read into it.</summary>
    public T Fill<T>(MapReader reader, T document) where T : PatternDocument
    {
        var name = reader.Text("name");
        CheckRelated(reader);
        if (reader.Text("description") is { Length: > LongestDescription })
            Complaints.Add(reader.Part("description")!, $"The description is longer than {LongestDescription} characters (rules specification, \"Description\").");
        return document with
        {
            Id = reader.Text("id") ?? name ?? ContentHash,
            Name = name,
            Description = reader.Text("description"),
            Status = Status(reader),
            Level = Level(reader),
            Author = reader.Text("author"),
            Date = Written(reader, "date"),
            Modified = Written(reader, "modified"),
            Tags = reader.Texts("tags"),
            References = reader.Texts("references"),
            FalsePositives = reader.Texts("falsepositives"),
            Card = CardReader.Read(reader.Child("knooppunt"), Complaints),
        };
    }

    // A date that is no text was never refused, and a pattern does not judge by it.
    static string? Written(MapReader reader, string key) => reader.Part(key) is YamlText { IsNull: false } text ? text.Value : null;

    void CheckRelated(MapReader reader)
    {
        foreach (var item in reader.Part("related") is YamlList list ? list.Items : [])
        {
            if (item is YamlMap map && map["type"] is YamlText type && Array.IndexOf(Relations, type.Value) < 0)
                Complaints.Add(type, $"\"{type.Value}\" is not a relation; choose from {string.Join(", ", Relations)} (rules specification, \"Identification\").");
        }
    }

    string? Status(MapReader reader)
    {
        var status = reader.Text("status");
        if (status is not null && Array.IndexOf(Statuses, status) < 0)
            Complaints.Add(reader.Part("status")!, $"\"{status}\" is not a status; choose from {string.Join(", ", Statuses)}.");
        return status;
    }

    PatternLevel Level(MapReader reader)
    {
        switch (reader.Text("level"))
        {
            case null:
                return PatternLevel.Low;
            case "informational":
                return PatternLevel.Informational;
            case "low":
                return PatternLevel.Low;
            case "medium":
                return PatternLevel.Medium;
            case "high":
                return PatternLevel.High;
            case "critical":
                return PatternLevel.Critical;
            case var other:
                Complaints.Add(reader.Part("level")!, $"\"{other}\" is not a level; choose from informational, low, medium, high, critical.");
                return PatternLevel.Low;
        }
    }
}
