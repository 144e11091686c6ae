using System.CommandLine;
using System.Net;
using System.Net.NetworkInformation;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt serve</c>, also what happens without a command: starts the node.</summary>
static class ServeCommand
{
    public static Command Make()
    {
        var (config, data, listen, sample) = Options();
        var command = new Command("serve", "Start the node.") { config, data, listen, sample };
        command.SetAction((result, stop) => Run(SettingsOf(result.GetValue(config), result.GetValue(data), result.GetValue(listen), result.GetValue(sample)), stop));
        return command;
    }

    public static (Option<string?> Config, Option<string?> Data, Option<string?> Listen, Option<bool> Sample) Options() =>
        (new("--config") { Description = "Configuration file (YAML)." },
         new("--data") { Description = "Data folder; goes before the configuration file." },
         new("--listen") { Description = "Address; default http://localhost:5080." },
         new("--sample") { Description = "Start as the sample node, also when a configuration would say otherwise." });

    public static Parsed<NodeSettings> SettingsOf(string? config, string? data, string? listen, bool sample) =>
        SettingsFile.Load(config, new Dictionary<string, string?> { ["data"] = data, ["listen"] = listen, ["sample"] = sample ? "true" : null });

    static async Task<int> Run(Parsed<NodeSettings> parsed, CancellationToken stop)
    {
        if (!parsed.Ok)
            return Refuse([parsed.Complaint!.ToString()]);
        var settings = SampleNode.Complete(parsed.Value);
        if (SettingsCheck.Complaints(settings).ToArray() is { Length: > 0 } complaints)
            return Refuse(complaints);
        var places = NodePlaces.Read(ConfigCommand.PlacesOf(settings));
        if (!places.Ok)
            return Refuse([places.Complaint!.ToString()]);
        NodeFolders folders;
        try
        {
            folders = NodeFolders.Open(settings);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Refuse([wrong.Message]);
        }

        using (folders)
        {
            if (Taken(settings.Listen))
                return Refuse([$"Another program already listens at {settings.Listen}, perhaps a node; stop it, or name another address, for example --listen http://localhost:5081."]);
            if (SampleNode.Refusal(settings, folders) is { } mixed)
                return Refuse([mixed]);
            if (settings.Sample)
                SampleNode.Prepare(settings);
            await using var app = Build(settings, folders, places.Value);
            await Rooms.Open(app.Services, stop);
            if (settings.Sample)
                await SampleBarrier.Make(app.Services, stop);
            await app.StartAsync(stop);
            await SayWelcome(app, settings, stop);
            await app.WaitForShutdownAsync(stop);
        }

        return 0;
    }

    /// <summary>Whether somebody listens where the node would. Asked beforehand: the server tells it with twenty lines of its own.</summary>
    static bool Taken(string listen)
    {
        var address = new Uri(listen);
        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var own) ? own : null;
        // Any but a name of this machine itself is every address that it has.
        bool Meets(IPAddress other) => other.Equals(IPAddress.Any) || other.Equals(IPAddress.IPv6Any) || (address.IsLoopback ? IPAddress.IsLoopback(other) : host is null || host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any) || host.Equals(other));
        return address.Port != 0 && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(at => at.Port == address.Port && Meets(at.Address));
    }

    /// <summary>The web application with every room in it, not yet started.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="folders">The opened data folder.</param>
    /// <param name="places">The places.</param>
    /// <param name="logging">Changes where log lines go; null leaves them on the terminal.</param>
    public static WebApplication Build(NodeSettings settings, NodeFolders folders, NodePlaces places, Action<ILoggingBuilder>? logging = null)
    {
        // The name finds the list of static files, also when another program hosts the node.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(ServeCommand).Assembly.GetName().Name, ContentRootPath = ShippedFiles.ContentRoot, WebRootPath = ShippedFiles.WebRoot });
        // Without launch settings `dotnet run` is Production, in which the files of the browser packages would be served empty.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Listen);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Log lines are talk, and talk goes to stderr.
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging?.Invoke(builder.Logging);
        // Before the rooms: what the last hours brought lies there when they begin to watch.
        if (settings.Sample)
            builder.Services.AddHostedService<SamplePlayer>();
        if (SampleIncident.FitsIn(settings))
            builder.Services.AddHostedService<SampleIncident>();
        Rooms.Add(builder, settings, folders, places);
        var app = builder.Build();
        ReportsRoom.UsePublicDoor(app);
        SecurityHeaders.Use(app, settings.OpenId?.Authority);
        Refusals.Use(app);
        app.UseRequestLocalization();
        app.UseRouting();
        ExchangeRoom.UseTaxiiDoor(app);
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseAskedOfPages();
        Rooms.Map(app);
        return app;
    }

    static async Task SayWelcome(WebApplication app, NodeSettings settings, CancellationToken stop)
    {
        // Talk goes to stderr, in one line each: a terminal that wraps a link breaks it.
        await Console.Error.WriteLineAsync($"{settings.Name} is open at {settings.Listen}");
        if (await app.Services.GetRequiredService<FirstAdministrator>().Link(again: settings.Sample, stop) is { } link)
            await Console.Error.WriteLineAsync($"Sign in once with this link (24 hours, one use): {link}");
    }

    static int Refuse(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Console.Error.WriteLine(sentence);
        return 2;
    }
}
