using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Riec;

/// <summary>What somebody hands to the RIEC: frozen at that moment. It never changes afterwards, on either side.</summary>
/// <param name="From">Short name of the organisation that hands it over; never a private one.</param>
/// <param name="Reference">The number under which that organisation keeps what is known of persons.</param>
/// <param name="Text">What it is about.</param>
/// <param name="Basis">The documented basis on which it is handed over.</param>
/// <param name="By">Name of who decided it.</param>
/// <param name="At">When.</param>
public sealed record HandedOver(string From, string Reference, string Text, string Basis, string By, DateTimeOffset At)
{
    /// <summary>SHA-256 of all of it, 64 hexadecimal digits in lower case: with it either side can show that it is the same.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', new[] { From, Reference, Text, Basis, By, At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) }.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}"))))));

    /// <summary>The label of a RIEC case: of the RIEC and of nobody else.</summary>
    /// <param name="riec">Short name of the RIEC.</param>
    public static VisibilityLabel Label(string riec) => new(riec, Regime.Avg, Purpose.Supervision, Tlp.Red, Pap.Red, Released: false);
}
