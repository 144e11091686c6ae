using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.FollowUp;

/// <summary>What the systems of an organisation are told, as a CloudEvent 1.0: that there is something, and how pressing it is. What it is stays where rights are weighed: who gets this asks there.</summary>
static class WebhookEvent
{
    /// <summary>A message that waits to be delivered.</summary>
    /// <param name="node">Short name of the node.</param>
    /// <param name="organisation">Short name of whose systems hear of it.</param>
    /// <param name="about">Of what it is a deed: <c>duty</c>, or the kind of the matter.</param>
    /// <param name="deed">What happened.</param>
    /// <param name="subject">Kind and id of the matter.</param>
    /// <param name="at">When it happened, UTC microseconds since 1970.</param>
    /// <param name="now">From when it may go.</param>
    /// <param name="data">What else it says; nothing about anybody.</param>
    public static WebhookRow Row(string node, string organisation, string about, DutyDeed deed, string subject, long at, DateTimeOffset now, JsonObject data)
    {
        var id = RandomId.New();
        data.Insert(0, "organisation", organisation);
        var body = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = $"/nodes/{node}",
            ["type"] = $"nl.knooppunt.{about}.{JsonNamingPolicy.KebabCaseLower.ConvertName(deed.ToString())}",
            ["subject"] = subject,
            ["time"] = UnixTime.FromMicroseconds(at).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
        return new() { Organisation = organisation, Event = id, Body = body.ToJsonString(), At = at, Next = now.UnixMicroseconds };
    }
}
