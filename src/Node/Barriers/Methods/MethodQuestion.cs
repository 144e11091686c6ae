using Knooppunt.Barriers;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Node.Barriers;

/// <summary>Which method somebody asks for and on what, as it stands in the address.</summary>
/// <param name="Method">The method.</param>
/// <param name="What">What was counted; empty for the first there is.</param>
/// <param name="Family">How counts vary, for the series.</param>
/// <param name="Errors">How uncertain the step is, for the series.</param>
/// <param name="Effort">What was counted as effort, for the series; empty for none.</param>
/// <param name="Places">Places to compare with; null for all that may be.</param>
sealed record MethodQuestion(EffectMethod Method, string What, CountFamily Family, SeriesErrors Errors, string Effort, IReadOnlySet<string>? Places)
{
    /// <summary>Reads it; what is no choice counts as not chosen.</summary>
    public static MethodQuestion Read(IQueryCollection query) => new(
        Choice(query, "method", EffectMethod.Difference), query["what"].ToString(), Choice(query, "family", CountFamily.QuasiPoisson), Choice(query, "errors", SeriesErrors.NeweyWest), query["effort"].ToString(),
        query.ContainsKey("chosen") ? query["place"].OfType<string>().ToHashSet(StringComparer.Ordinal) : null);

    /// <summary>The same question by another method, as the end of an address.</summary>
    public string By(EffectMethod method) => method == EffectMethod.Difference ? "" : (this with { Method = method }).Address;

    /// <summary>The question as the end of an address.</summary>
    public string Address
    {
        get
        {
            List<KeyValuePair<string, string?>> parts = [new("method", Name(Method))];
            if (What.Length > 0)
                parts.Add(new("what", What));
            if (Method == EffectMethod.Series)
                parts.AddRange([new("family", Name(Family)), new("errors", Name(Errors))]);
            if (Method == EffectMethod.Series && Effort.Length > 0)
                parts.Add(new("effort", Effort));
            if (Places is not null)
                parts.AddRange([new("chosen", "1"), .. Places.Order(StringComparer.Ordinal).Select(place => KeyValuePair.Create("place", (string?)place))]);
            return QueryString.Create(parts).ToString();
        }
    }

    /// <summary>How a choice stands in an address.</summary>
    public static string Name<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();

    static T Choice<T>(IQueryCollection query, string name, T usual) where T : struct, Enum => Enum.GetValues<T>().Where(choice => Name(choice) == query[name].ToString()).Cast<T?>().FirstOrDefault() ?? usual;
}
