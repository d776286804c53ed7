#!/usr/bin/env bash
# Shows that a rolling restart fails no request: two instances behind HAProxy, under load, restarted in turn.
#
#   operations/rolling-restart.sh [TRANSPORT [ROUNDS]]       needs haproxy and wrk, and the built jar
#
# Prints how many requests were sent and how many failed; exits with 1 if one failed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/../http-app/target/http-app.jar
transport=${1:-nio}
rounds=${2:-3}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
export FRONT_PORT=18200 A_PORT=18201 B_PORT=18202
[ -f "$jar" ] || { echo "build the jar first: ./mvnw -q package -DskipTests" >&2; exit 2; }

work=$(mktemp -d)
declare -A pid
start() { # name port
    "$java" -jar "$jar" --quiet --directory "$here/../http-app/site" --port "$2" --transport="$transport" &
    pid[$1]=$!
    until curl -s -o "$work/page" "http://127.0.0.1:$2/"; do sleep 0.1; done
}
restart() { # name port
    kill -TERM "${pid[$1]}"
    local code=0
    wait "${pid[$1]}" || code=$?
    echo "instance $1 exited with $code"
    start "$1" "$2"
    sleep 1.5 # HAProxy finds it healthy twice
}
trap 'kill "${pid[@]}" "${proxy:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

start a $A_PORT
start b $B_PORT
haproxy -f "$here/haproxy.cfg" -db > "$work/haproxy.log" 2>&1 &
proxy=$!
until curl -s -o "$work/page" "http://127.0.0.1:$FRONT_PORT/"; do sleep 0.1; done

cat > "$work/count.lua" <<'LUA'
done = function(summary)
  local e = summary.errors
  io.write(string.format("%d requests, %d failed\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
LUA
wrk -t1 -c32 -d$((rounds * 12))s -s "$work/count.lua" "http://127.0.0.1:$FRONT_PORT/" > "$work/wrk.txt" &
load=$!
sleep 1
for _ in $(seq "$rounds"); do
    restart a $A_PORT
    restart b $B_PORT
done
wait "$load"
tail -n 1 "$work/wrk.txt"
grep -q ', 0 failed' "$work/wrk.txt"
