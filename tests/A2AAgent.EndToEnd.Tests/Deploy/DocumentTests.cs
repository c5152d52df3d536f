using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>What the READMEs of deploy/ say is so.</summary>
public sealed partial class DocumentTests(RenderedManifests manifests)
{
    private static readonly string[] Components = Names("components");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_component_says_what_it_adds_what_it_needs_and_how_to_see_it() => Assert.All(Components, static component =>
    {
        var text = Read("components", component, "README.md");

        Assert.StartsWith($"# {component}\n", text, StringComparison.Ordinal);
        Assert.Contains("Needs ", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("```sh\n", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length <= 40, component);
    });

    [Fact]
    public void The_overview_has_every_component_overlay_and_folder()
    {
        var text = Read("README.md");

        Assert.All(Components, component => Assert.Contains($"`{component}`", text, StringComparison.Ordinal));
        Assert.All(Names("overlays"), overlay => Assert.Contains($"`overlays/{overlay}`", text, StringComparison.Ordinal));
        Assert.All(Names().Where(static folder => folder != "overlays"), folder => Assert.Contains($"`{folder}/`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_a_README_names_are_there() => Assert.All(Readmes(), static readme =>
    {
        var folder = Path.GetDirectoryName(readme)!;
        Assert.All(FileName().Matches(File.ReadAllText(readme)).Select(static match => match.Groups["file"].Value), file =>
            Assert.True(File.Exists(Path.Combine(folder, file)) || File.Exists(Path.Combine(RenderedManifests.Deploy, file)) || Directory.GetFiles(RenderedManifests.Deploy, file, SearchOption.AllDirectories).Length > 0, $"{readme}: {file}"));
    });

    [Fact]
    public async Task What_a_README_applies_can_be_built()
    {
        var paths = Readmes().SelectMany(static readme => Applied().Matches(File.ReadAllText(readme))).Select(static match => match.Groups["path"].Value).ToHashSet();

        Assert.Contains("deploy/overlays/dev", paths);
        foreach (var path in paths)
        {
            var built = await Tool.RunAsync(Tool.Command("kubectl", Repository.PathOf("template"), "kustomize", path));
            Assert.True(built.ExitCode == 0, built.All);
        }
    }

    /// <summary>Secrets are never part of a manifest: a README has the command, with the keys that the pod reads.</summary>
    [Fact]
    public async Task Every_Secret_is_made_by_a_command_of_a_README_or_by_cert_manager()
    {
        var text = string.Join('\n', Readmes().Select(File.ReadAllText));
        foreach (var set in await manifests.AllAsync())
        {
            var made = set.Of("Certificate").Select(static certificate => certificate.Spec["secretName"].Text).ToHashSet();
            Assert.All(Secrets(set).Where(secret => !made.Contains(secret.Name)), secret => Assert.Matches(
                $@"create secret generic {Regex.Escape(secret.Name)}\b(?s:.)*--from-(file|literal)={Regex.Escape(secret.Key)}\b", text));
        }
    }

    [Fact]
    public async Task The_message_that_the_overview_shows_is_what_kustomize_says()
    {
        var shown = Message().Match(Read("README.md")).Groups["message"].Value;

        var refused = await manifests.TryAsync("hpa");

        Assert.Contains(shown, Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_card_that_is_to_be_published_kustomize_names_the_file()
    {
        using var copy = new TemporaryFolder();
        await Tool.RunAsync(Tool.Command("cp", copy.Path, "-R", $"{RenderedManifests.Deploy}/.", copy.Path));
        var overlay = copy.PathOf("overlays/production/kustomization.yaml");
        await File.WriteAllTextAsync(overlay, (await File.ReadAllTextAsync(overlay, Token)).Replace("components/api-key\n", "components/api-key\n  - ../../components/card-signing\n", StringComparison.Ordinal), Token);

        var built = await Tool.RunAsync(Tool.Command("kubectl", copy.Path, "kustomize", "overlays/production"));

        Assert.NotEqual(0, built.ExitCode);
        Assert.Matches("card-signing/card.json: no such file or directory", Assert.Single(built.Errors));
        Assert.Contains("card.json: no such file or directory", Read("components", "card-signing", "README.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Key)> Secrets(ManifestSet set)
    {
        foreach (var pod in set.Pods())
        {
            foreach (var (name, volume) in pod.Volumes.Where(static volume => volume.Value["secret"].Exists))
            {
                var mounted = pod.Agent.Mounts.Single(mount => mount["name"].Is(name))["mountPath"].Text!;
                foreach (var file in pod.Agent.Environment.Select(static variable => variable["value"].Text).OfType<string>().Where(value => value.StartsWith(mounted, StringComparison.Ordinal)))
                {
                    yield return (volume["secret"]["secretName"].Text!, Path.GetFileName(file));
                }
            }
        }

        foreach (var reference in set.All.SelectMany(static manifest => manifest.Root.All()).Select(static node => node["secretKeyRef"]).Where(static reference => reference.Exists))
        {
            yield return (reference["name"].Text!, reference["key"].Text!);
        }
    }

    private static string[] Readmes() => Directory.GetFiles(RenderedManifests.Deploy, "README.md", SearchOption.AllDirectories);

    private static string Read(params IEnumerable<string> path) => File.ReadAllText(Path.Combine([RenderedManifests.Deploy, .. path]));

    private static string[] Names(params IEnumerable<string> path) =>
        [.. Directory.GetDirectories(Path.Combine([RenderedManifests.Deploy, .. path])).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"`(?<file>[\w./-]+\.yaml)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"-k (?<path>deploy/[\w/-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Applied();

    [GeneratedRegex("`(?<message>testing value [^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();
}
