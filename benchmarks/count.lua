-- Prints the results in a format that compare.py reads.
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\n@{"requests": %d, "seconds": %f, "errors": %d, "p99": %f}',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(99) / 1000))
end
