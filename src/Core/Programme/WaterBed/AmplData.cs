using System.Globalization;
using Knooppunt.Observations;

namespace Knooppunt.Programme;

/// <summary>Parameters out of a file of AMPL data: single ones by name, and the cells of tables by name, with their row, column and line.</summary>
sealed class AmplTables
{
    public Dictionary<string, long> Singles { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<(long Row, long Column, long Value, long Line)>> Cells { get; } = new(StringComparer.Ordinal);
}

/// <summary>Reads the part of AMPL's data format that networks use: <c>param NAME := value;</c>, <c>param NAME: columns := rows;</c> and <c>param: NAMES := rows;</c>, whole numbers, comments after #.</summary>
sealed class AmplData(string name, string text)
{
    readonly record struct Token(string Text, long Line);

    readonly List<Token> _tokens = [.. Split(text)];
    readonly AmplTables _tables = new();
    int _at;

    public Parsed<AmplTables> Read()
    {
        while (_at < _tokens.Count)
        {
            if (Statement() is { } sentence)
                return Parsed<AmplTables>.Wrong(new InputPlace(name, _tokens[Math.Min(_at, _tokens.Count - 1)].Line), sentence);
        }

        return _tables;
    }

    // Null when all is well; else what is wrong where it stands.
    string? Statement()
    {
        if (!Take("param"))
            return $"\"{Shown()}\" begins no parameter; write \"param NAME := value;\".";
        if (Take(":"))
            return Table(null);
        if (Now() is not { } parameter || parameter is ":" or ":=" or ";")
            return "A parameter needs a name.";
        _at++;
        if (Take(":"))
            return Table(parameter);
        if (!Take(":="))
            return $"After \"{parameter}\" comes := or a colon, not \"{Shown()}\".";
        if (!Number(out var value))
            return $"\"{Shown()}\" is not a whole number.";
        if (!_tables.Singles.TryAdd(parameter, value))
            return $"\"{parameter}\" is given twice.";
        return Take(";") ? null : $"After the value of \"{parameter}\" comes a semicolon, not \"{Shown()}\".";
    }

    // With a name the heads are numbers of columns; without, each head is the name of a parameter.
    string? Table(string? parameter)
    {
        List<string> heads = [];
        while (Now() is { } head && head is not (":=" or ";" or ":"))
        {
            heads.Add(head);
            _at++;
        }

        if (!Take(":=") || heads.Count == 0)
            return "The heads of a table end with := .";
        var columns = new long[heads.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            if (parameter is not null && !long.TryParse(heads[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out columns[i]))
                return $"\"{heads[i]}\" is not the number of a column.";
            if (!_tables.Cells.TryAdd(parameter ?? heads[i], []) && (parameter is null || i == 0))
                return $"\"{parameter ?? heads[i]}\" is given twice.";
        }

        while (!Take(";"))
        {
            var line = _at < _tokens.Count ? _tokens[_at].Line : 0;
            if (!Number(out var row))
                return _at < _tokens.Count ? $"\"{Shown()}\" is not the number of a row." : "The last table has no semicolon at its end.";
            for (var i = 0; i < columns.Length; i++)
            {
                if (!Number(out var value))
                    return $"Row {row} has {i} figures; {columns.Length} whole numbers are needed.";
                _tables.Cells[parameter ?? heads[i]].Add((row, columns[i], value, line));
            }
        }

        return null;
    }

    string? Now() => _at < _tokens.Count ? _tokens[_at].Text : null;

    string Shown() => Now() is { } token ? token.Length <= 40 ? token : $"{token.AsSpan(0, 37)}..." : "the end of the file";

    bool Take(string token)
    {
        if (Now() != token)
            return false;
        _at++;
        return true;
    }

    bool Number(out long value)
    {
        if (!long.TryParse(Now(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            return false;
        _at++;
        return true;
    }

    static IEnumerable<Token> Split(string text)
    {
        long line = 1;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (text[at] is '\n')
                line++;
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
            {
                at++;
            }
            else if (text[at] == '#')
            {
                while (at < text.Length && text[at] != '\n')
                    at++;
            }
            else if (text[at] == ';')
            {
                yield return new Token(";", line);
                at++;
            }
            else if (text[at] == ':')
            {
                at += at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
                yield return new Token(text[start..at], line);
            }
            else
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (':' or ';' or '#'))
                    at++;
                yield return new Token(text[start..at], line);
            }
        }
    }
}
