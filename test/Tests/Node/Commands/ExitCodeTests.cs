using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Commands;

/// <summary>The program as somebody calls it: 0 when all went well, 1 when something failed, 2 when the words are wrong.</summary>
public sealed class ExitCodeTests : IDisposable
{
    const string Rule = """
        title: Container of a list
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a77
        logsource:
          product: knooppunt
          category: goods
          service: container_seen
        detection:
          there:
            lists|contains: watched
          condition: there
        level: high
        knooppunt:
          place: quay
          subject: container
          sentence: { nl: "Container {container}.", en: "Container {container}." }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("exit").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("bogus")]
    [InlineData("detect", "--patterns", "p")]
    [InlineData("detect", "--nothing", "a.csv")]
    [InlineData("detect", "nowhere.csv")]
    [InlineData("simulate", "score")]
    [InlineData("patterns", "prove")]
    public async Task Wrong_words_are_2(params string[] words) => Assert.Equal(2, (await Run(words)).Code);

    [Fact]
    public async Task Lists_are_looked_up_and_a_broken_pattern_is_1_with_what_the_others_found()
    {
        var (patterns, lists, events) = (Directory.CreateDirectory(Path.Combine(_folder, "patterns")).FullName, Directory.CreateDirectory(Path.Combine(_folder, "lists")).FullName, Path.Combine(_folder, "day.jsonl"));
        await File.WriteAllTextAsync(Path.Combine(patterns, "good.yml"), Rule, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(lists, "watched.txt"), "field: container\nCSQU3054383\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(events, Intake.Event("1", "ect/gate", "container_seen", Intake.Seen("CSQU3054383")).ToJsonString() + "\n", TestContext.Current.CancellationToken);
        string[] words = ["detect", events, "--patterns", patterns, "--output", "csv"];
        Assert.Equal((0, false), await Found(words));
        Assert.Equal((0, true), await Found([.. words, "--lists", lists]));
        Assert.Equal((2, false), await Found([.. words, "--lists", Path.Combine(_folder, "none")]));
        await File.WriteAllTextAsync(Path.Combine(patterns, "broken.yml"), "title: Half\n", TestContext.Current.CancellationToken);
        Assert.Equal((1, true), await Found([.. words, "--lists", lists]));
    }

    [Fact]
    public async Task A_call_of_detect_that_could_find_nothing_is_2()
    {
        var (events, rule, empty) = (Path.Combine(_folder, "events.jsonl"), Path.Combine(_folder, "rule.yml"), Path.Combine(_folder, "empty.yml"));
        await File.WriteAllTextAsync(events, "{\"time\":\"2026-03-01T00:00:00Z\"}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(rule, Rule, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
        (string[] Words, string Says)[] calls =
        [
            (["--plain", "--patterns", rule], "go together"),
            (["--format", "excel", "--patterns", rule], "'excel' not recognized"),
            (["--places", Path.Combine(_folder, "none"), "--patterns", rule], "does not exist"),
            (["--mapping", Path.Combine(_folder, "none"), "--patterns", rule], "does not exist"),
            ([_folder, "--patterns", rule], "is a folder"),
            ([events, "--patterns", rule], "is named twice"),
            (["--matches", "--patterns", rule], "go together"),
            (["--lateness", "NaN", "--patterns", rule], "--lateness"),
            (["--lateness", "soon", "--patterns", rule], "Cannot parse argument 'soon'"),
            (["--lateness", "-1", "--patterns", rule], "--lateness"),
            (["--lateness", "1e300", "--patterns", rule], "--lateness"),
            (["--plain", "--matches", "--patterns", Path.Combine(_folder, "none")], "does not exist"),
            (["--plain", "--matches", "--patterns", empty], "holds no pattern"),
        ];
        var answers = await Task.WhenAll(calls.Select(call => Run(["detect", events, .. call.Words])));
        Assert.All(answers.Zip(calls), pair =>
        {
            Assert.Equal(2, pair.First.Code);
            Assert.Contains(pair.Second.Says, pair.First.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Node_that_cannot_start_says_why_in_a_line()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://localhost:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
        var (code, told, said) = await Run("serve", "--sample", "--data", Path.Combine(_folder, "data"), "--listen", address);
        Assert.Equal((2, ""), (code, told));
        Assert.Equal($"Another program already listens at {address}, perhaps a node; stop it, or name another address, for example --listen http://localhost:5081.", said.Trim());
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (code, _, said) = await Run("serve", "--sample", "--data", file, "--listen", address);
        Assert.Equal(2, code);
        Assert.Contains("cannot be made or opened", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_which_nothing_could_be_read_are_no_all_clear()
    {
        var (mapping, table, rule) = (Path.Combine(_folder, "mapping.yml"), Path.Combine(_folder, "table.csv"), Path.Combine(_folder, "rule.yml"));
        await File.WriteAllTextAsync(rule, Rule, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(mapping, "family: presence\ntype: gate_visit\ntime: time\nfields: { plate: kenteken }\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(table, "time;plate\n2026-03-01T00:00:00Z;a\n", TestContext.Current.CancellationToken);
        var (code, _, said) = await Run("detect", table, "--mapping", mapping, "--patterns", rule);
        Assert.Equal(1, code);
        Assert.Contains("Nothing could be read", said, StringComparison.Ordinal);
        await File.WriteAllTextAsync(table, "time;kenteken\n" + string.Concat(Enumerable.Repeat("never;a\n", 25)) + "2026-03-01T00:00:00Z;a\n", TestContext.Current.CancellationToken);
        (code, _, said) = await Run("detect", table, "--mapping", mapping, "--patterns", rule);
        Assert.Equal(0, code);
        Assert.Contains("... and 5 more complaints", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_lines_that_are_refused_are_counted_and_a_file_that_breaks_off_is_1()
    {
        const string Hit = "{\"time\":\"2026-03-01T00:00:00Z\",\"f\":\"a\"}";
        var (rule, events, broken) = (Path.Combine(_folder, "rule.yml"), Path.Combine(_folder, "events.jsonl"), Path.Combine(_folder, "broken.jsonl.gz"));
        await File.WriteAllTextAsync(rule, "title: R\nlogsource: {category: t}\ndetection: {s: {f: a}, condition: s}\n", TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(events, [$"\uFEFF{Hit}", "not JSON", "{\"f\":\"a\"}", new string('x', 33 << 20), Hit], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(broken, [0x1F, 0x8B, 8, 0, 1, 2, 3], TestContext.Current.CancellationToken);
        var (whole, half) = (await Run("detect", events, "--plain", "--matches", "--patterns", rule), await Run("detect", events, broken, "--plain", "--matches", "--patterns", rule));
        Assert.Equal((0, 1), (whole.Code, half.Code));
        Assert.Contains("5 lines, 3 refused, 0 too late, 2 matches", whole.Error, StringComparison.Ordinal);
        Assert.Contains("events.jsonl(4): The line is longer", whole.Error, StringComparison.Ordinal);
        Assert.Equal(["rule,key,time,file,line", "R,,2026-03-01T00:00:00.000Z,events.jsonl,1", "R,,2026-03-01T00:00:00.000Z,events.jsonl,5"], whole.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(whole.Out, half.Out);
        foreach (var logsource in new[] { "category=", "category=t,category=u", "kind=t" })
            Assert.Equal(2, (await Run("detect", events, "--plain", "--matches", "--patterns", rule, "--logsource", logsource)).Code);
        Assert.Contains("No rule has a logsource", (await Run("detect", events, "--plain", "--matches", "--patterns", rule, "--logsource", "category=u")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Placeholders_stand_for_what_a_folder_says()
    {
        var (rule, events, values) = (Path.Combine(_folder, "rule.yml"), Path.Combine(_folder, "events.jsonl"), Path.Combine(_folder, "values"));
        await File.WriteAllTextAsync(rule, "title: R\nlogsource: {category: t}\ndetection:\n  s:\n    f|expand: 'x%Servers%'\n  net:\n    ip|cidr|expand: '%nets%'\n  condition: s or net\n", TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(events, ["{\"time\":\"2026-03-01T00:00:00Z\",\"f\":\"xsrv12\"}", "{\"time\":\"2026-03-01T00:00:00Z\",\"f\":\"srv12\"}", "{\"time\":\"2026-03-01T00:00:00Z\",\"ip\":\"10.1.2.3\"}"], TestContext.Current.CancellationToken);
        string[] call = ["detect", events, "--plain", "--matches", "--patterns", rule];
        var without = await Run(call);
        Assert.Equal(1, without.Code);
        Assert.Contains("rule.yml(4,3) R: No values are given for the placeholder %Servers%", without.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run([.. call, "--placeholders", values])).Code);
        Directory.CreateDirectory(values);
        await File.WriteAllLinesAsync(Path.Combine(values, "Servers.txt"), ["# servers", "srv*", "web"], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(values, "nets.txt"), ["10.0.0.0/8"], TestContext.Current.CancellationToken);
        var with = await Run([.. call, "--placeholders", values]);
        Assert.Equal(["rule,key,time,file,line", "R,,2026-03-01T00:00:00.000Z,events.jsonl,1", "R,,2026-03-01T00:00:00.000Z,events.jsonl,3"], with.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((0, 0), (with.Code, (await Run("patterns", "check", rule, "--placeholders", values)).Code));
        await File.WriteAllLinesAsync(Path.Combine(values, "nets.txt"), ["ten"], TestContext.Current.CancellationToken);
        Assert.Contains("rule.yml(6,3) R: \"ten\", for which %nets% stands, does not fit", (await Run([.. call, "--placeholders", values])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_file_that_breaks_off_is_read_as_far_as_it_goes_and_is_1()
    {
        var (rule, whole, cut) = (Path.Combine(_folder, "rule.yml"), Path.Combine(_folder, "whole.jsonl.gz"), Path.Combine(_folder, "cut.jsonl.gz"));
        await File.WriteAllTextAsync(rule, Rule, TestContext.Current.CancellationToken);
        await using (var packed = new GZipStream(File.Create(whole), CompressionLevel.Fastest))
        {
            foreach (var number in Enumerable.Range(0, 4000))
                await packed.WriteAsync(Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","id":"{{number}}","source":"x","type":"nl.knooppunt.presence.visit","time":"2026-03-01T10:00:00Z","data":{"plate":"{{number * 7919L}}"} }""" + "\n"), TestContext.Current.CancellationToken);
        }

        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        var (good, half) = (await Run("detect", whole, "--patterns", rule), await Run("detect", cut, "--patterns", rule));
        Assert.Equal((0, 1), (good.Code, half.Code));
        Assert.Contains("4,000 observations, 0 too late", good.Error, StringComparison.Ordinal);
        Assert.Matches("[12],[0-9]{3} observations, 0 too late", half.Error);
        Assert.Contains("cut off; what could be read of it was taken", half.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_what_each_pattern_costs_and_that_nothing_is_no_pattern()
    {
        var (absent, empty) = (Path.Combine(_folder, "absent.yml"), Path.Combine(_folder, "empty.yml"));
        await File.WriteAllTextAsync(absent, "title: A\nname: a\nlogsource: {category: t}\ndetection: {s: {plate: a}, condition: s}\n---\ntitle: B\nname: b\nlogsource: {category: t}\ndetection: {s: {plate: b}, condition: s}\n---\ntitle: Absent\ncorrelation: {type: temporal, rules: [a, b], timespan: 1h, condition: a and not b}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "rule.yml"), Rule, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "twice.yml"), Rule, TestContext.Current.CancellationToken);
        var told = (await Run("patterns", "check", _folder)).Out;
        Assert.Contains("costs  rule.yml Container of a list: 1 line on 1 field", told, StringComparison.Ordinal);
        Assert.Contains("costs  absent.yml Absent: preview (absence", told, StringComparison.Ordinal);
        Assert.Contains("twice.yml(1,1) Container of a list: Another document already has the id", told, StringComparison.Ordinal);
        Assert.Contains("strict mode refuses", (await Run("patterns", "check", absent, "--strict")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("patterns", "check", empty)).Code);
    }

    [Fact]
    public async Task No_mapping_is_proposed_for_what_is_no_text()
    {
        var file = Path.Combine(_folder, "photo.csv");
        await File.WriteAllBytesAsync(file, [.. "a;b\n1;2\n"u8, 0, .. "3;4\n"u8], TestContext.Current.CancellationToken);
        var (code, told, said) = await Run("map", "suggest", file);
        Assert.Equal((1, ""), (code, told));
        Assert.Contains("no text", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_the_configuration_reads_the_nodes_own_patterns()
    {
        var settings = SampleFiles.Settings(_folder, 5080);
        SampleFiles.Write(_folder);
        var config = Path.Combine(_folder, "node.yml");
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(settings), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("config", "check", "--config", config)).Code);
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(settings).Replace("\nplaces: ", "\nplaces: nowhere.", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("does not exist", (await Run("config", "check", "--config", config)).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(settings), TestContext.Current.CancellationToken);
        var own = Directory.CreateDirectory(Path.Combine(settings.Data, "patterns")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "broken.yml"), "title: Half\n", TestContext.Current.CancellationToken);
        var (code, _, said) = await Run("config", "check", "--config", config);
        Assert.Equal(1, code);
        Assert.Contains("broken.yml", said, StringComparison.Ordinal);
    }

    static async Task<(int Code, bool Found)> Found(string[] words) => await Run(words) is var (code, told, _) ? (code, told.Contains("CSQU3054383", StringComparison.Ordinal)) : default;

    static async Task<(int Code, string Out, string Error)> Run(params string[] words)
    {
        var program = Path.Combine(Path.GetDirectoryName(typeof(ExitCodeTests).Assembly.Location)!, "knooppunt.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. words]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (told, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await told, await said);
    }
}
