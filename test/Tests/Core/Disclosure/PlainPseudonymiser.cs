using System.Text;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Knooppunt.Tests.Core.Disclosure;

/// <summary>The plain reading of what a token is: one call of a library's CMAC per value, nothing shared and nothing remembered. The judge of the fast one.</summary>
sealed class PlainPseudonymiser(byte[] key, Func<string, PlateReading> read)
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public string Token(Pseudonym kind, string clear) =>
        Hash((byte)kind, kind, kind == Pseudonym.Plate ? read(clear).Normalised : clear.Trim().ToUpperInvariant());

    public string FoldedToken(string plate) => Hash(16, Pseudonym.Plate, read(plate).Folded);

    public Observation Apply(Observation observation)
    {
        var builder = new Fields.Builder();
        foreach (var (name, value) in observation.Data.Where(field => field.Key != "plate_folded"))
        {
            builder.Set(name, Replace(Taxonomy.Fields.GetValueOrDefault(name)?.Pseudonym ?? Pseudonym.None, value));
            if (name != "plate" || value.Text is not { } plate)
                continue;
            builder.Set("plate_folded", FoldedToken(plate));
            builder.SetIfAny("plate_country", read(plate).Country);
            if (read(plate).SideCode is { } code)
                builder.Set("plate_sidecode", code);
        }

        return observation with { Data = builder.Build(), Subject = observation.Subject is { } subject ? Replace(subject) : null };
    }

    Subject Replace(Subject subject) => new(subject.Kind, Replace(Taxonomy.PseudonymOf(subject.Kind), subject.Value).Text!);

    FieldValue Replace(Pseudonym kind, FieldValue value) => (kind, value.Kind) switch
    {
        (Pseudonym.None, _) or (_, FieldKind.None) => value,
        (_, FieldKind.List) => FieldValue.Of([.. value.List.Select(item => Replace(kind, item))]),
        _ => Token(kind, value.ToString()),
    };

    string Hash(byte what, Pseudonym kind, string normalised)
    {
        byte[] message = [what, .. Encoding.UTF8.GetBytes(normalised)];
        var mac = new CMac(new AesEngine());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(message, 0, message.Length);
        var hash = new byte[16];
        mac.DoFinal(hash, 0);
        var bits = string.Concat(hash.Take(10).Select(part => part.ToString("b8", System.Globalization.CultureInfo.InvariantCulture)));
        var letter = kind switch { Pseudonym.Plate => 'p', Pseudonym.Pass => 's', Pseudonym.Person => 'h', _ => 'k' };
        return $"{letter}~{string.Concat(Enumerable.Range(0, 16).Select(i => Alphabet[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]))}";
    }
}
