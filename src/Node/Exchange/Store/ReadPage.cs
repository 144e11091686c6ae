using System.Globalization;
using System.Text;
using Knooppunt.Knowledge.Taxii;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>
/// Reads a page. For every reach, place and type that is asked for there is one stretch of an index in order of addition; the page is what stands first in
/// all of them together. So the last page costs what the first does, and what somebody may not see costs nothing.
/// </summary>
static class ReadPage
{
    /// <summary>The most stretches of one question; SQLite takes 500.</summary>
    public const int MostStretches = 400;

    /// <summary>Whether a question is one that can be asked at once.</summary>
    public static bool Fits(TaxiiFilter filter) => filter.Ids.Count > 0 || 3 * ((Math.Max(1, filter.Types.Count) * 4) + filter.Moments.Count) <= MostStretches;

    public static Page Run(SqliteConnection connection, PageQuestion question, IPageSink sink)
    {
        if (!question.Filter.Stix21)
            return default;
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT page.added, v.version, t.id{(sink.WantsJson ? ", v.json" : "")} FROM ({(question.Filter.Ids.Count > 0 ? OfObjects(question, command) : Stretches(question, command))} ORDER BY added LIMIT $limit) page
            JOIN versions v ON v.number = page.number JOIN things t ON t.number = v.thing ORDER BY page.added
            """;
        command.Parameters.AddWithValue("$collection", question.Collection);
        command.Parameters.AddWithValue("$after", question.After);
        command.Parameters.AddWithValue("$limit", question.Limit + 1);
        using var rows = command.ExecuteReader();
        var (count, bytes, first, last) = (0, 0L, 0L, 0L);
        while (rows.Read())
        {
            var json = sink.WantsJson ? raw.sqlite3_column_blob(rows.Handle, 3) : default;
            if (count == question.Limit || (count > 0 && bytes + json.Length > question.MostBytes))
                return new(count, true, first, last);
            last = rows.GetInt64(0);
            first = count++ == 0 ? last : first;
            bytes += json.Length;
            sink.Take(rows.GetString(2), rows.GetString(1), last, json);
        }

        return new(count, false, first, last);
    }

    static string Stretches(PageQuestion question, SqliteCommand command)
    {
        var (sql, filter) = (new StringBuilder(), question.Filter);
        // A version may be asked for by its place and by its time, and stands on the page once.
        var join = filter.Moments.Count > 0 && filter.Versions != VersionChoice.None ? " UNION " : " UNION ALL ";
        var types = filter.Types.Select((type, at) => Parameter(command, "type", at, type)).ToArray();
        foreach (var reach in question.Reaches)
        {
            foreach (var place in Places(filter.Versions))
            {
                if (types.Length == 0)
                    Stretch(sql, join, "versions_page", $"reach = {Number(reach.Value)} AND place = {Number(place)}");
                foreach (var type in types)
                    Stretch(sql, join, "versions_type", $"reach = {Number(reach.Value)} AND type = {type} AND place = {Number(place)}");
            }

            for (var at = 0; at < filter.Moments.Count; at++)
                Stretch(sql, join, "versions_time", $"reach = {Number(reach.Value)} AND version = {Parameter(command, "moment", at, filter.Moments[at])}{(types.Length > 0 ? $" AND type IN ({string.Join(',', types)})" : "")}");
        }

        return sql.ToString();
    }

    static void Stretch(StringBuilder sql, string join, string index, string where) => sql.Append(sql.Length == 0 ? "" : join)
        .Append(CultureInfo.InvariantCulture, $"SELECT * FROM (SELECT added, number FROM versions INDEXED BY {index} WHERE collection = $collection AND {where} AND added > $after ORDER BY added LIMIT $limit)");

    static string OfObjects(PageQuestion question, SqliteCommand command)
    {
        var filter = question.Filter;
        var ids = string.Join(',', filter.Ids.Select((id, at) => Parameter(command, "id", at, id)));
        var types = filter.Types.Count == 0 ? "" : $" AND type IN ({string.Join(',', filter.Types.Select((type, at) => Parameter(command, "type", at, type)))})";
        var moments = filter.Moments.Count == 0 ? "" : $" OR version IN ({string.Join(',', filter.Moments.Select((moment, at) => Parameter(command, "moment", at, moment)))})";
        return $"""
            SELECT added, number FROM versions WHERE thing IN (SELECT number FROM things WHERE collection = $collection AND id IN ({ids}))
            AND reach IN ({string.Join(',', question.Reaches.Select(reach => Number(reach.Value)))}) AND (place IN ({string.Join(',', Places(filter.Versions).DefaultIfEmpty(-1).Select(Number))}){moments}){types} AND added > $after
            """;
    }

    static int[] Places(VersionChoice choice) =>
        choice.HasFlag(VersionChoice.All) ? [0, Place.Last, Place.First, Place.Last | Place.First]
        : (choice.HasFlag(VersionChoice.Last), choice.HasFlag(VersionChoice.First)) switch
        {
            (true, true) => [Place.Last, Place.First, Place.Last | Place.First],
            (true, false) => [Place.Last, Place.Last | Place.First],
            (false, true) => [Place.First, Place.Last | Place.First],
            _ => [],
        };

    static string Parameter(SqliteCommand command, string name, int at, string value)
    {
        var parameter = $"${name}{Number(at)}";
        if (!command.Parameters.Contains(parameter))
            command.Parameters.AddWithValue(parameter, value);
        return parameter;
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
