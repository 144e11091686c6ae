using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>Makes tokens out of values, one thread at a time.</summary>
internal sealed class TokenMaker(ICryptoTransform cipher)
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // What is hashed begins with what it is, so that a pass never has the token of a plate; the kinds of Pseudonym are below it.
    const byte FoldedPlate = 16;
    readonly Cmac _hash = new(cipher);

    /// <summary>The first letter of a token, which says what it stands for.</summary>
    public static char Prefix(Pseudonym kind) => kind switch { Pseudonym.Plate => 'p', Pseudonym.Pass => 's', Pseudonym.Person => 'h', _ => 'k' };

    /// <summary>The token of a value, and of a plate the token of its folded form too.</summary>
    public (string Token, string? Folded) Make(Pseudonym kind, string normalised, string? folded)
    {
        var prefix = Prefix(kind);
        Take(0, (byte)kind, normalised);
        if (folded is not null)
            Take(1, FoldedPlate, folded);
        _hash.Finish(folded is null ? 1 : 2);
        return (Text(prefix, _hash[0]), folded is null ? null : Text(prefix, _hash[1]));
    }

    void Take(int lane, byte what, string normalised)
    {
        const int Short = 128;
        var most = 1 + (normalised.Length * 3);
        var message = most <= Short ? stackalloc byte[Short] : new byte[most];
        message[0] = what;
        _hash.Take(lane, message[..(1 + Encoding.UTF8.GetBytes(normalised, message[1..]))]);
    }

    /// <summary>Ten bytes as sixteen letters behind the prefix.</summary>
    static string Text(char prefix, ReadOnlySpan<byte> hash)
    {
        Span<char> token = stackalloc char[18];
        token[0] = prefix;
        token[1] = '~';
        for (var half = 0; half < 2; half++)
        {
            var bits = ((ulong)hash[half * 5] << 32) | ReadUInt32BigEndian(hash[((half * 5) + 1)..]);
            for (var i = 9; i >= 2; i--, bits >>= 5)
                token[(half * 8) + i] = Alphabet[(int)bits & 31];
        }

        return new string(token);
    }
}
