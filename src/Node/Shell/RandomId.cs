using System.Security.Cryptography;

namespace Knooppunt.Node.Shell;

/// <summary>Ids that nobody can guess: what stands in a link tells nothing and leads nowhere else.</summary>
static class RandomId
{
    /// <summary>A new one: 32 hexadecimal digits in lower case, 128 random bits.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
