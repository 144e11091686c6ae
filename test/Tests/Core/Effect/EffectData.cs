using System.Globalization;

namespace Knooppunt.Tests.Core.Effect;

/// <summary>Figures of the literature that lie beside the checkout.</summary>
static class EffectData
{
    /// <summary>A column of a file with commas, or semicolons, and a heading.</summary>
    public static double[] Column(string file, string name)
    {
        var rows = Rows(file);
        var column = Array.IndexOf(rows[0], name);
        return [.. rows.Skip(1).Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
    }

    public static string[][] Rows(string file) =>
        [.. File.ReadLines(SharedData.Path("data", "effect", file)).Where(line => line.Length > 0).Select(line => line.Split(',', ';').Select(cell => cell.Trim('"')).ToArray())];
}
