using System.Globalization;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>A server at which each answer is as the test says.</summary>
sealed class Neighbour : IAsyncDisposable
{
    readonly WebApplication _app;

    Neighbour(WebApplication app, string root) => (_app, Root) = (app, root);

    public string Root { get; }

    /// <summary>Starts one.</summary>
    public static async Task<Neighbour> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = $"http://localhost:{RunningNode.FreePort().ToString(CultureInfo.InvariantCulture)}";
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Run(new RequestDelegate(answer));
        await app.StartAsync();
        return new(app, address + "/root/");
    }

    /// <summary>Answers with a resource of TAXII.</summary>
    public static Task Say(HttpContext http, string json, int status = 200, string? last = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = TaxiiClient.Media;
        if (last is not null)
            http.Response.Headers["X-TAXII-Date-Added-Last"] = last;
        return http.Response.WriteAsync(json);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
