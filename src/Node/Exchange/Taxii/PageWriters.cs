using System.Buffers;
using System.Text.Json;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>A page as TAXII has it: objects in an envelope, lines of a manifest, or versions.</summary>
abstract class PageWriter : IPageSink
{
    protected ArrayBufferWriter<byte> Written { get; } = new(256 << 10);

    protected int Count { get; set; }

    public abstract bool WantsJson { get; }

    public abstract void Take(string id, string version, long added, ReadOnlySpan<byte> json);

    /// <summary>The whole answer.</summary>
    /// <param name="next">With what to ask for more; null when there is no more.</param>
    public ReadOnlyMemory<byte> End(string? next)
    {
        Put(Count == 0 ? "{"u8 : "]"u8);
        if (next is not null)
        {
            Put(Count == 0 ? "\"more\":true,\"next\":\""u8 : ",\"more\":true,\"next\":\""u8);
            // Base64url: nothing in it needs an escape.
            Put(System.Text.Encoding.ASCII.GetBytes(next));
            Put("\""u8);
        }

        Put("}"u8);
        return Written.WrittenMemory;
    }

    /// <summary>Begins the next item.</summary>
    protected void Begin(ReadOnlySpan<byte> name)
    {
        if (Count++ > 0)
        {
            Put(","u8);
            return;
        }

        Put("{\""u8);
        Put(name);
        Put("\":["u8);
    }

    protected void Put(ReadOnlySpan<byte> bytes) => Written.Write(bytes);
}

/// <summary>An envelope (3.7): the objects as they were sent.</summary>
sealed class EnvelopeWriter : PageWriter
{
    public override bool WantsJson => true;

    public override void Take(string id, string version, long added, ReadOnlySpan<byte> json)
    {
        Begin("objects"u8);
        Put(json);
    }
}

/// <summary>A manifest (5.3.1).</summary>
sealed class ManifestWriter : PageWriter
{
    public override bool WantsJson => false;

    public override void Take(string id, string version, long added, ReadOnlySpan<byte> json)
    {
        Begin("objects"u8);
        using var line = new Utf8JsonWriter(Written);
        line.WriteStartObject();
        line.WriteString("id"u8, id);
        line.WriteString("date_added"u8, StixVersion.Moment(added));
        // What has no versions has the moment of its addition as one (5.3.1).
        line.WriteString("version"u8, version.Length > 0 ? StixVersion.Show(version) : StixVersion.Moment(added));
        line.WriteString("media_type"u8, TaxiiMedia.Stix);
        line.WriteEndObject();
    }
}

/// <summary>The versions of an object (5.8.1).</summary>
sealed class VersionsWriter : PageWriter
{
    public override bool WantsJson => false;

    public override void Take(string id, string version, long added, ReadOnlySpan<byte> json)
    {
        Begin("versions"u8);
        Put("\""u8);
        Put(System.Text.Encoding.ASCII.GetBytes(version.Length > 0 ? StixVersion.Show(version) : StixVersion.Moment(added)));
        Put("\""u8);
    }
}
