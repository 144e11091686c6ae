using System.Security.Cryptography;
using Knooppunt.Disclosure.Pseudonyms;

namespace Knooppunt.Tests.Core.Disclosure;

public sealed class CmacTests
{
    // NIST SP 800-38B, appendix D.3 (AES-256): the empty message, 16, 40 and 64 bytes.
    const string Key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
    const string Message = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    static readonly (int Length, string Hash)[] Published =
    [
        (0, "028962f61b7bf89efc6b551f4667d983"),
        (16, "28a7023f452e8f82bd4bf28d8c37c35c"),
        (40, "aaf3d8f1de5640c232f5b169b9c911e6"),
        (64, "e1992190549f6ed5696a2c056c315410"),
    ];

    [Fact]
    public void Hashes_are_the_published_ones_alone_and_together()
    {
        using var aes = Aes.Create();
        (aes.Mode, aes.Padding, aes.Key) = (CipherMode.ECB, PaddingMode.None, Convert.FromHexString(Key));
        var cmac = new Cmac(aes.CreateEncryptor());
        foreach (var (length, hash) in Published)
            Assert.Equal([hash], Hashes(cmac, length));
        // More than fit at first, so that the lanes grow under way.
        int[] many = [.. Enumerable.Range(0, 21).Select(i => Published[i % 4].Length)];
        Assert.Equal(Enumerable.Range(0, 21).Select(i => Published[i % 4].Hash), Hashes(cmac, many));
    }

    static string[] Hashes(Cmac cmac, params int[] lengths)
    {
        var message = Convert.FromHexString(Message);
        int[] lanes = [.. lengths.Select(length => cmac.Take(message.AsSpan(0, length)))];
        cmac.Finish();
        return [.. lanes.Select(lane => Convert.ToHexStringLower(cmac[lane]))];
    }
}
