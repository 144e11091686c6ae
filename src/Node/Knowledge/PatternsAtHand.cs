using Knooppunt.Knowledge.Mapping;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Knowledge;

/// <summary>A pattern of the node, as scripts need to know it.</summary>
/// <param name="Shared">What travels.</param>
/// <param name="Title">Its title in both languages.</param>
/// <param name="Runs">Whether it runs: false for one about staff whose steps of the law are not recorded.</param>
sealed record WatchingPattern(SharedPattern Shared, Word Title, bool Runs);

/// <summary>The patterns of the node, by Sigma id. Asked anew each time, since a file may have changed; this room knows neither Detection nor Signals.</summary>
delegate IReadOnlyDictionary<string, WatchingPattern> PatternsAtHand();

/// <summary>What the sources of the node tell lately: observation types by name, each with its fields. Asked anew each time.</summary>
delegate IReadOnlyDictionary<string, IReadOnlySet<string>> FieldsDelivered();

/// <summary>Where the shipped scripts lie.</summary>
sealed record ShippedScripts(string Folder);
