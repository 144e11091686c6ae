using System.Collections.Concurrent;
using System.Security.Cryptography;
using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>A token and the clear text for which it stands.</summary>
/// <param name="Token">The token, with its prefix.</param>
/// <param name="Clear">The clear text as it came.</param>
public readonly record struct ClearText(string Token, string Clear);

/// <summary>
/// Turns plates, passes and persons into tokens: keyed hashes (AES-256-CMAC, 80 bits, base 32) that are equal for equal values under one key and say
/// nothing without it. Prefixes: <c>p~</c> plate, <c>s~</c> pass, <c>h~</c> person, <c>k~</c> any other key.
/// </summary>
/// <remarks>
/// There are few plates: whoever could hash them all would know them all. So only the key stands in the way, and it has 256 bits. CMAC with AES is an
/// approved pseudo-random function (NIST SP 800-38B, SP 800-108): seeing tokens, even of values of one's own choice, tells nothing of those of others.
/// With eighty bits, two of a million values share a token with a chance of 1 in 10^12. No clear text is remembered between calls. For use from many threads.
/// </remarks>
public sealed class Pseudonymiser
{
    readonly Aes _cipher;
    readonly Func<string, PlateReading> _read;
    readonly ConcurrentBag<TokenMaker> _idle = [];

    /// <summary>A pseudonymiser under a key.</summary>
    /// <param name="key">The key, 32 bytes; it comes from outside and is never made here.</param>
    /// <param name="read">How a plate is read; null for <see cref="PlateReading.Of(string)"/>.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public Pseudonymiser(byte[] key, Func<string, PlateReading>? read = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != 32)
            throw new ArgumentException($"The key of the tokens must have 32 bytes and has {key.Length}.", nameof(key));
        _cipher = Aes.Create();
        // Each block on its own: the chaining is Cmac's.
        (_cipher.Mode, _cipher.Padding, _cipher.Key) = (CipherMode.ECB, PaddingMode.None, key);
        _read = read ?? PlateReading.Of;
    }

    /// <summary>The token of a clear value; patterns compile their literals with it, so that they match what the border made.</summary>
    /// <param name="kind">What the value names; <see cref="Pseudonym.None"/> gives the token of any other key.</param>
    /// <param name="clear">The value in clear. Case, spaces and separators do not count.</param>
    public string Token(Pseudonym kind, string clear)
    {
        var maker = Rent();
        var token = kind == Pseudonym.Plate ? maker.Make(kind, _read(clear).Normalised, null).Token : maker.Make(kind, Normalise(clear), null).Token;
        _idle.Add(maker);
        return token;
    }

    /// <summary>The token of a plate of which confusable characters were folded.</summary>
    public string FoldedToken(string plate)
    {
        var maker = Rent();
        var reading = _read(plate);
        var folded = maker.Make(Pseudonym.Plate, reading.Normalised, reading.Folded).Folded!;
        _idle.Add(maker);
        return folded;
    }

    /// <summary>The observation with tokens in place of plates, passes and persons, in fields and subject, and with what may be said of its plate.</summary>
    /// <param name="observation">What came, in clear.</param>
    /// <param name="clear">Gets what was replaced, each token once; nothing when the same observation comes back.</param>
    public Observation Apply(Observation observation, List<ClearText> clear)
    {
        var kind = observation.Subject is { } subject ? Taxonomy.PseudonymOf(subject.Kind) : Pseudonym.None;
        var named = Names(observation.Data);
        if (kind == Pseudonym.None && !named)
            return observation;
        var maker = Rent();
        var replacing = new Replacing(maker, _read, clear);
        var data = named ? replacing.In(observation.Data) : observation.Data;
        var about = kind == Pseudonym.None ? observation.Subject : new Subject(observation.Subject!.Value.Kind, replacing.TokenOf(kind, observation.Subject.Value.Value));
        _idle.Add(maker);
        return observation with { Data = data, Subject = about };
    }

    internal static string Normalise(string clear) => clear.Trim().ToUpperInvariant();

    static bool Names(Fields data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            if (Taxonomy.PseudonymOf(data[i].Key) != Pseudonym.None)
                return true;
        }

        return false;
    }

    TokenMaker Rent() => _idle.TryTake(out var idle) ? idle : new TokenMaker(_cipher.CreateEncryptor());
}
