namespace Knooppunt.Programme;

/// <summary>One node of the programme letter with its budgets.</summary>
/// <param name="Code">Short name of the node, as configured: <c>rotterdam</c>.</param>
/// <param name="Dutch">Name in the letter.</param>
/// <param name="English">Name on English screens.</param>
/// <param name="Budgets">Thousands of euros in 2023, in 2024, and in each year from 2025 on.</param>
public sealed record LetterNode(string Code, string Dutch, string English, IReadOnlyList<int> Budgets)
{
    /// <summary>First year of the programme.</summary>
    public const int FirstYear = 2023;

    /// <summary>All five, in the order of the letter.</summary>
    /// <remarks>Source: annex to the letter to parliament on the plan against drug smuggling through mainports, "toelichting aanpak per knooppunt".</remarks>
    public static IReadOnlyList<LetterNode> All { get; } =
    [
        new("rotterdam", "Haven van Rotterdam", "Port of Rotterdam", [13_500, 16_000, 16_500]),
        new("zeeland", "Havens van Zeeland en West-Brabant", "Ports of Zeeland and West-Brabant", [3_000, 3_500, 4_000]),
        new("nzkg", "Havens Noordzeekanaalgebied", "Ports of the North Sea Canal area", [1_000, 1_500, 1_500]),
        new("schiphol", "Luchthaven Schiphol", "Schiphol airport", [3_500, 3_500, 3_500]),
        new("flowers", "Bloemenveilingen", "Flower auctions", [500, 1_000, 1_000]),
    ];

    /// <summary>The node of a short name; null when the letter has none.</summary>
    public static LetterNode? Find(string code) => All.FirstOrDefault(node => node.Code == code);

    /// <summary>Whole euros that the letter gives in a year; 0 before the programme began.</summary>
    public long BudgetOf(int year) => year < FirstYear ? 0 : 1000L * Budgets[Math.Min(year - FirstYear, Budgets.Count - 1)];
}
