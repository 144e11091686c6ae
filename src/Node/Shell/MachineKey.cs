using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Knooppunt.Node.Shell;

/// <summary>Keys of machines: 256 random bits, of which only the hash is kept. So long a key needs no slow hash.</summary>
static class MachineKey
{
    /// <summary>A new key.</summary>
    /// <param name="prefix">What it begins with, so that who finds one knows what it opens.</param>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it: SHA-256, 64 hexadecimal digits in lower case.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
