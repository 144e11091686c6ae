using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Knowledge.Authoring;

/// <summary>Reads the tree of a script's text; every fault gets its line.</summary>
sealed class ScriptReader(string fileName, ICollection<Complaint> complaints)
{
    const string ClaimForm = "Write it as 'Nederlands | English [S19]': Dutch, a bar between spaces, English, and the sources in square brackets.";

    static readonly Claim Nothing = new(new("", ""), []);
    static readonly string[] OfScript = ["script", "modified", "tlp", "pap", "name", "what", "where", "facts", "innocent", "unknown", "barriers", "steps"];
    static readonly string[] OfStep = ["step", "phase", "name", "what", "after", "needs", "roles", "facilitators", "opportunities", "traces", "patterns", "partners", "barriers"];

    /// <summary>The script; null when it is none.</summary>
    public CrimeScript? Script(YamlPiece root)
    {
        var parts = Parts(root, OfScript);
        if (parts is null)
            return null;
        var steps = new List<ScriptStep>();
        foreach (var piece in Items(parts, "steps"))
        {
            if (Step(piece, steps.Count > 0 ? steps[^1].Code : null) is { } step)
                steps.Add(step);
        }

        return new()
        {
            Code = Text(parts, root, "script"),
            Modified = Time(parts, root),
            Tlp = Choice(parts, root, "tlp", Words.TlpOf) ?? Observations.Tlp.Red,
            Pap = parts.ContainsKey("pap") ? Choice(parts, root, "pap", Words.PapOf) ?? Observations.Pap.Red : Observations.Pap.Clear,
            Name = Pair(parts, root, "name"),
            What = Claim(parts, root, "what"),
            Where = Texts(parts, "where"),
            Facts = Claims(parts, "facts"),
            Innocent = Claims(parts, "innocent"),
            Unknown = Claims(parts, "unknown"),
            Barriers = Barriers(parts),
            Steps = steps,
        };
    }

    ScriptStep? Step(YamlPiece piece, string? previous)
    {
        var parts = Parts(piece, OfStep);
        if (parts is null)
            return null;
        return new()
        {
            Code = Text(parts, piece, "step"),
            Phase = Text(parts, piece, "phase"),
            Name = Pair(parts, piece, "name"),
            What = Claim(parts, piece, "what"),
            After = parts.ContainsKey("after") ? Texts(parts, "after") : ScriptText.Before(previous),
            NeedsAll = parts.ContainsKey("needs") && Choice(parts, piece, "needs", word => word is "all" or "any" ? word == "all" : (bool?)null) == true,
            Roles = Claims(parts, "roles"),
            Facilitators = [.. Worded(parts, "facilitators", "aware, unaware or either", word => Words.IsAware(word, out _)).Select(pair => new Facilitator(pair.Claim, Words.IsAware(pair.Word, out var aware) ? aware : null))],
            Opportunities = Claims(parts, "opportunities"),
            Traces = [.. Worded(parts, "traces", "an observation type such as seal_check", word => Taxonomy.Types.ContainsKey(word)).Select(pair => new Trace(pair.Word, pair.Claim))],
            Patterns = Texts(parts, "patterns"),
            Partners = Claims(parts, "partners"),
            Barriers = Texts(parts, "barriers"),
        };
    }

    List<Barrier> Barriers(Dictionary<string, YamlPiece> parts)
    {
        var barriers = new List<Barrier>();
        if (!parts.TryGetValue("barriers", out var piece))
            return barriers;
        if (piece.Pairs is not { } pairs)
        {
            Complain(piece, "Barriers are written as code: 'kind: Nederlands | English [S19]'.");
            return barriers;
        }

        foreach (var (key, value) in pairs)
        {
            if (Worded(value, "physical, social, digital or legal", word => Words.KindOf(word) is not null) is { } barrier)
                barriers.Add(new(key.Scalar!, Words.KindOf(barrier.Word)!.Value, barrier.Claim));
        }

        return barriers;
    }

    Dictionary<string, YamlPiece>? Parts(YamlPiece piece, string[] known)
    {
        if (piece.Pairs is not { } pairs)
        {
            Complain(piece, $"Here must stand named parts: {string.Join(", ", known)}.");
            return null;
        }

        foreach (var (key, _) in pairs.Where(pair => !known.Contains(pair.Key.Scalar)))
            Complain(key, $"\"{key.Scalar}\" is not known here; known are {string.Join(", ", known)}.");
        return pairs.ToDictionary(pair => pair.Key.Scalar!, pair => pair.Value, StringComparer.Ordinal);
    }

    IReadOnlyList<YamlPiece> Items(Dictionary<string, YamlPiece> parts, string name)
    {
        if (!parts.TryGetValue(name, out var piece))
            return [];
        if (piece.Items is { } items)
            return items;
        Complain(piece, $"\"{name}\" is a list: each item on its own line after a hyphen.");
        return [];
    }

    List<Claim> Claims(Dictionary<string, YamlPiece> parts, string name) => [.. Items(parts, name).Select(Claim)];

    IEnumerable<(string Word, Claim Claim)> Worded(Dictionary<string, YamlPiece> parts, string name, string words, Func<string, bool> known) =>
        Items(parts, name).Select(item => Worded(item, words, known)).Where(pair => pair is not null).Select(pair => pair!.Value);

    (string Word, Claim Claim)? Worded(YamlPiece piece, string words, Func<string, bool> known)
    {
        var named = piece.Pairs?.FirstOrDefault(pair => pair.Key.Scalar == "of").Value?.Scalar;
        var split = piece.Scalar is { } line ? ScriptLine.Word(line) : null;
        if ((named ?? split?.Word) is not { } word || !known(word))
        {
            Complain(piece, $"It begins with {words} and a colon.");
            return null;
        }

        return (word, split is { } pair ? Claim(piece with { Scalar = pair.Says }) : Claim(piece));
    }

    Claim Claim(Dictionary<string, YamlPiece> parts, YamlPiece root, string name) => Need(parts, root, name) is { } piece ? Claim(piece) : Nothing;

    Claim Claim(YamlPiece piece)
    {
        if (piece.Pairs is { } pairs)
        {
            string? Part(string name) => pairs.FirstOrDefault(pair => pair.Key.Scalar == name).Value?.Scalar;
            var sources = pairs.FirstOrDefault(pair => pair.Key.Scalar == "sources").Value?.Items;
            if (Part("dutch") is { } dutch && Part("english") is { } english && sources?.All(source => source.Scalar is not null) == true)
                return new(new(dutch, english), [.. sources.Select(source => source.Scalar!)]);
        }
        else if (piece.Scalar is { } line && ScriptLine.Claim(line) is { } claim)
        {
            return claim;
        }

        Complain(piece, ClaimForm);
        return Nothing;
    }

    Bilingual Pair(Dictionary<string, YamlPiece> parts, YamlPiece root, string name)
    {
        if (Need(parts, root, name) is not { } piece)
            return Nothing.Text;
        if (piece.Pairs is { } pairs && pairs.FirstOrDefault(pair => pair.Key.Scalar == "dutch").Value?.Scalar is { } dutch && pairs.FirstOrDefault(pair => pair.Key.Scalar == "english").Value?.Scalar is { } english)
            return new(dutch, english);
        if (piece.Scalar is { } line && ScriptLine.Pair(line) is { } both)
            return both;
        Complain(piece, "Write it as 'Nederlands | English': Dutch, a bar between spaces, English.");
        return Nothing.Text;
    }

    List<string> Texts(Dictionary<string, YamlPiece> parts, string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(parts, name))
        {
            if (item.Scalar is { } text)
                texts.Add(text);
            else
                Complain(item, "Here must stand one word.");
        }

        return texts;
    }

    string Text(Dictionary<string, YamlPiece> parts, YamlPiece root, string name)
    {
        if (Need(parts, root, name) is not { } piece)
            return "";
        if (piece.Scalar is { } text)
            return text;
        Complain(piece, $"\"{name}\" is one word.");
        return "";
    }

    DateTimeOffset Time(Dictionary<string, YamlPiece> parts, YamlPiece root)
    {
        if (Need(parts, root, "modified") is not { } piece)
            return default;
        if (StixTime.TryParse(piece.Scalar, out var time) && StixTime.Format(time) == piece.Scalar)
            return time;
        Complain(piece, "Write the moment as 2026-03-01T02:10:00.000Z: UTC, to the millisecond.");
        return default;
    }

    T? Choice<T>(Dictionary<string, YamlPiece> parts, YamlPiece root, string name, Func<string?, T?> choose) where T : struct
    {
        if (Need(parts, root, name) is not { } piece)
            return null;
        if (choose(piece.Scalar) is { } chosen)
            return chosen;
        Complain(piece, $"\"{piece.Scalar}\" is not one of the words for {name}: {(name == "needs" ? "all, any" : name == "pap" ? "clear, green, amber, red" : "clear, green, amber, amber-strict, red")}.");
        return null;
    }

    YamlPiece? Need(Dictionary<string, YamlPiece> parts, YamlPiece root, string name)
    {
        if (parts.TryGetValue(name, out var piece))
            return piece;
        Complain(root, $"\"{name}\" is missing.");
        return null;
    }

    void Complain(YamlPiece at, string sentence) => complaints.Add(new(new(fileName, at.Line, at.Column), sentence));
}
