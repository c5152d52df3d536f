using System.Text;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Commands.Manifests;

/// <summary>
/// What Kubernetes manifests have from the agent alone, as whole files. Everything else in the folder is the user's; so these files hold
/// nothing that one would change by hand.
/// </summary>
/// <param name="name">What Kubernetes calls the agent.</param>
/// <param name="ports">Where it listens.</param>
/// <param name="hasGrpc">Whether the agent has that binding.</param>
/// <param name="path">The path of the public URL, which a gateway may share with others; <c>/</c> when it has none.</param>
internal sealed class KubernetesManifests(string name, PortOptions ports, bool hasGrpc, string path)
{
    /// <summary>The file from which the name is read again.</summary>
    public const string ServiceFile = "base/service.yaml";

    private const string Origin = "# Made from the agent's settings by `dotnet run -- manifests`: change those, and run it again.";

    public IReadOnlyList<(string File, string Content)> All =>
    [
        (ServiceFile, Service),
        ("base/ports.yaml", Ports),
        ("components/gateway-api/routes.yaml", Routes),
    ];

    private string Service => Text($"""
        {Origin}
        apiVersion: v1
        kind: Service
        metadata:
          name: {name}
        spec:
          selector:
            app.kubernetes.io/name: {name}
          ports:
            # The first one: platforms read the Agent Card from there.
            - name: http
              port: {ports.Http}
              targetPort: http
              appProtocol: http
        """, $"""
            - name: grpc
              port: {ports.Grpc}
              targetPort: grpc
              appProtocol: kubernetes.io/h2c
        """);

    private string Ports => Text($"""
        {Origin}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {name}
        spec:
          template:
            spec:
              containers:
                - name: agent
                  env:
                    - name: PORT
                      value: "{ports.Http}"
        """, $"""
                    - name: Agent__Ports__Grpc
                      value: "{ports.Grpc}"
        """, $"""
                    - name: Agent__Ports__Management
                      value: "{ports.Management}"
                  ports:
                    - name: http
                      containerPort: {ports.Http}
        """, $"""
                    - name: grpc
                      containerPort: {ports.Grpc}
        """, $"""
                    - name: mgmt
                      containerPort: {ports.Management}
        """);

    private string Routes => Text($"""
        {Origin}
        # The gateway and its hosts are in gateway.yaml.
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: {name}
        spec:
          rules:
            - matches:
                - path:
                    type: PathPrefix
                    value: {path}
              # Streams and blocking calls last as long as their task; the agent ends them itself (Agent:Tasks:MaxRunTime).
              timeouts:
                request: 0s
              backendRefs:
                - name: {name}
                  port: {ports.Http}
        """, $"""
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata:
          name: {name}
        spec:
          rules:
            - matches:
                - method:
                    type: Exact
                    service: lf.a2a.v1.A2AService
              backendRefs:
                - name: {name}
                  port: {ports.Grpc}
        """);

    /// <summary>Parts that alternate between every agent's and those of one with gRPC.</summary>
    private string Text(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        for (var part = 0; part < parts.Length; part++)
        {
            if (part % 2 == 0 || hasGrpc)
            {
                text.Append(parts[part]).Append('\n');
            }
        }

        return text.ToString();
    }
}
