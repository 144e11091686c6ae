using System.Text.Encodings.Web;
using System.Text.Json;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>
/// Events of the kinds of log that the rules are about, as often as rules are about them, with the twelve fields that those rules use most. What a program says of itself comes
/// again with it; one value in a hundred is one that a rule asks for; of the rest, text that differs from event to event in practice was never seen before in a share that is given.
/// </summary>
sealed class SigmaStream
{
    const int FieldsPerEvent = 12;
    readonly Random _luck;
    readonly double _freshShare;
    readonly List<Kind> _kinds = [];
    readonly int _weight;
    DateTime _time = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    readonly HashSet<(string Field, string Value)> _seen = [];
    int _events;
    int _fresh;
    int _next = 1 << 24;

    sealed record Field(string Name, string[] Asked);

    sealed record Kind(int Weight, Field[] Fields);

    /// <summary>A stream.</summary>
    /// <param name="rules">The rules that say what is read.</param>
    /// <param name="freshShare">How much of the text that differs from event to event was never seen before.</param>
    /// <param name="seed">Where luck begins.</param>
    public SigmaStream(IEnumerable<SigmaRule> rules, double freshShare, int seed)
    {
        (_luck, _freshShare) = (new Random(seed), freshShare);
        foreach (var kind in rules.GroupBy(rule => (rule.Logsource.Category, rule.Logsource.Product, rule.Logsource.Service)))
        {
            var asked = kind.SelectMany(rule => Tests(rule.Detection)).GroupBy(test => test.Field!).OrderByDescending(tests => tests.Count()).Take(FieldsPerEvent);
            _kinds.Add(new Kind(kind.Count(), [.. asked.Select(tests => new Field(tests.Key, [.. tests.SelectMany(test => test.What.Values).Select(value => value.ToString()!.Trim('*'))]))]));
        }

        _weight = _kinds.Sum(kind => kind.Weight);
    }

    /// <summary>Bytes since counting began.</summary>
    public long Bytes { get; private set; }

    /// <summary>The share of events since counting began with a value that its field never had before.</summary>
    public double FreshShare => _fresh / (double)_events;

    /// <summary>Begins to count.</summary>
    public void Count() => (Bytes, _events, _fresh) = (0, 0, 0);

    static IEnumerable<Test> Tests(Clause clause) => clause switch
    {
        AllOf all => all.Parts.SelectMany(Tests),
        AnyOf any => any.Parts.SelectMany(Tests),
        NotOf not => Tests(not.Part),
        Test { Field: not null } test => [test],
        _ => [],
    };

    public byte[] Lines(int events)
    {
        using var lines = new MemoryStream();
        for (var i = 0; i < events; i++)
        {
            var kind = Drawn();
            var (own, parent) = (Programs.Drawn(_luck), Programs.Drawn(_luck));
            _time = _time.AddMilliseconds(_luck.Next(20));
            var isFresh = false;
            using (var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                writer.WriteString("time", _time);
                foreach (var field in kind.Fields)
                {
                    var value = Value(field, own, parent);
                    isFresh |= _seen.Add((field.Name, value));
                    writer.WriteString(field.Name, value);
                }

                writer.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
            _events++;
            _fresh += isFresh ? 1 : 0;
        }

        Bytes += lines.Length;
        return lines.ToArray();
    }

    Kind Drawn()
    {
        var draw = _luck.Next(_weight);
        return _kinds.First(kind => (draw -= kind.Weight) < 0);
    }

    string Value(Field field, int own, int parent)
    {
        if (field.Asked.Length > 0 && _luck.Next(100) == 0)
            return field.Asked[_luck.Next(field.Asked.Length)];
        var number = Number();
        return field.Name switch
        {
            "Image" or "ProcessName" or "SourceImage" or "ImagePath" or "NewProcessName" => Programs.Image(own),
            "ParentImage" or "TargetImage" or "ParentProcessName" => Programs.Image(parent),
            "ImageLoaded" => $"C:\\Windows\\System32\\module{Skewed(2000)}.dll",
            "OriginalFileName" => Programs.File(own),
            "Description" => $"Program {own} for Windows",
            "Product" => $"Suite {own / 7}",
            "Company" => own < 40 ? "Microsoft Corporation" : $"Vendor {own / 20} B.V.",
            "Hashes" => Programs.Hashes(own),
            "User" or "SubjectUserName" or "TargetUserName" or "AccountName" => $"PORT\\user{Skewed(400)}",
            "IntegrityLevel" => _luck.Next(4) switch { 0 => "High", 1 => "System", _ => "Medium" },
            "CurrentDirectory" => $"C:\\Users\\user{Skewed(400)}\\Documents\\",
            "LogonId" => $"0x{Skewed(4000) + 999:x}",
            // A log has few kinds of events, and rules ask for about half of them.
            "EventID" or "Provider_Name" or "Channel" => field.Asked.Length > 0 && _luck.Next(2) == 0 ? field.Asked[Skewed(field.Asked.Length)] : $"{1000 + Skewed(300)}",
            "CommandLine" => Programs.CommandLine(own, Told(number)),
            "ParentCommandLine" => Programs.CommandLine(parent, Told(number)),
            "TargetFilename" => $"C:\\Users\\user{number % 400}\\AppData\\Local\\Vendor{number % 300}\\cache\\{number:x8}.tmp",
            "TargetObject" => $"HKLM\\SOFTWARE\\Vendor{number % 300}\\Settings\\Windows\\{number:x8}\\Value",
            "Details" => $"DWORD (0x{number:x8})",
            "ScriptBlockText" or "Payload" or "ContextInfo" => $"function Get-Inventory{number % 300} {{ param($Path) Get-ChildItem -Path $Path -Recurse | Where-Object {{ $_.Length -gt {number} }} | Select-Object Name, Length | Sort-Object Length -Descending }}",
            "QueryName" or "DestinationHostname" or "cs-host" => $"node{number}.terminal{number % 300}.example.nl",
            "c-uri" or "cs-uri-query" or "cs-uri-stem" => $"/api/v2/containers/{number}?fields=number,state&page={number % 30}",
            "DestinationIp" or "SourceIp" or "IpAddress" or "dst_ip" or "src_ip" or "id.orig_h" or "id.resp_h" => $"10.{Skewed(20)}.{_luck.Next(16)}.{_luck.Next(16)}",
            _ => $"{field.Name} {Skewed(500)}",
        };
    }

    /// <summary>The part in which texts differ: never seen before, or one of a few hundred.</summary>
    int Number() => _luck.NextDouble() < _freshShare ? _next++ : Skewed(300);

    // A program is mostly started in a few ways.
    static int Told(int number) => number < 300 ? number % 10 : number;

    /// <summary>A number from zero up to a limit, low ones most often.</summary>
    int Skewed(int limit)
    {
        var u = _luck.NextDouble();
        return (int)(limit * u * u * u);
    }
}
