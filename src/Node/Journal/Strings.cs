using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Gives equal names one object, so that a day of observations does not hold a million copies of a field name. Bounded: past the limit it starts again.</summary>
internal sealed class Strings
{
    const int Limit = 1 << 14;
    readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    readonly Dictionary<Handling, Handling> _handlings = [];
    readonly Lock _gate = new();

    public string Shared(string text)
    {
        lock (_gate)
        {
            if (_texts.TryGetValue(text, out var shared))
                return shared;
            if (_texts.Count >= Limit)
                _texts.Clear();
            _texts[text] = text;
            return text;
        }
    }

    public Handling Shared(Handling handling)
    {
        lock (_gate)
        {
            if (_handlings.TryGetValue(handling, out var shared))
                return shared;
            if (_handlings.Count >= Limit)
                _handlings.Clear();
            _handlings[handling] = handling;
            return handling;
        }
    }
}
