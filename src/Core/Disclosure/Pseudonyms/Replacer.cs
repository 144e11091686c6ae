using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>Puts tokens in the place of what names a plate, pass or person, observation after observation. One thread at a time.</summary>
/// <remarks>It goes over the fields twice, in the same order: to take the values that are to be hashed together, and to put their tokens down.</remarks>
public sealed class Replacer
{
    const string PlateField = "plate", FoldedField = "plate_folded", CountryField = "plate_country", SideCodeField = "plate_sidecode";
    readonly TokenMaker _maker;
    readonly Func<string, PlateReading> _read;
    readonly FieldLayouts _layouts = new();
    readonly List<(string Text, int Lane)> _taken = [];
    KeyValuePair<string, FieldValue>[] _fields = new KeyValuePair<string, FieldValue>[32];
    PlateReading _plate;
    int _count, _next, _from;

    internal Replacer(TokenMaker maker, Func<string, PlateReading> read) => (_maker, _read) = (maker, read);

    /// <summary>The observation with tokens in fields and subject, and with what may be said of its plate.</summary>
    /// <param name="observation">What came, in clear.</param>
    /// <param name="clear">Gets what was replaced, each token once; nothing when the same observation comes back.</param>
    public Observation Apply(Observation observation, List<ClearText> clear)
    {
        var kinds = _layouts.Of(observation.Data);
        var about = observation.Subject is { } subject ? Taxonomy.PseudonymOf(subject.Kind) : Pseudonym.None;
        if (about == Pseudonym.None && kinds.Length == 0)
            return observation;
        (_from, _next) = (clear.Count, 0);
        for (var i = 0; i < kinds.Length; i++)
        {
            ref readonly var field = ref observation.Data.Span[i];
            if (kinds[i] != Pseudonym.None && field.Key != FoldedField)
                Take(kinds[i], field.Value, field.Key == PlateField);
        }

        if (about != Pseudonym.None)
            Take(about, observation.Subject!.Value.Value, described: false);
        _maker.Finish();
        var data = kinds.Length == 0 ? observation.Data : Fields(observation.Data, kinds, clear);
        var seen = observation with { Data = data, Subject = about == Pseudonym.None ? observation.Subject : new Subject(observation.Subject!.Value.Kind, Token(about, clear)) };
        _taken.Clear();
        return seen;
    }

    void Take(Pseudonym kind, FieldValue value, bool described)
    {
        if (value.Kind == FieldKind.List)
        {
            foreach (var item in value.List)
                Take(kind, item, described: false);
            return;
        }

        if (value.Kind == FieldKind.None)
            return;
        var text = value.ToString();
        if (kind != Pseudonym.Plate)
        {
            _taken.Add((text, _maker.Take(kind, Pseudonymiser.Normalise(text))));
            return;
        }

        var reading = _read(text);
        _taken.Add((text, _maker.Take(kind, reading.Normalised)));
        if (described && value.Kind == FieldKind.Text)
        {
            _plate = reading;
            _maker.TakeFolded(reading.Folded);
        }
    }

    Fields Fields(Fields data, Pseudonym[] kinds, List<ClearText> clear)
    {
        if (_fields.Length < data.Count + 3)
            _fields = new KeyValuePair<string, FieldValue>[data.Count + 3];
        _count = 0;
        for (var i = 0; i < kinds.Length; i++)
        {
            ref readonly var field = ref data.Span[i];
            var (name, value) = (field.Key, field.Value);
            // The folded plate is the node's own to write, never a source's.
            if (name == FoldedField)
                continue;
            if (name == PlateField && value.Kind == FieldKind.Text)
                Plate(clear);
            else if (kinds[i] != Pseudonym.None)
                Add(name, Put(kinds[i], value, clear));
            else if (name is CountryField or SideCodeField)
                Set(name, value);
            else
                Add(name, value);
        }

        return Observations.Fields.FromDistinct(_fields.AsSpan(0, _count));
    }

    void Plate(List<ClearText> clear)
    {
        var folded = _taken[_next].Lane + 1;
        Add(PlateField, Token(Pseudonym.Plate, clear));
        Add(FoldedField, _maker.Token(Pseudonym.Plate, folded));
        if (_plate.Country is { } country)
            Set(CountryField, country);
        if (_plate.SideCode is { } code)
            Set(SideCodeField, code);
    }

    FieldValue Put(Pseudonym kind, FieldValue value, List<ClearText> clear)
    {
        if (value.Kind == FieldKind.None)
            return value;
        if (value.Kind != FieldKind.List)
            return Token(kind, clear);
        var tokens = new FieldValue[value.List.Count];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = Put(kind, value.List[i], clear);
        return FieldValue.Of(tokens);
    }

    /// <summary>The token of the next value that was taken, told once among the clear texts.</summary>
    string Token(Pseudonym kind, List<ClearText> clear)
    {
        var (text, lane) = _taken[_next++];
        var token = _maker.Token(kind, lane);
        for (var i = _from; i < clear.Count; i++)
        {
            if (string.Equals(clear[i].Token, token, StringComparison.Ordinal))
                return clear[i].Token;
        }

        clear.Add(new ClearText(token, text));
        return token;
    }

    void Add(string name, FieldValue value) => _fields[_count++] = new(name, value);

    /// <summary>Sets a field that may be there: what the node says of a plate stands where the source said it.</summary>
    void Set(string name, FieldValue value)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_fields[i].Key == name)
            {
                _fields[i] = new(name, value);
                return;
            }
        }

        Add(name, value);
    }
}
