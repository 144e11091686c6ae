using Knooppunt.Node.Shell.Demo;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Access;

/// <summary>A sample node on which the one incident was played from report to account: there is something of nearly every kind.</summary>
public sealed class PlayedNode : IAsyncLifetime
{
    static readonly string[] Containers = ["TCLU4265787", "CSQU3054383", "MSKU1234565"];

    public RunningNode Node { get; } = new();

    internal DemoTrail Trail => Node.Services.GetRequiredService<DemoTrail>();

    public async ValueTask InitializeAsync()
    {
        var settings = Node.Settings;
        settings.Organisations.AddRange([new() { Id = "haven", Name = "Havenbedrijf" }, new() { Id = "douane", Name = "Douane" }, new() { Id = "gemeente", Name = "Gemeente" }, new() { Id = "riec", Name = "RIEC" }]);
        (settings.Centre, settings.Customs, settings.Riec, settings.ContactPoint) = ("haven", "douane", "riec", new() { Organisation = "ect", Mail = "privacy@ect.example" });
        settings.Municipalities = ["gemeente"];
        Node.BecomeSample();
        Node.Settings.PublicFigures = true;
        await Node.InitializeAsync();
        foreach (var container in Containers)
            await Node.MakeSignal(container);
        try
        {
            await Trail.Whole.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The incident got no further than: {string.Join(' ', DemoTrail.Stops.Select(stop => stop.Key).Prepend("begun").Where(key => Trail[key] is not null))}");
        }
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
