using Microsoft.OpenApi;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>How a body of the intake looks, for the description of the interface: a CloudEvent 1.0 with the node's own type names.</summary>
static class CloudEventBody
{
    public static OpenApiRequestBody Description => new()
    {
        Required = true,
        Description = "At most 16 MiB, each event at most 64 levels deep.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/cloudevents+json"] = new OpenApiMediaType { Schema = Event },
            ["application/cloudevents-batch+json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Event } },
            ["application/x-ndjson"] = new OpenApiMediaType { Schema = Text("One CloudEvent per line.") },
            ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The data of one event; its attributes stand in ce- headers." } },
        },
    };

    static OpenApiSchema Event => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "specversion", "id", "source", "type", "time", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["specversion"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = "1.0" },
            ["id"] = Text("With the source the identity of the event: offered again it is known, not taken twice."),
            ["source"] = Text("Name of a source that is configured for your organisation."),
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^nl\.knooppunt\.[a-z]+\.[a-z0-9_]+$", Description = "nl.knooppunt., family and name, as the taxonomy lists them." },
            ["time"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When it happened; more than five minutes ahead is parked until due." },
            ["subject"] = Text("What it is about; without it the fields decide."),
            ["data"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The fields, as the taxonomy lists them for the type." },
        },
    };

    static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
