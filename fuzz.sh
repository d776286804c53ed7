#!/bin/sh
# Fuzzes the protocol engine, TLS connections and the file handler, one target after the other.
#
#     ./fuzz.sh                      every target for three minutes
#     ./fuzz.sh 30m                  every target for half an hour
#     ./fuzz.sh 1h ChunkedDecoder    some targets for an hour each
#
# An input that breaks a target is saved next to the kept inputs under src/test/resources, where the normal build replays it.
# Set MVN to use another Maven than the wrapper.
set -eu
cd "$(dirname "$0")"
duration=${1:-3m}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- RequestHead ChunkedDecoder Http1Connection Http1ClientConnection FrameReader Http2Connection RequestTarget HpackDecoder FileHandler TlsConnection
maven=${MVN:-./mvnw}

# With -am: these modules use the classes of others, which need not be installed.
modules=http-handlers,http-tls
for target in "$@"; do
    echo "== $target for $duration"
    # Without the JVM flags of the build: they are for short runs and disable the instrumentation of the fuzzer.
    JAZZER_FUZZ=1 $maven -B -q test-compile surefire:test -pl "$modules" -am -Dtest="${target}FuzzTest" \
        -Dsurefire.failIfNoSpecifiedTests=false \
        -Djazzer.max_duration="$duration" -Dtest.jvm.args="-XX:+UseSerialGC -XX:+EnableDynamicAgentLoading"
done
