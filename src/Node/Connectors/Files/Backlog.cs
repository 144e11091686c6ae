using Knooppunt.Node.Journal;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>Takes what waits in an organisation's folders into its journal, merged by time, a thousand observations to a flush.</summary>
sealed class Backlog(JournalRoom journals, string organisation, IReadOnlyList<WatchedFolder> folders)
{
    readonly List<Incoming> _batch = new(JournalSink.BatchSize);
    readonly List<OfferedFile> _files = new(JournalSink.BatchSize);

    /// <summary>Takes all. While a folder has more, its source holds the journal's watermark: the others do not run ahead of it.</summary>
    /// <exception cref="IOException">The journal's disk failed; what was not answered for is offered again.</exception>
    public async Task Take(CancellationToken stop)
    {
        if (!Hold())
            return;
        try
        {
            foreach (var folder in TimeMerge.Turns(folders))
            {
                var (incoming, file) = folder.Next();
                _batch.Add(incoming);
                _files.Add(file);
                if (_batch.Count < JournalSink.BatchSize)
                    continue;
                await Flush();
                stop.ThrowIfCancellationRequested();
            }

            await Flush();
        }
        finally
        {
            foreach (var folder in folders)
                folder.Reset();
            Hold();
        }
    }

    bool Hold()
    {
        var waiting = folders.Where(folder => folder.Waits).Select(folder => folder.Source).ToHashSet(StringComparer.Ordinal);
        journals.Hold(organisation, waiting);
        return waiting.Count > 0;
    }

    async Task Flush()
    {
        if (_batch.Count > 0)
        {
            var answers = await journals.Append(organisation, _batch);
            foreach (var (index, answer) in answers.Index())
                _files[index].Counts.Add(_batch[index], answer);
        }

        foreach (var folder in folders)
        {
            if (folder.TakeRejections() is { Count: > 0 } rejections)
                await journals.Reject(organisation, folder.Source, rejections);
            folder.Settle();
        }

        _batch.Clear();
        _files.Clear();
        Hold();
    }
}
