using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Reports;

/// <summary>The key pair of every organisation that takes reports in, and the node's own key of hashes. Files that only the node may read, as the journals' keys are.</summary>
sealed class DeskKeys : IDisposable
{
    readonly string _folder;
    readonly byte[] _hashing;
    readonly ConcurrentDictionary<string, Lazy<ECDiffieHellman>> _pairs = new(StringComparer.Ordinal);

    public DeskKeys(NodeFolders folders)
    {
        _folder = Path.Combine(folders.Data, "reports");
        _hashing = KeyFile.ReadOrMake(_folder, "node", () => RandomNumberGenerator.GetBytes(Envelope.KeyLength));
    }

    /// <summary>The key pair of an organisation; made the first time.</summary>
    public ECDiffieHellman Of(string organisation) => _pairs.GetOrAdd(organisation, name => new(() => Open(name))).Value;

    /// <summary>A hash that nobody can make without the node's key.</summary>
    public byte[] Hash(string text, string purpose) => HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes($"{purpose}\n{text}"));

    public void Dispose()
    {
        foreach (var pair in _pairs.Values)
            pair.Value.Dispose();
    }

    ECDiffieHellman Open(string organisation)
    {
        var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        pair.ImportPkcs8PrivateKey(KeyFile.ReadOrMake(_folder, organisation + ".desk", pair.ExportPkcs8PrivateKey), out _);
        return pair;
    }
}
