namespace Knooppunt.Effect.TimeSeries;

/// <summary>Small-sample forms of the errors that hold under unequal variance (MacKinnon and White 1985). The names are stored.</summary>
public enum RobustKind : byte
{
    /// <summary>White's, as they are.</summary>
    HC0,
    /// <summary>Times n / (n - k).</summary>
    HC1,
    /// <summary>Squared residuals over 1 - leverage.</summary>
    HC2,
    /// <summary>Squared residuals over (1 - leverage)²: the careful one for few periods.</summary>
    HC3,
}

/// <summary>How the uncertainty of coefficients is computed.</summary>
public abstract record StandardErrors
{
    StandardErrors()
    {
    }

    /// <summary>From the model: right when the family is and nothing lingers from one period to the next.</summary>
    public static StandardErrors OfModel { get; } = new Model();

    /// <summary>Right also when the family's variance is not.</summary>
    /// <param name="kind">Small-sample form; HC3 by default.</param>
    public static StandardErrors Robust(RobustKind kind = RobustKind.HC3) => new RobustErrors(kind);

    /// <summary>Right also when a period resembles the ones before it (Newey and West 1987, Bartlett weights).</summary>
    /// <param name="lag">Over how many periods, 1 or more and below their number.</param>
    /// <param name="adjust">Whether to multiply by n / (n - k).</param>
    public static StandardErrors NeweyWest(int lag, bool adjust = true) => new NeweyWestErrors(lag >= 1 ? lag : throw new ArgumentOutOfRangeException(nameof(lag), lag, "A lag is 1 or more."), adjust);

    /// <summary>Right also when whatever happens in one place resembles the rest of that place (Liang and Zeger 1986), times G / (G - 1).</summary>
    /// <param name="groups">The place of each count, by any number; more than one place.</param>
    public static StandardErrors Clustered(IReadOnlyList<int> groups) => new ClusteredErrors(groups);

    internal sealed record Model : StandardErrors;

    internal sealed record RobustErrors(RobustKind Kind) : StandardErrors;

    internal sealed record NeweyWestErrors(int Lag, bool Adjust) : StandardErrors;

    internal sealed record ClusteredErrors(IReadOnlyList<int> Groups) : StandardErrors;
}
