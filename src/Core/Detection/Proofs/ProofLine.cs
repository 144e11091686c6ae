using Knooppunt.Observations;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Detection;

/// <summary>One line of a proof: a case begins, something is observed, or the watermark moves.</summary>
abstract record ProofLine
{
    /// <summary>A case begins.</summary>
    public sealed record Case(string Name, int Expect, string Node, Subject? Subject) : ProofLine;

    /// <summary>Something is observed.</summary>
    public sealed record Seen(Observation Observation) : ProofLine;

    /// <summary>Event time is complete up to here.</summary>
    public sealed record Tick(DateTimeOffset Watermark) : ProofLine;

    const string StandardNode = "rotterdam";
    static readonly string[] OfCase = ["case", "expect", "node", "subject"];
    static readonly string[] OfAll = ["type", "time", "source"];

    /// <summary>Reads a line. Fields must be those of the taxonomy, of the right kind: a proof on a misspelled field proves nothing.</summary>
    public static Parsed<ProofLine> Read(InputPlace place, ReadOnlySpan<byte> line)
    {
        var json = new FlatJson();
        if (json.ReadWhole(line) is { } wrong)
            return new Complaint(place, wrong);
        var data = new Fields.Builder(json.Fields.Count);
        foreach (var field in json.Fields)
            data.Set(field.Key, field.Value);
        var fields = data.Build();
        return fields.Has("case") ? CaseOf(place, fields)
            : fields.Has("tick") ? TickOf(place, fields)
            : SeenOf(place, fields);
    }

    static Parsed<ProofLine> CaseOf(InputPlace place, Fields fields)
    {
        if (fields.FirstOrDefault(field => !OfCase.Contains(field.Key)).Key is { } stranger)
            return new Complaint(place, $"\"{stranger}\" does not belong to a case; known are: {string.Join(", ", OfCase)}.");
        if (fields["case"].Text is not { Length: > 0 } name)
            return new Complaint(place, "\"case\" says in a few words what the case tells.");
        if (fields["expect"].Number is not (>= 0 and <= 1000 and var expect) || expect != Math.Floor(expect))
            return new Complaint(place, "\"expect\" is how often the pattern must fire, a whole number: 0 for silence.");
        return new Case(name, (int)expect, fields["node"].Text ?? StandardNode, Subject.TryParse(fields["subject"].Text));
    }

    static Parsed<ProofLine> TickOf(InputPlace place, Fields fields) =>
        fields.Count == 1 && Rfc3339.Read(fields["tick"].Text) is { } time
            ? new Tick(time)
            : new Complaint(place, "A tick is one moment: {\"tick\":\"2026-03-01T02:00:00Z\"}.");

    static Parsed<ProofLine> SeenOf(InputPlace place, Fields fields)
    {
        if (fields["type"].Text is not { } name || !Taxonomy.Types.TryGetValue(name, out var type))
            return new Complaint(place, $"\"{fields["type"]}\" is not an observation type; docs/taxonomy.md lists them.");
        if (Rfc3339.Read(fields["time"].Text) is not { } time)
            return new Complaint(place, "\"time\" is missing or is not as 2026-03-01T02:00:00Z.");
        var data = fields.Without(field => OfAll.Contains(field));
        foreach (var field in data)
        {
            if (!type.Fields.Contains(field.Key))
                return new Complaint(place, $"\"{field.Key}\" is not a field of {name}; docs/taxonomy.md lists them.");
            if (Taxonomy.Fields[field.Key].Kind != field.Value.Kind)
                return new Complaint(place, $"\"{field.Key}\" must be a {Taxonomy.Fields[field.Key].Kind.ToString().ToLowerInvariant()}.");
        }

        return new Seen(new Observation
        {
            Id = $"line-{place.Line}",
            Source = fields["source"].Text ?? "proof",
            Type = type.Type,
            Time = time,
            Subject = Taxonomy.SubjectOf(type.Type, data),
            Data = data,
        });
    }
}
