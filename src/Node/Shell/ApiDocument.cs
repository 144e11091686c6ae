using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Knooppunt.Node.Shell;

/// <summary>The published description of the interface, OpenAPI 3.1 at <c>/api/v1/openapi.json</c>, after the NLGov REST API Design Rules.</summary>
static class ApiDocument
{
    /// <summary>Where the interface begins; the major version stands in it.</summary>
    public const string Root = "/api/v1";

    /// <summary>Full version of the interface, sent with every answer.</summary>
    public const string Version = "1.0.0";

    /// <summary>Name of the header that carries it.</summary>
    public const string VersionHeader = "API-Version";
    const string Address = Root + "/openapi.json", KeyScheme = "apiKey";

    public static void AddApiDocument(this IServiceCollection services)
    {
        // A count is a number; the default also lets a string through, and says so in every schema.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        services.AddOpenApi("v1", api =>
        {
            // Only what is under /api belongs to the published interface; the forms of the pages do not.
            api.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            api.AddDocumentTransformer((document, _, _) =>
            {
                Complete(document);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal))
                http.Response.OnStarting(() => Head(http));
            return next(http);
        });
        app.MapOpenApi(Address).AllowAnonymous();
    }

    static Task Head(HttpContext http)
    {
        http.Response.Headers[VersionHeader] = Version;
        // Anybody's tools may read the description, from any page; the data behind it no page of others may.
        if (http.Request.Path == Address)
            http.Response.Headers.AccessControlAllowOrigin = "*";
        return Task.CompletedTask;
    }

    static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Knooppunt",
            Version = Version,
            Description = "What a mainport's own systems tell its node. Every item is answered for when it is on disk; one that cannot be read is refused with its place and a sentence, and the rest is taken.",
            Contact = new OpenApiContact { Name = "The administrator of the node" },
            License = new OpenApiLicense { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        };
        document.Servers = [new OpenApiServer { Url = Root }];
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
            paths[path[Root.Length..]] = item;
        paths["/openapi.json"] = Description();
        document.Paths = paths;
        document.AddComponent<IOpenApiSecurityScheme>(KeyScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "API key of an organisation; an administrator of the node makes one on the page of the sources.",
        });
        foreach (var operation in paths.Values.SelectMany(path => path.Operations ?? []).Select(pair => pair.Value))
        {
            if (operation.Security is null)
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
            foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[VersionHeader] = VersionOf();
        }

        document.Tags = paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(pair => pair.Value.Tags ?? new HashSet<OpenApiTagReference>()).Select(tag => tag.Name).OfType<string>().Distinct()
            .Select(name => new OpenApiTag { Name = name, Description = name == DescriptionTag ? "The interface itself." : "What sources tell." }).ToHashSet();
    }

    const string DescriptionTag = "description";

    static OpenApiPathItem Description()
    {
        var answer = new OpenApiResponse
        {
            Description = "This document.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["access-control-allow-origin"] = new OpenApiHeader { Description = "Any page may read it.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Const = "*" } },
            },
        };
        return new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Get] = new()
                {
                    OperationId = "readDescription",
                    Summary = "Read the description of the interface",
                    Description = "The OpenAPI 3.1 description of this version.",
                    Tags = new HashSet<OpenApiTagReference> { new(DescriptionTag) },
                    Security = [],
                    Responses = new OpenApiResponses { ["200"] = answer },
                },
            },
        };
    }

    static OpenApiHeader VersionOf() => new()
    {
        Description = "Full version of the interface.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create(Version)] },
    };
}
