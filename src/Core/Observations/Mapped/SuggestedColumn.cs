using System.Globalization;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>A column as its name and first cells show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cells">What is in it in the first rows, without empty cells.</param>
sealed record SuggestedColumn(string Name, IReadOnlyList<string> Cells)
{
    // Beyond these a double no longer tells two numbers apart: that is a name written in digits.
    const int MostDigits = 15;
    const long FirstSecond = 315_532_800, LastSecond = 4_102_444_800;

    static readonly string[] DatesAndClocks =
    [
        MappedTimes.Rfc3339Name, "yyyy-MM-dd HH:mm", "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "dd-MM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm", "d-M-yyyy H:mm:ss", "d-M-yyyy H:mm",
        "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "d/M/yyyy H:mm", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt",
    ];

    static readonly string[] Dates = ["yyyy-MM-dd", "dd-MM-yyyy", "d-M-yyyy", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "yyyy/MM/dd", "M/d/yyyy", "yyyyMMdd"];
    static readonly string[] Clocks = ["HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm", "h:mm:ss tt", "h:mm tt"];
    static readonly string[] NamesOfTimes = ["time", "tijd", "stamp", "epoch", "unix", "moment", "when", "datum", "date"];
    static readonly SourceContext Anywhere = new("", "", "");

    /// <summary>Format of a day and an hour in one cell; null when there is none that fits.</summary>
    public string? Moment { get; } = Best(DatesAndClocks, Cells) ?? EpochOf(Name, Cells);

    /// <summary>Format of a day without an hour.</summary>
    public string? Day { get; } = Best(Dates, Cells);

    /// <summary>Format of an hour without a day.</summary>
    public string? Clock { get; } = Clocks.FirstOrDefault(format => Mostly(Cells, cell => TimeOnly.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));

    /// <summary>Whether every cell says of which zone it is, or counts seconds.</summary>
    public bool SaysZone => Moment is MappedTimes.EpochSeconds or MappedTimes.EpochMilliseconds || (Moment == MappedTimes.Rfc3339Name && Cells.All(cell => Rfc3339.Read(cell) is not null));

    /// <summary>Whether every cell is a number that stays what it is as one: <c>0101</c> and telephone numbers are names.</summary>
    public bool IsNumber { get; } = Cells.Count > 0 && Cells.All(cell => IsNumeric(cell, '.'));

    /// <summary>The same with a decimal comma, as the Dutch write it, in one cell at least.</summary>
    public bool IsNumberWithComma { get; } = Cells.Count > 0 && Cells.Any(cell => cell.Contains(',', StringComparison.Ordinal)) && Cells.All(cell => IsNumeric(cell, ','));

    /// <summary>Whether most cells are container numbers of which the check digit is right.</summary>
    public bool IsContainer { get; } = Cells.Count > 0 && Cells.Count(cell => ContainerNumber.TryParse(cell) is { IsValid: true }) * 10 >= Cells.Count * 6;

    /// <summary>Whether the name is one more cell: it reads like them as a time or a container, or comes among them.</summary>
    public bool IsNamedByACell => Name.Length > 0
        && (Cells.Contains(Name) || (IsContainer && ContainerNumber.TryParse(Name) is { IsValid: true }) || ((Moment ?? Day) is { } format && MappedTimes.Read(Name, format, Anywhere) is not null));

    static string? Best(string[] formats, IReadOnlyList<string> cells) => formats.FirstOrDefault(format => Mostly(cells, cell => MappedTimes.Read(cell, format, Anywhere) is not null));

    // One clock that was never set costs its row and not the column.
    static bool Mostly(IReadOnlyList<string> cells, Func<string, bool> fits) => cells.Count > 0 && cells.Count(fits) * 10 >= cells.Count * 9;

    static string? EpochOf(string name, IReadOnlyList<string> cells)
    {
        var lower = name.ToLowerInvariant();
        if (lower != "ts" && !NamesOfTimes.Any(part => lower.Contains(part, StringComparison.Ordinal)))
            return null;
        bool Within(long perSecond) => Mostly(cells, cell => double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number / perSecond is >= FirstSecond and < LastSecond);
        return Within(1) ? MappedTimes.EpochSeconds : Within(1000) ? MappedTimes.EpochMilliseconds : null;
    }

    static bool IsNumeric(string cell, char mark)
    {
        var digits = cell.AsSpan(cell is ['-', ..] ? 1 : 0);
        var point = digits.IndexOf(mark);
        var whole = point < 0 ? digits : digits[..point];
        return digits.Length <= MostDigits + 1 && whole.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9') && (whole.Length == 1 || whole[0] != '0') && (point < 0 || !digits[(point + 1)..].ContainsAnyExceptInRange('0', '9') && point < digits.Length - 1);
    }
}
