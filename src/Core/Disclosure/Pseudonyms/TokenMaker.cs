using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>Makes tokens, one thread at a time: values are taken into lanes and hashed together, and then their tokens are there.</summary>
internal sealed class TokenMaker(ICryptoTransform cipher)
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // What is hashed begins with what it is, so that a pass never has the token of a plate; the kinds of Pseudonym are below it.
    const byte FoldedPlate = 16;
    readonly Cmac _hash = new(cipher);

    /// <summary>Takes a plate, pass, person or other key. Returns its lane.</summary>
    public int Take(Pseudonym kind, string normalised) => Take((byte)kind, normalised);

    /// <summary>Takes the folded form of a plate. Returns its lane.</summary>
    public int TakeFolded(string folded) => Take(FoldedPlate, folded);

    /// <summary>Hashes what was taken; the next that is taken gets the first lane again.</summary>
    public void Finish() => _hash.Finish();

    /// <summary>The token of a lane: ten bytes of its hash as sixteen letters behind the letter that says what it stands for.</summary>
    public string Token(Pseudonym kind, int lane)
    {
        var hash = _hash[lane];
        Span<char> token = stackalloc char[18];
        token[0] = kind switch { Pseudonym.Plate => 'p', Pseudonym.Pass => 's', Pseudonym.Person => 'h', _ => 'k' };
        token[1] = '~';
        for (var half = 0; half < 2; half++)
        {
            var bits = ((ulong)hash[half * 5] << 32) | ReadUInt32BigEndian(hash[((half * 5) + 1)..]);
            for (var i = 9; i >= 2; i--, bits >>= 5)
                token[(half * 8) + i] = Alphabet[(int)bits & 31];
        }

        return new string(token);
    }

    int Take(byte what, string normalised)
    {
        const int Short = 48;
        var most = 1 + (normalised.Length * 3);
        var message = most <= Short ? stackalloc byte[Short] : new byte[most];
        message[0] = what;
        return _hash.Take(message[..(1 + Encoding.UTF8.GetBytes(normalised, message[1..]))]);
    }
}
