using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Delivers messages to the systems of the organisations: CloudEvents 1.0, signed as Standard Webhooks 1.0 has it, so that the receiver can tell a forged one. At least once, in order of waiting, given up after a day and a half.</summary>
sealed partial class Webhooks(IDbContextFactory<FollowUpDb> database, IHttpClientFactory clients, NodeSettings settings, WriteTurn turn, TimeProvider clock, ILogger<Webhooks> log)
{
    /// <summary>Name of the client.</summary>
    public const string Client = "webhooks";

    const int AtOnce = 50, MostTries = 12;
    const string SecretPrefix = "whsec_";
    static readonly TimeSpan First = TimeSpan.FromSeconds(10), Longest = TimeSpan.FromHours(6);

    /// <summary>Delivers what is due.</summary>
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = now.UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Webhooks.AsNoTracking().Where(row => row.Next <= due).OrderBy(row => row.Id).Take(AtOnce).ToListAsync(stop))
        {
            var hook = settings.Organisations.Find(partner => partner.Id == row.Organisation)?.Webhook;
            if (hook is null || await Delivered(hook, row, now, stop))
                await Forget(db, row, stop);
            else if (row.Tries + 1 >= MostTries)
            {
                LogGivenUp(log, row.Organisation, row.Event, MostTries);
                await Forget(db, row, stop);
            }
            else
            {
                var wait = First * Math.Pow(3, row.Tries);
                var next = (now + (wait < Longest ? wait : Longest)).UnixMicroseconds;
                await turn.Take(() => db.Webhooks.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Tries, row.Tries + 1).SetProperty(one => one.Next, next), stop), stop);
            }
        }
    }

    /// <summary>The signature of a message: HMAC-SHA256 over id, seconds and body (Standard Webhooks 1.0, "Signature scheme").</summary>
    public static string Sign(string secret, string id, long seconds, string body)
    {
        var key = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[SecretPrefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"))));
    }

    async Task<bool> Delivered(WebhookSettings hook, WebhookRow row, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            var secret = (await File.ReadAllTextAsync(hook.SecretFile, stop)).Trim();
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new StringContent(row.Body, Encoding.UTF8) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json") { CharSet = "utf-8" };
            var seconds = now.ToUnixTimeSeconds();
            request.Headers.Add("webhook-id", row.Event);
            request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", Sign(secret, row.Event, seconds, row.Body));
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception wrong) when (!stop.IsCancellationRequested && wrong is HttpRequestException or IOException or UnauthorizedAccessException or FormatException or TaskCanceledException)
        {
            LogNotDelivered(log, row.Organisation, wrong.GetType().Name);
            return false;
        }
    }

    Task<int> Forget(FollowUpDb db, WebhookRow row, CancellationToken stop) => turn.Take(() => db.Webhooks.Where(one => one.Id == row.Id).ExecuteDeleteAsync(stop), stop);

    [LoggerMessage(LogLevel.Warning, "A message to the system of {Organisation} was not delivered ({Kind}); it is tried again.")]
    static partial void LogNotDelivered(ILogger logger, string organisation, string kind);

    [LoggerMessage(LogLevel.Error, "Message {Event} to the system of {Organisation} was given up after {Tries} tries; what it was about stands in Knooppunt.")]
    static partial void LogGivenUp(ILogger logger, string organisation, string @event, int tries);
}
