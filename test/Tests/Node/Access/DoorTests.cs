using System.Collections.Concurrent;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>Every door of the node, for everybody: who gets in, who is told no, and who does not even learn that something is there.</summary>
public sealed class DoorTests(PlayedNode played) : IClassFixture<PlayedNode>
{
    [Fact]
    public void Every_door_of_the_node_is_agreed_on_and_every_agreed_door_is_there()
    {
        var (there, agreed) = (Doors.Of(played.Node.Services), Doors.Agreed.Select(door => door.Door).ToList());
        Assert.Equal([], agreed.GroupBy(door => door).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Equal([], there.Except(agreed));
        Assert.Equal([], agreed.Except(there));
        Assert.All(Doors.Agreed, door => Assert.True(door.Answers.Length == Doors.Askers.Count && door.Answers.All("obxhs".Contains), $"{door.Door}: {door.Answers}"));
    }

    [Fact(Explicit = true)]
    public async Task Every_door_answers_everybody_as_agreed()
    {
        var objects = await DoorObjects.Of(played);
        var found = new ConcurrentDictionary<(int, Door), char>();
        await Parallel.ForAsync(0, Doors.Askers.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (at, _) =>
        {
            foreach (var door in Doors.Of(played.Node.Services))
                found[(at, door)] = await Ask(at, objects, door);
        });
        var wrong = Doors.Of(played.Node.Services).Select(door => (Door: door, Found: string.Concat(Enumerable.Range(0, Doors.Askers.Count).Select(at => found[(at, door)])), Agreed: Doors.Agreed.FirstOrDefault(one => one.Door == door)?.Answers ?? ""))
            .Where(line => line.Found != line.Agreed).Select(line => $"{line.Door.Method,-6} {line.Door.Route}  agreed {line.Agreed} found {line.Found}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_page_without_a_form_takes_none_and_shows_nothing_for_it()
    {
        using var person = await played.Node.SignIn(("ect", Role.GateClerk));
        foreach (var page in Doors.PagesOf(played.Node.Services).Where(page => !page.Contains('{', StringComparison.Ordinal) && page is not ("/disclosure" or "/release")))
        {
            using var answer = await person.Post(page, "/demo", ("version", "1"));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && (await answer.Content.ReadAsStringAsync()).Length < 30_000, $"{page} answered {answer.StatusCode}.");
        }
    }

    readonly ConcurrentDictionary<(string, Role?), Session> _sessions = new();

    async Task<char> Ask(int at, DoorObjects objects, Door door)
    {
        var asker = Doors.Askers[at];
        // What ends or changes a session gets one of its own.
        var own = door.Route.StartsWith("/sign-in", StringComparison.Ordinal) || door.Route is "/account/sign-out" or "/demo/sign-in";
        if (own || !_sessions.TryGetValue(asker, out var session))
        {
            session = asker.Role is { } role ? await played.Node.SignIn((asker.Organisation, role)) : new Session(played.Node.Client(), "nobody");
            if (!own)
                _sessions[asker] = session;
        }

        using var request = new HttpRequestMessage(HttpMethod.Parse(door.Method), objects.AddressOf(door));
        request.Headers.Accept.ParseAdd("text/html");
        if (door.Method is not ("GET" or "DELETE"))
            request.Content = new FormUrlEncodedContent(objects.FieldsOf(door, at).Append(new("__RequestVerificationToken", await TokenOf(session))));
        using var answer = await session.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)answer.StatusCode < 500, $"{door} answered {(int)answer.StatusCode} to {asker}.");
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => 's',
            HttpStatusCode.Redirect when answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true => 's',
            HttpStatusCode.Forbidden => 'x',
            HttpStatusCode.NotFound => 'h',
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => 'b',
            _ => 'o',
        };
    }

    readonly ConcurrentDictionary<Session, string> _tokens = new();

    async Task<string> TokenOf(Session session)
    {
        if (_tokens.TryGetValue(session, out var known))
            return known;
        var page = await session.Read("/demo");
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return _tokens[session] = token;
    }
}
