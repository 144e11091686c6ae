using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Complaints about one document, each with file, line, column and the rule's title.</summary>
sealed class Complaints(string file)
{
    readonly List<Complaint> _all = [];

    public string? Title { get; set; }

    public IReadOnlyList<Complaint> All => _all;

    public bool Any => _all.Count > 0;

    public InputPlace PlaceOf(YamlPart part) => new(file, part.Line, part.Column, Title);

    public void Add(YamlPart at, string sentence)
    {
        // A hostile file could make one complaint per part; fifty tell enough.
        if (_all.Count < 50)
            _all.Add(new Complaint(PlaceOf(at), sentence));
    }
}
