# Builds the agent as one native binary, in an image without shell, package manager or .NET runtime.
#   docker build -t expense-agent .
#   docker run -p 8080:8080 -e Agent__Security__AllowAnonymous=true expense-agent
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS build
ARG PROJECT="template/ExpenseAgent.csproj"
WORKDIR /source
COPY . .
RUN dotnet publish "$PROJECT" -c Release -o /publish \
 && mkdir /app \
 && mv "/publish/$(basename "$PROJECT" .csproj)" /app/agent \
 && mv /publish/appsettings*.json /app/

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
LABEL org.opencontainers.image.title="expense-agent"
WORKDIR /app
COPY --from=build /app .
ENV OTEL_SERVICE_NAME="expense-agent"
USER $APP_UID
# The agent, and its health.
EXPOSE 8080 9464
ENTRYPOINT ["/app/agent"]
