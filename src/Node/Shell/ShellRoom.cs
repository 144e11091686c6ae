using System.Threading.RateLimiting;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.SignIn;
using Knooppunt.Node.Shell.Words;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell;

/// <summary>The house itself: settings, people and their roles, sign-in, the frame around every page.</summary>
public static class ShellRoom
{
    internal static void AddShell(this WebApplicationBuilder builder, NodeSettings settings, NodeFolders folders, NodePlaces places)
    {
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(folders).AddSingleton(places).AddSingleton<WriteTurn>().AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor().AddScoped<Language>().AddScoped<LocalTime>();
        services.AddScoped(provider => new ValueText(provider.GetRequiredService<Language>().English, places, provider.GetRequiredService<LocalTime>().Moment));
        services.AddRoomDatabase<ShellDb>();
        services.AddScoped(provider => provider.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ShellDb>>().CreateDbContext());
        services.AddSingleton<Invitations>().AddSingleton<FirstAdministrator>().AddSingleton<MadeCodes>().AddSingleton<OpenPages>().AddSingleton<DemoPeople>().AddSingleton<DemoTrail>();
        services.AddDataProtection().SetApplicationName("knooppunt").PersistKeysToFileSystem(Directory.CreateDirectory(folders.Keys));
        services.AddSingleton<Stripping.Stripper>().AddSingleton<Photos.PhotoTable>().AddSingleton<Papers.PaperDesk>();
        services.AddSingleton<FirstSight>().AddSingleton<Attempts>().AddSingleton(FramePart.Of<TroubleList>()).AddHealthChecks().AddCheck<WorkCheck>("work");
        services.AddSingleton<DailyRuns>().AddHostedService<EachDay>().AddSingleton<PeopleNow>().AddHostedService<Resumer>();
        services.AddProblemDetails();
        services.AddApiDocument();
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery();
        AddSignIn(services, settings);
        services.AddRequestLocalization(options =>
        {
            options.SetDefaultCulture("nl").AddSupportedCultures("nl", "en").AddSupportedUICultures("nl", "en");
            // Dutch unless the person chose otherwise: the browser's own language is not a choice made here.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Language.Cookie }];
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy("sign-in", http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "-", _ => new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    internal static async Task OpenShell(IServiceProvider services, CancellationToken stop)
    {
        if (services.GetRequiredService<NodeSettings>().Sample)
            await services.GetRequiredService<DemoPeople>().Make(stop);
    }

    internal static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn(app.Services.GetRequiredService<NodeSettings>().OpenId is not null);
        app.MapDemo(app.Services.GetRequiredService<NodeSettings>());
        app.MapPeople();
        app.MapPost("/language", ChooseLanguage).AllowAnonymous();
        app.MapPost("/density", Density.Choose);
        app.MapGet("/", (NodeSettings settings, HttpContext http) => Results.LocalRedirect(Menu.For(http.User, settings).FirstOrDefault()?.Href ?? "/account"));
        app.MapApiDocument();
        app.MapHealth();
        app.MapRazorComponents<App>();
    }

    static void AddSignIn(IServiceCollection services, NodeSettings settings)
    {
        services.AddIdentityCore<Person>(ShellDb.Configure)
            .AddEntityFrameworkStores<ShellDb>().AddSignInManager().AddClaimsPrincipalFactory<PersonClaims>();
        services.Configure<IdentityPasskeyOptions>(passkey => passkey.UserVerificationRequirement = "required");
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie?.Configure(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.Events.OnRedirectToLogin = SendToSignIn;
            cookie.Events.OnRedirectToAccessDenied = refused =>
            {
                refused.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            cookie.Cookie.Name = "knooppunt";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        }));
        if (settings.OpenId is { } provider)
        {
            authentication.AddOpenIdConnect(OpenIdRoutes.Scheme, oidc =>
            {
                oidc.Authority = provider.Authority;
                oidc.ClientId = provider.ClientId;
                oidc.ClientSecret = provider.ClientSecretFile is null ? null : File.ReadAllText(provider.ClientSecretFile).Trim();
                oidc.ResponseType = "code";
                // The answer comes back by a link, so that the cookies need not be sent along by other sites.
                oidc.ResponseMode = "query";
                oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
                oidc.RequireHttpsMetadata = !(Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
                oidc.Events.OnRemoteFailure = refused =>
                {
                    refused.Response.Redirect("/sign-in?refused=1");
                    refused.HandleResponse();
                    return Task.CompletedTask;
                };
                oidc.SignInScheme = IdentityConstants.ExternalScheme;
                oidc.CallbackPath = "/sign-in/openid/callback";
            });
        }

        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    // A page is worth signing in for; a form, a stream or a program only needs to know that nobody is signed in.
    static Task SendToSignIn(Microsoft.AspNetCore.Authentication.RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> refused)
    {
        if (HttpMethods.IsGet(refused.Request.Method) && !refused.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
            refused.Response.Redirect(refused.RedirectUri);
        else
            refused.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    static IResult ChooseLanguage([FromForm] string language, [FromForm] string? returnUrl, HttpContext http)
    {
        var chosen = language == "en" ? "en" : "nl";
        http.Response.Cookies.Append(Language.Cookie, CookieRequestCultureProvider.MakeCookieValue(new(chosen)),
            new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        return Results.LocalRedirect(SignInRoutes.Local(returnUrl));
    }
}
