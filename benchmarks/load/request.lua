-- One request over and over, and the figures in one line that a program can read.
local body = os.getenv("REQUEST_BODY")
if body ~= "" then
  wrk.method = "POST"
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end
wrk.headers["A2A-Version"] = "1.0"
local name, value = os.getenv("REQUEST_HEADER"):match("^(.-): (.*)$")
if name then
  wrk.headers[name] = value
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
