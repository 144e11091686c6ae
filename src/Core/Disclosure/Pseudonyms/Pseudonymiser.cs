using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>A token and the clear text for which it stands.</summary>
/// <param name="Token">The token, with its prefix.</param>
/// <param name="Clear">The clear text as it came.</param>
public readonly record struct ClearText(string Token, string Clear);

/// <summary>
/// Turns plates, passes and persons into tokens: keyed hashes (HMAC-SHA-256, 80 bits, base 32) that are equal for equal values under one key and say
/// nothing without it. Prefixes: <c>p~</c> plate, <c>s~</c> pass, <c>h~</c> person, <c>k~</c> any other key.
/// </summary>
/// <param name="key">The key, 16 bytes or more; it comes from outside and is never made here.</param>
/// <param name="read">How a plate is read; null for <see cref="PlateReading.Of(string)"/>.</param>
public sealed class Pseudonymiser(byte[] key, Func<string, PlateReading>? read = null)
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    const int Remembered = 1 << 16;
    readonly Func<string, PlateReading> _read = read ?? PlateReading.Of;

    // The same plates and passes come by all day; hashing each time costs ten times the rest of taking an observation in. Bounded, and only in memory.
    readonly Dictionary<(Pseudonym Kind, string Clear), string> _tokens = [];
    readonly Dictionary<string, (PlateReading Reading, string Token, string Folded)> _plates = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    /// <summary>The token of a clear value; patterns compile their literals with it, so that they match what the border made.</summary>
    /// <param name="kind">What the value names; <see cref="Pseudonym.None"/> gives the token of any other key.</param>
    /// <param name="clear">The value in clear. Case, spaces and separators do not count.</param>
    public string Token(Pseudonym kind, string clear)
    {
        if (kind == Pseudonym.Plate)
            return Plate(clear).Token;
        lock (_gate)
        {
            if (_tokens.TryGetValue((kind, clear), out var token))
                return token;
            if (_tokens.Count >= Remembered)
                _tokens.Clear();
            return _tokens[(kind, clear)] = Hash(kind, Normalise(clear));
        }
    }

    /// <summary>The token of a plate of which confusable characters were folded.</summary>
    public string FoldedToken(string plate) => Plate(plate).Folded;

    /// <summary>The observation with tokens in place of plates, passes and persons, in fields and subject, and with what may be said of its plate.</summary>
    /// <param name="observation">What came, in clear.</param>
    /// <param name="clear">What was replaced; null when nothing was and the same observation comes back.</param>
    public Observation Apply(Observation observation, out List<ClearText>? clear)
    {
        clear = null;
        var subject = observation.Subject is { } named ? Subject(named, ref clear) : null;
        if (!Names(observation.Data))
            return clear is null ? observation : observation with { Subject = subject };
        var builder = new Fields.Builder(observation.Data.Count + 3);
        foreach (var (name, value) in observation.Data)
        {
            // The folded plate is the node's own to write, never a source's.
            if (name == "plate_folded")
                continue;
            var kind = Taxonomy.PseudonymOf(name);
            builder.Set(name, kind == Pseudonym.None ? value : Replace(kind, value, ref clear));
            if (name == "plate" && value.Text is { } plate)
                Describe(builder, plate);
        }

        return observation with { Data = builder.Build(), Subject = subject };
    }

    static bool Names(Fields data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            if (Taxonomy.PseudonymOf(data[i].Key) != Pseudonym.None)
                return true;
        }

        return false;
    }

    Subject? Subject(Subject subject, ref List<ClearText>? clear)
    {
        var kind = Taxonomy.PseudonymOf(subject.Kind);
        return kind == Pseudonym.None ? subject : new Subject(subject.Kind, Replace(kind, subject.Value, ref clear).Text!);
    }

    FieldValue Replace(Pseudonym kind, FieldValue value, ref List<ClearText>? clear)
    {
        if (value.Kind == FieldKind.None)
            return value;
        if (value.Kind == FieldKind.List)
        {
            var tokens = new FieldValue[value.List.Count];
            for (var i = 0; i < tokens.Length; i++)
                tokens[i] = Replace(kind, value.List[i], ref clear);
            return FieldValue.Of(tokens);
        }

        var text = value.ToString();
        var token = Token(kind, text);
        clear ??= [];
        if (!clear.Exists(known => known.Token == token))
            clear.Add(new ClearText(token, text));
        return token;
    }

    (PlateReading Reading, string Token, string Folded) Plate(string plate)
    {
        lock (_gate)
        {
            if (_plates.TryGetValue(plate, out var known))
                return known;
            if (_plates.Count >= Remembered)
                _plates.Clear();
            var reading = _read(plate);
            return _plates[plate] = (reading, Hash(Pseudonym.Plate, reading.Normalised), Hash(Pseudonym.Plate, "folded " + reading.Folded));
        }
    }

    void Describe(Fields.Builder builder, string plate)
    {
        var (reading, _, folded) = Plate(plate);
        builder.Set("plate_folded", folded);
        builder.SetIfAny("plate_country", reading.Country);
        if (reading.SideCode is { } code)
            builder.Set("plate_sidecode", code);
    }

    static string Normalise(string clear) => clear.Trim().ToUpperInvariant();

    string Hash(Pseudonym kind, string normalised)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{(byte)kind} {normalised}"), hash);
        Span<char> token = stackalloc char[18];
        token[0] = kind switch { Pseudonym.Plate => 'p', Pseudonym.Pass => 's', Pseudonym.Person => 'h', _ => 'k' };
        token[1] = '~';
        ulong bits = 0;
        var have = 0;
        var next = 0;
        for (var i = 2; i < token.Length; i++)
        {
            for (; have < 5; have += 8)
                bits = (bits << 8) | hash[next++];
            have -= 5;
            token[i] = Alphabet[(int)(bits >> have) & 31];
        }

        return new string(token);
    }
}
