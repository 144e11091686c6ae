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
    readonly TokenMaker _maker;
    readonly Lock _gate = new();

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
        _maker = new TokenMaker(_cipher.CreateEncryptor());
    }

    /// <summary>The token of a clear value; patterns compile their literals with it, so that they match what the border made.</summary>
    /// <param name="kind">What the value names; <see cref="Pseudonym.None"/> gives the token of any other key.</param>
    /// <param name="clear">The value in clear. Case, spaces and separators do not count.</param>
    public string Token(Pseudonym kind, string clear)
    {
        lock (_gate)
            return Made(kind, _maker.Take(kind, kind == Pseudonym.Plate ? _read(clear).Normalised : Normalise(clear)));
    }

    /// <summary>The token of a plate of which confusable characters were folded.</summary>
    public string FoldedToken(string plate)
    {
        lock (_gate)
            return Made(Pseudonym.Plate, _maker.TakeFolded(_read(plate).Folded));
    }

    /// <summary>What puts tokens into observations; each thread needs its own.</summary>
    public Replacer Replacer() => new(new TokenMaker(_cipher.CreateEncryptor()), _read);

    internal static string Normalise(string clear) => clear.Trim().ToUpperInvariant();

    string Made(Pseudonym kind, int lane)
    {
        _maker.Finish();
        return _maker.Token(kind, lane);
    }
}
