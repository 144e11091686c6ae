using System.Globalization;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Inspections;

/// <summary>Plans inspections over HTTP.</summary>
static class Planned
{
    /// <summary>Plans one of the terminal and customs for tomorrow, and gives its id.</summary>
    public static async Task<string> Inspection(Session planner, string title = "Lege containers, nacht", params (string Name, string Value)[] other)
    {
        using var answer = await Plan(planner, [("title", title), .. other]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    public static Task<HttpResponseMessage> Plan(Session planner, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string>
        {
            ["title"] = "Lege containers, nacht",
            ["place"] = "ect-delta",
            ["day"] = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["time"] = "02:00",
            ["hours"] = "4",
            ["why"] = "Vorige week lag er gereedschap bij de stapel.",
            ["power.ect"] = "company",
            ["power.rwg"] = "customs",
        };
        foreach (var (name, value) in fields)
            all[name] = value;
        return planner.Post("/inspections/plan", "/account", [.. all.Select(field => (field.Key, field.Value))]);
    }
}
