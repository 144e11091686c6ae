using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Knooppunt.Tests.Node.Running;

/// <summary>A small OpenID Connect provider: whoever comes is the person that <see cref="Who"/> names.</summary>
sealed class AccountProvider : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, string> _nonces = new();
    readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" };
    readonly WebApplication _app;

    AccountProvider(string address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = address,
            authorization_endpoint = address + "/authorize",
            token_endpoint = address + "/token",
            jwks_uri = address + "/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        });
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
            return new { keys = new[] { new { kty = key.Kty, kid = "1", use = "sig", alg = "RS256", n = key.N, e = key.E } } };
        });
        _app.MapGet("/authorize", (string redirect_uri, string state, string nonce) =>
        {
            var code = Guid.NewGuid().ToString("N");
            _nonces[code] = nonce;
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        _app.MapPost("/token", Token);
    }

    public string Address { get; }

    public string Who { get; set; } = "";

    public static async Task<AccountProvider> Start(int port)
    {
        var provider = new AccountProvider($"http://localhost:{port}");
        await provider._app.StartAsync();
        return provider;
    }

    async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_nonces.TryRemove(form["code"].ToString(), out var nonce))
            return Results.BadRequest(new { error = "invalid_grant" });
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = "knooppunt",
            Subject = new ClaimsIdentity([new Claim("sub", Who), new Claim("nonce", nonce)]),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { access_token = "a", token_type = "Bearer", id_token = token });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
