using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>Puts tokens in the place of what names a plate, pass or person in one observation, and remembers what stood there in <paramref name="clear"/>.</summary>
internal readonly struct Replacing(TokenMaker maker, Func<string, PlateReading> read, List<ClearText> clear)
{
    // Everything before it is of other observations.
    readonly int _from = clear.Count;

    public Fields In(Fields data)
    {
        var builder = new Fields.Builder(data.Count + 3);
        for (var i = 0; i < data.Count; i++)
        {
            var (name, value) = data[i];
            // The folded plate is the node's own to write, never a source's.
            if (name == "plate_folded")
                continue;
            var kind = Taxonomy.PseudonymOf(name);
            if (kind == Pseudonym.None)
                builder.Set(name, value);
            else if (name == "plate" && value.Text is { } plate)
                Plate(builder, plate);
            else
                builder.Set(name, Replace(kind, value));
        }

        return builder.Build();
    }

    /// <summary>The token of a value, which is nearly always one that a field has too.</summary>
    public string TokenOf(Pseudonym kind, string value)
    {
        for (var i = _from; i < clear.Count; i++)
        {
            if (string.Equals(clear[i].Clear, value, StringComparison.Ordinal) && clear[i].Token[0] == TokenMaker.Prefix(kind))
                return clear[i].Token;
        }

        return kind == Pseudonym.Plate ? Keep(maker.Make(kind, read(value).Normalised, null).Token, value) : Keep(maker.Make(kind, Pseudonymiser.Normalise(value), null).Token, value);
    }

    void Plate(Fields.Builder builder, string plate)
    {
        var reading = read(plate);
        var (token, folded) = maker.Make(Pseudonym.Plate, reading.Normalised, reading.Folded);
        builder.Set("plate", Keep(token, plate));
        builder.Set("plate_folded", folded);
        builder.SetIfAny("plate_country", reading.Country);
        if (reading.SideCode is { } code)
            builder.Set("plate_sidecode", code);
    }

    FieldValue Replace(Pseudonym kind, FieldValue value)
    {
        if (value.Kind == FieldKind.None)
            return value;
        if (value.Kind != FieldKind.List)
            return TokenOf(kind, value.ToString());
        var tokens = new FieldValue[value.List.Count];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = Replace(kind, value.List[i]);
        return FieldValue.Of(tokens);
    }

    string Keep(string token, string value)
    {
        for (var i = _from; i < clear.Count; i++)
        {
            if (string.Equals(clear[i].Token, token, StringComparison.Ordinal))
                return clear[i].Token;
        }

        clear.Add(new ClearText(token, value));
        return token;
    }
}
