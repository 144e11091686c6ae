using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Knooppunt.Tests.Node.Running;

public sealed class IntakeTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Without_a_key_nothing_is_taken()
    {
        using var client = node.Client();
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Visit("k-1")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("Bearer kp_wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic a3A6a3A=")]
    public async Task Wrong_key_is_refused(string authorization)
    {
        using var client = node.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Visit("k-2")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Other_media_types_are_415(string media)
    {
        using var client = node.Sender();
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", media);
        await AssertProblem(await client.PostAsync(Intake.Route, body), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Structured_event_is_taken_once()
    {
        using var client = node.Sender();
        var item = Visit("once");
        Assert.Equal((1, 0, 0), await Counts(client, Intake.Structured(item)));
        Assert.Equal((0, 1, 0), await Counts(client, Intake.Structured(item)));
    }

    [Fact]
    public async Task Same_id_with_other_content_is_told_and_the_first_kept()
    {
        using var client = node.Sender();
        var (first, other) = (Visit("conflict"), Visit("conflict"));
        other["time"] = first["time"]!.DeepClone();
        other["data"]!["direction"] = "out";
        Assert.Equal((1, 0, 0), await Counts(client, Intake.Structured(first)));
        using var answer = await client.PostAsync(Intake.Route, Intake.Batch(other, first));
        var said = await Intake.Answer(answer);
        Assert.Equal((0, 1, 1), (said.GetProperty("taken").GetInt64(), said.GetProperty("known").GetInt64(), said.GetProperty("refused").GetInt64()));
        Assert.Equal("The source gave this id before to another content; the first is kept.", said.GetProperty("problems")[0].GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("application/x-ndjson")]
    public async Task Body_in_utf_16_is_told_as_such(string media)
    {
        using var client = node.Sender();
        using var body = new ByteArrayContent([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Visit("utf-16").ToJsonString())]);
        body.Headers.TryAddWithoutValidation("Content-Type", media);
        using var answer = await client.PostAsync(Intake.Route, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UTF-16; save it as UTF-8", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_takes_what_is_right_and_says_what_is_wrong_with_the_rest()
    {
        using var client = node.Sender();
        var wrong = Visit("b-2");
        wrong.Remove("time");
        using var answer = await client.PostAsync(Intake.Route, Intake.Batch(Visit("b-1"), wrong, Visit("b-3", source: "rwg/gate"), Visit("b-4")));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var said = await Intake.Answer(answer);
        Assert.Equal(2, said.GetProperty("taken").GetInt64());
        Assert.Equal(2, said.GetProperty("refused").GetInt64());
        var problems = said.GetProperty("problems").EnumerateArray().Select(problem => (Place: problem.GetProperty("place").GetString()!, Detail: problem.GetProperty("detail").GetString()!)).ToArray();
        Assert.Contains(problems, problem => problem.Place.Contains("$[1].time", StringComparison.Ordinal) && problem.Detail.Contains("RFC 3339", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Place.Contains("b-3", StringComparison.Ordinal) && problem.Detail.Contains("rwg/gate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Binary_event_is_taken()
    {
        using var client = node.Sender();
        var body = Intake.Body(Intake.Visit("12-ABC-3").ToJsonString(), "application/json");
        foreach (var (name, value) in new[] { ("specversion", "1.0"), ("id", "bin-1"), ("source", "ect/gate"), ("type", "nl.knooppunt.presence.gate_visit"), ("time", DateTimeOffset.UtcNow.AddMinutes(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")) })
            body.Headers.TryAddWithoutValidation("ce-" + name, value);
        using var request = new HttpRequestMessage(HttpMethod.Post, Intake.Route) { Content = body };
        using var answer = await client.SendAsync(request);
        Assert.StartsWith("{\"taken\":1,", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_are_taken_and_a_broken_line_is_named()
    {
        using var client = node.Sender();
        var lines = string.Join('\n', Visit("l-1").ToJsonString(), "{\"broken\":", Visit("l-3").ToJsonString());
        using var answer = await client.PostAsync(Intake.Route, Intake.Body(lines, "application/x-ndjson"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var said = await Intake.Answer(answer);
        Assert.Equal((2, 1), (said.GetProperty("taken").GetInt64(), said.GetProperty("refused").GetInt64()));
        Assert.StartsWith("request(2", said.GetProperty("problems")[0].GetProperty("place").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_of_the_future_is_parked()
    {
        using var client = node.Sender();
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event("future", "ect/gate", "gate_visit", Intake.Visit("12-ABC-3"), DateTimeOffset.UtcNow.AddHours(2))));
        Assert.Equal(1, (await Intake.Answer(answer)).GetProperty("parked").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("\0\u0001")]
    [InlineData("[{},")]
    public async Task Body_that_is_not_json_is_400_with_a_sentence(string text)
    {
        using var client = node.Sender();
        foreach (var media in new[] { "application/cloudevents+json", "application/cloudevents-batch+json" })
        {
            var answer = await client.PostAsync(Intake.Route, Intake.Body(text, media));
            if (text == "[{},")
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode == HttpStatusCode.BadRequest ? HttpStatusCode.Accepted : answer.StatusCode);
            else
                await AssertProblem(answer, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Deep_nesting_is_refused_with_a_sentence()
    {
        using var client = node.Sender();
        var deep = Intake.Event("deep", "ect/gate", "gate_visit", Intake.Visit("12-ABC-3")).ToJsonString().Replace("\"direction\":\"in\"", $"\"direction\":{new string('[', 10_000)}{new string(']', 10_000)}", StringComparison.Ordinal);
        using var answer = await client.PostAsync(Intake.Route, Intake.Body(deep, "application/cloudevents+json"));
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Accepted, answer.StatusCode.ToString());
        Assert.Matches("(?i)deep|not JSON", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_of_17_MiB_is_413_whether_or_not_its_length_is_said(bool said)
    {
        using var client = node.Sender();
        var bytes = Encoding.UTF8.GetBytes("[" + new string(' ', 17 << 20) + "]");
        using HttpContent body = said ? new ByteArrayContent(bytes) : new StreamContent(new Unsized(bytes));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/cloudevents-batch+json");
        try
        {
            await AssertProblem(await client.PostAsync(Intake.Route, body), HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException cut) when (cut.InnerException is IOException)
        {
            // The node answered and hung up before the client had sent everything: as RFC 9110 allows.
        }

        Assert.Equal((1, 0, 0), await Counts(client, Intake.Structured(Visit("after-too-long-" + said))));
    }

    [Fact]
    public async Task Event_fires_a_pattern_and_the_feed_tells_it()
    {
        var row = await node.MakeSignal("CSQU3054383");
        Assert.Equal("Container CSQU3054383 gezien op de gesloten kade.", row.Headline);
        Assert.Equal(3, row.Severity);
    }

    static JsonObject Visit(string id, string source = "ect/gate") => Intake.Event(id, source, "gate_visit", new JsonObject { ["plate"] = "12-ABC-3", ["direction"] = "in", ["result"] = "granted", ["has_right"] = true });

    static async Task<(long Taken, long Known, long Refused)> Counts(HttpClient client, HttpContent body)
    {
        using var answer = await client.PostAsync(Intake.Route, body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var said = await Intake.Answer(answer);
        return (said.GetProperty("taken").GetInt64(), said.GetProperty("known").GetInt64(), said.GetProperty("refused").GetInt64());
    }

    static async Task AssertProblem(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.False(string.IsNullOrWhiteSpace((await Intake.Answer(answer)).GetProperty("detail").GetString()));
        }
    }

    /// <summary>A stream that does not say how long it is, so that it is sent in chunks.</summary>
    sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
