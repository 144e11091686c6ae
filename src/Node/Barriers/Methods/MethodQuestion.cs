using Knooppunt.Barriers;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Node.Barriers;

/// <summary>Which method somebody asks for and on what, as it stands in the address.</summary>
/// <param name="Method">The method.</param>
/// <param name="What">What was counted; empty for the first there is.</param>
/// <param name="Family">How counts vary, for the series.</param>
/// <param name="Errors">How uncertain the step is, for the series.</param>
/// <param name="Slope">Whether the trend may change too, for the series.</param>
/// <param name="Spread">How uncertain the factor is, for all places.</param>
/// <param name="Effort">What was counted as effort, for the series; empty for none.</param>
/// <param name="Places">Places to compare with; null for all that may be.</param>
sealed record MethodQuestion(EffectMethod Method, string What, CountFamily Family, SeriesErrors Errors, bool Slope, PlacesErrors Spread, string Effort, IReadOnlySet<string>? Places)
{
    /// <summary>Reads it; what is no choice counts as not chosen.</summary>
    public static MethodQuestion Read(IQueryCollection query) => new(
        Choice(query, "method", EffectMethod.Difference), query["what"].ToString(), Choice(query, "family", CountFamily.QuasiPoisson), Choice(query, "errors", SeriesErrors.NeweyWest), query["slope"] == "on", Choice(query, "spread", PlacesErrors.Placebos), query["effort"].ToString(),
        query.ContainsKey("chosen") ? query["place"].OfType<string>().ToHashSet(StringComparer.Ordinal) : null);

    /// <summary>Whether all that can be chosen of its method is as it is when nobody chooses: the register holds the figure of that choice, which lay fast before anything was measured.</summary>
    public bool IsUsual => Places is null && Method switch
    {
        EffectMethod.Series => (Family, Errors, Slope, Effort.Length) == (CountFamily.QuasiPoisson, SeriesErrors.NeweyWest, false, 0),
        EffectMethod.Places => Spread == PlacesErrors.Placebos,
        _ => true,
    };

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
            if (Method == EffectMethod.Series && Slope)
                parts.Add(new("slope", "on"));
            if (Method == EffectMethod.Places && Spread != PlacesErrors.Placebos)
                parts.Add(new("spread", Name(Spread)));
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
