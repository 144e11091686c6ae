using Knooppunt.Observations;

namespace Knooppunt.FollowUp;

/// <summary>What somebody must answer for: what happens where, under which law.</summary>
/// <param name="Place">Id of the place; a slash leads from a site to a part of it (<c>ect-delta/quay</c>). Null when nobody knows where.</param>
/// <param name="Phenomenon">Code of the crime script (<c>MO-02</c>). Null when it fits none.</param>
/// <param name="Regime">Legal regime of what is known.</param>
public readonly record struct CompetenceQuestion(string? Place, string? Phenomenon, Regime Regime);

/// <summary>One line of the competence map: who must act when this happens here, who when they do not, and how soon.</summary>
public sealed record CompetenceRule
{
    /// <summary>Id of the place with everything in it; null (the default) for the whole node.</summary>
    public string? Place { get; init; }

    /// <summary>Code of the crime script; null (the default) for every one.</summary>
    public string? Phenomenon { get; init; }

    /// <summary>Legal regime; null (the default) for every one.</summary>
    public Regime? Regime { get; init; }

    /// <summary>Short name of the organisation that is competent.</summary>
    public required string Body { get; init; }

    /// <summary>Short name of the organisation that takes it over; null (the default) when only the last resort does.</summary>
    public string? Fallback { get; init; }

    /// <summary>Within which time a grave signal is accepted or declined; more than zero.</summary>
    public required TimeSpan Answer { get; init; }

    /// <summary>Within which time after that it is closed; more than zero.</summary>
    public required TimeSpan Act { get; init; }

    /// <summary>How to reach the body at once: a telephone number, a radio channel. Empty when nobody wrote it down.</summary>
    public string Channel { get; init; } = "";

    /// <summary>On what the competence rests: an article, a covenant, an agreement. Empty when nobody wrote it down.</summary>
    public string Basis { get; init; } = "";

    /// <summary>How narrow the rule is. Of two that cover a question the narrower counts: first by place, then by phenomenon, then by regime.</summary>
    public (int Place, int Phenomenon, int Regime) Narrowness =>
        (Place is null ? 0 : 1 + Place.Count(c => c == '/'), Phenomenon is null ? 0 : 1, Regime is null ? 0 : 1);

    /// <summary>Whether the rule speaks of this.</summary>
    public bool Covers(CompetenceQuestion question) =>
        (Place is null || IsWithin(question.Place, Place)) && (Phenomenon is null || Phenomenon == question.Phenomenon) && (Regime is null || Regime == question.Regime);

    static bool IsWithin(string? inner, string outer) =>
        inner is not null && inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');
}
