# Builds the agent as one native binary, in an image without shell, package manager or .NET runtime.
#   docker build -t expense-agent .
#   docker run -p 8080:8080 -e Agent__Security__AllowAnonymous=true expense-agent
# Debugging symbols, for this very build:  docker build --target symbols --output symbols .
# For more than one platform:              docker buildx build --platform linux/amd64,linux/arm64 -t expense-agent .
# Packages from a source of your own:      docker build --secret id=nuget,src=NuGet.Config --secret id=ca,src=ca.pem .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
ARG PROJECT="template/ExpenseAgent.csproj"

# What a restore reads. Apart, so that packages are restored again when one of these files changes, and not with every source.
FROM --platform=$BUILDPLATFORM $SDK_IMAGE AS projects
WORKDIR /source
COPY . .
RUN find . -type f ! -name '*.*proj' ! -name '*.props' ! -name '*.targets' ! -name global.json \
      ! -name packages.lock.json ! -iname nuget.config ! -name '*.nupkg' -delete \
 && find . -mindepth 1 -type d -empty -delete

# The compiler runs on the platform of the machine that builds, whatever it builds for: .NET is not supported under QEMU.
FROM --platform=$BUILDPLATFORM $SDK_IMAGE AS restore
ARG TARGETARCH
ARG BUILDARCH
# For another platform it needs that one's linker and C library. An SDK_IMAGE that has them saves the download.
RUN case "$TARGETARCH" in \
      amd64) cross=gcc-x86-64-linux-gnu ;; \
      arm64) cross=gcc-aarch64-linux-gnu ;; \
      *) echo "This builds for linux/amd64 and linux/arm64, not for $TARGETARCH." >&2; exit 1 ;; \
    esac \
 && if [ "$TARGETARCH" != "$BUILDARCH" ] && ! dpkg -s "$cross" > /dev/null 2>&1; then \
      apt-get update && apt-get install -y --no-install-recommends "$cross" && rm -rf /var/lib/apt/lists/*; \
    fi
WORKDIR /source
COPY --from=projects /source .
ARG PROJECT
RUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/build-ca.pem \
    dotnet restore "$PROJECT" -a "$TARGETARCH" -p:_IsPublishing=true

FROM restore AS build
ARG TARGETARCH
ARG PROJECT
COPY . .
RUN dotnet publish "$PROJECT" -c Release -a "$TARGETARCH" --no-restore -o /app \
 && mv "/app/$(basename "$PROJECT" .csproj)" /app/agent \
 && mkdir /symbols \
 && mv /app/*.dbg /symbols/

FROM scratch AS symbols
COPY --from=build /symbols /

FROM $RUNTIME_IMAGE
WORKDIR /app
COPY --from=build /app .
ENV OTEL_SERVICE_NAME="expense-agent"
# By number, since Kubernetes' runAsNonRoot asks for one.
USER 1654:1654
# The agent, and its health.
EXPOSE 8080 9464
ENTRYPOINT ["/app/agent"]
ARG SOURCE=""
ARG VERSION=""
ARG REVISION=""
ARG CREATED=""
LABEL org.opencontainers.image.title="expense-agent" \
      org.opencontainers.image.description="An agent that speaks A2A (Agent2Agent) v1.0" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED"
