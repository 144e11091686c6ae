namespace Knooppunt.Node.Connectors.Files;

/// <summary>What must lie in the folders before anything watches them: files that belong together are then taken together. Nothing by default.</summary>
sealed class FirstFiles
{
    /// <summary>Done when they lie there.</summary>
    public Task Laid { get; set; } = Task.CompletedTask;
}
