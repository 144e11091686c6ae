using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Reads the map <c>knooppunt:</c>.</summary>
static class CardReader
{
    static readonly string[] Places = ["terminal", "gate", "passes", "quay", "water", "air", "flowers", "premises"];

    static readonly string[] Previews = ["absence"];

    public static PatternCard? Read(YamlMap? map, Complaints complaints)
    {
        if (map is null)
            return null;
        var reader = new MapReader(map, complaints);
        var card = new PatternCard
        {
            Place = OneOf(reader, "place", Places, complaints),
            Subject = reader.Text("subject"),
            Families = Families(reader, complaints),
            Contradiction = reader.Text("contradiction"),
            StoryGap = reader.Span("story-gap") ?? TimeSpan.FromHours(24),
            Sentence = Sentences(reader, "sentence", complaints),
            Innocent = Sentences(reader, "innocent", complaints),
            Dutch = Dutch(reader, complaints),
            Script = reader.Text("script"),
            Staff = reader.Flag("staff") ?? false,
            Preview = OneOf(reader, "preview", Previews, complaints),
            Sources = reader.Texts("sources"),
        };
        reader.RefuseOthers("knooppunt");
        return card;
    }

    static string? OneOf(MapReader reader, string key, string[] allowed, Complaints complaints)
    {
        var value = reader.Text(key);
        if (value is not null && Array.IndexOf(allowed, value) < 0)
            complaints.Add(reader.Part(key)!, $"\"{value}\" is not a {key}; choose from {string.Join(", ", allowed)}.");
        return value;
    }

    static IReadOnlyList<string> Families(MapReader reader, Complaints complaints)
    {
        foreach (var family in reader.TextParts("families"))
        {
            if (ObservationType.TryFamily(family.Value) is null)
                complaints.Add(family, $"\"{family.Value}\" is not a family of evidence; choose from information, presence, goods, organisation, report, outcome.");
        }

        return reader.Texts("families");
    }

    static DutchTexts? Dutch(MapReader reader, Complaints complaints)
    {
        if (reader.Child("dutch") is not { } map)
            return null;
        var child = new MapReader(map, complaints);
        var texts = new DutchTexts(child.Text("title"), child.Text("description"), child.Text("contradiction"));
        child.RefuseOthers("dutch");
        return texts;
    }

    static Sentences? Sentences(MapReader reader, string key, Complaints complaints)
    {
        if (reader.Child(key) is not { } map)
            return null;
        var child = new MapReader(map, complaints);
        var (dutch, english) = (child.Required("nl"), child.Required("en"));
        child.RefuseOthers(key);
        return dutch is null || english is null ? null : new Sentences(dutch, english);
    }
}
