using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Where clear plates, passes and persons become tokens before anything is written.</summary>
internal interface IBorder
{
    /// <summary>The observation with tokens, and what stood there in clear for the vault; null when nothing had to change or the vault has it today.</summary>
    Observation Cross(Observation observation, out IReadOnlyList<(string Token, string Clear)>? clear);
}

/// <summary>A clear text as a row of the vault lane.</summary>
internal static class VaultEntry
{
    const string Field = "clear";
    static readonly ObservationType Type = new(Family.Information, "vault");

    public static Observation Write(string source, string token, string clear, long received) => new()
    {
        Id = token,
        Source = source,
        Type = Type,
        Time = Micros.ToTime(received),
        Data = Fields.Of((Field, clear)),
    };

    public static (string Token, string Clear) Read(Row row) => (row.Observation.Id, row.Observation.Data[Field].Text ?? "");
}
