namespace Knooppunt.Node.Connectors.Files;

/// <summary>What must lie in the folders before anything watches them: files that belong together are then taken together. Nothing by default.</summary>
sealed class FirstFiles
{
    readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when they lie there.</summary>
    public Task Laid { get; set; } = Task.CompletedTask;

    /// <summary>Done when each folder that is watched was looked through once and what lay there is in a journal.</summary>
    public Task Taken => _taken.Task;

    /// <summary>Says that they were.</summary>
    public void Took() => _taken.TrySetResult();
}
