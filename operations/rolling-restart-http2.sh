#!/usr/bin/env bash
# Shows that a rolling restart fails no request over HTTP/2 and TLS: two instances behind HAProxy, restarted in turn under load.
#
#   operations/rolling-restart-http2.sh [TRANSPORT [ROUNDS]]       needs haproxy, h2load and openssl, and the built jar
#
# Prints how many requests were sent and how many failed; exits with 1 if one failed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${JAR:-$here/../http-app/target/http-app.jar}
transport=${1:-nio}
rounds=${2:-3}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
export FRONT_PORT=18210 A_PORT=18211 B_PORT=18212 STATUS_PORT=18213
[ -f "$jar" ] || { echo "build the jar first: ./mvnw -q package -DskipTests" >&2; exit 2; }

work=$(mktemp -d)
export FRONT_CERTIFICATE=$work/front.pem
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2> "$work/openssl.log"
cat "$work/certificate.pem" "$work/key.pem" > "$FRONT_CERTIFICATE"

declare -A pid
start() { # name port
    "$java" -jar "$jar" --quiet --directory "$here/../http-app/site" --port "$2" --transport="$transport" \
        --tls-cert "$work/certificate.pem" --tls-key "$work/key.pem" &
    pid[$1]=$!
    until curl -fsk -o "$work/page" "https://127.0.0.1:$2/"; do sleep 0.1; done
}
isup() { # name
    curl -fs -o "$work/status" "http://127.0.0.1:$STATUS_PORT/;csv"
    grep -q "^instances,$1,.*,UP," "$work/status"
}
restart() { # name port
    kill -TERM "${pid[$1]}"
    local code=0
    wait "${pid[$1]}" || code=$?
    echo "instance $1 exited with $code"
    start "$1" "$2"
    sleep 3 # HAProxy has checked it meanwhile
    until isup "$1"; do sleep 0.2; done
}
trap 'kill "${pid[@]}" "${proxy:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

start a $A_PORT
start b $B_PORT
haproxy -f "$here/haproxy-http2.cfg" -db > "$work/haproxy.log" 2>&1 &
proxy=$!
until curl -fsk --http2 -o "$work/page" "https://localhost:$FRONT_PORT/"; do sleep 0.1; done
version=$(curl -sk --http2 -o "$work/page" -w '%{http_version}' "https://localhost:$FRONT_PORT/")
[ "$version" = 2 ] || { echo "the proxy does not use HTTP/2 but $version" >&2; exit 2; }

h2load -t1 -c4 -m8 -D "$((rounds * 20))" "https://localhost:$FRONT_PORT/" > "$work/load.txt" &
load=$!
sleep 1
for _ in $(seq "$rounds"); do
    restart a $A_PORT
    restart b $B_PORT
done
wait "$load"
grep -E '^(requests|status codes):' "$work/load.txt"
grep -Eq '^requests: .* 0 failed, 0 errored, 0 timeout' "$work/load.txt"
grep -Eq '^status codes: [1-9][0-9]* 2xx, 0 3xx, 0 4xx, 0 5xx' "$work/load.txt"
