using System.Collections.Concurrent;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Demo;

/// <summary>A place where the sample's one incident can be looked at.</summary>
/// <param name="Key">Short name, kept with the address.</param>
/// <param name="Person">Key of the person through whose eyes; empty for the reporter, who has no account.</param>
/// <param name="What">What happened there.</param>
sealed record DemoStop(string Key, string Person, Word What);

/// <summary>Where the one incident of the sample node went, from report to account. Empty until it was played, and on every other node.</summary>
sealed class DemoTrail(NodeSettings settings)
{
    /// <summary>Key of the reporter's receipt code, which is no address.</summary>
    public const string Code = "code";

    readonly Lock _lock = new();
    readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lazy<ConcurrentDictionary<string, string>> _known = new(() => Read(FileOf(settings)));

    /// <summary>The stops, in the order in which it happened.</summary>
    public static IReadOnlyList<DemoStop> Stops { get; } =
    [
        new("report", "officer", new("Iemand die op het terrein werkt meldt wat hij zag, zonder naam. Samira bevestigt het.", "Somebody who works on the site reports what he saw, without a name. Samira confirms it.")),
        new("signal", "officer", new("Samira neemt het signaal op zich dat bij de melding past.", "Samira takes the signal that fits the report.")),
        new("share", "inspector", new("Ze deelt het verkleind met de Douane. Aylin pakt het op.", "She shares it, reduced, with customs. Aylin takes it.")),
        new("inspection", "inspector", new("Ze gaan samen kijken, ieder onder de eigen bevoegdheid. Wat Aylin vond ziet alleen de Douane.", "They go and look together, each under their own power. What Aylin found only customs sees.")),
        new("request", "municipality", new("Samira vraagt de gemeente om een loods na te gaan. Nadia antwoordt.", "Samira asks the municipality to check a shed. Nadia answers.")),
        new("municipal", "municipality", new("Wat Nadia zelf zag weegt zij voor haar eigen toezicht; Henk toetst elke weging.", "What Nadia saw herself she weighs for her own supervision; Henk checks each weighing.")),
        new("case", "analyst", new("Terminal en informatieknooppunt maken er een zaak van, met een besluit en een verwijzing naar het bewijs.", "Terminal and information-sharing centre make a case of it, with a decision and a pointer to the evidence.")),
        new("measure", "officer", new("De terminal neemt een maatregel.", "The terminal takes a measure.")),
        new("barrier", "officer", new("De barrière die de tweede ophaler tegenhield krijgt een vergelijking: doet zij iets?", "The barrier that stopped the second collector gets a comparison: does it do anything?")),
        new("programme", "manager", new("Marloes schrijft op wat de barrière het programma kost.", "Marloes writes down what the barrier costs the programme.")),
        new("advice", "analyst", new("Joost adviseert de vervoerder wat hij het eerst kan doen, en waarom.", "Joost advises the haulier what it can do first, and why.")),
        new("chain", "officer", new("Samira verbindt wat bij elkaar hoort: van melding tot effect, in één blik.", "Samira joins what belongs together: from report to effect, at a glance.")),
        new("answer", "", new("De melder leest in het postvak wat ervan kwam.", "The reporter reads in the mailbox what came of it.")),
        new("log", "privacy", new("Henk leest terug wie wat zag, gaf en waarom.", "Henk reads back who saw and gave what, and why.")),
    ];

    /// <summary>What is known of a stop: its address; null when the incident has not come there yet.</summary>
    public string? this[string key] => _known.Value.GetValueOrDefault(key);

    /// <summary>Done when the incident has come to its last stop, now or before this start.</summary>
    public Task Whole => _whole.Task;

    /// <summary>It has come to its last stop, or went no further because something is wrong.</summary>
    public void End(Exception? wrong = null) => _ = wrong is null ? _whole.TrySetResult() : _whole.TrySetException(wrong);

    /// <summary>Keeps where it went.</summary>
    public void Set(string key, string address)
    {
        lock (_lock)
        {
            _known.Value[key] = address;
            var file = FileOf(settings);
            File.WriteAllLines(file + ".part", _known.Value.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
            File.Move(file + ".part", file, overwrite: true);
        }
    }

    static ConcurrentDictionary<string, string> Read(string file) =>
        new(!File.Exists(file) ? [] : File.ReadLines(file).Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).Select(parts => KeyValuePair.Create(parts[0], parts[1])), StringComparer.Ordinal);

    static string FileOf(NodeSettings settings) => Path.Combine(settings.Data, "sample", "incident");
}
